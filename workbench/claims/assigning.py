"""Who works on a claim, and until when: giving it to somebody, handing it over, its day."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.claims.errors import CannotAssign, MoveRefused
from workbench.claims.models import Claim
from workbench.claims.recording import record_holding
from workbench.claims.rules import FINISHED
from workbench.claims.service import move_claim
from workbench.claims.status import holding_of
from workbench.claims.workflow import Move
from workbench.db import lock
from workbench.errors import message as _
from workbench.history.rules import EventKind


@dataclass(frozen=True)
class Checker:
    """A member who may be given claims to check."""

    person_id: int
    name: str


def assign_claim(
    session: Session, *, claim: Claim, to: Checker, due_on: str = "", by: Actor
) -> int | None:
    """Let somebody work on a claim, until a day if one is given; else its day stays.

    Returns its line of the record, none if it is so already. Raises `MoveRefused`.
    """
    lock(session, claim)
    if claim.taken_by_id == to.person_id and due_on in {"", claim.due_on}:
        return None
    return _give(session, claim, to, due_on, by, Move.ASSIGN, EventKind.CLAIM_ASSIGNED)


def hand_over_claim(session: Session, *, claim: Claim, to: Checker, by: Actor) -> int:
    """Let somebody else go on with a claim that one works on oneself. Raises `MoveRefused`."""
    lock(session, claim)
    if claim.taken_by_id != by.person_id:
        raise MoveRefused(
            _("You do not work on this claim, so it is not yours to hand over. Take it first.")
        )
    return _give(session, claim, to, "", by, Move.HAND_OVER, EventKind.CLAIM_HANDED_OVER)


def set_due_day(session: Session, *, claim: Claim, due_on: str, by: Actor) -> int | None:
    """Say until which day (YYYY-MM-DD) a claim is to be done; none for an empty one.

    Returns its line of the record, none if that is its day already. Raises `CannotAssign` for a
    claim that nobody has to work on.
    """
    lock(session, claim)
    if claim.status in FINISHED:
        raise CannotAssign(
            _(
                "Claim %(number)s is %(status)s, so nothing of it is due. Nothing was changed.",
                number=claim.number,
                status=claim.status,
            )
        )
    if claim.due_on == due_on:
        return None
    before = holding_of(claim)
    claim.due_on = due_on
    session.flush()
    details = {"due_on": [before["due_on"], due_on]}
    return record_holding(
        session, EventKind.DUE_DAY_SET, claim=claim, before=before, by=by, details=details
    )


def _give(
    session: Session,
    claim: Claim,
    to: Checker,
    due_on: str,
    by: Actor,
    move: Move,
    kind: EventKind,
) -> int:
    before = holding_of(claim)
    move_claim(session, claim=claim, move=move, by=by)
    claim.taken_by_id, claim.due_on = to.person_id, due_on or claim.due_on
    session.flush()
    details = {"to": to.name, "due_on": [before["due_on"], claim.due_on]}
    return record_holding(session, kind, claim=claim, before=before, by=by, details=details)
