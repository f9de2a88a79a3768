"""The article's text as the screen shows it: parts of blocks, of sentences, of marked runs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from markupsafe import Markup
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from workbench.articles.marks import Place, spread
from workbench.articles.models import Block, Version
from workbench.articles.queries import sentence_at, text_between
from workbench.claims.queries import DecidedSentence, decided_sentences
from workbench.db import plain_rows
from workbench.intake.rules import BlockKind
from workbench.screens.workbench.drawing import Drawing, Look, Stretch
from workbench.verdicts.marks import Mark, marks_in

BLOCKS_IN_A_PART = 24


class ShownBlock(NamedTuple):
    """What the screen shows of a block, but for its words. Offsets are code points."""

    id: int
    position: int
    kind: BlockKind
    start: int
    end: int


class BlockView(NamedTuple):
    """A block with its sentences drawn."""

    block: ShownBlock
    words: Markup


@dataclass(frozen=True)
class TextPart:
    """A run of whole blocks, so that a long article is sent as readily as a short one."""

    number: int
    blocks: Sequence[BlockView]
    has_next: bool


def part_of_sentence(session: Session, version: Version, position: int) -> int:
    """The number of the part that a sentence is in; 0 for one that is not there."""
    found = sentence_at(session, version.id, position)
    return part_of_offset(session, version, found.start) if found else 0


def part_of_offset(session: Session, version: Version, offset: int) -> int:
    """The number of the part that an offset (code points) falls in."""
    position = session.scalar(
        select(Block.position)
        .where(Block.version_id == version.id, Block.end > offset)
        .order_by(Block.position)
        .limit(1)
    )
    return ((position or 1) - 1) // BLOCKS_IN_A_PART


def text_part(session: Session, version: Version, number: int, look: Look) -> TextPart:
    """A part of the text with everything marked in it, in four queries however long it is."""
    first = number * BLOCKS_IN_A_PART + 1
    blocks = _blocks(session, _FROM, {"version_id": version.id, "first": first})
    shown = blocks[:BLOCKS_IN_A_PART]
    return TextPart(number, _views(session, version, shown, look), len(blocks) > len(shown))


def _blocks(
    session: Session, chosen: Select[*tuple[Any, ...]], values: Mapping[str, Any]
) -> list[ShownBlock]:
    return [ShownBlock(*row) for row in plain_rows(session, chosen, values)]


_BLOCKS = (
    select(Block.id, Block.position, Block.kind, Block.start, Block.end)
    .where(Block.version_id == bindparam("version_id"))
    .order_by(Block.position)
)
_FROM = _BLOCKS.where(Block.position >= bindparam("first")).limit(BLOCKS_IN_A_PART + 1)
_AT = _BLOCKS.where(Block.position.in_(bindparam("positions", expanding=True)))


def changed_blocks(
    session: Session, version: Version, positions: Sequence[int], look: Look
) -> Sequence[BlockView]:
    """The blocks at these positions, anew."""
    wanted = {"version_id": version.id, "positions": list(positions)}
    blocks = _blocks(session, _AT, wanted)
    return _views(session, version, blocks, look)


def _views(
    session: Session, version: Version, blocks: Sequence[ShownBlock], look: Look
) -> list[BlockView]:
    if not blocks:
        return []
    start, end = blocks[0].start, blocks[-1].end
    text = text_between(session, version.id, start, end)
    marks = {mark.passage_id: mark for mark in marks_in(session, version.id, start, end)}
    decided = decided_sentences(session, version.id, start, end)
    by_block = {key: list(group) for key, group in groupby(decided, key=lambda s: s.block_id)}
    sentences = [by_block.get(block.id, []) for block in blocks]
    drawing = Drawing(text, start, marks, look)
    stretches = _stretches(blocks, sentences, marks.values())
    return [
        BlockView(block, drawing.words(inside, stretches))
        for block, inside in zip(blocks, sentences, strict=True)
    ]


def _stretches(
    blocks: Sequence[ShownBlock],
    sentences: Sequence[Sequence[DecidedSentence]],
    marks: Iterable[Mark],
) -> Iterator[Stretch]:
    """Block by block, in turn what stands before a sentence, and the sentence."""
    bounds = [
        [block.start, *(bound for s in inside for bound in (s.start, s.end))]
        for block, inside in zip(blocks, sentences, strict=True)
    ]
    spans = [span for each in bounds for span in pairwise(each)]
    places = [Place(mark.passage_id, mark.start, mark.end) for mark in marks]
    for (start, end), inside in zip(spans, spread(spans, places), strict=True):
        yield Stretch(start, end, inside)
