"""Finding figures: how numbers are written, what they count, and what is no figure at all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.evidence.figures import Figure, figures_in, steps_in
from workbench.evidence.figures.notation import SMALL
from workbench.evidence.figures.reading import LONGEST, MOST

NUMBERISH = st.text(
    st.sampled_from("0123456789.,-–−½¾ '%€$km tomillionfrom\u00a0/:\n"), max_size=60
)


def only(text: str, language: str = "en") -> Figure:
    [figure] = figures_in(text, language)
    return figure


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("41 million people", "en", "41000000"),
        ("It cost 1,500 euros.", "en", "1500"),
        ("Es kostete 1.500 Euro.", "de", "1500"),
        ("1,5 Mio. Euro", "de", "1500000"),
        ("3,2 Milliarden Euro", "de", "3200000000"),
        ("1,234.56 euros", "en", "1234.56"),
        ("1.234,56 euros", "en", "1234.56"),
        ("12 345 678 votes", "en", "12345678"),
        ("1’234’567 francs", "en", "1234567"),
        ("US$ 1.2bn", "en", "1200000000"),
        ("£3m", "en", "3000000"),
        ("3½ years", "en", "3.5"),
        ("¾ of it", "en", "0.75"),
        ("−5 degrees", "en", "-5"),
        ("a loss of -5 million", "en", "-5000000"),
        ("twenty-five people", "en", "25"),
        ("Three hundred and five thousand votes", "en", "305000"),
        ("one million people", "en", "1000000"),
        ("5km", "en", "5"),
        ("0·5%", "en", "0.5"),
        ("1,250·75 deaths", "en", "1250.75"),
        ("0·125 per year", "en", "0.125"),
    ],
)
def test_a_number_is_read_as_it_is_written(text: str, language: str, value: str) -> None:
    figure = only(text, language)
    assert (figure.low, figure.high) == (Decimal(value), Decimal(value))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("12 %", "%"), ("12%", "%"), ("12 percent", "%"), ("12 per cent", "%"), ("12 Prozent", "%"),
        ("2 percentage points", "percentage points"), ("€5", "EUR"), ("5 euros", "EUR"),
        ("EUR 5", "EUR"), ("5 million dollars", "USD"), ("US$5", "USD"), ("$ 5", "USD"),
        ("5 km", "kilometre"), ("5 kilometres", "kilometre"), ("5 houses", ""),
    ],
)  # fmt: skip
def test_a_unit_is_known_however_it_is_written(text: str, unit: str) -> None:
    assert only(text).unit[0] == unit


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("one in five adults", "20"), ("1 in 3", "33.33"), ("Two out of every five people", "40"),
        ("3 out of 4 voters", "75"), ("nine of every ten", "90"), ("one in a hundred", "1"),
        ("1 in 100,000 children", "0.001"), ("one-in-five chance", "20"),
    ],
)  # fmt: skip
def test_so_many_in_so_many_are_a_share(text: str, percent: str) -> None:
    figure = only(text)
    assert (figure.low, figure.unit) == (Decimal(percent), ("%", frozenset()))
    assert figure.words == text


@pytest.mark.parametrize(
    "text",
    ["5 in 10 years", "two in three games", "3 in 2019", "5 in 4 km", "6 in 5", "1.5 in 10 towns",
     "3 of 5 towns", "2 in 3–4 towns"],
)  # fmt: skip
def test_what_else_stands_in_something_is_no_share(text: str) -> None:
    assert all(figure.unit[0] != "%" for figure in figures_in(text))


def test_of_other_things_the_words_behind_tell_what_is_counted() -> None:
    assert only("1,500 new houses in the north").unit == ("", frozenset({"new", "house"}))
    assert only("5 of them").unit == ("", frozenset())


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("10–12 km", ("10", "12")),
        ("3 to 4 km", ("3", "4")),
        ("between 3 and 4 people", ("3", "4")),
        ("between 10 % and 12 %", ("10", "12")),
        ("12 – 10 votes", ("10", "12")),
    ],
)
def test_a_range_has_two_ends(text: str, ends: tuple[str, str]) -> None:
    figure = only(text)
    assert (figure.low, figure.high) == (Decimal(ends[0]), Decimal(ends[1]))
    assert figure.words in text


@pytest.mark.parametrize(
    "text",
    [
        "A/RES/68/262", "the G20", "on 16 May 2019", "May 16", "the 3rd of them", "at 14:05",
        "COVID-19", "v1.2.3", "in 1931", "since 2014 they met", "one of them", "two thirds of it",
        "meddling in the 2016 election", "its 2014 annexation", "§218", "MH17", "3/4",
        "2019-05-16", "a score of 3-2", "",
    ],
)  # fmt: skip
def test_days_years_names_and_fractions_in_words_are_no_figures(text: str) -> None:
    assert list(figures_in(text)) == []


@pytest.mark.parametrize(
    ("text", "language", "ambiguous"),
    [
        ("1,500 votes", "en", False), ("1.500 votes", "en", True), ("1.500 Stimmen", "de", False),
        ("1,500 Stimmen", "de", True), ("1.5 votes", "en", False), ("1,5 votes", "en", False),
        ("1,234,567 votes", "de", False), ("1 500 votes", "en", True),
        ("1,500–1.600 votes", "en", True), ("0·125 votes", "en", False),
    ],
)  # fmt: skip
def test_a_number_that_may_be_another_says_so(text: str, language: str, *, ambiguous: bool) -> None:
    assert only(text, language).ambiguous is ambiguous


def test_the_year_that_is_named_in_the_same_sentence_goes_with_a_figure() -> None:
    text = "In 1931 it cost 9 million. Rain fell. It had 3 arches; in 2019 it had 4 arches left."
    assert [(figure.words, figure.year) for figure in figures_in(text)] == [
        ("9 million", 1931), ("3 arches", 2019), ("4 arches left", 2019),
    ]  # fmt: skip


def test_what_went_from_one_to_another_is_a_step_and_no_range() -> None:
    text = "It rose from 4 % to 6 %, and 7 to 8 % later."
    figures = figures_in(text)
    assert [figure.words for figure in figures] == ["4 %", "6 %", "7 to 8 %"]
    [step] = steps_in(text, figures)
    assert (step.first.words, step.second.words, step.words) == ("4 %", "6 %", "4 % to 6 %")


@given(st.integers(0, 10**12), st.sampled_from([("en", ","), ("de", "."), ("fr", "\u202f")]))
def test_whole_numbers_are_read_back(number: int, way: tuple[str, str]) -> None:
    language, mark = way
    figure = only(f"There were {number:,} votes.".replace(",", mark), language)
    assert figure.low == number


@given(st.integers(0, 999_999), st.integers(0, 99))
def test_decimals_are_read_back(whole: int, cents: int) -> None:
    written = f"{whole:,}.{cents:02}"
    german = written.translate(str.maketrans(",.", ".,"))
    assert only(f"€{written}").low == Decimal(f"{whole}.{cents:02}")
    assert only(f"{german} €", "de").low == Decimal(f"{whole}.{cents:02}")


def spelled(number: int) -> str:
    """A number below a thousand, in English words, made another way than it is read."""
    names = {value: word for word, value in SMALL.items()}
    if number in names:
        return names[number]
    if number < 100:
        return f"{names[number // 10 * 10]}-{names[number % 10]}"
    rest = f" and {spelled(number % 100)}" if number % 100 else ""
    return f"{names[number // 100]} hundred{rest}"


@given(st.integers(2, 999))
def test_words_are_read_back(number: int) -> None:
    assert only(f"There were {spelled(number)} votes.").low == number


@given(NUMBERISH | st.text(max_size=60))
def test_whatever_the_text_figures_are_words_of_it_in_order(text: str) -> None:
    end = 0
    for figure in figures_in(text):
        assert text[figure.start : figure.end] == figure.words
        assert end <= figure.start < figure.end
        assert figure.low <= figure.high
        end = figure.end


def test_of_a_long_text_its_beginning_counts() -> None:
    assert len(figures_in("5 votes. " * 100_000)) == MOST
    assert list(figures_in(" " * LONGEST + "5 votes")) == []
    for hostile in ("1," * 100_000, "1 to " * 50_000, "twenty " * 50_000, "9" * 500_000):
        assert len(figures_in(hostile)) <= MOST
