"""The arithmetic of figures, of which only those of one kind stand beside each other."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.evidence.figures import (
    Change,
    Comparison,
    change_between,
    compare,
    figures_in,
    steps_in,
    unpaired,
)
from workbench.evidence.figures.comparing import MOST, Quote

numbers = st.decimals(-(10**9), 10**9, places=2)


def read(text: str) -> Quote:
    figures = figures_in(text)
    return figures, steps_in(text, figures)


def compared(claim: str, *quotes: str) -> Sequence[Comparison]:
    return compare(figures_in(claim), list(map(read, quotes)))


def pairs(claim: str, *quotes: str) -> list[tuple[str, str, int]]:
    found = compared(claim, *quotes)
    return [(pair.claimed.words, pair.quoted.words, pair.quote) for pair in found]


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("It cost 41 million euros", "It cost 32,000,000 EUR"),
        ("1,500 new houses", "1,400 houses were built"),
        ("12 percent", "10 %"),
        ("41 million", "32 million"),
    ],
)
def test_figures_of_one_kind_stand_beside_each_other(claim: str, quote: str) -> None:
    assert len(pairs(claim, quote)) == 1


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("41 million euros", "32 million dollars"),
        ("12 percent", "10 percentage points"),
        ("1,500 houses", "1,400 flats"),
        ("12 %", "12 houses"),
        ("41 million euros", "nothing was paid"),
    ],
)
def test_figures_of_two_kinds_do_not(claim: str, quote: str) -> None:
    assert pairs(claim, quote) == []


def test_what_is_equal_stands_together_though_other_words_stand_behind() -> None:
    [pair] = compared("3.4 million jobless", "5 towns had 3,400,000 unemployed people")
    assert (pair.quoted.words, pair.equal) == ("3,400,000 unemployed people", True)
    assert pairs("5 houses", "4 houses and 5 dogs") == [("5 houses", "4 houses", 0)]
    assert pairs("12 houses", "12 %, €12") == []


@pytest.mark.parametrize(
    ("claim", "quote", "size", "difference"),
    [
        ("2.5 percentage points", "from 1.5 percent to 4 percent", "2.5", "0"),
        ("3 percentage points", "1.5 percent in 2019, and 4 percent in 2020", "2.5", "0.5"),
        ("crime up 12 percent", "from 100 incidents to 112 incidents", "12", "0"),
        ("crime down 12 percent", "from 100 in 2019 to 88 incidents in 2020", "12", "0"),
        ("crime up 12 percent", "100 → 112 incidents", "12", "0"),
        ("up 12.35 percent", "€81 -> €91", "12.35", "0"),
    ],
)
def test_a_claims_percentage_stands_beside_a_change_of_the_quotes(
    claim: str, quote: str, size: str, difference: str
) -> None:
    [pair] = compared(claim, quote)
    assert pair.quoted.low == Decimal(size)
    assert pair.change
    assert pair.change.difference == Decimal(difference)
    assert pair.equal is (pair.change.difference == 0)
    assert unpaired([], [read(quote)], [pair]) == ([], [[]])


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("2 percentage points", "1 %, 2 % and 3 %"),
        ("12 %", "from 100 houses to 112 flats"),
        ("12 %", "from 100–101 to 112 houses"),
        ("12 %", "from 0 to 12 houses"),
        ("12 %", "100 and 112 houses"),
        ("one in five adults", "from 100 to 120 houses"),
    ],
)
def test_where_no_text_says_what_became_what_there_is_no_change(claim: str, quote: str) -> None:
    assert pairs(claim, quote) == []


def test_what_is_in_no_pair_is_told_for_both_sides() -> None:
    claim, quotes = figures_in("5 % of 3,000 jobless"), [read("6 %, 2,900 out of work"), read("7")]
    besides, others = unpaired(claim, quotes, compare(claim, quotes))
    assert [figure.words for figure in besides] == ["3,000 jobless"]
    assert [[figure.words for figure in each] for each in others] == [["2,900 out"], ["7"]]


def test_each_pair_tells_which_quote_it_is_of() -> None:
    assert pairs("5 % of 3 km", "4 km", "6 %, 7 km") == [
        ("5 %", "6 %", 1), ("3 km", "4 km", 0), ("3 km", "7 km", 1),
    ]  # fmt: skip


def test_of_many_pairs_the_first_dozen_counts() -> None:
    assert len(pairs("5 %, 6 %, 7 %", "1 %, 2 %, 3 %, 4 %, 5 %, 6 %, 7 %, 8 %")) == MOST


def test_a_change_of_percents_is_one_of_points() -> None:
    [pair] = compared("6 %", "4 %")
    assert pair.points
    assert pair.change == Change(Decimal(2), Decimal("1.5"), Decimal(50))


@pytest.mark.parametrize(
    ("claim", "quote", "within"),
    [("11 km", "10–12 km", True), ("13 km", "10–12 km", False), ("10–13 km", "10–12 km", False),
     ("10–12 km", "11 km", False)],
)  # fmt: skip
def test_of_a_range_it_is_told_whether_the_claim_lies_in_it(
    claim: str, quote: str, *, within: bool
) -> None:
    [pair] = compared(claim, quote)
    assert (pair.change, pair.within) == (None, within)


@given(numbers, numbers)
def test_a_change_leads_from_the_one_to_the_other(before: Decimal, after: Decimal) -> None:
    change = change_between(before, after)
    assert before + change.difference == after
    if change.ratio is not None and change.percent is not None:
        assert abs(before * change.ratio - after) < Decimal("0.000001")
        assert abs(before + abs(before) * change.percent / 100 - after) < Decimal("0.000001")
    else:
        assert before == 0 or (before < 0) != (after < 0)


@given(st.integers(0, 10**9))
def test_a_figure_and_itself_are_equal(number: int) -> None:
    [pair] = compared(f"{number:,} votes", f"{number:,} votes")
    assert pair.equal
