"""Days on which claims are checked again: setting them, and saying that a claim still holds."""

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.recording import record_claim
from workbench.claims.workflow import Move, next_status
from workbench.db import lock
from workbench.errors import EditedMeanwhile
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.verdicts.errors import VerdictDecided
from workbench.verdicts.queries import approved_verdict
from workbench.verdicts.rounds import reviewing_of, situation_of


def set_recheck(session: Session, *, claim: Claim, day: str, seen: str, by: Actor) -> None:
    """Let a claim come back to the queue on a day (`2027-05-15`), or never, for no day.

    `seen` is the day that it had before, as whoever sets it saw it. Raises `EditedMeanwhile`.
    """
    lock(session, claim)
    if claim.recheck_on != seen:
        raise EditedMeanwhile(
            _("Somebody else set another day meanwhile. It stands; yours is in the form.")
        )
    if day != seen:
        claim.recheck_on = day
        session.flush()
        details = {"before": seen, "after": day}
        record_claim(session, EventKind.RECHECK_SET, claim=claim, by=by, details=details, undo={})


def hold_on(session: Session, *, claim: Claim, revision: int, day: str, by: Actor) -> None:
    """Say that the verdict which stands, seen at `revision`, still holds: until a day, or for good.

    Raises `MoveRefused` (nobody confirms what they have read) and `VerdictDecided`.
    """
    lock(session, claim)
    verdict = approved_verdict(session, claim)
    if verdict is None or verdict.revision != revision:
        raise VerdictDecided(
            _("The verdict was changed after you opened it. Nothing was done; look at it anew.")
        )
    situation = situation_of(claim, verdict, reviewing_of(session, verdict))
    next_status(Move.RECHECK, claim.status, by=by, situation=situation)
    before, claim.recheck_on = claim.recheck_on, day
    session.flush()
    details = {"before": before, "after": day, "rating": verdict.rating and verdict.rating.label}
    record_claim(session, EventKind.CLAIM_RECHECKED, claim=claim, by=by, details=details, undo={})
