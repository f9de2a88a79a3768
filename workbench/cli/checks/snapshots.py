"""Snapshots belong to their source's desk, and their marks part their text."""

from collections.abc import Iterator
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.cli.progress import Advance
from workbench.sources.models import Snapshot, Source


def snapshot_faults(session: Session, advance: Advance) -> Iterator[str]:
    """Whether the bytes are those that were taken, the check of the files tells."""
    for snapshot, of_desk, marks, length in session.execute(_SNAPSHOTS):
        where = f"Source {snapshot.source_id}, snapshot {snapshot.id}"
        if snapshot.desk_id != of_desk:
            yield f"{where}: it is of another desk than its source"
        if bool(length) == bool(snapshot.unreadable):
            yield f"{where}: it has a text and a reason for having none, or neither"
        if not _part(marks, length):
            yield f"{where}: its marks do not part its text of {length} characters"
        advance(1)


_SNAPSHOTS = (
    select(Snapshot, Source.desk_id, Snapshot.marks, func.length(Snapshot.text))
    .join(Source, Source.id == Snapshot.source_id)
    .order_by(Snapshot.id)
    .execution_options(yield_per=10)
)


def _part(marks: object, length: int) -> bool:
    """Whether the marks begin where the text does, stand in order, and do not reach beyond it."""
    try:
        starts = [mark["start"] for mark in marks]  # type: ignore[attr-defined] # whatever is there
        ordered = all(a <= b for a, b in pairwise(starts))
        if not starts:
            return not length
        return starts[0] == 0 and ordered and starts[-1] <= length
    except (KeyError, TypeError):
        return False
