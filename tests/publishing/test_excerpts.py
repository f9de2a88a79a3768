"""Excerpts show the sentences claims touch, their neighbours, and not a word more."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.intake.rules import BlockKind
from workbench.publishing.edition.excerpts import Outline, excerpted_blocks, passage, whole_blocks
from workbench.publishing.edition.model import Piece

TEXT = "A one. B two. C three. D four. E five.\n\nF six. G seven. H eight."
SPANS = [(0, 6), (7, 13), (14, 22), (23, 30), (31, 38)], [(40, 46), (47, 55), (56, 64)]
OUTLINES = [Outline(BlockKind.PARAGRAPH, here[0][0], here[-1][1], tuple(here)) for here in SPANS]


def shown(*claimed: tuple[int, int]) -> list[list[str]]:
    blocks = excerpted_blocks(TEXT, OUTLINES, claimed, title="")
    return [[piece.text for piece in block.pieces] for block in blocks]


def test_a_claimed_sentence_is_shown_with_its_neighbours() -> None:
    assert shown((14, 22)) == [["B two. C three. D four."], []]


def test_neighbours_are_of_the_same_block() -> None:
    assert shown((31, 38)) == [["D four. E five."], []]
    assert shown((40, 41)) == [[], ["F six. G seven."]]


def test_what_lies_between_two_excerpts_is_left_out() -> None:
    assert shown((0, 3), (32, 33)) == [["A one. B two.", "D four. E five."], []]


def test_a_claim_across_blocks_shows_both_sides() -> None:
    assert shown((31, 46)) == [["D four. E five."], ["F six. G seven."]]


def test_without_a_claim_nothing_is_shown() -> None:
    assert shown() == [[], []]


def test_a_headline_that_says_the_title_is_shown() -> None:
    headline = [Outline(BlockKind.HEADLINE, 0, 6, ((0, 6),))]
    assert excerpted_blocks("A one.", headline, [], title="A one.")[0].pieces
    assert not excerpted_blocks("A one.", headline, [], title="Another")[0].pieces


def test_whole_blocks_hold_every_word() -> None:
    first, second = whole_blocks(TEXT, OUTLINES)
    assert f"{first.pieces[0].text}\n\n{second.pieces[0].text}" == TEXT


def test_a_passages_frame_ends_where_the_excerpt_ends() -> None:
    blocks = excerpted_blocks(TEXT, OUTLINES, [(14, 22)], title="")
    found = passage(TEXT, blocks, 14, 22)
    assert (found.prefix, found.exact, found.suffix) == ("B two. ", "C three.", " D four.")


def claimed_spans() -> st.SearchStrategy[list[tuple[int, int]]]:
    words = [at for at, char in enumerate(TEXT) if not char.isspace()]
    pair = st.tuples(st.sampled_from(words), st.sampled_from(words))
    return st.lists(pair.map(lambda p: (min(p), max(p) + 1)), max_size=4)


@given(claimed_spans())
def test_exactly_the_sentences_near_claims_are_shown(claimed: list[tuple[int, int]]) -> None:
    blocks = excerpted_blocks(TEXT, OUTLINES, claimed, title="")
    for block, sentences in zip(blocks, SPANS, strict=True):
        touched = [any(s < end and e > start for s, e in claimed) for start, end in sentences]
        for at, (start, end) in enumerate(sentences):
            near = any(touched[max(0, at - 1) : at + 2])
            assert any(_holds(piece, start, end) for piece in block.pieces) == near
            assert any(_overlaps(piece, start, end) for piece in block.pieces) == near


@given(claimed_spans())
def test_pieces_and_frames_are_words_of_the_text(claimed: list[tuple[int, int]]) -> None:
    blocks = excerpted_blocks(TEXT, OUTLINES, claimed, title="")
    pieces = [piece for block in blocks for piece in block.pieces]
    assert all(TEXT[piece.start : piece.end] == piece.text for piece in pieces)
    for start, end in claimed:
        found = passage(TEXT, blocks, start, end)
        assert TEXT[start - len(found.prefix) : end + len(found.suffix)] == (
            found.prefix + found.exact + found.suffix
        )
        assert any(_holds(p, start - len(found.prefix), start + 1) for p in pieces)
        assert any(_holds(p, end - 1, end + len(found.suffix)) for p in pieces)


def _holds(piece: Piece, start: int, end: int) -> bool:
    return piece.start <= start and end <= piece.end


def _overlaps(piece: Piece, start: int, end: int) -> bool:
    return piece.start < end and piece.end > start
