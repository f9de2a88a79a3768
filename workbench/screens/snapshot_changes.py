"""What changed between two snapshots of a source, a run of changes at a time."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from sqlalchemy.orm import Session

from workbench.intake.contents.laying_out import SEPARATOR
from workbench.sources.changes import (
    Changed,
    Reworded,
    changes_between,
    paragraphs_in,
    paragraphs_of,
    reworded,
    starts_of,
)
from workbench.sources.models import Snapshot
from workbench.sources.places import Counts, Place, edges_of, lost, unwatched
from workbench.sources.snapshots import MarkedText, marked_texts
from workbench.sources.unwatched import places_of
from workbench.web.memory import memory

CHANGES_IN_A_PART = 20
EDGES_OFFERED = 6  # on each side of a change
FARTHEST_EDGE = 40  # paragraphs from it
LONGEST_FOLDED = 2_000  # code points of unchanged text that are sent along, folded


@dataclass(frozen=True)
class Unchanged:
    """Paragraphs on end that stayed, and the mark they begin behind; `text` if it is short."""

    paragraphs: int
    number: int
    text: str


@dataclass(frozen=True)
class Edge:
    """A paragraph that may be the edge of a place, counted from 0; none: the text's own end."""

    paragraph: int | None
    words: str


@dataclass(frozen=True)
class ShownChange:
    """A change with what stayed before it, and the mark of the later snapshot where it is.

    `watched`: whether it may raise an alert. `after` and `before` are the edges between which a
    place would hold it, the nearest first.
    """

    unchanged: Unchanged | None
    words: Reworded
    number: int
    label: str
    watched: bool
    after: Sequence[Edge]
    before: Sequence[Edge]


@dataclass(frozen=True)
class ChangesPart:
    """Some changes on end; `ending` is what stayed behind the last of all.

    `number` counts parts from 0. `counts` are those of the whole text. `lost`: places that are
    not watched, if only they stood in both texts.
    """

    number: int
    changes: Sequence[ShownChange]
    ending: Unchanged | None
    counts: Counts
    lost: Set[Place]
    has_next: bool


def changes_part(session: Session, earlier: Snapshot, later: Snapshot, number: int) -> ChangesPart:
    """A part of what leads from one snapshot to the other. Both texts are read in one query."""
    texts = marked_texts(session, [earlier.id, later.id])
    places = [each.place for each in places_of(session, later.source_id)]
    compared = _Compared(texts[earlier.id], texts[later.id], places)
    # By the bytes too: SQLite gives the id of a snapshot that was deleted to the next one.
    key = ("changes", earlier.id, earlier.sha256, later.id, later.sha256)
    return compared.part(memory().recall(key, compared.changes), number)


class _Compared:
    """Two texts in paragraphs, and where those of the later one begin."""

    def __init__(self, earlier: MarkedText, later: MarkedText, places: Sequence[Place]) -> None:
        self._old, self._new = paragraphs_of(earlier.text), paragraphs_of(later.text)
        self._starts, self._marks = starts_of(self._new), later.marks
        self._places = places

    def changes(self) -> Sequence[Changed]:
        """All of them."""
        return changes_between(self._old, self._new)

    def part(self, changes: Sequence[Changed], number: int) -> ChangesPart:
        """The changes of a part, in words; a part that is not there has none."""
        first = max(0, number) * CHANGES_IN_A_PART
        beyond = first + CHANGES_IN_A_PART
        before = changes[first - 1] if 0 < first <= len(changes) else None
        has_next = len(changes) > beyond
        passed_over = unwatched(changes, self._old, self._new, self._places)
        return ChangesPart(
            number=max(0, number),
            changes=list(self._shown(before, changes[first:beyond], passed_over)),
            ending=None if has_next or not changes else self._unchanged(changes[-1], None),
            counts=Counts(paragraphs_in(changes), paragraphs_in(passed_over)),
            lost=lost(self._places, self._old, self._new),
            has_next=has_next,
        )

    def _shown(
        self, before: Changed | None, changes: Sequence[Changed], passed_over: Set[Changed]
    ) -> Iterator[ShownChange]:
        edges = _Edges(self._old, self._new)
        for change in changes:
            at = self._mark(change.added.start)
            yield ShownChange(
                unchanged=self._unchanged(before, change),
                words=self._reworded(change),
                number=at + 1,
                label=self._marks.labels[at] if self._marks.labels else "",
                watched=change not in passed_over,
                after=edges.nearest(range(change.added.start - 1, -1, -1)),
                before=edges.nearest(range(change.added.stop, len(self._new))),
            )
            before = change

    def _reworded(self, change: Changed) -> Reworded:
        removed, added = change.removed, change.added
        return reworded(
            self._old[removed.start : removed.stop], self._new[added.start : added.stop]
        )

    def _unchanged(self, before: Changed | None, behind: Changed | None) -> Unchanged | None:
        start = before.added.stop if before else 0
        stop = behind.added.start if behind else len(self._new)
        text = SEPARATOR.join(self._new[start:stop])
        short = text if len(text) <= LONGEST_FOLDED else ""
        return Unchanged(stop - start, self._mark(start) + 1, short) if stop > start else None

    def _mark(self, paragraph: int) -> int:
        return self._marks.mark_at(self._starts[paragraph])


class _Edges:
    """The paragraphs by which a place is known again in either text."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._olds, self._news, self._new = edges_of(old), edges_of(new), new

    def nearest(self, paragraphs: range) -> Sequence[Edge]:
        """The first few of these that are edges; the text's own end, where they come to it."""
        looked_at = paragraphs[:FARTHEST_EDGE]
        found = [Edge(at, self._new[at]) for at in looked_at if self._is_edge(self._new[at])]
        reached = len(looked_at) == len(paragraphs) and len(found) < EDGES_OFFERED
        return [*found[:EDGES_OFFERED], *([Edge(None, "")] if reached else [])]

    def _is_edge(self, words: str) -> bool:
        return words in self._news and words in self._olds
