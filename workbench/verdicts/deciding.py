"""Deciding between two readers who disagree. What does not go on is kept as dissent."""

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.recording import record_claim
from workbench.claims.service import move_claim
from workbench.claims.workflow import Move
from workbench.db import lock
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.verdicts.errors import VerdictDecided, WhyMissing
from workbench.verdicts.models import SettledReading, Verdict
from workbench.verdicts.pairs import Pair, pair_of
from workbench.verdicts.queries import approved_verdict, current_verdict
from workbench.verdicts.rounds import reviewing_of, situation_of
from workbench.verdicts.rules import VerdictState


def settle_readings(
    session: Session, *, claim: Claim, verdict_id: int, why: str, by: Actor
) -> None:
    """Let one of two verdicts that differ go before the editors, and say why.

    Raises `WhyMissing`, `MoveRefused` (one of the readers, nothing to decide), and `VerdictDecided`
    for a verdict that is neither of the two.
    """
    if not why.strip():
        raise WhyMissing(_("Say why this verdict goes on and the other does not."))
    lock(session, claim)
    verdict = current_verdict(session, claim)
    situation = situation_of(claim, verdict, reviewing_of(session, verdict))
    move_claim(session, claim=claim, move=Move.SETTLE, by=by, situation=situation)
    pair = pair_to_decide(session, claim)
    chosen, dissent = pair.choose(verdict_id)
    let_go_on(session, chosen, dissent)
    session.add(
        SettledReading(
            round_id=pair.round.id, verdict_id=chosen.id, dissent_id=dissent.id, why=why.strip(),
            by_id=by.person_id,
        )
    )  # fmt: skip
    session.flush()
    details = {"rating": chosen.label, "dissent": dissent.label, "why": why.strip()}
    record_claim(session, EventKind.READINGS_SETTLED, claim=claim, by=by, details=details)


def pair_to_decide(session: Session, claim: Claim) -> Pair:
    """Both verdicts of a claim that is locked. Raises `VerdictDecided` where there are not two."""
    pair = pair_of(session, claim)
    if pair is None:
        raise VerdictDecided(_("This claim has no two verdicts to decide between."))
    return pair


def let_go_on(session: Session, chosen: Verdict, other: Verdict) -> None:
    """Let one verdict be the claim's, and keep the other as what its reader said.

    The revisions count on: whoever saw what was the claim's verdict has not seen this one.
    """
    if not chosen.current:
        chosen.revision = max(chosen.revision, other.revision) + 1
    other.current = False
    other.state = state_beside(chosen, other)
    session.flush()  # a claim has one current verdict at a time
    chosen.current, chosen.state = True, VerdictState.PROPOSED
    session.flush()


def state_beside(chosen: Verdict, other: Verdict) -> VerdictState:
    """What a verdict is that does not go on: of the same rating, or of another."""
    alike = chosen.label == other.label
    return VerdictState.CONCURRING if alike else VerdictState.DISSENTING


def supersede_approved(session: Session, claim: Claim) -> Verdict | None:
    """Let the verdict that stood until now stand no more. Returns it, if there was one."""
    earlier = approved_verdict(session, claim)
    if earlier is not None:
        earlier.state = VerdictState.SUPERSEDED
        session.flush()
    return earlier
