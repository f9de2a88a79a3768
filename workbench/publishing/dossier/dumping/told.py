"""Where a claim stands as its dossier tells it: what nobody is kept from seeing.

A dossier goes to whoever may read, and into other instances; nobody's blind verdict goes along. Of
a round there is a word once it is opened: until then the claim is in progress.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, not_, or_

from workbench.claims.models import Claim
from workbench.claims.rules import Status
from workbench.publishing.dossier.rules import Standing, presumed_current
from workbench.verdicts.models import Round, Verdict
from workbench.verdicts.rules import Seat, VerdictState

_OPENED = exists().where(Round.id == Verdict.round_id, Round.opened_at.is_not(None))
TOLD: ColumnElement[bool] = and_(not_(Verdict.blind), or_(Verdict.reading == Seat.FIRST, _OPENED))


def status_told(claim: Claim) -> Status:
    """The claim's status, as it would be without a second reader who has not handed in."""
    return Status.IN_PROGRESS if claim.status is Status.SECOND_READING else claim.status


def current_told(verdicts: Sequence[Verdict]) -> Verdict | None:
    """Which of a claim's verdicts that are told is its current one, or was before a hidden one."""
    place = presumed_current([Standing(v.state, v.reading) for v in verdicts])
    last = None if place is None else verdicts[place]
    return next((verdict for verdict in verdicts if verdict.current), last)


def state_told(claim: Claim, verdict: Verdict, current: Verdict | None) -> VerdictState:
    """The verdict's state, fitting the status that is told and what is told of its successors."""
    taken_back = verdict.state is VerdictState.PROPOSED and claim.status is Status.SECOND_READING
    followed = verdict.state is VerdictState.SUPERSEDED and verdict is current
    return VerdictState.DRAFT if taken_back or followed else verdict.state
