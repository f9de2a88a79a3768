"""Where sources have it from: those that go back to one wire story tell it once."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from workbench.accounts.models import Desk
from workbench.accounts.rules import Actor
from workbench.db import lock
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.sources.errors import OriginCircular, OriginConfidential
from workbench.sources.models import Source
from workbench.sources.queries import find_sources, hold_open
from workbench.sources.service import SourceFields, add_source
from workbench.sources.sight import all_as_seen, goes_by, sees_whole

_ALIKE = 50  # sources looked through for one of the same title


def set_origin(session: Session, *, source: Source, origin: Source | None, by: Actor) -> None:
    """Say which source of the library a source repeats; with none, that it stands on its own.

    Raises `OriginCircular` for one that goes back to this source itself, and `SealedMeanwhile`.
    """
    lock(session, session.get_one(Desk, by.desk_id))  # two at once could close a circle
    hold_open(session, source)
    named = origin or (session.get_one(Source, source.origin_id) if source.origin_id else None)
    if named is not None:
        lock(session, named)  # the record tells how it is called; it may be sealed just now
    if origin is not None:
        _refuse_circle(session, source, origin)
    undo = {"source": source.id, "was": source.origin_id, "is": origin.id if origin else None}
    source.origin_id = origin.id if origin else None
    session.flush()
    kind = EventKind.ORIGIN_NAMED if origin else EventKind.ORIGIN_TAKEN_AWAY
    name = named.title if named else ""
    record(session, kind, by=by, details={"title": source.title, "origin": name}, undo=undo)


def _refuse_circle(session: Session, source: Source, origin: Source) -> None:
    if goes_back_to(session, origin, source):
        raise OriginCircular(
            _(
                "“%(origin)s” goes back to this source itself, so it cannot be its origin. "
                "Nothing was changed.",
                origin=origin.title,
            )
        )


def goes_back_to(session: Session, source: Source, origin: Source) -> bool:
    """Whether a source is another one, or repeats it, over however many steps."""
    step: Source | None = source
    while step is not None and step.id != origin.id:
        step = session.get_one(Source, step.origin_id) if step.origin_id else None
    return step is not None


def source_titled(session: Session, *, title: str, by: Actor) -> Source:
    """The newest source with this title, however it is spelled; a new one if there is none.

    A confidential one goes by its name and by its wording, to those who see it whole: its name is
    no reason to put another source into the library. Raises `OriginConfidential` for all others.
    """
    alike = find_sources(session, by, title, limit=_ALIKE)
    seen = all_as_seen(session, by, alike)
    same = [source for source in seen if goes_by(source, title)]
    own = next((source for source in same if sees_whole(source)), None)
    if same and own is None:
        raise OriginConfidential(
            _(
                "A confidential source is worded so. Only people who see it can name it as an "
                "origin. Nothing was changed."
            )
        )
    return session.get_one(Source, own.id) if own else _added(session, title, by)


def _added(session: Session, title: str, by: Actor) -> Source:
    return add_source(session, fields=SourceFields(title), by=by)


def ultimate_origins(session: Session, sources: Collection[Source]) -> Mapping[int, Source]:
    """What each source goes back to in the end, by its id. One without origin is its own."""
    own = {source.id: source for source in sources}
    traced = [source.id for source in sources if source.origin_id is not None]
    if not traced:
        return own
    rows = session.execute(_ULTIMATE, {"source_ids": traced})
    return own | dict(rows.all())


_begun = select(Source.id.label("source_id"), Source.id.label("at_id"), Source.origin_id).where(
    Source.id.in_(bindparam("source_ids", expanding=True))
)
_chain = _begun.cte("chain", recursive=True)
_next = aliased(Source)
# UNION leaves out what was there already, so that not even a circle would go on for ever.
_steps = select(_chain.c.source_id, _next.id, _next.origin_id)
_chain = _chain.union(_steps.join(_next, _next.id == _chain.c.origin_id))
_ULTIMATE = select(_chain.c.source_id, Source).join(
    _chain, (_chain.c.at_id == Source.id) & _chain.c.origin_id.is_(None)
)


def repeated_by(session: Session, source: Source, limit: int) -> Sequence[Source]:
    """The sources that name this one as their origin, newest first."""
    chosen = select(Source).where(Source.origin_id == source.id, Source.merged_into_id.is_(None))
    return session.scalars(chosen.order_by(Source.id.desc()).limit(limit)).all()
