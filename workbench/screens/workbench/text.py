"""The article's text as the screen shows it: parts of blocks, of sentences, of marked runs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.articles.marks import Place, Segment, segments, spread
from workbench.articles.models import Block, Sentence, Version
from workbench.articles.queries import sentence_at, sentences_in, text_between
from workbench.claims.queries import dispositions_in
from workbench.claims.rules import Reason
from workbench.verdicts.overview import Mark, marks_in

BLOCKS_IN_A_PART = 24


@dataclass(frozen=True)
class Run:
    """Some characters that the same claims cover.

    `opens` and `closes`: the marks to open before and close behind them; `ends`: those whose
    claim's number stands behind them.
    """

    text: str
    opens: Sequence[Mark] = ()
    closes: Sequence[Mark] = ()
    ends: Sequence[Mark] = ()


@dataclass(frozen=True)
class SentenceView:
    """A sentence with its runs; `gap` holds what stands between it and the one before."""

    sentence: Sentence
    gap: Sequence[Run]
    runs: Sequence[Run]
    exact: str
    claimed: bool
    reason: Reason | None

    @property
    def state(self) -> str:
        """The glossary’s word for what was decided of the sentence."""
        if self.claimed:
            return "claimed"
        if not self.sentence.body:
            return "outside"
        return "untouched" if self.reason is None else "set-aside"


@dataclass(frozen=True)
class BlockView:
    """A block with its sentences."""

    block: Block
    sentences: Sequence[SentenceView]


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


def text_part(session: Session, version: Version, number: int) -> TextPart:
    """A part of the text with everything marked in it, in five queries however long it is."""
    first = number * BLOCKS_IN_A_PART + 1
    blocks = session.scalars(
        select(Block)
        .where(Block.version_id == version.id, Block.position >= first)
        .order_by(Block.position)
        .limit(BLOCKS_IN_A_PART + 1)
    ).all()
    shown = blocks[:BLOCKS_IN_A_PART]
    return TextPart(number, _views(session, version, shown), len(blocks) > len(shown))


def changed_blocks(
    session: Session, version: Version, positions: Sequence[int]
) -> Sequence[BlockView]:
    """The blocks at these positions, anew."""
    blocks = session.scalars(
        select(Block)
        .where(Block.version_id == version.id, Block.position.in_(positions))
        .order_by(Block.position)
    ).all()
    return _views(session, version, blocks)


def _views(session: Session, version: Version, blocks: Sequence[Block]) -> list[BlockView]:
    if not blocks:
        return []
    start, end = blocks[0].start, blocks[-1].end
    text = text_between(session, version.id, start, end)
    marks = {mark.passage_id: mark for mark in marks_in(session, version.id, start, end)}
    decided = {d.sentence_id: d.reason for d in dispositions_in(session, version.id, start, end)}
    sentences = sentences_in(session, version.id, start, end)
    by_block = {key: list(group) for key, group in groupby(sentences, key=lambda s: s.block_id)}
    places = [Place(key, mark.start, mark.end) for key, mark in marks.items()]
    by_place = spread([(block.start, block.end) for block in blocks], places)
    builder = _Builder(text, start, marks, decided)
    return [
        BlockView(block, list(builder.sentences(block, by_block.get(block.id, []), inside)))
        for block, inside in zip(blocks, by_place, strict=True)
    ]


@dataclass(frozen=True)
class _Builder:
    """Cuts one stretch of text, which begins at `offset`, into runs."""

    text: str
    offset: int
    marks: Mapping[int, Mark]
    decided: Mapping[int, Reason]

    def sentences(
        self, block: Block, sentences: Sequence[Sentence], places: Sequence[Place[int]]
    ) -> Iterator[SentenceView]:
        at = block.start
        inside = spread([(s.start, s.end) for s in sentences], places)
        for sentence, here in zip(sentences, inside, strict=True):
            gap = self._runs(at, sentence.start, places)
            runs = self._runs(sentence.start, sentence.end, here)
            at = sentence.end
            claimed = any(run.opens for run in runs)
            exact = self._cut(sentence.start, sentence.end)
            reason = self.decided.get(sentence.id)
            yield SentenceView(sentence, gap, runs, exact, claimed, reason)

    def _runs(self, start: int, end: int, places: Sequence[Place[int]]) -> list[Run]:
        if start == end:
            return []
        return [self._run(segment) for segment in segments(start, end, places)]

    def _run(self, segment: Segment[int]) -> Run:
        return Run(
            self._cut(segment.start, segment.end),
            [self.marks[key] for key in segment.opens],
            [self.marks[key] for key in segment.closes],
            [self.marks[key] for key in segment.ends],
        )

    def _cut(self, start: int, end: int) -> str:
        return self.text[start - self.offset : end - self.offset]
