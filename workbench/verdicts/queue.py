"""The editors' queue: verdicts that wait for a decision, the longest waiting first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, literal_column, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload, selectinload

from workbench.accounts.models import Person
from workbench.articles.models import Article
from workbench.claims.models import Claim
from workbench.claims.rules import WAITING, Priority, Status
from workbench.errors import NotFound
from workbench.errors import message as _
from workbench.verdicts.models import Rating, Review, Verdict
from workbench.verdicts.rules import Token, VerdictState


@dataclass(frozen=True, order=True)
class QueuePlace:
    """A place in the queue: since when a verdict waits, and its id, which decides ties."""

    since: datetime
    verdict_id: int

    @classmethod
    def of(cls, verdict: Verdict) -> "QueuePlace":
        """Where a verdict stands, or stood before it was decided."""
        return cls(verdict.at, verdict.id)

    @classmethod
    def parse(cls, key: str | None) -> "QueuePlace | None":
        """The place that an address names, `None` for words that name none."""
        seconds, _dash, verdict_id = (key or "").partition("-")
        if not (seconds.isdecimal() and verdict_id.isdecimal() and len(seconds) < 12):
            return None
        return cls(datetime.fromtimestamp(int(seconds), UTC), int(verdict_id))

    def __str__(self) -> str:
        return f"{int(self.since.timestamp())}-{self.verdict_id}"


@dataclass(frozen=True)
class Waiting:
    """A line of the queue."""

    verdict_id: int
    since: datetime
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
    def place(self) -> QueuePlace:
        """Where it stands in the queue."""
        return QueuePlace(self.since, self.verdict_id)


def review_queue(
    session: Session,
    desk_id: int,
    *,
    start: QueuePlace | None = None,
    after: QueuePlace | None = None,
    limit: int = 51,
) -> Sequence[Waiting]:
    """What waits on a desk, the longest waiting first: from a place on, or behind one."""
    chosen = _waiting(desk_id)
    if start is not None:
        chosen = chosen.where(or_(_behind(start), Verdict.id == start.verdict_id))
    if after is not None:
        chosen = chosen.where(_behind(after))
    rows = session.execute(chosen.order_by(Verdict.at, Verdict.id).limit(limit))
    return [Waiting(*row) for row in rows]


def next_waiting(session: Session, desk_id: int, place: QueuePlace) -> int | None:
    """The id of the verdict that waits behind a place."""
    behind = review_queue(session, desk_id, after=place, limit=1)
    return behind[0].verdict_id if behind else None


def previous_waiting(session: Session, desk_id: int, place: QueuePlace) -> int | None:
    """The id of the verdict that waits before a place."""
    earlier = and_(Verdict.at == place.since, Verdict.id < place.verdict_id)
    return session.scalar(
        select(Verdict.id)
        .join(Verdict.claim)
        .where(*_waits(desk_id), or_(Verdict.at < place.since, earlier))
        .order_by(Verdict.at.desc(), Verdict.id.desc())
        .limit(1)
    )


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


def _behind(place: QueuePlace) -> ColumnElement[bool]:
    later = and_(Verdict.at == place.since, Verdict.id > place.verdict_id)
    return or_(Verdict.at > place.since, later)


def _waits(desk_id: int) -> tuple[ColumnElement[bool], ...]:
    """Asked in this way, the short index of what is proposed is walked, in its order.

    The state is written out, since SQLite knows no index for a bound one; and about the claim it
    is asked whether there is one, or the search would begin at all that wait, to sort them.
    """
    claim = aliased(Claim)
    return (
        Verdict.state == literal_column(f"'{VerdictState.PROPOSED.value}'"),
        Verdict.current.is_(True),
        exists().where(
            claim.id == Verdict.claim_id, claim.desk_id == desk_id, claim.status.in_(WAITING)
        ),
    )


def _waiting(desk_id: int) -> Select[*tuple[Any, ...]]:
    """The columns of `Waiting`, in its order."""
    return (
        select(
            Verdict.id, Verdict.at, Claim.number, Claim.statement, Claim.status, Claim.priority,
            Article.title, Verdict.by_id, Person.name, Rating.token, Rating.label, Rating.icon,
        )
        .join(Verdict.claim)
        .join(Claim.article)
        .outerjoin(Person, Person.id == Verdict.by_id)
        .outerjoin(Rating, Rating.id == Verdict.rating_id)
        .where(*_waits(desk_id))
    )  # fmt: skip
