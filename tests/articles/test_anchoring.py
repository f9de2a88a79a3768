"""Anchors are exact or honest."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.articles.anchoring import (
    CONTEXT,
    Ambiguous,
    Found,
    Missing,
    find_quote,
    quote_at,
    stands_at,
)

# Few characters, so that words recur; emoji, combining marks and right-to-left among them.
TEXTS = st.text(st.sampled_from([*"ab .é🚀\u0301\u200dשل"]), min_size=1, max_size=120)


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


def places_of(text: str, words: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(words, at)]


@given(spans())
def test_a_quote_is_the_text_at_its_offsets(span: tuple[str, int, int]) -> None:
    text, start, end = span
    quote = quote_at(text, start, end)
    assert text[quote.start : quote.end] == quote.exact
    assert text[:start].endswith(quote.prefix)
    assert text[end:].startswith(quote.suffix)
    assert len(quote.prefix) == min(start, CONTEXT)
    assert len(quote.suffix) == min(len(text) - end, CONTEXT)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 5), (9, 10)])
def test_offsets_that_hold_no_words_make_no_quote(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="holds no words"):
        quote_at("four", start, end)


@pytest.mark.parametrize(
    ("start", "end", "exact"),
    [(-4, 4, "four"), (0, 9, "four"), (1, 4, "four"), (0, 4, "Four"), (2, 2, "")],
)
def test_words_stand_only_where_they_are_exactly(start: int, end: int, exact: str) -> None:
    assert not stands_at("four", start, end, exact)
    assert stands_at("four", 0, 4, "four")


def test_negative_offsets_do_not_count_from_the_end() -> None:
    assert not stands_at("one two", -3, 7, "two")
    assert find_quote("one two", "two", start=-3) == Missing()


def test_composed_and_decomposed_letters_are_not_the_same_words() -> None:
    assert find_quote("caf\u00e9", "cafe\u0301") == Missing()


@given(TEXTS, st.text(st.sampled_from([*"ab .é🚀"]), max_size=3))
def test_the_number_of_places_decides(text: str, words: str) -> None:
    places = tuple(Found(at, at + len(words)) for at in places_of(text, words) if words)
    answer = find_quote(text, words)
    if not places:
        assert answer == Missing()
    elif len(places) == 1:
        assert answer == places[0]
    else:
        assert isinstance(answer, Ambiguous)
        assert answer.places == places[:50]


@given(spans())
def test_a_quote_is_found_where_it_was_or_called_ambiguous(span: tuple[str, int, int]) -> None:
    text, start, end = span
    quote = quote_at(text, start, end)
    answer = find_quote(text, quote.exact, quote.prefix, quote.suffix)
    if isinstance(answer, Ambiguous):
        assert len(answer.places) > 1
        assert all(stands_at(text, at.start, at.end, quote.exact) for at in answer.places)
    else:
        assert answer == Found(start, end)


@given(spans())
def test_a_place_that_is_given_is_the_only_one_that_counts(span: tuple[str, int, int]) -> None:
    text, start, end = span
    exact = text[start:end]
    assert find_quote(text, exact, start=start) == Found(start, end)
    elsewhere = start + 1
    expected = Found(elsewhere, elsewhere + len(exact))
    answer = find_quote(text, exact, start=elsewhere)
    assert answer == (expected if text.startswith(exact, elsewhere) else Missing())


def test_surroundings_choose_among_several_places() -> None:
    text = "He said no. She said no. They said no."
    assert find_quote(text, "said no", prefix="She ") == Found(16, 23)
    assert find_quote(text, "said no", suffix=". She") == Found(3, 10)


def test_surroundings_that_fit_two_places_leave_those_two() -> None:
    text = "A said no. B said no, B said no."
    assert find_quote(text, "no", prefix="B said ") == Ambiguous((Found(18, 20), Found(29, 31)))


def test_surroundings_that_fit_nowhere_leave_all_places() -> None:
    text = "said no, said no"
    assert find_quote(text, "no", prefix="wrote ") == Ambiguous((Found(5, 7), Found(14, 16)))


def test_surroundings_do_not_matter_when_there_is_one_place() -> None:
    assert find_quote("He said no.", "said no", prefix="Nobody ") == Found(3, 10)


def test_a_look_alike_is_never_found() -> None:
    assert find_quote("It rose by 12 percent.", "It rose by 13 percent.") == Missing()


def test_places_may_overlap() -> None:
    assert find_quote("aaa", "aa") == Ambiguous((Found(0, 2), Found(1, 3)))


def test_a_million_times_the_same_word_is_searched_without_hanging() -> None:
    text = "word " * 1_000_000
    started = time.process_time()
    answer = find_quote(text, "word " * 500_000, prefix="word ", suffix="word")
    assert isinstance(answer, Ambiguous)
    assert time.process_time() - started < 20
