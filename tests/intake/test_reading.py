"""Hostile and hopeless input, in every format: a draft or a clear error, and soon."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.pdf_file import column, pdf_file
from tests.intake.test_docx import document
from tests.intake.test_html import ARTICLE, HEAD
from tests.intake.test_markdown import TEXT
from workbench.config import LONGEST_UPLOAD
from workbench.intake.cleaning import clean
from workbench.intake.draft import Draft
from workbench.intake.errors import (
    ArticleTooLong,
    EmptyInput,
    InputTooLarge,
    NotText,
    UnreadableInput,
)
from workbench.intake.formats.signatures import _SIGNATURES, ZIP
from workbench.intake.formats.sniffing import _CALLED
from workbench.intake.reading import read
from workbench.intake.rules import BlockKind

GOOD = [
    document(),
    pdf_file([column(["The mill has stood still since March.", "Nobody knows why."])]),
    (HEAD + ARTICLE).encode(),
    TEXT.encode(),
]
NAMES = st.sampled_from(["", "a.md", "a.pdf", "a.html", "a.docx"])
MARKS = st.sampled_from([b"", b"<html><p>", b"# A\n", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xfe"])
SECONDS = 5


def draft_or_error(data: bytes, name: str = "") -> Draft | UnreadableInput:
    try:
        draft = read(data, name=name)
    except UnreadableInput as error:
        return error
    assert draft.title
    assert any(block.body for block in draft.blocks)
    assert all(block.text and block.text == clean(block.text) for block in draft.blocks)
    assert all(block.kind is not BlockKind.HEADLINE for block in draft.blocks[1:])
    return draft


@given(MARKS, st.binary(max_size=400), NAMES)
def test_any_bytes_give_a_draft_or_a_clear_error(mark: bytes, data: bytes, name: str) -> None:
    draft_or_error(mark + data, name)


@given(MARKS, st.text(max_size=400), NAMES)
def test_any_text_gives_a_draft_or_a_clear_error(mark: bytes, text: str, name: str) -> None:
    draft_or_error(mark + text.encode("utf-8", "replace"), name)


LINES = st.sampled_from(
    """
*
* * *
---
By Jane Doe
By Jane Doe and
By ,
Von
Posted on by
3 March 2020
31 Feb 2020
—
Share this
- one
1. one
Photo: X
A (R)
Jane Doe is a writer.
A sentence that ends.
A line that goes on for many more words than a heading has and then ends in the
Title - Outlet
© 2020
> said
Region: Theme:
""".splitlines()
)


@given(st.lists(LINES, max_size=30), NAMES)
def test_the_parts_of_articles_in_any_order_give_a_draft(lines: list[str], name: str) -> None:
    draft_or_error("\n\n".join(lines).encode(), name)


@given(st.sampled_from(GOOD), st.integers(0, 4000), st.binary(max_size=8))
@settings(max_examples=80)  # each PDF takes a process of its own
def test_a_damaged_file_gives_a_draft_or_a_clear_error(data: bytes, at: int, hit: bytes) -> None:
    at %= len(data)
    draft_or_error(data[:at] + hit + data[at + len(hit) :])


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf", b"\0\0\0\0", b"* * *\n\n---"])
def test_nothing_is_called_empty(data: bytes) -> None:
    with pytest.raises(EmptyInput, match="Paste"):
        read(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\x7fELF\x02", b"\x1f\x8b\x08", b"\0\0\0\x18ftypmp42",
        b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"SQLite format 3\0", b"II*\0", b"\0asm",
    ],
)  # fmt: skip
def test_a_picture_or_a_program_is_no_text_whatever_it_is_called(data: bytes) -> None:
    with pytest.raises(NotText):
        read(data + bytes(100), name="article.txt", media_type="text/plain")


def test_more_than_the_limit_is_too_large() -> None:
    with pytest.raises(InputTooLarge, match="20 MB"):
        read(b"a" * (LONGEST_UPLOAD + 1))


def test_every_error_says_what_was_kept_and_what_to_do() -> None:
    with pytest.raises(UnreadableInput) as caught:
        read(b"")
    assert "what you typed was kept" in str(caught.value)
    assert caught.value.status == 422


MILLION = 1_000_000
SLOW = {
    "one word": b"a" * 2 * MILLION,
    "one line": b"word " * (2 * MILLION // 5),
    "spaces": b" " * 2 * MILLION + b"x",
    "stars": b"* " * MILLION + b"x",
    "tags": b"x" + b"<a " * 190_000,
    "brackets": b"x" + b"(" * MILLION,
    "names": b"By " + b"Aa " * 600_000,
    "initials": b"A. " * 600_000,
    "pipes": b"x | " * 500_000,
    "links": b"[" * 100_000 + b"x",
    "quotes": b"> " * MILLION + b"x",
    "one wrapped paragraph": (b"word " * 14 + b"\n") * 14_000,
    "one paragraph of HTML": b"<p>" + b"word " * 400_000 + b"</p>",
    "deep HTML": b"<p>x" + b"<div>" * 100_000 + b"x</p>",
    "open tags": b"<p>x</p>" + b'<a href="' * 100_000,
}


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("what", SLOW)
def test_two_megabytes_of_anything_are_read_without_hanging(what: str, name: str) -> None:
    begun = process_time()
    draft_or_error(SLOW[what], name)
    assert process_time() - begun < SECONDS


def test_a_long_article_is_read_without_hanging() -> None:
    paragraph = "The mill has stood still since March, and nobody in the valley knows why. " * 10
    text = "".join(f"{paragraph} {number}.\n\n" for number in range(1400))
    begun = process_time()
    draft = read(text.encode())
    assert process_time() - begun < SECONDS
    assert len(draft.blocks) == 1400


def test_more_lines_than_any_article_has_are_refused() -> None:
    with pytest.raises(ArticleTooLong, match="200,000 lines"):
        read(b"x\n" * 200_001)


@pytest.mark.parametrize("kind", [kind for _at, _mark, kind in _SIGNATURES])
def test_every_kind_that_is_told_by_its_first_bytes_has_a_word_or_a_reader(kind: str) -> None:
    assert kind == ZIP or kind in _CALLED or kind.partition("/")[0] in _CALLED
