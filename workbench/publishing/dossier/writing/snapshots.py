"""Snapshots, whose files stay where the dossier was made."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.publishing.dossier.plan import Plan, PlannedSnapshot
from workbench.publishing.dossier.sharing import BATCH
from workbench.publishing.dossier.writing.rows import Rows
from workbench.sources.changes import count_changed
from workbench.sources.models import Snapshot, Source


def write_snapshots(session: Session, plan: Plan, rows: Rows) -> None:
    """All snapshots; the desk's own stands for one of the same bytes and the same moment."""
    known = _known(session, sorted({rows.sources[each.source].id for each in plan.snapshots}))
    own = {(row.source_id, row.sha256, row.taken_at): row for row in known}
    newest = {row.source_id: row for row in known}
    for each in plan.snapshots:
        source = rows.sources[each.source]
        row = own.get((source.id, each.sha256, each.taken_at))
        if row is None or (row.unreadable and each.text):  # another release could read less
            row = _row(each, source, rows)
            former = newest.get(source.id)
            row.changed = count_changed(former.text, row.text) if former else None
            newest[source.id] = row
        rows.snapshots[each.id] = row
    session.add_all(rows.snapshots.values())
    session.flush()


def _known(session: Session, source_ids: Sequence[int]) -> list[Snapshot]:
    """What the desk has of these sources, oldest first."""
    found: list[Snapshot] = []
    for start in range(0, len(source_ids), BATCH):
        some = Snapshot.source_id.in_(source_ids[start : start + BATCH])
        found += session.scalars(select(Snapshot).where(some).order_by(Snapshot.id))
    return found


def _row(plan: PlannedSnapshot, source: Source, rows: Rows) -> Snapshot:
    return Snapshot(
        desk_id=source.desk_id,
        source_id=source.id,
        sha256=plan.sha256,
        name=plan.name,
        media_type=plan.media_type,
        size=plan.size,
        way=plan.way,
        url=plan.url,
        headers=plan.headers,
        by_id=rows.person(plan.by),
        taken_at=plan.taken_at,
        unchanged_at=plan.unchanged_at,
        unreadable=plan.unreadable,
        from_dossier=True,
        said=plan.said,
        licence=plan.licence,
        marks=plan.marks,
        text=plan.text,
    )
