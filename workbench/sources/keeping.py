"""Writes about snapshots: they are kept, and perhaps deleted; nothing of them ever changes."""

from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.db import lock
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.sources.errors import SnapshotInUse, SnapshotKnown
from workbench.sources.models import Snapshot, Source
from workbench.sources.rules import Way
from workbench.sources.taking import Taken


def keep_snapshot(
    session: Session,
    *,
    source: Source,
    taken: Taken,
    by: Actor,
    way: Way = Way.UPLOADED,
    url: str = "",
    headers: Mapping[str, str] | None = None,
) -> Snapshot:
    """Keep what a source looks like now. `url` and `headers` are those of the answer to a fetch.

    Raises `SnapshotKnown` if the source has a snapshot of the same bytes.
    """
    lock(session, source)  # so that of two who send the same file one is told
    _refuse_known(session, source, taken)
    contents = taken.contents
    snapshot = Snapshot(
        desk_id=source.desk_id, source_id=source.id, sha256=taken.sha256, name=taken.name,
        media_type=contents.media_type, size=taken.size, way=way, url=url,
        warc_sha256=taken.warc_sha256, warc_size=taken.warc_size,
        headers=dict(headers or {}), by_id=by.person_id, unreadable=contents.unreadable or "",
        marks=[asdict(mark) for mark in contents.marks], text=contents.text,
    )  # fmt: skip
    session.add(snapshot)
    session.flush()
    _record(session, EventKind.SNAPSHOT_KEPT, source, snapshot, by)
    return snapshot


def _refuse_known(session: Session, source: Source, taken: Taken) -> None:
    equal = select(Snapshot.id).where(
        Snapshot.source_id == source.id, Snapshot.sha256 == taken.sha256
    )
    known = session.scalars(equal.order_by(Snapshot.id)).first()
    if known is not None:
        raise SnapshotKnown(
            _("This very file is kept here already. Nothing was added; this is it."), known
        )


def delete_snapshot(session: Session, *, source: Source, snapshot: Snapshot, by: Actor) -> None:
    """Take a snapshot away. Raises `SnapshotInUse`.

    Whatever comes to rely on snapshots refers to them by a foreign key, so it is the database that
    is asked, here and nowhere else, and no room above need be known.
    """
    try:
        with session.begin_nested():
            session.delete(snapshot)
            session.flush()
    except IntegrityError as error:
        raise SnapshotInUse(
            _("Evidence refers to this snapshot, so it stays. Nothing was deleted.")
        ) from error
    _record(session, EventKind.SNAPSHOT_DELETED, source, snapshot, by)


def _record(
    session: Session, kind: EventKind, source: Source, snapshot: Snapshot, by: Actor
) -> None:
    details = {
        "title": source.title, "name": snapshot.name, "sha256": snapshot.sha256,
        "size": snapshot.size, "way": snapshot.way,
    }  # fmt: skip
    record(session, kind, by=by, details=details)
