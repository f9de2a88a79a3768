"""The views of a desk's claims: whose turn it is, and how many there are of each."""

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import ColumnElement, Exists, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from workbench.accounts.rules import Act, Actor
from workbench.claims.models import Claim
from workbench.claims.rules import FINISHED, FOR_EDITORS, Status
from workbench.db import plain_rows
from workbench.errors import message as _
from workbench.verdicts.models import Reading, Round, Verdict
from workbench.verdicts.rounds import stays_on
from workbench.verdicts.rules import Seat

UNFINISHED = tuple(status for status in Status if status not in FINISHED)
FREE = (Status.OPEN, Status.IN_PROGRESS, Status.RETURNED)  # for somebody to work on


class ClaimView(StrEnum):
    """Which part of a desk's claims somebody looks at."""

    MINE = _("mine")
    WAITING = _("waiting for me")
    LATE = _("late")
    UNASSIGNED = _("unassigned")


def in_view(view: ClaimView, viewer: Actor, today: str) -> ColumnElement[bool]:
    """Which claims a view has for somebody, on the desk's day: `2019-05-15`."""
    if view is ClaimView.MINE:
        return and_(Claim.taken_by_id == viewer.person_id, Claim.status.in_(UNFINISHED))
    if view is ClaimView.WAITING:
        return _waits_for(viewer)
    if view is ClaimView.LATE:
        return _is_late(today)
    nobodys = and_(Claim.taken_by_id.is_(None), Claim.status.in_(FREE))
    return or_(nobodys, and_(Claim.status == Status.SECOND_READING, ~sits_second()))


def count_late(session: Session, desk_id: int, today: str) -> int:
    """How many claims of a desk are overdue on a day of its own."""
    late = select(func.count(Claim.id)).where(Claim.desk_id == desk_id, _is_late(today))
    return session.scalar(late) or 0


def _is_late(today: str) -> ColumnElement[bool]:
    due = and_(Claim.due_on != "", Claim.due_on < today)
    return and_(due, Claim.status.in_(UNFINISHED))


def _waits_for(viewer: Actor) -> ColumnElement[bool]:
    """What nobody else goes on with: returned to them, theirs to read second, or to decide on."""
    returned = and_(Claim.taken_by_id == viewer.person_id, Claim.status == Status.RETURNED)
    seated = sits_second().where(Reading.person_id == viewer.person_id)
    mine = or_(returned, and_(Claim.status == Status.SECOND_READING, seated))
    if not viewer.may(Act.REVIEW):
        return mine
    return or_(mine, and_(Claim.status.in_(FOR_EDITORS), ~_wrote(viewer), ~has_read(viewer)))


def _wrote(viewer: Actor) -> ColumnElement[bool]:
    verdict = aliased(Verdict)
    current = verdict.claim_id == Claim.id, verdict.current
    return exists().where(*current, verdict.by_id == viewer.person_id)


def has_read(viewer: Actor) -> ColumnElement[bool]:
    """Whether they read the claim in its round, or wrote a verdict there and left the seat."""
    written = aliased(Verdict)
    wrote = exists().where(written.round_id == Reading.round_id, written.by_id == Reading.person_id)
    sits = or_(Reading.seat == Seat.FIRST, Reading.left_at.is_(None), wrote)
    return _seats().where(Reading.person_id == viewer.person_id, sits)


def sits_second() -> Exists:
    """Whether somebody has the seat of a claim's second reader, and may write there."""
    stays = stays_on(Claim.desk_id.expression)
    return _seats().where(Reading.seat == Seat.SECOND, Reading.left_at.is_(None), stays)


def _seats() -> Exists:
    """Seats of the round that a claim is in."""
    return exists().where(
        Reading.round_id == Round.id, Round.claim_id == Claim.id, Round.ended_at.is_(None)
    )


def count_views(session: Session, viewer: Actor, today: str) -> Mapping[ClaimView, int]:
    """How many claims each view has, in one query."""
    counts = [
        select(func.count(Claim.id))
        .where(Claim.desk_id == viewer.desk_id, in_view(view, viewer, today))
        .scalar_subquery()
        for view in ClaimView
    ]
    return dict(zip(ClaimView, plain_rows(session, select(*counts)).one(), strict=True))
