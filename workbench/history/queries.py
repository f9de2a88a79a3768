"""Reading the record."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from workbench.db import plain_rows
from workbench.history.models import ChainedEvent, ChainEnd, Event, EventAddress
from workbench.history.rules import BESIDE, EventKind

MOST_TOLD = 1000


class Addition(NamedTuple):
    """That somebody added a line to an article's record, and its number in the desk's."""

    claim_id: int | None
    by_name: str
    number: int
    sentences: Sequence[int]  # the positions of those that it set aside or took up again


def events_of_claim(session: Session, claim_id: int, *, limit: int = 200) -> Sequence[Event]:
    """A claim's record, newest first, with the line that tells of its loading from a dossier."""
    return session.scalars(_OF_CLAIM, {"claim_id": claim_id, "most": limit}).all()


_ARTICLE = select(Event.article_id).where(Event.claim_id == bindparam("claim_id")).limit(1)
_LOADED = (Event.kind == EventKind.DOSSIER_LOADED) & (
    Event.article_id == _ARTICLE.scalar_subquery()
)
_OF_CLAIM = (
    select(Event)
    .where((Event.claim_id == bindparam("claim_id")) | _LOADED)
    .order_by(Event.id.desc())
    .limit(bindparam("most"))
)


def events_counted(session: Session, article_id: int) -> int:
    """How many lines an article's record has: that names the state the article is in.

    The last line's id would not: ids are given out before the commit, so a lower one may come to
    light later. (Which lines are new, the count does not say; see `record_end`.)
    """
    return events_counted_of(session, [article_id]).get(article_id, 0)


def events_counted_of(session: Session, article_ids: Collection[int]) -> Mapping[int, int]:
    """The same of several articles, by article id, in one query."""
    counted = plain_rows(session, _EVENTS_COUNTED, {"article_ids": list(article_ids)})
    return {article_id: number for article_id, number in counted if article_id is not None}


_EVENTS_COUNTED = (
    select(Event.article_id, func.count())
    .where(Event.article_id.in_(bindparam("article_ids", expanding=True)))
    .group_by(Event.article_id)
)


def record_end(session: Session, desk_id: int) -> int:
    """The number of the last line of a desk's record: of these only one, what came since is told.

    Numbers have the order of the commits, so nothing comes to light behind this one later.
    """
    return session.scalar(_END, {"desk_id": desk_id}) or 0


_END = select(ChainEnd.number).where(ChainEnd.desk_id == bindparam("desk_id"))


def lines_since(
    session: Session, *, desk_id: int, article_id: int, since: int
) -> Sequence[Addition]:
    """What was added to an article's record after the desk's line of a number.

    The latest first and `MOST_TOLD` at most, so that a number of them is told once; no words, which
    not everybody may see.
    """
    values = {"desk_id": desk_id, "article_id": article_id, "since": since}
    rows = plain_rows(session, _SINCE, values)
    return [
        Addition(claim_id, by_name, number, _sentences(details))
        for claim_id, by_name, number, details in rows
    ]


def _sentences(details: Mapping[str, Any]) -> Sequence[int]:
    """The positions that a line's details name; a dossier's may say anything."""
    named = details.get("sentences")
    return [each for each in named if isinstance(each, int)] if isinstance(named, list) else ()


_SINCE = (
    select(Event.claim_id, Event.by_name, ChainedEvent.number, Event.details)
    .join_from(ChainedEvent, Event, Event.id == ChainedEvent.event_id)
    .where(
        ChainedEvent.desk_id == bindparam("desk_id"),
        ChainedEvent.number > bindparam("since"),
        Event.article_id == bindparam("article_id"),
    )
    .order_by(ChainedEvent.number.desc())
    .limit(MOST_TOLD)
)


def worked_on_since(session: Session, event: Event, claim_id: int) -> bool:
    """Whether a claim's record has a line after this one that still makes a difference.

    An act that was taken back makes none, nor does the line that took it back; but one that took
    back an act from before this event does.
    """
    lines = select(Event.id).where(
        Event.claim_id == claim_id, Event.id > event.id, Event.kind.not_in(BESIDE)
    )
    taken_back = select(Event.undoes_id).where(
        Event.claim_id == claim_id, Event.undoes_id.is_not(None)
    )
    stands = and_(Event.undoes_id.is_(None), Event.id.not_in(taken_back))
    later = lines.where(or_(stands, Event.undoes_id < event.id))
    return session.scalar(later.limit(1)) is not None


def published_since(session: Session, event: Event) -> bool:
    """Whether the event's article had an edition after it."""
    editions = select(Event.id).where(
        Event.article_id == event.article_id, Event.kind == EventKind.EDITION_PUBLISHED
    )
    return session.scalar(editions.where(Event.id > event.id).limit(1)) is not None


def latest_events(session: Session, desk_id: int, *, limit: int = 20) -> Sequence[Event]:
    """What happened on a desk lately, newest first.

    What was decided of each passage for a version is the record of its claim; here the version is.
    """
    chosen = select(Event).where(Event.desk_id == desk_id, Event.kind != EventKind.PASSAGE_SETTLED)
    return session.scalars(chosen.order_by(Event.id.desc()).limit(limit)).all()


def last_undoable(
    session: Session, *, article_id: int, person_id: int | None, since: datetime
) -> Event | None:
    """The latest act of a person on an article, since a moment, that can be taken back still."""
    return session.scalars(
        select(Event)
        .where(
            Event.article_id == article_id,
            Event.by_id == person_id,
            Event.at >= since,
            Event.undo.is_not(None),
            ~taken_back(Event.id),
        )
        .order_by(Event.id.desc())
        .limit(1)
    ).first()


def taken_back(event_id: int | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether a line takes that one back."""
    undoing = aliased(Event)
    return exists().where(undoing.undoes_id == event_id)


def acts_of_person(
    session: Session, *, desk_id: int, person_id: int | None, since: datetime, limit: int
) -> Sequence[tuple[Event, bool]]:
    """What a person did on a desk since a moment, newest first, and whether it was taken back."""
    chosen = select(Event, taken_back(Event.id)).where(
        Event.desk_id == desk_id,
        Event.by_id == person_id,
        Event.at >= since,
        Event.kind != EventKind.TAKEN_BACK,
    )
    rows = session.execute(chosen.order_by(Event.id.desc()).limit(limit))
    return [(event, gone) for event, gone in rows]


def last_event_id(session: Session, article_id: int) -> int:
    """The last line of an article's record; 0 of one that has none."""
    last = select(func.max(Event.id)).where(Event.article_id == article_id)
    return session.scalar(last) or 0


def undoable_since(
    session: Session, event_id: int, *, article_id: int, person_id: int | None
) -> list[int]:
    """The acts of a person on an article after a line that can be taken back, in their order."""
    chosen = select(Event.id).where(
        Event.article_id == article_id,
        Event.by_id == person_id,
        Event.undo.is_not(None),
        Event.id > event_id,
    )
    return list(session.scalars(chosen.order_by(Event.id)))


@dataclass(frozen=True)
class LineFilter:
    """Which lines of a desk's record are wanted: all, unless they are narrowed down.

    Of a claim its article's loading from a dossier is told too. `person_id` 0 stands for what
    nobody did who is signed in: the command line, and the machine.
    """

    article_id: int | None = None
    claim_id: int | None = None
    person_id: int | None = None
    kinds: Collection[str] = ()
    since: datetime | None = None
    until: datetime | None = None

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """What a line has to fulfil besides being of the desk."""
        if self.claim_id is not None:
            loaded = Event.kind == EventKind.DOSSIER_LOADED
            yield or_(
                Event.claim_id == self.claim_id, and_(loaded, Event.article_id == self.article_id)
            )
        elif self.article_id is not None:
            yield Event.article_id == self.article_id
        if self.person_id is not None:
            yield Event.by_id == self.person_id if self.person_id else Event.by_id.is_(None)
        if self.kinds:
            yield Event.kind.in_(self.kinds)
        if self.since is not None:
            yield Event.at >= self.since
        if self.until is not None:
            yield Event.at < self.until


class Chained(NamedTuple):
    """A line with its place in the chain, and the address that is kept with it, if one is."""

    event: Event
    number: int | None
    digest: str | None
    address: str | None


def lines_of_record(
    session: Session, desk_id: int, wanted: LineFilter, *, before: int | None, limit: int
) -> Sequence[Chained]:
    """Lines of a desk's record, newest first; `before` is the id of the last one that was shown."""
    # SQLite would go through all lines of the desk, in their order, for the few of an article.
    desk = Event.desk_id if wanted.article_id is None else Event.desk_id + 0
    chosen = (
        select(Event, ChainedEvent.number, ChainedEvent.hash, EventAddress.address)
        .outerjoin(ChainedEvent, ChainedEvent.event_id == Event.id)
        .outerjoin(EventAddress, EventAddress.event_id == Event.id)
        .where(desk == desk_id, *wanted.conditions())
    )
    if before is not None:
        chosen = chosen.where(Event.id < before)
    found = session.execute(chosen.order_by(Event.id.desc()).limit(limit))
    return [Chained(*row) for row in found]


def name_in_record(session: Session, desk_id: int, person_id: int) -> str | None:
    """What somebody was called when they last did something on a desk, if they ever did."""
    theirs = select(Event.by_name).where(Event.desk_id == desk_id, Event.by_id == person_id)
    return session.scalar(theirs.order_by(Event.id.desc()).limit(1))
