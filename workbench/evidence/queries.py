"""Reads about evidence."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from workbench.claims.models import Claim
from workbench.claims.rules import LOCKED
from workbench.errors import message as _
from workbench.evidence.errors import EvidenceUnknown
from workbench.evidence.models import Evidence


def evidence_of(session: Session, claim: Claim) -> Sequence[Evidence]:
    """A claim's evidence with its sources, in the order it was added."""
    return session.scalars(_OF_CLAIM, {"claim_id": claim.id}).all()


_OF_CLAIM = (
    select(Evidence)
    .options(joinedload(Evidence.source))
    .where(Evidence.claim_id == bindparam("claim_id"), Evidence.removed_at.is_(None))
    .order_by(Evidence.id)
)


def get_evidence(session: Session, claim: Claim, evidence_id: int) -> Evidence:
    """A piece of a claim's evidence. Raises `EvidenceUnknown`."""
    found = session.get(Evidence, evidence_id, options=[joinedload(Evidence.source)])
    if found is None or found.claim_id != claim.id or found.removed_at is not None:
        raise EvidenceUnknown(_("This claim has no such evidence; somebody may have removed it."))
    return found


def uses_of_source(
    session: Session, source_id: int, *, before: int | None = None, limit: int | None = None
) -> Sequence[Evidence]:
    """The uses of a source with claim and article, newest first, from before one of them on."""
    chosen = (
        select(Evidence)
        .options(joinedload(Evidence.claim).joinedload(Claim.article))
        .where(Evidence.source_id == source_id, Evidence.removed_at.is_(None))
        .order_by(Evidence.id.desc())
    )
    if before is not None:
        chosen = chosen.where(Evidence.id < before)
    return session.scalars(chosen.limit(limit)).all()


def count_uses(session: Session, source_id: int) -> int:
    """How many pieces of evidence use a source."""
    chosen = select(func.count(Evidence.id)).where(
        Evidence.source_id == source_id, Evidence.removed_at.is_(None)
    )
    return session.scalar(chosen) or 0


def relied_on(session: Session, source_ids: Collection[int]) -> Collection[int]:
    """Those of these sources on which a verdict stands that was decided, or waits for it."""
    return session.scalars(
        select(Evidence.source_id)
        .distinct()
        .join(Evidence.claim)
        .where(
            Evidence.source_id.in_(source_ids),
            Evidence.removed_at.is_(None),
            Claim.status.in_(LOCKED),
        )
    ).all()


def claims_using(session: Session, source_ids: Collection[int]) -> Mapping[int, int]:
    """How many claims use each source, by source id; sources without use are left out."""
    rows = session.execute(
        select(Evidence.source_id, func.count(Evidence.claim_id.distinct()))
        .where(Evidence.source_id.in_(source_ids), Evidence.removed_at.is_(None))
        .group_by(Evidence.source_id)
    )
    return dict(rows.all())
