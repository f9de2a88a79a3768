"""Marks part a text, whatever the text is made of."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbench.intake.cleaning import clean
from workbench.intake.contents import laying_out
from workbench.intake.contents.laying_out import (
    LONGEST_STRETCH,
    SEPARATOR,
    Mark,
    Part,
    cleaned,
    lay_out,
    numbered,
)
from workbench.intake.contents.reading import read_contents
from workbench.intake.contents.rules import MarkKind

WORDS = st.text(st.characters(codec="utf-8") | st.sampled_from("\n\r\0 \xad😀שא́é"), max_size=40)
PAGES = st.lists(st.lists(WORDS, max_size=4), max_size=8)


def stretches(text: str, marks: tuple[Mark, ...]) -> list[str]:
    bounds = [*(mark.start for mark in marks), len(text)]
    return [text[a:b] for a, b in pairwise(bounds)]


@given(PAGES)
def test_marks_part_the_text_in_order_and_each_page_is_behind_its_own(
    pages: list[list[str]],
) -> None:
    parts = [
        Part(MarkKind.PAGE, f"p. {number}", cleaned(page)) for number, page in enumerate(pages, 1)
    ]
    text, marks = lay_out(parts)
    assert [mark.label for mark in marks] == [part.label for part in parts]
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)
    assert marks == () or marks[0].start == 0
    assert "".join(stretches(text, marks)) == text
    found = [stretch.removesuffix(SEPARATOR) for stretch in stretches(text, marks)]
    assert found == [SEPARATOR.join(part.paragraphs) for part in parts]


@given(st.lists(WORDS, max_size=8))
def test_a_text_is_canonical_and_offsets_are_code_points(paragraphs: list[str]) -> None:
    text, marks = lay_out(numbered(paragraphs))
    assert text == SEPARATOR.join(filter(None, map(clean, paragraphs)))
    assert [mark.label for mark in marks] == [f"para. {n + 1}" for n in range(len(marks))]
    assert all(text[mark.start - 2 : mark.start] == SEPARATOR for mark in marks[1:])
    assert not set("\0\r\xad") & set(text)


@given(st.binary(max_size=300) | WORDS.map(str.encode))
def test_whatever_comes_in_there_is_a_text_with_marks_or_a_reason_for_none(data: bytes) -> None:
    contents = read_contents(data)
    assert bool(contents.text) == bool(contents.marks) == (contents.unreadable is None)
    assert "".join(stretches(contents.text, contents.marks)) == contents.text


def test_a_stretch_that_is_longer_than_any_page_gets_more_marks_of_its_name() -> None:
    words = "a" * (LONGEST_STRETCH + 1)
    text, marks = lay_out(numbered([words, "b"]))
    assert text == f"{words}\n\nb"
    assert [(mark.label, mark.start) for mark in marks] == [
        ("para. 1", 0), ("para. 1", LONGEST_STRETCH), ("para. 2", LONGEST_STRETCH + 3),
    ]  # fmt: skip


def test_an_empty_page_begins_where_the_next_does() -> None:
    pages = [("one",), (), ("two",), ()]
    parts = [Part(MarkKind.PAGE, str(number), words) for number, words in enumerate(pages)]
    text, marks = laying_out.lay_out(parts)
    assert text == "one\n\ntwo"
    assert [mark.start for mark in marks] == [0, 5, 5, 8]
