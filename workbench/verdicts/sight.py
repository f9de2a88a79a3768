"""Which verdicts somebody may see.

While a claim is read blind, a verdict on it is its author's alone: no role is an exception, since
an editor may become the second reader, or vote. What everybody is shown alike (lists, marks,
counts, whatever is remembered for all) leaves such verdicts out even for their authors.
"""

from sqlalchemy import ColumnElement, and_, not_, or_, select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.verdicts.models import Verdict

EVERYBODYS: ColumnElement[bool] = not_(Verdict.blind)
# The verdict of a claim that lists show: the current one, once everybody may see it.
SHOWN: ColumnElement[bool] = and_(Verdict.current, EVERYBODYS)


def sees(viewer: Actor) -> ColumnElement[bool]:
    """Which verdicts a viewer may see. The command line is nobody in particular: only open ones."""
    return or_(EVERYBODYS, Verdict.by_id == viewer.person_id)


def is_seen(verdict: Verdict, viewer: Actor) -> bool:
    """Whether the viewer may see this one."""
    own = viewer.person_id is not None and verdict.by_id == viewer.person_id
    return own or not verdict.blind


def is_read_blind(session: Session, claim: Claim) -> bool:
    """Whether what is said about a claim now is shown to others only when both readers are in."""
    blind = select(Verdict.id).where(Verdict.claim_id == claim.id, Verdict.blind)
    return session.scalar(blind.limit(1)) is not None
