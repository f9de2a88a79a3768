"""What changed between two snapshots of a source, a run of changes at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from workbench.intake.contents.laying_out import SEPARATOR
from workbench.sources.changes import (
    Changed,
    Reworded,
    changes_between,
    paragraphs_of,
    reworded,
    starts_of,
)
from workbench.sources.models import Snapshot
from workbench.sources.snapshots import MarkedText, marked_texts
from workbench.web.memory import memory

CHANGES_IN_A_PART = 20
LONGEST_FOLDED = 2_000  # code points of unchanged text that are sent along, folded


@dataclass(frozen=True)
class Unchanged:
    """Paragraphs on end that stayed, and the mark they begin behind; `text` if it is short."""

    paragraphs: int
    number: int
    text: str


@dataclass(frozen=True)
class ShownChange:
    """A change with what stayed before it, and the mark of the later snapshot where it is."""

    unchanged: Unchanged | None
    words: Reworded
    number: int
    label: str


@dataclass(frozen=True)
class ChangesPart:
    """Some changes on end; `ending` is what stayed behind the last of all.

    `number` counts parts from 0. `paragraphs`: how many are other ones in the whole text.
    """

    number: int
    changes: Sequence[ShownChange]
    ending: Unchanged | None
    paragraphs: int
    has_next: bool


def changes_part(session: Session, earlier: Snapshot, later: Snapshot, number: int) -> ChangesPart:
    """A part of what leads from one snapshot to the other. Both texts are read in one query."""
    texts = marked_texts(session, [earlier.id, later.id])
    compared = _Compared(texts[earlier.id], texts[later.id])
    # By the bytes too: SQLite gives the id of a snapshot that was deleted to the next one.
    key = ("changes", earlier.id, earlier.sha256, later.id, later.sha256)
    return compared.part(memory().recall(key, compared.changes), number)


class _Compared:
    """Two texts in paragraphs, and where those of the later one begin."""

    def __init__(self, earlier: MarkedText, later: MarkedText) -> None:
        self._old, self._new = paragraphs_of(earlier.text), paragraphs_of(later.text)
        self._starts, self._marks = starts_of(self._new), later.marks

    def changes(self) -> Sequence[Changed]:
        """All of them."""
        return changes_between(self._old, self._new)

    def part(self, changes: Sequence[Changed], number: int) -> ChangesPart:
        """The changes of a part, in words; a part that is not there has none."""
        first = max(0, number) * CHANGES_IN_A_PART
        beyond = first + CHANGES_IN_A_PART
        before = changes[first - 1] if 0 < first <= len(changes) else None
        has_next = len(changes) > beyond
        return ChangesPart(
            number=max(0, number),
            changes=list(self._shown(before, changes[first:beyond])),
            ending=None if has_next or not changes else self._unchanged(changes[-1], None),
            paragraphs=sum(change.paragraphs for change in changes),
            has_next=has_next,
        )

    def _shown(self, before: Changed | None, changes: Sequence[Changed]) -> Iterator[ShownChange]:
        for change in changes:
            at = self._mark(change.added.start)
            removed, added = change.removed, change.added
            yield ShownChange(
                unchanged=self._unchanged(before, change),
                words=reworded(
                    self._old[removed.start : removed.stop], self._new[added.start : added.stop]
                ),
                number=at + 1,
                label=self._marks.labels[at] if self._marks.labels else "",
            )
            before = change

    def _unchanged(self, before: Changed | None, behind: Changed | None) -> Unchanged | None:
        start = before.added.stop if before else 0
        stop = behind.added.start if behind else len(self._new)
        text = SEPARATOR.join(self._new[start:stop])
        short = text if len(text) <= LONGEST_FOLDED else ""
        return Unchanged(stop - start, self._mark(start) + 1, short) if stop > start else None

    def _mark(self, paragraph: int) -> int:
        return self._marks.mark_at(self._starts[paragraph])
