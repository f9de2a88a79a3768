"""Saying that a place of a source's text is not watched, and taking that back."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.db import lock
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.sources.changes import paragraphs_of
from workbench.sources.errors import PlaceUnclear
from workbench.sources.models import Snapshot, Source, UnwatchedPlace
from workbench.sources.places import Place, edges_of, find_place
from workbench.sources.queries import hold_standing
from workbench.sources.snapshots import marked_texts


def places_of(session: Session, source_id: int) -> Sequence[UnwatchedPlace]:
    """The places of a source's text that are not watched, in the order in which people said so."""
    own = select(UnwatchedPlace).where(UnwatchedPlace.source_id == source_id)
    return session.scalars(own.order_by(UnwatchedPlace.id)).all()


def unwatch_place(
    session: Session,
    *,
    source: Source,
    snapshot: Snapshot,
    after: int | None,
    before: int | None,
    by: Actor,
) -> None:
    """Raise no alert of what changes between two paragraphs of a snapshot's text from now on.

    They are counted from 0; none: up to the text's own end. Quotes are checked there as anywhere.
    Raises `PlaceUnclear` for the whole text, and for edges by which no place can be known again.
    """
    place = _place(session, snapshot, after, before)
    source = hold_standing(session, source)  # so that of two who say so at once one comes second
    if place in [each.place for each in places_of(session, source.id)]:
        return
    row = UnwatchedPlace(source_id=source.id, after=place.after, before=place.before)
    session.add(row)
    session.flush()
    _record(session, EventKind.PLACE_UNWATCHED, source, row, by)


def _place(session: Session, snapshot: Snapshot, after: int | None, before: int | None) -> Place:
    paragraphs = paragraphs_of(marked_texts(session, [snapshot.id])[snapshot.id].text)
    edges = after, before
    there = all(at is None or at in range(len(paragraphs)) for at in edges)
    if there and edges != (None, None):
        place = Place(*("" if at is None else paragraphs[at] for at in edges))
        if find_place(place, paragraphs, edges_of(paragraphs)) is not None:
            return place
    raise PlaceUnclear(
        _(
            "Choose two paragraphs that stand once in the text, with what changed between them. "
            "All of it is watched as before."
        )
    )


def watch_place_again(session: Session, *, source: Source, place_id: int, by: Actor) -> None:
    """Watch a place like the rest of the text; one that is watched already stays so."""
    lock(session, source)  # what the record tells of it hangs on whether it is confidential
    row = session.get(UnwatchedPlace, place_id)
    if row is not None and row.source_id == source.id:
        session.delete(row)
        session.flush()
        _record(session, EventKind.PLACE_WATCHED_AGAIN, source, row, by)


def _record(
    session: Session, kind: EventKind, source: Source, row: UnwatchedPlace, by: Actor
) -> None:
    """Of a confidential source no words are told."""
    words = {} if source.confidential else {"after": row.after, "before": row.before}
    record(session, kind, by=by, details={"title": source.title, **words})
