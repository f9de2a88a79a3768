"""Reads about alerts: those of a source, of a claim, and of a desk, until they are seen."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session, joinedload

from workbench.claims.models import Claim
from workbench.claims.rules import PUBLIC
from workbench.evidence.models import Alert, Evidence
from workbench.evidence.rules import AlertKind
from workbench.sources.models import Source

_OPEN = Alert.seen_at.is_(None)
_ABOUT = (
    (Alert.source_id == Evidence.source_id)
    & or_(Alert.evidence_id.is_(None), Alert.evidence_id == Evidence.id)
    & _OPEN
)  # the piece of evidence


def open_alerts(session: Session, source: Source) -> Sequence[Alert]:
    """What was noticed at a source and nobody has seen yet, the gravest first, then the oldest."""
    found = select(Alert).options(_WITH_CLAIM).where(Alert.source_id == source.id, _OPEN)
    return session.scalars(found.order_by(Alert.kind, Alert.id)).all()


_WITH_CLAIM = joinedload(Alert.evidence).joinedload(Evidence.claim).joinedload(Claim.article)


def alerts_of_claim(session: Session, claim: Claim) -> Sequence[Alert]:
    """What was noticed at the sources that a claim uses, of quotes its own alone."""
    return session.scalars(_OF_CLAIM, {"claim_id": claim.id}).all()


_OF_CLAIM = (
    select(Alert)
    .options(joinedload(Alert.source))
    .where(
        Alert.id.in_(
            select(Alert.id)
            .join(Evidence, _ABOUT)
            .where(Evidence.claim_id == bindparam("claim_id"), Evidence.removed_at.is_(None))
        )
    )
    .order_by(Alert.kind, Alert.id)
)

# The gravest that was noticed at what a claim uses; nothing if nothing was.
NOTICED = (
    select(func.min(Alert.kind))
    .join(Evidence, _ABOUT)
    .where(Evidence.claim_id == Claim.id, Evidence.removed_at.is_(None))
    .correlate(Claim)
    .scalar_subquery()
)


@dataclass(frozen=True)
class ChangedSource:
    """A source at which something was noticed, the gravest first, and when last.

    `published`: how many published claims quote what changed.
    """

    source: Source
    kinds: Sequence[AlertKind]
    found_at: datetime
    published: int


def changed_sources(session: Session, desk_id: int, *, limit: int) -> Sequence[ChangedSource]:
    """The sources of a desk with alerts: those first whose changed quotes are published.

    Of one that went into another there is no page to see them on, until it is parted again.
    """
    rows = session.execute(_CHANGED, {"desk_id": desk_id, "most": limit}).all()
    kinds = _kinds(session, [row.Source.id for row in rows])
    return [
        ChangedSource(row.Source, kinds[row.Source.id], row.found_at, row.published) for row in rows
    ]


_PUBLISHED = func.count(Claim.id.distinct())
_CHANGED = (
    select(Source, func.max(Alert.found_at).label("found_at"), _PUBLISHED.label("published"))
    .join(Alert, Alert.source_id == Source.id)
    .outerjoin(Evidence, (Evidence.id == Alert.evidence_id) & Evidence.removed_at.is_(None))
    .outerjoin(Claim, (Claim.id == Evidence.claim_id) & Claim.status.in_(PUBLIC))
    .where(Alert.desk_id == bindparam("desk_id"), _OPEN, Source.merged_into_id.is_(None))
    .group_by(Source.id)
    .order_by(_PUBLISHED.desc(), func.max(Alert.id).desc())
    .limit(bindparam("most"))
)


def _kinds(session: Session, source_ids: Collection[int]) -> Mapping[int, Sequence[AlertKind]]:
    rows = session.execute(
        select(Alert.source_id, Alert.kind)
        .where(Alert.source_id.in_(source_ids), _OPEN)
        .distinct()
        .order_by(Alert.kind)
    )
    found: dict[int, list[AlertKind]] = {}
    for source_id, kind in rows:
        found.setdefault(source_id, []).append(kind)
    return found


def count_changed_sources(session: Session, desk_id: int) -> int:
    """How many sources of a desk have alerts."""
    counted = select(func.count(Alert.source_id.distinct())).join(Alert.source)
    standing = (Alert.desk_id == desk_id, _OPEN, Source.merged_into_id.is_(None))
    return session.scalar(counted.where(*standing)) or 0
