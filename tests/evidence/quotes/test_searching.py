"""Finding words in a source's text, as one finds them on a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.evidence.quotes import SourceText, Stretch, find_words

TEXT = "The Café. 😀 The co-\nuncil of the cafe\u0301 said “no”, § 5."


def found(words: str, text: str = TEXT) -> list[str]:
    return [text[each.start : each.end] for each in find_words(words, SourceText(text))]


@pytest.mark.parametrize(
    ("words", "stretches"),
    [
        ("CAFE", ["Café", "cafe\u0301"]),
        ("council", ["co-\nuncil"]),
        ("“no”", ["no"]),
        ("§", ["§"]),
        ("§ 5", ["5"]),
        ("the", ["The", "The", "the"]),
        ("quay", []),
        ("%", []),
        ("", []),
        ("  ", []),
    ],
)
def test_case_accents_and_signs_do_not_count(words: str, stretches: list[str]) -> None:
    assert found(words) == stretches


def test_fifty_places_are_told_and_none_within_another() -> None:
    assert find_words("aa", SourceText("aaaaa")) == [Stretch(0, 2), Stretch(2, 4)]
    assert len(find_words("a", SourceText("a " * 1000))) == 50


@given(st.text(max_size=60), st.text("aé1 ", min_size=1, max_size=5), st.text(max_size=60))
def test_what_is_put_into_a_text_is_found_in_it(before: str, words: str, after: str) -> None:
    if words.strip():
        assert find_words(words, SourceText(f"{before}{words}{after}"))
