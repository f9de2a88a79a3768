"""What the desk decided of similar claims, and whether a rating departs from that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz.distance import Indel
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from workbench.articles.word_difference import word_difference
from workbench.claims.models import Claim
from workbench.claims.rules import Status
from workbench.claims.sharing import sharing
from workbench.searching import folded
from workbench.verdicts.models import Rating, Verdict
from workbench.verdicts.rules import VerdictState
from workbench.verdicts.same import telling_words
from workbench.verdicts.sight import EVERYBODYS

_LOOKED_AT = 20  # of those that share most words; how alike they are is told of these alone
_NEARLY = 0.9


@dataclass(frozen=True)
class Precedent:
    """A similar claim with the verdict that stands on it, and how alike the two are, 0 to 1.

    `near`: nearly word for word, and no number, name or negation is another.
    """

    claim: Claim
    rating: Rating
    summary: str
    at: datetime
    likeness: float
    near: bool

    @property
    def percent(self) -> int:
        """How alike the statements are."""
        return int(self.likeness * 100)


def precedents(session: Session, claim: Claim, *, limit: int = 3) -> Sequence[Precedent]:
    """The claims of the desk that are most alike, of those on which a verdict stands. One query.

    What was approved stands openly, so everybody may see it, whoever reads this claim blind.
    """
    words = telling_words(claim.statement)
    if not words:
        return []
    decided = (
        select(Claim, Rating, Verdict.summary, Verdict.at)
        .join(Verdict, (Verdict.claim_id == Claim.id) & (Verdict.state == VerdictState.APPROVED))
        .join(Rating, Rating.id == Verdict.rating_id)
        .options(joinedload(Claim.article))
        .where(
            Claim.desk_id == claim.desk_id,
            Claim.id != claim.id,
            Claim.status != Status.WITHDRAWN,
            EVERYBODYS,
        )
    )
    rows = session.execute(sharing(session, decided, words).limit(_LOOKED_AT))
    found = [_precedent(claim, *row) for row in rows]
    return sorted(found, key=lambda each: (-each.likeness, -each.claim.id))[:limit]


def _precedent(claim: Claim, other: Claim, rating: Rating, summary: str, at: datetime) -> Precedent:
    likeness = Indel.normalized_similarity(folded(other.statement), folded(claim.statement))
    near = likeness >= _NEARLY and _tells_the_same(other.statement, claim.statement)
    return Precedent(other, rating, summary, at, likeness, near)


def _tells_the_same(old: str, new: str) -> bool:
    """“It cost 41 million” and “It cost 32 million” are very alike, and not the same at all."""
    return not any(piece.standout for piece in word_difference(old, new))


def departures(found: Sequence[Precedent], rating: Rating | None) -> Sequence[Precedent]:
    """The near precedents that were rated otherwise. A scale's next version has the same labels."""
    if rating is None:
        return []
    return [each for each in found if each.near and each.rating.label != rating.label]
