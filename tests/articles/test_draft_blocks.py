"""An editor of blocks splits, joins and rewrites them, and what is elsewhere stays what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.articles.draft_blocks import (
    Blocks,
    KeyedBlock,
    Moves,
    block_named,
    blocks_from_json,
    blocks_to_json,
    joined,
    keyed,
    kinds_kept,
    plain,
    rewritten,
)
from workbench.articles.errors import BlockGone
from workbench.articles.text import compose
from workbench.intake.cleaning import clean
from workbench.intake.draft import DraftBlock
from workbench.intake.rules import BlockKind

HEADLINE, PARAGRAPH, CAPTION = BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.CAPTION
QUAY: Blocks = (
    KeyedBlock(1, HEADLINE, "The quay"),
    KeyedBlock(2, PARAGRAPH, "It cost 41 million."),
    KeyedBlock(3, PARAGRAPH, "It rained."),
)


def words(blocks: Blocks) -> list[str]:
    return [block.text for block in blocks]


def test_a_block_gets_other_words_and_keeps_its_key() -> None:
    after = rewritten(QUAY, 2, CAPTION, "It cost 43 million.")
    assert after == (QUAY[0], KeyedBlock(2, CAPTION, "It cost 43 million."), QUAY[2])


def test_a_blank_line_splits_a_block_and_the_second_half_gets_a_new_key() -> None:
    after = rewritten(QUAY, 2, PARAGRAPH, "It cost\r\n \r\n41 million.")
    assert after[1:3] == (
        KeyedBlock(2, PARAGRAPH, "It cost"), KeyedBlock(4, PARAGRAPH, "41 million."),
    )  # fmt: skip
    assert after[3] == QUAY[2]


def test_what_is_split_off_a_headline_is_a_paragraph() -> None:
    after = rewritten(QUAY, 1, HEADLINE, "The quay\n\nBy P. Aper")
    assert [block.kind for block in after[:2]] == [HEADLINE, PARAGRAPH]


def test_a_block_without_words_goes() -> None:
    assert rewritten(QUAY, 2, PARAGRAPH, " \n ") == (QUAY[0], QUAY[2])


def test_a_block_that_becomes_the_headline_comes_first() -> None:
    after = rewritten(QUAY[1:], 3, HEADLINE, "It rained.")
    assert [block.key for block in after] == [3, 2]


def test_a_block_is_joined_to_the_one_before_it_and_takes_its_kind() -> None:
    after = joined(rewritten(QUAY, 3, CAPTION, "It rained."), 3)
    assert after == (QUAY[0], KeyedBlock(2, PARAGRAPH, "It cost 41 million. It rained."))


def test_the_first_block_has_none_before_it_to_be_joined_to() -> None:
    assert joined(QUAY, 1) == QUAY


def test_a_block_that_is_gone_is_not_found() -> None:
    with pytest.raises(BlockGone):
        block_named(joined(QUAY, 3), 3)


def test_a_seal_tells_words_and_kind() -> None:
    seals = {QUAY[1].seal, rewritten(QUAY, 2, CAPTION, QUAY[1].text)[1].seal, QUAY[2].seal}
    assert len(seals) == 3


def test_blocks_are_kept_as_json_and_come_back() -> None:
    assert blocks_from_json(blocks_to_json(QUAY)) == QUAY


def test_blocks_that_stood_in_the_old_text_stay_what_they_were_in_turn() -> None:
    old = [DraftBlock(CAPTION, "A quay."), DraftBlock(PARAGRAPH, "A quay.")]
    new = [DraftBlock(HEADLINE, each) for each in ("A quay.", "A mole.", "A quay.", "A quay.")]
    assert [b.kind for b in kinds_kept(old, new)] == [CAPTION, HEADLINE, PARAGRAPH, HEADLINE]


texts = st.text("ab é😀\n", min_size=1, max_size=12).map(clean).filter(bool)
drafts = st.lists(st.builds(DraftBlock, st.just(PARAGRAPH), texts), min_size=1, max_size=5).map(
    keyed
)


@st.composite
def edits(draw: st.DrawFn) -> tuple[Blocks, Blocks]:
    """A draft before and after some of its blocks were changed."""
    before = after = draw(drafts)
    for _act in range(draw(st.integers(1, 3))):
        if not after:
            break
        key = draw(st.sampled_from([block.key for block in after]))
        if draw(st.booleans()):
            after = joined(after, key)
        else:
            after = rewritten(after, key, PARAGRAPH, draw(st.text("ab\n😀", max_size=12)))
    return before, after


@given(edits())
def test_blocks_stay_clean_with_a_key_each(edit: tuple[Blocks, Blocks]) -> None:
    _before, after = edit
    assert all(clean(block.text) == block.text != "" for block in after)
    assert len({block.key for block in after}) == len(after)


@given(edits(), st.data())
def test_places_are_followed_to_the_same_words_or_not_at_all(
    edit: tuple[Blocks, Blocks], data: st.DataObject
) -> None:
    before, after = edit
    old, new = compose(plain(before)), compose(plain(after))
    start = data.draw(st.integers(0, len(old.text) - 1))
    end = data.draw(st.integers(start + 1, len(old.text)))
    moved = Moves(before, after).moved(start, end)
    if moved is not None:
        assert new.text[slice(*moved)] == old.text[start:end]


@given(drafts, st.data())
def test_a_place_in_a_block_that_was_not_changed_is_followed(
    before: Blocks, data: st.DataObject
) -> None:
    changed = data.draw(st.sampled_from(before))
    after = rewritten(before, changed.key, PARAGRAPH, f"{changed.text} c\n\nd")
    moves, old = Moves(before, after), compose(plain(before))
    for block, placed in zip(before, old.blocks, strict=True):
        followed = moves.moved(placed.start, placed.end)
        assert (followed is None) == (block.key == changed.key)
