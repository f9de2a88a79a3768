"""The views of a desk's claims: whose turn it is, and how many there are of each."""

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from workbench.accounts.rules import Act, Actor
from workbench.claims.models import Claim
from workbench.claims.rules import FINISHED, WAITING, Status
from workbench.db import plain_rows
from workbench.errors import message as _
from workbench.verdicts.models import Verdict

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
        due = and_(Claim.due_on != "", Claim.due_on < today)
        return and_(due, Claim.status.in_(UNFINISHED))
    return and_(Claim.taken_by_id.is_(None), Claim.status.in_(FREE))


def _waits_for(viewer: Actor) -> ColumnElement[bool]:
    """What nobody else goes on with: returned to them, or before them as an editor."""
    returned = and_(Claim.taken_by_id == viewer.person_id, Claim.status == Status.RETURNED)
    if not viewer.may(Act.REVIEW):
        return returned
    verdict = aliased(Verdict)
    own = exists().where(
        verdict.claim_id == Claim.id, verdict.current, verdict.by_id == viewer.person_id
    )
    return or_(returned, and_(Claim.status.in_(WAITING), ~own))


def count_views(session: Session, viewer: Actor, today: str) -> Mapping[ClaimView, int]:
    """How many claims each view has, in one query."""
    counts = [
        select(func.count(Claim.id))
        .where(Claim.desk_id == viewer.desk_id, in_view(view, viewer, today))
        .scalar_subquery()
        for view in ClaimView
    ]
    return dict(zip(ClaimView, plain_rows(session, select(*counts)).one(), strict=True))
