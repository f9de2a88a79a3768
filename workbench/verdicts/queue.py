"""The editors' queue: what waits for a decision, and what is to be checked again.

Of a claim whose readers differ the first verdict stands there until it is decided between them.

In the order that matters: what is late first, then what has a high priority, then the rest, each by
how long it waits; last the claims whose day to be checked again has come.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import IntEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Select,
    and_,
    cast,
    exists,
    literal,
    literal_column,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload, selectinload

from workbench.accounts.models import Person
from workbench.articles.models import Article
from workbench.claims.models import Claim
from workbench.claims.rules import FOR_EDITORS, PUBLIC, Priority, Status
from workbench.errors import NotFound
from workbench.errors import message as _
from workbench.verdicts.models import Rating, Review, Verdict
from workbench.verdicts.rules import Token, VerdictState

Chosen = Select[*tuple[Any, ...]]

STANDING = PUBLIC | {Status.APPROVED}


class Turn(IntEnum):
    """Which part of the queue something stands in."""

    LATE = 0
    HIGH = 1
    OTHERS = 2
    RECHECK = 3


@dataclass(frozen=True, order=True)
class QueuePlace:
    """A place in the queue: its part, since when something waits there, and the verdict's id.

    What is to be checked again waits since the beginning of its day, UTC.
    """

    turn: Turn
    since: datetime
    verdict_id: int

    @classmethod
    def of(cls, verdict: Verdict, today: str) -> "QueuePlace":
        """Where a verdict stands, or stood before it was decided; `today` is of the desk's zone."""
        claim = verdict.claim
        if claim.status in STANDING and due_again(claim, today):
            return cls(Turn.RECHECK, _beginning(claim.recheck_on), verdict.id)
        if "" < claim.due_on < today:
            return cls(Turn.LATE, verdict.at, verdict.id)
        high = claim.priority is Priority.HIGH
        return cls(Turn.HIGH if high else Turn.OTHERS, verdict.at, verdict.id)

    @classmethod
    def parse(cls, key: str | None) -> "QueuePlace | None":
        """The place that an address names, `None` for words that name none."""
        parts = (key or "").split("-")
        if len(parts) != 3 or not all(part.isdecimal() and len(part) < 12 for part in parts):
            return None
        turn, seconds, verdict_id = map(int, parts)
        if turn not in set(Turn):
            return None
        return cls(Turn(turn), datetime.fromtimestamp(seconds, UTC), verdict_id)

    def __str__(self) -> str:
        return f"{self.turn.value}-{int(self.since.timestamp())}-{self.verdict_id}"


def due_again(claim: Claim, today: str) -> bool:
    """Whether the day on which a claim is to be checked again has come."""
    return "" < claim.recheck_on <= today


def _beginning(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(), UTC)


@dataclass(frozen=True)
class Waiting:
    """A line of the queue."""

    turn: Turn
    verdict_id: int
    at: datetime
    recheck_on: str
    number: int
    statement: str
    status: Status
    priority: Priority
    article_title: str
    author_id: int | None
    author: str | None
    token: Token | None
    label: str | None
    icon: str | None

    @property
    def since(self) -> datetime:
        """Since when it waits."""
        return _beginning(self.recheck_on) if self.turn is Turn.RECHECK else self.at

    @property
    def place(self) -> QueuePlace:
        """Where it stands in the queue."""
        return QueuePlace(self.turn, self.since, self.verdict_id)


def review_queue(
    session: Session,
    desk_id: int,
    today: str,
    *,
    start: QueuePlace | None = None,
    after: QueuePlace | None = None,
    limit: int = 51,
) -> Sequence[Waiting]:
    """What waits on a desk: from a place on, or behind one. One query.

    `today` is the day that it is in the desk's time zone, by which something is late.
    """
    parts = list(_parts(desk_id, today, start or after, limit, itself=start is not None))
    found = union_all(*parts).subquery() if len(parts) > 1 else parts[0].subquery()
    rows = session.execute(_in_full(found).limit(limit))
    return [Waiting(Turn(turn), *rest) for turn, *rest in rows]


def next_waiting(session: Session, desk_id: int, today: str, place: QueuePlace) -> int | None:
    """The id of the verdict that waits behind a place."""
    behind = review_queue(session, desk_id, today, after=place, limit=1)
    return behind[0].verdict_id if behind else None


def previous_waiting(session: Session, desk_id: int, today: str, place: QueuePlace) -> int | None:
    """The id of the verdict that waits before a place."""
    found = union_all(*_parts_before(desk_id, today, place)).subquery()
    columns = (found.c.turn, found.c.day, found.c.at, found.c.id)
    order = (column.desc() for column in columns)
    return session.scalar(select(found.c.id).order_by(*order).limit(1))


def get_verdict(session: Session, desk_id: int, verdict_id: int) -> Verdict:
    """A verdict of a desk with all that a decision needs to be read. Raises `NotFound`."""
    verdict = session.scalars(
        select(Verdict)
        .join(Verdict.claim)
        .options(
            contains_eager(Verdict.claim).options(
                joinedload(Claim.article), joinedload(Claim.claimant), selectinload(Claim.passages)
            ),
            joinedload(Verdict.rating),
            joinedload(Verdict.author),
            selectinload(Verdict.reviews).joinedload(Review.reviewer),
        )
        .where(Verdict.id == verdict_id, Claim.desk_id == desk_id, ~Verdict.blind)
    ).one_or_none()
    if verdict is None:
        raise NotFound(_("There is no such verdict on this desk."))
    return verdict


def _parts(
    desk_id: int, today: str, place: QueuePlace | None, limit: int, *, itself: bool
) -> Iterator[Chosen]:
    """Of each part of the queue what may be wanted, in its order: a short walk of an index each."""
    for turn in Turn:
        if place is not None and turn < place.turn:
            continue
        chosen, order = _part(desk_id, today, turn)
        if place is not None and turn == place.turn:
            behind = _beyond(place, after=True)
            chosen = chosen.where(or_(behind, Verdict.id == place.verdict_id) if itself else behind)
        yield _wrapped(chosen.order_by(*order).limit(limit))


def _parts_before(desk_id: int, today: str, place: QueuePlace) -> Iterator[Chosen]:
    for turn in Turn:
        if turn <= place.turn:
            chosen, order = _part(desk_id, today, turn)
            if turn == place.turn:
                chosen = chosen.where(_beyond(place, after=False))
            yield _wrapped(chosen.order_by(*(each.desc() for each in order)).limit(1))


def _wrapped(chosen: Chosen) -> Chosen:
    """SQLite takes no order or limit within a union, but in a query of its own."""
    return select(chosen.subquery())


def _part(desk_id: int, today: str, turn: Turn) -> tuple[Chosen, tuple[Any, Any]]:
    """A part of the queue, and the columns of its order."""
    if turn is Turn.RECHECK:
        return _to_recheck(desk_id, today), (Claim.recheck_on, Verdict.id)
    at: ColumnElement[Any] = Verdict.at.expression
    columns = (literal(turn.value).label("turn"), literal("").label("day"), at.label("at"))
    return select(*columns, Verdict.id).where(*_waits(desk_id, today, turn)), (at, Verdict.id)


def _to_recheck(desk_id: int, today: str) -> Chosen:
    no_moment = cast(null(), DateTime(timezone=True)).label("at")
    return (
        select(literal(3).label("turn"), Claim.recheck_on.label("day"), no_moment, Verdict.id)
        .join(Verdict.claim)
        .where(
            Claim.desk_id == desk_id,
            Claim.recheck_on != "",
            Claim.recheck_on <= today,
            Claim.status.in_(STANDING),
            Verdict.state == VerdictState.APPROVED,
        )
    )


def _beyond(place: QueuePlace, *, after: bool) -> ColumnElement[bool]:
    """What stands behind a place in its part, or before it."""
    recheck = place.turn is Turn.RECHECK
    key: Any = Claim.recheck_on if recheck else Verdict.at
    value = place.since.date().isoformat() if recheck else place.since
    if after:
        return or_(key > value, and_(key == value, Verdict.id > place.verdict_id))
    return or_(key < value, and_(key == value, Verdict.id < place.verdict_id))


def _waits(desk_id: int, today: str, turn: Turn) -> tuple[ColumnElement[bool], ...]:
    """Asked in this way, the short index of what is proposed is walked, in its order.

    The state is written out, since SQLite knows no index for a bound one; and about the claim it
    is asked whether there is one, or the search would begin at all that wait, to sort them.
    """
    claim = aliased(Claim)
    late = and_(claim.due_on != "", claim.due_on < today)
    high = claim.priority == Priority.HIGH
    wanted = {Turn.LATE: late, Turn.HIGH: and_(~late, high), Turn.OTHERS: and_(~late, ~high)}
    return (
        Verdict.state == literal_column(f"'{VerdictState.PROPOSED.value}'"),
        Verdict.current.is_(True),
        exists().where(
            claim.id == Verdict.claim_id,
            claim.desk_id == desk_id,
            claim.status.in_(FOR_EDITORS),
            wanted[turn],
        ),
    )


def _in_full(found: Any) -> Select[*tuple[Any, ...]]:
    """The columns of `Waiting`, in its order, of what was found."""
    return (
        select(
            found.c.turn, Verdict.id, Verdict.at, Claim.recheck_on, Claim.number, Claim.statement,
            Claim.status, Claim.priority, Article.title, Verdict.by_id, Person.name, Rating.token,
            Rating.label, Rating.icon,
        )
        .join(Verdict, Verdict.id == found.c.id)
        .join(Verdict.claim)
        .join(Claim.article)
        .outerjoin(Person, Person.id == Verdict.by_id)
        .outerjoin(Rating, Rating.id == Verdict.rating_id)
        .order_by(found.c.turn, found.c.day, found.c.at, found.c.id)
    )  # fmt: skip
