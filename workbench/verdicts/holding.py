"""Who works on a claim's first verdict: anyone but who reads it second."""

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.claims import assigning
from workbench.claims.assigning import Checker
from workbench.claims.errors import CannotAssign
from workbench.claims.models import Claim
from workbench.claims.recording import record_holding
from workbench.claims.service import move_claim
from workbench.claims.status import holding_of
from workbench.claims.workflow import Move
from workbench.db import lock
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.verdicts.queries import current_verdict
from workbench.verdicts.rounds import reviewing_of, situation_of


def take_claim(session: Session, *, claim: Claim, by: Actor) -> None:
    """Begin to work on a claim. Raises `MoveRefused`, also for who reads it second."""
    lock(session, claim)
    verdict, before = current_verdict(session, claim), holding_of(claim)
    situation = situation_of(claim, verdict, reviewing_of(session, verdict))
    move_claim(session, claim=claim, move=Move.TAKE, by=by, situation=situation)
    record_holding(session, EventKind.CLAIM_TAKEN, claim=claim, before=before, by=by)


def assign_claim(
    session: Session, *, claim: Claim, to: Checker, due_on: str = "", by: Actor
) -> int | None:
    """Let somebody work on a claim, as `assigning` does. Raises `CannotAssign` for a reader."""
    _refuse_second(session, claim, to)
    return assigning.assign_claim(session, claim=claim, to=to, due_on=due_on, by=by)


def hand_over_claim(session: Session, *, claim: Claim, to: Checker, by: Actor) -> int:
    """Let somebody else go on with a claim, as `assigning` does. Raises `CannotAssign`."""
    _refuse_second(session, claim, to)
    return assigning.hand_over_claim(session, claim=claim, to=to, by=by)


def _refuse_second(session: Session, claim: Claim, to: Checker) -> None:
    lock(session, claim)
    verdict = current_verdict(session, claim)
    reads_second = reviewing_of(session, verdict).second_id == to.person_id
    if verdict is not None and reads_second and verdict.by_id != to.person_id:
        raise CannotAssign(
            _(
                "%(name)s reads claim %(number)s as its second reader, so its first verdict is "
                "somebody else’s to write. Nothing was changed; choose another person.",
                name=to.name,
                number=claim.number,
            )
        )
