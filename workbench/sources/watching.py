"""Watching sources: they are looked at again and again, without anybody asking."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from workbench.accounts.rules import Actor
from workbench.db import Database, now
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.sources.fetching import ask_for_snapshot
from workbench.sources.looks import next_look
from workbench.sources.models import Source, Watch
from workbench.sources.queries import hold_standing, require_address
from workbench.sources.rules import Every

LOOK = _("look at a watched source")
MOST_AT_ONCE = 5  # looks asked for in one go, so that what people ask for is not behind hundreds


def watch_of(session: Session, source: Source) -> Watch | None:
    """How a source is watched, if it is."""
    return session.scalars(select(Watch).where(Watch.source_id == source.id)).one_or_none()


def watch_source(session: Session, *, source: Source, every: Every | None, by: Actor) -> None:
    """Have a source looked at so often, for the first time at once; or no more, for `None`.

    Raises `AddressMissing`.
    """
    source = hold_standing(session, source)  # so that of two who begin at once one is the second
    watch = watch_of(session, source)
    if (watch.every if watch else None) == every:
        return
    if every is None:
        session.delete(watch)
    elif watch is not None:
        watch.every, watch.next_look_at = every, now()
    else:
        session.add(_begun(source, every))
    session.flush()
    _record(session, source, every, by)


def _begun(source: Source, every: Every) -> Watch:
    require_address(source)
    return Watch(source_id=source.id, every=every, next_look_at=now())


def _record(session: Session, source: Source, every: Every | None, by: Actor) -> None:
    kind = EventKind.SOURCE_WATCHED if every else EventKind.SOURCE_NOT_WATCHED
    details = {"title": source.title, **({"every": every.value} if every else {})}
    record(session, kind, by=by, details=details)


def ask_for_due_looks(database: Database) -> None:
    """Ask for the looks whose time has come, and say when the next ones are due.

    Any number of workers may do so at once: a row that another one has is left to it, and so is
    one whose source somebody holds, who may be sealing it.
    """
    if not _is_one_due(database):
        return
    with database.writing() as session:
        for watch in session.scalars(_due().with_for_update(skip_locked=True)):
            watch.next_look_at = next_look(watch)
            if watch.source.url:
                ask_for_snapshot(session, source=watch.source, by=None, kind=LOOK)


def _is_one_due(database: Database) -> bool:
    """Asked before a writer's turn is taken, since mostly none is."""
    with database.reading() as session:
        return session.scalars(_due()).first() is not None


def _due() -> Select[Watch]:
    due = (
        select(Watch)
        .options(joinedload(Watch.source, innerjoin=True))
        .where(Watch.next_look_at <= now())
    )
    return due.order_by(Watch.next_look_at, Watch.id).limit(MOST_AT_ONCE)
