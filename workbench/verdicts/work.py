"""What there is to do on a desk's claims: for one person, and for anybody."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, joinedload

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.rules import Priority, Status
from workbench.verdicts.claim_views import has_read, sits_second
from workbench.verdicts.models import Reading, Review, Verdict
from workbench.verdicts.points import PUT_AGAIN
from workbench.verdicts.rows import ROWS, ClaimRow, fetch_rows
from workbench.verdicts.rules import Decision


def work_of(
    session: Session, desk_id: int, person_id: int | None, *, limit: int = 20
) -> Sequence[ClaimRow]:
    """Claims a person has to work on: returned ones first, then those last taken.

    Those that they read second are among them.
    """
    returned_first = case((Claim.status == Status.RETURNED, 0), else_=1)
    order = (returned_first, Claim.status_since.desc(), Claim.id.desc())
    first = (
        select(Claim.id)
        .outerjoin(Verdict, (Verdict.claim_id == Claim.id) & Verdict.current)
        .where(Claim.desk_id == desk_id, or_(_held_by(person_id), _read_second_by(person_id)))
        .order_by(*order)
        .limit(limit)
    )
    # Chosen by id before the rest is joined, so that the rest is fetched for these alone.
    return fetch_rows(session, ROWS.where(Claim.id.in_(first)).order_by(*order))


def _held_by(person_id: int | None) -> ColumnElement[bool]:
    # Nobody took a claim that came with a dossier; its verdict's author answers for it.
    holder = func.coalesce(Claim.taken_by_id, Verdict.by_id)
    return and_(Claim.status.in_((Status.RETURNED, Status.IN_PROGRESS)), holder == person_id)


def _read_second_by(person_id: int | None) -> ColumnElement[bool]:
    seated = sits_second().where(Reading.person_id == person_id)
    return and_(Claim.status == Status.SECOND_READING, seated)


def returns_of(session: Session, claim_ids: Collection[int]) -> Mapping[int, Review]:
    """The return that each of these claims still has to answer, by claim id."""
    rows = session.execute(
        select(Verdict.claim_id, Review)
        .join(Review.verdict)
        .options(joinedload(Review.reviewer))
        .where(Verdict.claim_id.in_(claim_ids), ~PUT_AGAIN)
        .order_by(Review.id)
    )
    latest = dict(rows.all())
    return {key: r for key, r in latest.items() if r.decision is Decision.RETURNED}


def claims_to_read_second(session: Session, viewer: Actor, *, limit: int = 8) -> Sequence[ClaimRow]:
    """Claims that wait for a second reader, who this person could be: the most important first."""
    weight = case({priority: at for at, priority in enumerate(Priority)}, value=Claim.priority)
    chosen = ROWS.where(
        Claim.desk_id == viewer.desk_id,
        Claim.status == Status.SECOND_READING,
        ~sits_second(),
        ~has_read(viewer),
    )
    return fetch_rows(session, chosen.order_by(weight, Claim.id).limit(limit))


def claims_up_for_work(session: Session, desk_id: int, *, limit: int = 8) -> Sequence[ClaimRow]:
    """Open claims that nobody has taken: the most important first, then the oldest."""
    found: list[int] = []
    for priority in (Priority.HIGH, Priority.NORMAL, Priority.LOW):
        # One short walk of an index a priority; sorting all that is open would read it all.
        found += session.scalars(_up_for_work(desk_id, priority).limit(limit - len(found)))
    rows = {row.claim.id: row for row in fetch_rows(session, ROWS.where(Claim.id.in_(found)))}
    return [rows[claim_id] for claim_id in found]


def _up_for_work(desk_id: int, priority: Priority) -> Select[int]:
    return (
        select(Claim.id)
        .where(
            Claim.desk_id == desk_id,
            Claim.status == Status.OPEN,
            Claim.priority == priority,
            Claim.taken_by_id.is_(None),
        )
        .order_by(Claim.id)
    )
