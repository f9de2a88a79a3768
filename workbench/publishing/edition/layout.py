"""How an edition's text is laid out: blocks with marks in them, and notes behind blocks. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from workbench.articles.marks import Place, Segment, segments, spread
from workbench.publishing.edition.model import Block, Claim, EditionContent, Piece, Rating


@dataclass(frozen=True)
class Mark:
    """A place of a claim in the text; `nth` counts the claim's places from 1."""

    number: int
    nth: int
    rating: Rating

    @property
    def anchor(self) -> str:
        """The part of an address behind `#` that leads here."""
        return f"claim-{self.number}" if self.nth == 1 else f"claim-{self.number}-{self.nth}"


@dataclass(frozen=True)
class Run:
    """Words with the marks to open before and to close behind them, and those that end there."""

    text: str
    opens: tuple[Mark, ...]
    closes: tuple[Mark, ...]
    ends: tuple[Mark, ...]


@dataclass(frozen=True)
class BlockRow:
    """A block with its runs, one list a piece, and the claims whose notes stand behind it.

    `cut_before` and `cut_behind` tell that the block's own beginning or end is left out.
    """

    kind: str
    pieces: tuple[tuple[Run, ...], ...]
    notes: tuple[Claim, ...]
    cut_before: bool
    cut_behind: bool


@dataclass(frozen=True)
class OmissionRow:
    """So many blocks in a row are left out whole."""

    blocks: int


Row = BlockRow | OmissionRow


def rows(content: EditionContent) -> list[Row]:
    """The article as it is shown, from top to bottom."""
    pieces = [piece for block in content.blocks for piece in block.pieces]
    marks = spread([(piece.start, piece.end) for piece in pieces], _places(content.claims))
    runs = {p: _runs(p, here) for p, here in zip(pieces, marks, strict=True)}
    notes = _notes(content)
    found: list[Row] = []
    for omitted, group in groupby(content.blocks, key=lambda block: not block.pieces):
        blocks = list(group)
        if omitted:
            found.append(OmissionRow(len(blocks)))
        else:
            found += [_block_row(block, runs, notes) for block in blocks]
    return found


def out_of_text(content: EditionContent) -> list[Claim]:
    """Claims that do not stand in the text, and did in an earlier one."""
    return [claim for claim in content.claims if not claim.passages and claim.left_behind]


def unplaced(content: EditionContent) -> list[Claim]:
    """Claims that never stood anywhere in the text."""
    return [claim for claim in content.claims if not claim.passages and not claim.left_behind]


def _places(claims: Sequence[Claim]) -> list[Place[Mark]]:
    return [
        Place(Mark(claim.number, nth, claim.verdict.rating), passage.start, passage.end)
        for claim in claims
        for nth, passage in enumerate(claim.passages, start=1)
    ]


def _runs(piece: Piece, places: Sequence[Place[Mark]]) -> tuple[Run, ...]:
    return tuple(_run(piece, cut) for cut in segments(piece.start, piece.end, places))


def _run(piece: Piece, cut: Segment[Mark]) -> Run:
    words = piece.text[cut.start - piece.start : cut.end - piece.start]
    return Run(words, cut.opens, cut.closes, cut.ends)


def _notes(content: EditionContent) -> dict[Block, list[Claim]]:
    """The claims by the block in which each begins, in the order in which they begin."""
    placed = sorted(
        (claim for claim in content.claims if claim.passages),
        key=lambda claim: (claim.passages[0].start, claim.passages[0].end, claim.number),
    )
    found: dict[Block, list[Claim]] = {}
    for claim, block in zip(placed, _blocks_of(placed, content.blocks), strict=True):
        found.setdefault(block, []).append(claim)
    return found


def _blocks_of(placed: Sequence[Claim], blocks: Sequence[Block]) -> Iterator[Block]:
    """For claims in the order of their places, the block of each."""
    remaining = iter(blocks)
    block = next(remaining, None)
    for claim in placed:
        while block and block.end <= claim.passages[0].start:
            block = next(remaining, None)
        if block:
            yield block


def _block_row(
    block: Block, runs: dict[Piece, tuple[Run, ...]], notes: dict[Block, list[Claim]]
) -> BlockRow:
    return BlockRow(
        kind=block.kind,
        pieces=tuple(runs[piece] for piece in block.pieces),
        notes=tuple(notes.get(block, ())),
        cut_before=block.pieces[0].start > block.start,
        cut_behind=block.pieces[-1].end < block.end,
    )


def places_of(content: EditionContent) -> list[tuple[str, int, int]]:
    """Where the claims stand, for the strip: the longest first, so that none is hidden."""
    places = [
        (claim.verdict.rating.token, passage.start, passage.end)
        for claim in content.claims
        for passage in claim.passages
    ]
    return sorted(places, key=lambda place: (place[1] - place[2], place[1]))
