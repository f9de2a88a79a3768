"""Writes about snapshots: they are kept, and perhaps deleted; what they hold never changes."""

from collections.abc import Mapping
from typing import NoReturn

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, undefer

from workbench.accounts.rules import Actor
from workbench.db import lock, now
from workbench.errors import message as _
from workbench.history.retelling import LEFT_OUT
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.sources.comparing_snapshots import ask_for_comparison
from workbench.sources.errors import SnapshotInUse, SnapshotKnown
from workbench.sources.looks import note_answer
from workbench.sources.models import Snapshot, Source
from workbench.sources.places import count_changes
from workbench.sources.queries import hold_standing
from workbench.sources.rules import Way
from workbench.sources.taking import Taken
from workbench.sources.unwatched import places_of


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

    Raises `SnapshotKnown` if the newest snapshot of the source has the same bytes; when that was
    seen is noted.
    """
    source = hold_standing(session, source)  # so that of two who send the same file one is told
    if way is Way.FETCHED:
        note_answer(session, source)
    _bring_file(session, source, taken)
    former = _neighbour(session, source.id, before=None)
    if former is not None and former.sha256 == taken.sha256:
        _refuse_known(session, former)
    contents = taken.contents
    snapshot = Snapshot(
        desk_id=source.desk_id, source_id=source.id, sha256=taken.sha256, name=taken.name,
        media_type=contents.media_type, size=taken.size, way=way, url=url,
        warc_sha256=taken.warc_sha256, warc_size=taken.warc_size,
        headers=dict(headers or {}), by_id=by.person_id, unreadable=contents.unreadable or "",
        said=contents.said.as_json(), marks=[mark.as_json() for mark in contents.marks],
        text=contents.text,
    )  # fmt: skip
    _compare(session, snapshot, former)
    session.add(snapshot)
    session.flush()
    _record(session, EventKind.SNAPSHOT_KEPT, source, snapshot, by)
    if former is not None and snapshot.changed:
        ask_for_comparison(session, source=source, earlier=former, later=snapshot)
    return snapshot


def _bring_file(session: Session, source: Source, taken: Taken) -> None:
    """The file of a snapshot that came with a dossier is here, now that somebody kept the same."""
    came = (Snapshot.source_id == source.id, Snapshot.sha256 == taken.sha256)
    session.execute(update(Snapshot).where(*came, Snapshot.from_dossier).values(from_dossier=False))


def _refuse_known(session: Session, former: Snapshot) -> NoReturn:
    former.unchanged_at = now()
    session.flush()
    words = _("This very file is kept here already. Nothing was added; this is it.")
    raise SnapshotKnown(words, former.id)


def _neighbour(session: Session, source_id: int, *, before: int | None) -> Snapshot | None:
    """The newest snapshot of a source, or the newest before another one, with its text."""
    wanted = select(Snapshot).options(undefer(Snapshot.text)).where(Snapshot.source_id == source_id)
    if before is not None:
        wanted = wanted.where(Snapshot.id < before)
    return session.scalars(wanted.order_by(Snapshot.id.desc()).limit(1)).first()


def delete_snapshot(session: Session, *, source: Source, snapshot: Snapshot, by: Actor) -> None:
    """Take a snapshot away. Raises `SnapshotInUse`.

    Whatever comes to rely on snapshots refers to them by a foreign key, so it is the database that
    is asked, here and nowhere else, and no room above need be known.
    """
    lock(session, source)  # what the record tells of it hangs on whether it is confidential
    try:
        with session.begin_nested():
            session.delete(snapshot)
            session.flush()
    except IntegrityError as error:
        raise SnapshotInUse(
            _("Evidence refers to this snapshot, so it stays. Nothing was deleted.")
        ) from error
    _compare_anew(session, source.id, snapshot.id)
    _record(session, EventKind.SNAPSHOT_DELETED, source, snapshot, by)


def _compare_anew(session: Session, source_id: int, deleted_id: int) -> None:
    """The snapshot behind a deleted one follows another now, or none."""
    behind = select(Snapshot).options(undefer(Snapshot.text))
    behind = behind.where(Snapshot.source_id == source_id, Snapshot.id > deleted_id)
    follower = session.scalars(behind.order_by(Snapshot.id).limit(1)).first()
    if follower is not None:
        _compare(session, follower, _neighbour(session, source_id, before=follower.id))
        session.flush()


def formers(session: Session, *sources: Source) -> Mapping[int, int | None]:
    """By each snapshot of these sources the one before it, if there is one."""
    found: dict[int, int | None] = {}
    for source in sources:
        own = select(Snapshot.id).where(Snapshot.source_id == source.id).order_by(Snapshot.id)
        ids = session.scalars(own).all()
        found |= dict(zip(ids, (None, *ids), strict=False))
    return found


def compare_moved(
    session: Session, before: Mapping[int, int | None], after: Mapping[int, int | None]
) -> None:
    """Count anew what changed where a snapshot follows another one than before (`formers`)."""
    others = [snapshot_id for snapshot_id in after if after[snapshot_id] != before[snapshot_id]]
    chosen = select(Snapshot).options(undefer(Snapshot.text)).where(Snapshot.id.in_(others))
    for snapshot in session.scalars(chosen):
        former = _neighbour(session, snapshot.source_id, before=snapshot.id)
        _compare(session, snapshot, former)
    session.flush()


def _compare(session: Session, snapshot: Snapshot, former: Snapshot | None) -> None:
    """Count what changed since the one before, if there is one."""
    snapshot.changed, snapshot.unwatched = None, 0
    if former is not None:
        places = [each.place for each in places_of(session, snapshot.source_id)]
        counted = count_changes(former.text, snapshot.text, places)
        snapshot.changed, snapshot.unwatched = counted


def _record(
    session: Session, kind: EventKind, source: Source, snapshot: Snapshot, by: Actor
) -> None:
    details = {
        "title": source.title, "name": snapshot.name, "sha256": snapshot.sha256,
        "size": snapshot.size, "way": snapshot.way,
    }  # fmt: skip
    if source.confidential:
        details = {"title": source.title, "name": LEFT_OUT}
    record(session, kind, by=by, details=details)
