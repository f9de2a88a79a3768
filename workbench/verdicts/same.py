"""The claims that a claim is the same as, with the verdicts that were approved of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session, aliased, joinedload

from workbench.claims.models import Claim, SameClaim
from workbench.claims.rules import Status
from workbench.searching import searched
from workbench.verdicts.models import Rating, Verdict
from workbench.verdicts.rows import ROWS, ClaimRow, fetch_rows
from workbench.verdicts.rules import VerdictState


@dataclass(frozen=True)
class SameElsewhere:
    """The same claim in another article, and the verdict that stands on it, if one was approved."""

    claim: Claim
    rating: Rating | None
    summary: str


def same_as(session: Session, claim: Claim) -> Sequence[SameElsewhere]:
    """The claims that are the same as one, those withdrawn left out. One query."""
    rows = session.execute(_SAME, {"claim_id": claim.id}).all()
    return [SameElsewhere(other, rating, summary or "") for other, rating, summary in rows]


_MINE, _THEIRS = aliased(SameClaim), aliased(SameClaim)
_SAME: Select[Claim, Rating | None, str | None] = (
    select(Claim, Rating, Verdict.summary)
    .join(_THEIRS, _THEIRS.claim_id == Claim.id)
    .join(_MINE, _MINE.group_id == _THEIRS.group_id)
    .outerjoin(Verdict, (Verdict.claim_id == Claim.id) & (Verdict.state == VerdictState.APPROVED))
    .outerjoin(Rating, Rating.id == Verdict.rating_id)
    .where(
        _MINE.claim_id == bindparam("claim_id"),
        Claim.id != _MINE.claim_id,
        Claim.status != Status.WITHDRAWN,
    )
    .order_by(Claim.id)
    .options(joinedload(Claim.article))
)


def may_be_same(session: Session, claim: Claim, words: str, *, limit: int) -> Sequence[ClaimRow]:
    """Live claims of other articles of the desk with these words, the newest first.

    Those that are known to be the same are left out.
    """
    chosen = ROWS.where(
        Claim.desk_id == claim.desk_id,
        Claim.article_id != claim.article_id,
        Claim.status != Status.WITHDRAWN,
        ~exists().where(
            _THEIRS.claim_id == Claim.id,
            _MINE.group_id == _THEIRS.group_id,
            _MINE.claim_id == claim.id,
        ),
    )
    for word in searched(words):
        chosen = chosen.where(Claim.search_text.contains(word, autoescape=True))
    return fetch_rows(session, chosen.order_by(Claim.id.desc()).limit(limit))
