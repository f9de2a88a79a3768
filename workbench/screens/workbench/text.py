"""The article's text as the screen shows it: parts of blocks, of sentences, of marked runs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workbench.articles.marks import Place, Segment, Span, segments, spread
from workbench.articles.models import Block, Version
from workbench.articles.queries import sentence_at, text_between
from workbench.claims.queries import DecidedSentence, decided_sentences
from workbench.verdicts.marks import Mark, marks_in

BLOCKS_IN_A_PART = 24


@dataclass(slots=True)
class Run:
    """Some characters that the same claims cover.

    `opens` and `closes`: the marks to open before and close behind them; `ends`: those whose
    claim's number stands behind them.
    """

    text: str
    opens: Sequence[Mark] = ()
    closes: Sequence[Mark] = ()
    ends: Sequence[Mark] = ()


@dataclass(slots=True)
class SentenceView:
    """A sentence with its runs; `gap` holds what stands between it and the one before."""

    sentence: DecidedSentence
    gap: Sequence[Run]
    runs: Sequence[Run]

    @property
    def state(self) -> str:
        """The glossary’s word for what was decided of the sentence."""
        if any(run.opens for run in self.runs):
            return "claimed"
        if not self.sentence.body:
            return "outside"
        return "untouched" if self.sentence.reason is None else "set-aside"


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
    """A part of the text with everything marked in it, in four queries however long it is."""
    first = number * BLOCKS_IN_A_PART + 1
    blocks = session.scalars(_BLOCKS, {"version_id": version.id, "first": first}).all()
    shown = blocks[:BLOCKS_IN_A_PART]
    return TextPart(number, _views(session, version, shown), len(blocks) > len(shown))


_BLOCKS = (
    select(Block)
    .where(Block.version_id == bindparam("version_id"), Block.position >= bindparam("first"))
    .order_by(Block.position)
    .limit(BLOCKS_IN_A_PART + 1)
)


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
    sentences = decided_sentences(session, version.id, start, end)
    by_block = {key: list(group) for key, group in groupby(sentences, key=lambda s: s.block_id)}
    places = [Place(key, mark.start, mark.end) for key, mark in marks.items()]
    by_place = spread([(block.start, block.end) for block in blocks], places)
    builder = _Builder(text, start, marks)
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

    def sentences(
        self, block: Block, sentences: Sequence[DecidedSentence], places: Sequence[Place[int]]
    ) -> Iterator[SentenceView]:
        gaps = pairwise([block.start, *(bound for s in sentences for bound in (s.start, s.end))])
        spans = list(gaps)  # in turn what stands before a sentence, and the sentence
        runs = map(self._runs, spans, spread(spans, places))
        for sentence in sentences:
            yield SentenceView(sentence, gap=next(runs), runs=next(runs))

    def _runs(self, span: Span, places: Sequence[Place[int]]) -> list[Run]:
        start, end = span
        if not places:
            return [Run(self._cut(start, end))] if start < end else []
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
