"""Two texts side by side, a run of rows at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import request
from markupsafe import Markup

from workbench.articles.composed import Composed
from workbench.articles.differences import Row, RowChange
from workbench.articles.marks import Span
from workbench.articles.text import PlacedBlock
from workbench.screens.versions.drawing import Paint, Sheet
from workbench.screens.versions.paints import changed_words

ROWS_IN_A_PART = 40


@dataclass(frozen=True)
class ShownBlock:
    """A block with its words drawn. `position` counts from 1."""

    position: int
    block: PlacedBlock
    words: Markup


@dataclass(frozen=True)
class ShownRow:
    """Blocks that belong together: on the old side, on the new one, and what happened to them."""

    row: Row
    old: Sequence[ShownBlock]
    new: Sequence[ShownBlock]


@dataclass(frozen=True)
class RowPart:
    """Some rows on end. `number` counts parts from 0."""

    number: int
    rows: Sequence[ShownRow]
    has_next: bool


@dataclass(frozen=True)
class Versus:
    """Two texts, the rows that lay them side by side, and what else is painted on each."""

    old: Composed
    new: Composed
    rows: Sequence[Row]
    on_old: Sequence[Paint]
    on_new: Sequence[Paint]

    def part(self, number: int) -> RowPart:
        """A part of the rows."""
        first = max(0, number) * ROWS_IN_A_PART
        chosen = self.rows[first : first + ROWS_IN_A_PART]
        has_next = len(self.rows) > first + ROWS_IN_A_PART
        return RowPart(max(0, number), self._drawn(chosen), has_next)

    def _drawn(self, rows: Sequence[Row]) -> list[ShownRow]:
        changed = [row for row in rows if row.old and row.new]  # else the row itself says it
        removed = changed_words((words for row in changed for words in row.removed), "del")
        added = changed_words((words for row in changed for words in row.added), "ins")
        old = Sheet(self.old, [*removed, *self.on_old], name="earlier")
        new = Sheet(self.new, [*added, *self.on_new])
        olds = old.blocks([at for row in rows for at in row.old])
        news = new.blocks([at for row in rows for at in row.new])
        return [
            ShownRow(row, _shown(self.old, row.old, olds), _shown(self.new, row.new, news))
            for row in rows
        ]


def _shown(
    text: Composed, indexes: Iterable[int], drawn: Mapping[int, Markup]
) -> Sequence[ShownBlock]:
    return [ShownBlock(at + 1, text.blocks[at], drawn[at]) for at in indexes]


def rows_shown(rows: Sequence[Row]) -> Sequence[Row]:
    """`?all` rows, or those in which something is different, each with its neighbours."""
    if "all" in request.args:
        return rows
    changed = [at for at, row in enumerate(rows) if _differs(row)]
    near = {at + by for at in changed for by in (-1, 0, 1)}
    return [row for at, row in enumerate(rows) if at in near]


def _differs(row: Row) -> bool:
    return row.change is not RowChange.KEPT or row.other_kind


def part_with(rows: Sequence[Row], text: Composed, span: Span) -> int:
    """The part whose rows hold where a span of the old text begins; 0 if none does."""
    at = next((at for at, row in enumerate(rows) if _holds(row, text, span)), 0)
    return at // ROWS_IN_A_PART


def _holds(row: Row, text: Composed, span: Span) -> bool:
    return any(text.blocks[o].start <= span[0] < text.blocks[o].end for o in row.old)
