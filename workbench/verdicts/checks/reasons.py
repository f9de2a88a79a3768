"""Reasons why a check need not hold for a claim: the checks that one settles, and giving it."""

from collections.abc import Mapping

from sqlalchemy import Exists, bindparam, exists, not_, or_, select
from sqlalchemy.orm import Session, joinedload

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.recording import record_claim
from workbench.claims.status import refuse_if_still
from workbench.db import begin_edit, lock, now
from workbench.errors import EditedMeanwhile
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.policies.rules import Check
from workbench.verdicts.errors import ReasonUnwanted
from workbench.verdicts.models import CheckReason, Verdict
from workbench.verdicts.sight import is_read_blind, sees

# How a person is asked for the reason: the beginning of a sentence, which they end.
QUESTIONS: Mapping[Check, str] = {
    Check.ONLY_SECONDARY: _("Only secondary sources, because"),
    Check.NOTHING_AGAINST: _("No evidence to the contrary, because"),
    Check.NOT_CONTACTED: _("The claimant was not contacted, because"),
}


def reasons_of(session: Session, claim: Claim) -> Mapping[Check, CheckReason]:
    """The reasons that were given on a claim, by the check that each settles. One query."""
    found = session.scalars(_OF_CLAIM, {"claim_id": claim.id})
    return {reason.check: reason for reason in found}


def reasons_seen(session: Session, claim: Claim, viewer: Actor) -> Mapping[Check, CheckReason]:
    """Those that somebody may read: while a verdict is hidden from them, their own. One query.

    A reason why nothing speaks against a claim argues for the verdict as a rationale does.
    """
    shown = _OF_CLAIM.where(or_(CheckReason.by_id == viewer.person_id, ~_hides_one(viewer)))
    found = session.scalars(shown, {"claim_id": claim.id})
    return {reason.check: reason for reason in found}


def _hides_one(viewer: Actor) -> Exists:
    return exists().where(Verdict.claim_id == CheckReason.claim_id, not_(sees(viewer)))


_OF_CLAIM = (
    select(CheckReason)
    .options(joinedload(CheckReason.author))
    .where(CheckReason.claim_id == bindparam("claim_id"))
    .order_by(CheckReason.at)
)


def give_reason(
    session: Session, *, claim: Claim, check: Check, reason: str, revision: int, by: Actor
) -> None:
    """Say why a check need not hold; no words take the reason back.

    `revision` is of the reason that was seen, 0 when there was none.
    Raises `ReasonUnwanted`, `ClaimLocked`, `EditedMeanwhile`.
    """
    if check not in QUESTIONS:
        raise ReasonUnwanted(_("No reason settles this. Mend what is missing."))
    lock(session, claim)
    refuse_if_still(claim)
    earlier = _seen(session, claim, check, revision)
    before, after = earlier.reason if earlier else "", reason.strip()
    _write(session, earlier, claim, check, after, by)
    # Where a second reader is to see nothing of it the record tells no words either.
    told = {} if is_read_blind(session, claim) else {"before": before, "after": after}
    details = {"check": check, **told}
    record_claim(session, EventKind.CHECK_REASON_GIVEN, claim=claim, by=by, details=details)


def _seen(session: Session, claim: Claim, check: Check, revision: int) -> CheckReason | None:
    """The reason that stands, locked. Raises `EditedMeanwhile` when it is not the one seen."""
    earlier = session.get(CheckReason, (claim.id, check))
    if earlier is not None:
        begin_edit(session, earlier, revision)
    elif revision:
        raise EditedMeanwhile(_("Somebody took this reason back meanwhile. Yours is kept below."))
    return earlier


def _write(
    session: Session,
    earlier: CheckReason | None,
    claim: Claim,
    check: Check,
    reason: str,
    by: Actor,
) -> None:
    if earlier is not None and reason:
        earlier.reason, earlier.by_id, earlier.at = reason, by.person_id, now()
    elif earlier is not None:
        session.delete(earlier)
    elif reason:
        session.add(CheckReason(claim_id=claim.id, check=check, reason=reason, by_id=by.person_id))
    session.flush()
