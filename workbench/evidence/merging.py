"""Two sources that are the same become one, and can be parted again."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from workbench.accounts.models import Desk
from workbench.accounts.rules import Actor
from workbench.db import begin_edit, lock
from workbench.errors import message as _
from workbench.evidence.errors import CannotMergeSources, CannotPartSources
from workbench.evidence.models import Alert, Evidence
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.sources.comparing import joined
from workbench.sources.keeping import compare_moved, formers
from workbench.sources.models import Snapshot, Source, UnwatchedPlace, Watch
from workbench.sources.origins import goes_back_to
from workbench.sources.queries import hold
from workbench.sources.service import SourceFields, fields_in, fields_of, write_fields
from workbench.sources.tags import add_tags

Attached = type[Evidence] | type[Snapshot] | type[UnwatchedPlace]
_ATTACHED: Mapping[str, Attached] = {
    "evidence": Evidence,
    "snapshots": Snapshot,
    "places": UnwatchedPlace,
}


def merge_sources(
    session: Session,
    *,
    source: Source,
    into: Source,
    taken: Collection[str],
    revisions: tuple[int, int],
    by: Actor,
) -> None:
    """Let one source go into another: evidence and snapshots move, and its address leads on.

    `taken` are the fields of which the source's own value stays (`sources/comparing.py`);
    `revisions` are those that the person saw of both. Raises `EditedMeanwhile`, and
    `CannotMergeSources` for a source and itself, or one that went into another already.
    """
    lock(session, session.get_one(Desk, by.desk_id))  # as whoever names an origin does
    hold(session, source, into)
    _refuse_to_merge(session, source, into)
    begin_edit(session, source, revisions[0])
    begin_edit(session, into, revisions[1])
    before = fields_of(into)
    write_fields(into, joined(before, fields_of(source), taken))
    fields = {"before": _as_json(before), "after": _as_json(fields_of(into))}
    undo = fields | _bring_along(session, source, into, by) | _join_origins(source, into)
    source.merged_into_id = into.id
    session.flush()
    source.merger_id = _record(session, EventKind.SOURCES_MERGED, source, into, by, undo=undo)
    session.flush()


def _refuse_to_merge(session: Session, source: Source, into: Source) -> None:
    if source.id == into.id or source.merged_into_id or into.merged_into_id:
        raise CannotMergeSources(_("Choose another source that is in the library."))
    if source.confidential or into.confidential:
        raise CannotMergeSources(
            _("A confidential source is merged with no other. Nothing was changed.")
        )
    if goes_back_to(session, source, into) or goes_back_to(session, into, source):
        raise CannotMergeSources(
            _("One of them repeats the other, so they are not the same. Nothing was changed.")
        )


def _bring_along(session: Session, source: Source, into: Source, by: Actor) -> dict[str, list[int]]:
    """Move what hangs on a source, and return the ids of what moves back when they are parted."""
    followed = formers(session, source, into)
    moved = {
        name: _move(session, table, _ids(session, table, source), into)
        for name, table in _ATTACHED.items()
    }
    _move_alerts(session, moved["evidence"], into)
    _hand_over_watch(session, source, into)
    compare_moved(session, followed, formers(session, into))
    if source.tags:
        add_tags(session, sources=[into], tags=[tag.words for tag in source.tags], by=by)
    return moved


def _join_origins(source: Source, into: Source) -> dict[str, list[int | None]]:
    """What repeats the one repeats the other. Returns the origins that they had."""
    origins = [source.origin_id, into.origin_id]
    into.origin_id = into.origin_id or source.origin_id
    source.origin_id = into.id
    return {"origins": origins}


def part_sources(session: Session, *, source: Source, by: Actor) -> None:
    """Take a source out of the one it went into, with what it brought and is still there.

    What was taken over of its words is taken back, unless somebody said something else since.
    Raises `CannotPartSources` when it is in none, and when the record was told anew since.
    """
    into = session.get_one(Source, source.merged_into_id or source.id)
    hold(session, source, into)
    if source.merged_into_id != into.id:
        raise CannotPartSources(_("This source is in no other. Nothing was changed."))
    event = session.get_one(Event, source.merger_id)
    if event.undo is None:
        raise CannotPartSources(
            _(
                "A source of the same name has become confidential since, and what was noted for "
                "parting these two named it. Nothing was changed."
            )
        )
    undo: dict[str, Any] = event.undo
    followed = formers(session, into)
    for name, table in _ATTACHED.items():
        _move(session, table, set(undo.get(name, ())) & set(_ids(session, table, into)), source)
    _move_alerts(session, _ids(session, Evidence, source), source)
    compare_moved(session, followed, formers(session, source, into))
    if _as_json(fields_of(into)) == undo["after"]:
        write_fields(into, fields_in(undo["before"]))
    source.merged_into_id = source.merger_id = source.origin_id = None
    _give_origin_back(session, source, undo["origins"][0])
    for each in (source, into):
        each.revision += 1
    session.flush()
    _record(session, EventKind.SOURCES_PARTED, source, into, by, undoes_id=event.id)


def _give_origin_back(session: Session, source: Source, origin_id: int | None) -> None:
    """Let it repeat what it repeated, unless that came to repeat it since."""
    session.flush()
    if origin_id and not goes_back_to(session, session.get_one(Source, origin_id), source):
        source.origin_id = origin_id


def _ids(session: Session, table: Attached, source: Source) -> list[int]:
    return list(session.scalars(select(table.id).where(table.source_id == source.id)))


def _move(session: Session, table: Attached, ids: Collection[int], to: Source) -> list[int]:
    session.execute(update(table).where(table.id.in_(ids)).values(source_id=to.id))
    return sorted(ids)


def _move_alerts(session: Session, evidence_ids: Collection[int], to: Source) -> None:
    """What was noticed of quotes goes where they go, what was noticed of a source stays its own.

    The snapshot before it may stay behind: then it is none that its source could be compared with.
    """
    of_quotes = Alert.evidence_id.in_(evidence_ids)
    session.execute(update(Alert).where(of_quotes).values(source_id=to.id))
    own = select(Snapshot.id).where(Snapshot.source_id == to.id)
    behind = (of_quotes, Alert.since_id.not_in(own))
    session.execute(update(Alert).where(*behind).values(since_id=None))


def _hand_over_watch(session: Session, source: Source, into: Source) -> None:
    """Watch the one that stays. Two addresses would be changes of each other."""
    watches = {
        watch.source_id: watch
        for watch in session.scalars(select(Watch).where(Watch.source_id.in_([source.id, into.id])))
    }
    if source.id in watches and into.id in watches:
        session.delete(watches[source.id])
    elif source.id in watches:
        watches[source.id].source_id = into.id
    session.flush()


def _as_json(fields: SourceFields) -> dict[str, Any]:
    return {**asdict(fields), "authors": list(fields.authors)}


def _record(
    session: Session, kind: EventKind, source: Source, into: Source, by: Actor, **more: Any
) -> int:
    details = {"title": source.title, "into": into.title}
    return record(session, kind, by=by, details=details, **more)
