"""Which words of the article an edition shows: whole blocks, or excerpts.

Pure functions. Excerpts are the sentences that claims touch and their neighbours in the same
block; nothing else of the text comes into the edition.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.articles.anchoring import CONTEXT
from workbench.articles.marks import Place, Span, spread
from workbench.intake.rules import BlockKind
from workbench.publishing.edition.model import Block, Passage, Piece


@dataclass(frozen=True)
class Outline:
    """A block before it is decided what of it is shown: its kind, its place, its sentences."""

    kind: str
    start: int
    end: int
    sentences: tuple[Span, ...]


def whole_blocks(text: str, outlines: Sequence[Outline]) -> tuple[Block, ...]:
    """Blocks with all their words."""
    return tuple(_block(text, outline, [(outline.start, outline.end)]) for outline in outlines)


def excerpted_blocks(
    text: str, outlines: Sequence[Outline], claimed: Sequence[Span], *, title: str
) -> tuple[Block, ...]:
    """Blocks with the sentences that the claimed spans touch and those beside them.

    A headline that only says the article's title is shown: the title is public anyway.
    """
    places = [Place(number, *span) for number, span in enumerate(claimed)]
    standing = spread([(outline.start, outline.end) for outline in outlines], places)
    return tuple(
        _block(text, outline, _shown(outline, here) or _title(text, outline, title))
        for outline, here in zip(outlines, standing, strict=True)
    )


def _shown(outline: Outline, claimed: Sequence[Place[int]]) -> list[Span]:
    """Touched sentences, their neighbours, and the claimed words themselves."""
    touched = [bool(here) for here in spread(outline.sentences, claimed)]
    beside = zip([False, *touched], touched, [*touched[1:], False], strict=False)
    kept = [span for span, near in zip(outline.sentences, beside, strict=True) if any(near)]
    words = [(max(p.start, outline.start), min(p.end, outline.end)) for p in claimed]
    return sorted(kept + words)


def _title(text: str, outline: Outline, title: str) -> list[Span]:
    span = (outline.start, outline.end)
    is_title = outline.kind == BlockKind.HEADLINE and text[slice(*span)] == title
    return [span] if is_title else []


def _block(text: str, outline: Outline, shown: Sequence[Span]) -> Block:
    pieces = [Piece(start, text[start:end]) for start, end in _joined(text, shown)]
    return Block(outline.kind, outline.start, outline.end, tuple(pieces))


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Sorted spans, those run together between which nothing is left out."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def passage(text: str, blocks: Sequence[Block], start: int, end: int) -> Passage:
    """The words at two offsets, in a frame that shows only what the blocks show."""
    first, last = _piece_at(blocks, start), _piece_at(blocks, end - 1)
    return Passage(
        exact=text[start:end],
        prefix=text[max(first.start, start - CONTEXT) : start],
        suffix=text[end : min(last.end, end + CONTEXT)],
        start=start,
        end=end,
    )


def _piece_at(blocks: Sequence[Block], at: int) -> Piece:
    """The piece that holds a character."""
    block = next(block for block in blocks if block.start <= at < block.end)
    return next(piece for piece in block.pieces if piece.start <= at < piece.end)
