"""The points of a return: what is asked for, of what, and what became of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.recording import record_claim
from workbench.claims.status import refuse_if_still
from workbench.db import begin_edit, lock, now
from workbench.errors import message as _
from workbench.evidence.models import Evidence
from workbench.evidence.queries import evidence_of
from workbench.history.rules import EventKind
from workbench.verdicts.errors import PointElsewhere, PointUnknown
from workbench.verdicts.models import Point, ReturnedClaim, Review, Verdict, VerdictRevision
from workbench.verdicts.rules import About, Decision, VerdictState


@dataclass(frozen=True)
class PointFields:
    """What an editor asks for, and of what: of a piece of evidence by its id."""

    about: About
    comment: str
    evidence_id: int | None = None


def joined(points: Sequence[PointFields]) -> str:
    """All that the points of a return ask for, as its one comment."""
    return "\n\n".join(point.comment.strip() for point in points)


def add_points(
    session: Session, *, review: Review, claim: Claim, points: Sequence[PointFields]
) -> None:
    """Keep what a return asks for, and what the claim said then. Raises `PointElsewhere`."""
    evidence = evidence_of(session, claim)
    _refuse_elsewhere(points, {piece.id for piece in evidence})
    review.points = [
        Point(
            position=position, about=point.about, evidence_id=point.evidence_id,
            comment=point.comment.strip(),
        )
        for position, point in enumerate(points, start=1)
    ]  # fmt: skip
    review.returned = ReturnedClaim(
        statement=claim.statement, evidence={str(piece.id): words_of(piece) for piece in evidence}
    )
    session.flush()


def _refuse_elsewhere(points: Sequence[PointFields], ids: Collection[int]) -> None:
    if any(point.about is About.EVIDENCE and point.evidence_id not in ids for point in points):
        raise PointElsewhere(
            _(
                "One of your points is about evidence that the claim no longer has. "
                "Nothing was returned, and all you wrote is still here."
            )
        )


def words_of(piece: Evidence) -> Mapping[str, Any]:
    """What a piece of evidence says, as a return keeps it to be compared with later."""
    said = {"stance": piece.stance.value, "source": piece.source_id}
    words = {name: getattr(piece, name) for name in ("quote", "locator", "note", "about")}
    return {**said, **words}


def last_return(session: Session, claim: Claim) -> Review | None:
    """The last return of a claim since a verdict on it was approved, with its points. One query.

    One that was taken back asks for nothing.
    """
    return session.scalars(_LAST_RETURN, {"claim_id": claim.id}).unique().first()


_OTHER = aliased(Verdict)
_APPROVED = (
    select(func.coalesce(func.max(_OTHER.number), 0))
    .where(_OTHER.claim_id == bindparam("claim_id"), _OTHER.state == VerdictState.APPROVED)
    .scalar_subquery()
)
_NEXT = aliased(Verdict)
# Whether a decision on a verdict was taken back: then its words were put again as the next version,
# by who had decided, and not by their author.
PUT_AGAIN = exists().where(
    _NEXT.claim_id == Verdict.claim_id,
    _NEXT.number > Verdict.number,
    _NEXT.by_id.is_distinct_from(Review.by_id),
    VerdictRevision.verdict_id == _NEXT.id,
    VerdictRevision.revision == Verdict.revision + 1,
    VerdictRevision.by_id == Review.by_id,
)
_LAST_RETURN: Select[Review] = (
    select(Review)
    .join(Review.verdict)
    .options(
        joinedload(Review.points).joinedload(Point.evidence).joinedload(Evidence.source),
        joinedload(Review.returned),
        joinedload(Review.reviewer),
        joinedload(Review.verdict).joinedload(Verdict.rating),
    )
    .where(
        Verdict.claim_id == bindparam("claim_id"),
        Verdict.number > _APPROVED,
        Review.decision == Decision.RETURNED,
        ~PUT_AGAIN,
        ~Verdict.blind,
    )
    .order_by(Review.id.desc())
    .limit(1)
)


def get_point(session: Session, claim: Claim, point_id: int) -> Point:
    """A point of the claim's last return. Raises `PointUnknown`."""
    asked = last_return(session, claim)
    found = next((point for point in asked.points if point.id == point_id), None) if asked else None
    if found is None:
        raise PointUnknown(_("The claim was not returned with such a point, or was again since."))
    return found


def answer_point(
    session: Session,
    *,
    claim: Claim,
    point: Point,
    done: bool,
    answer: str,
    revision: int,
    by: Actor,
) -> None:
    """Tick a point off, or say something to it. Raises `EditedMeanwhile`, `ClaimLocked`."""
    lock(session, claim)
    refuse_if_still(claim)
    begin_edit(session, point, revision)
    before = point.answer
    point.answer = answer.strip()
    if done != (point.done_at is not None):
        point.done_at, point.done_by_id = (now(), by.person_id) if done else (None, None)
    session.flush()
    details = {
        "position": point.position, "about": point.about, "done": done,
        "before": before, "after": point.answer,
    }  # fmt: skip
    record_claim(session, EventKind.POINT_ANSWERED, claim=claim, by=by, details=details)
