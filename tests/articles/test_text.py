"""The canonical text: how blocks become one string, and what its offsets mean."""

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.articles.text import CanonicalText, compose, is_canonical, sha256
from workbench.intake.draft import DraftBlock
from workbench.intake.rules import BlockKind

# Letters, combining marks, emoji, right-to-left script, and everything that cleaning mends.
CHARACTERS = st.sampled_from(
    [*"ab É.\n\t\r\u00a0\u00ad\ufeff\u0301\u0308👩\u200d🚀שלם\u2028\x00가"]
)
WORDS = st.text(st.characters(exclude_categories=["Cs"])) | st.text(CHARACTERS)
BLOCKS = st.lists(st.builds(DraftBlock, st.sampled_from(BlockKind), WORDS))


def paragraph(text: str) -> DraftBlock:
    return DraftBlock(BlockKind.PARAGRAPH, text)


def recomposed(version: CanonicalText) -> CanonicalText:
    return compose([DraftBlock(b.kind, version.text[b.start : b.end]) for b in version.blocks])


def test_blocks_are_joined_by_one_blank_line() -> None:
    version = compose([paragraph("One."), paragraph("Two.")])
    assert version.text == "One.\n\nTwo."
    assert [(block.start, block.end) for block in version.blocks] == [(0, 4), (6, 10)]


def test_the_headline_comes_first_and_the_rest_stays_in_order() -> None:
    version = compose(
        [paragraph("One."), DraftBlock(BlockKind.HEADLINE, "News"), paragraph("Two.")]
    )
    assert version.text == "News\n\nOne.\n\nTwo."
    assert version.blocks[0].kind is BlockKind.HEADLINE


def test_empty_blocks_are_left_out() -> None:
    assert compose([paragraph(" \n "), paragraph("One."), paragraph("")]).text == "One."


def test_an_article_without_blocks_has_an_empty_text() -> None:
    assert compose([]) == CanonicalText("", ())


def test_a_block_keeps_its_lines_but_no_blank_ones() -> None:
    assert compose([paragraph("Roses are red \n\n violets are blue")]).text == (
        "Roses are red\nviolets are blue"
    )


@pytest.mark.parametrize("kind", BlockKind)
def test_only_captions_and_boilerplate_are_outside_the_body(kind: BlockKind) -> None:
    (block,) = compose([DraftBlock(kind, "Words")]).blocks
    assert block.body is (kind not in {BlockKind.CAPTION, BlockKind.BOILERPLATE})


def test_offsets_count_code_points() -> None:
    version = compose([paragraph("👩\u200d🚀 e\u0301"), paragraph("שלום")])
    assert [(block.start, block.end) for block in version.blocks] == [(0, 5), (7, 11)]


@given(BLOCKS)
def test_composing_again_changes_nothing(blocks: list[DraftBlock]) -> None:
    version = compose(blocks)
    assert recomposed(version) == version


@given(BLOCKS)
def test_what_was_composed_is_canonical(blocks: list[DraftBlock]) -> None:
    version = compose(blocks)
    assert is_canonical(version.text) is bool(version.blocks)
    assert unicodedata.is_normalized("NFC", version.text)


@given(BLOCKS)
def test_blocks_cover_the_text_but_for_the_blank_lines(blocks: list[DraftBlock]) -> None:
    version = compose(blocks)
    parts = [version.text[block.start : block.end] for block in version.blocks]
    assert "\n\n".join(parts) == version.text
    assert all(part and "\n\n" not in part and part == part.strip() for part in parts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " One.",
        "One. ",
        "One.\n\n",
        "One.\n\n\nTwo.",
        "One.\r\n\r\nTwo.",
        "One.  Two.",
        "One.\u00a0Two.",
        "e\u0301",
        "soft\u00adly",
        "\ufeffOne.",
        "One.\x00",
    ],
)
def test_a_text_that_composing_would_change_is_not_canonical(text: str) -> None:
    assert not is_canonical(text)


def test_the_checksum_is_over_utf_8() -> None:
    assert sha256("é🚀") == hashlib.sha256(b"\xc3\xa9\xf0\x9f\x9a\x80").hexdigest()
