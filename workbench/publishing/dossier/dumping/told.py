"""Where a claim stands as its dossier tells it: what two readers have not settled is in progress.

A dossier goes to whoever may read, and into other instances; nobody's blind verdict goes along.
"""

from sqlalchemy import ColumnElement, and_, not_, or_

from workbench.claims.models import Claim
from workbench.claims.rules import READ_TWICE, Status
from workbench.verdicts.models import Verdict
from workbench.verdicts.rules import Seat, VerdictState

_DECIDED = (VerdictState.RETURNED, VerdictState.APPROVED, VerdictState.SUPERSEDED)
TOLD: ColumnElement[bool] = and_(
    not_(Verdict.blind),
    or_(Verdict.reading == Seat.FIRST, Verdict.current, Verdict.state.in_(_DECIDED)),
)


def status_told(claim: Claim) -> Status:
    """The claim's status, without those of its two readers."""
    return Status.IN_PROGRESS if claim.status in READ_TWICE else claim.status


def state_told(claim: Claim, verdict: Verdict) -> VerdictState:
    """The verdict's state, fitting the status that is told."""
    if verdict.state is VerdictState.PROPOSED and claim.status in READ_TWICE:
        return VerdictState.DRAFT
    beside = verdict.state in {VerdictState.CONCURRING, VerdictState.DISSENTING}
    return VerdictState.SUPERSEDED if beside else verdict.state
