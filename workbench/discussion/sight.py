"""What a person sees of comments: the one gate before whatever shows, counts or sends them."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.discussion.models import Comment, Thread
from workbench.evidence.models import Evidence
from workbench.policies.models import Policy
from workbench.sources.confidants import in_sight
from workbench.sources.models import Source
from workbench.verdicts.models import Round, Verdict


def with_what_hides(chosen: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """A statement that has `Comment` already, joined to all that decides who sees it."""
    return (
        chosen.outerjoin(Thread, Thread.id == Comment.thread_id)
        .outerjoin(Evidence, Evidence.id == Thread.evidence_id)
        .outerjoin(Source, Source.id == Evidence.source_id)
        .outerjoin(Verdict, Verdict.id == Thread.verdict_id)
        .outerjoin(Round, Round.id == Comment.round_id)
        .outerjoin(Policy, Policy.id == Round.policy_id)
    )


def shown(viewer: Actor) -> ColumnElement[bool]:
    """Whether somebody sees a comment, as a condition on what `with_what_hides` joins.

    What was said about a confidential source is for its confidants, what was said about a blind
    verdict for who sees that. While a claim is read blind, whatever is said about it may tell how
    somebody read it: until the round is open everybody sees what they said themselves.
    """
    own = Comment.by_id == viewer.person_id
    return and_(
        or_(Source.id.is_(None), Source.confidential.is_(False), Source.id.in_(in_sight(viewer))),
        or_(Verdict.id.is_(None), sees_verdict(viewer)),
        or_(Round.id.is_(None), Policy.blind.is_(False), _IS_OVER, own),
    )


_IS_OVER = or_(Round.opened_at.is_not(None), Round.ended_at.is_not(None))


def sees_verdict(viewer: Actor) -> ColumnElement[bool]:
    """Whether somebody sees a verdict: a blind one is its author's alone."""
    return or_(Verdict.blind.is_(False), Verdict.by_id == viewer.person_id)


def live_round(session: Session, claim: Claim) -> int | None:
    """The id of the round in which a claim is read now, if it is."""
    return session.scalar(_LIVE.where(Round.claim_id == claim.id))


def is_read_blind(session: Session, claim: Claim) -> bool:
    """Whether what is said about a claim now is shown to others only when its round is open."""
    blind = _LIVE.join(Round.policy).where(Policy.blind, Round.opened_at.is_(None))
    return session.scalar(blind.where(Round.claim_id == claim.id)) is not None


_LIVE = select(Round.id).where(Round.ended_at.is_(None))
