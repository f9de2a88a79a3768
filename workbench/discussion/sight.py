"""What a person sees of comments: the one gate before whatever shows, counts or sends them."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, not_, or_, select
from sqlalchemy.orm import Session, aliased

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.discussion.models import Comment, Thread
from workbench.evidence.models import Evidence
from workbench.sources.confidants import in_sight
from workbench.sources.models import Source
from workbench.verdicts.models import Round, Verdict
from workbench.verdicts.sight import sees


def with_what_hides(chosen: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """A statement that has `Comment` already, joined to all that decides who sees it."""
    return (
        chosen.outerjoin(Thread, Thread.id == Comment.thread_id)
        .outerjoin(Evidence, Evidence.id == Thread.evidence_id)
        .outerjoin(Source, Source.id == Evidence.source_id)
        .outerjoin(Verdict, Verdict.id == Thread.verdict_id)
    )


def shown(viewer: Actor) -> ColumnElement[bool]:
    """Whether somebody sees a comment, as a condition on what `with_what_hides` joins.

    What was said about a confidential source is for its confidants, what was said about a blind
    verdict for who sees that. While a claim is read blind, whatever is said about it may tell how
    somebody read it: until both readers are in everybody sees what they said themselves.
    """
    return and_(
        or_(Source.id.is_(None), Source.confidential.is_(False), Source.id.in_(in_sight(viewer))),
        or_(Verdict.id.is_(None), sees(viewer)),
        or_(Comment.by_id == viewer.person_id, not_(_MAY_TELL)),
    )


_BLIND = aliased(Verdict)
# Said since the blind verdict was begun; or by its author, who may have said it while reading.
_MAY_TELL = exists().where(
    _BLIND.claim_id == Thread.claim_id,
    _BLIND.blind,
    or_(
        _BLIND.round_id == Comment.round_id,
        and_(Comment.round_id.is_(None), _BLIND.by_id == Comment.by_id),
    ),
)


def live_round(session: Session, claim: Claim) -> int | None:
    """The id of the round in which a claim is read now, if it is."""
    live = select(Round.id).where(Round.claim_id == claim.id, Round.ended_at.is_(None))
    return session.scalar(live)
