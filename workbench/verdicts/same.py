"""The claims that a claim is the same as, with their approved verdicts, and those it may be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    case,
    exists,
    false,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased, joinedload

from workbench.claims.models import Claim, SameClaim
from workbench.claims.rules import Status
from workbench.searching import folded, searched
from workbench.verdicts.models import Rating, Verdict
from workbench.verdicts.rows import ROWS, ClaimRow, Rows, fetch_rows
from workbench.verdicts.rules import VerdictState

_MOST_WORDS = 8


@dataclass(frozen=True)
class SameElsewhere:
    """The same claim in another article, and the verdict that stands on it, if one was approved.

    `noted`: by members; `told`: to readers, of those that are public.
    """

    claim: Claim
    rating: Rating | None
    summary: str
    noted: bool
    told: bool

    @property
    def waits(self) -> bool:
        """Whether an editor has to say what readers are told."""
        return self.noted != self.told


def same_as(session: Session, claim: Claim) -> Sequence[SameElsewhere]:
    """The claims that are the same as one, those withdrawn left out. One query.

    With those of which readers are still told so, although members noted otherwise.
    """
    rows = session.execute(_SAME, {"claim_id": claim.id}).all()
    return [
        SameElsewhere(other, rating, summary or "", noted=bool(noted), told=bool(told))
        for other, rating, summary, noted, told in rows
    ]


_MINE, _THEIRS = aliased(SameClaim), aliased(SameClaim)
_NOTED = func.coalesce(_MINE.group_id == _THEIRS.group_id, false())
_TOLD = func.coalesce(_MINE.told_group_id == _THEIRS.told_group_id, false())
_SAME: Select[Claim, Rating | None, str | None, bool, bool] = (
    select(Claim, Rating, Verdict.summary, _NOTED, _TOLD)
    .join(_THEIRS, _THEIRS.claim_id == Claim.id)
    .join(_MINE, or_(_NOTED, _TOLD))
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


def with_words(session: Session, claim: Claim, words: str, *, limit: int) -> Sequence[ClaimRow]:
    """Live claims of other articles of the desk that have all these words, the newest first.

    Those that are known to be the same are left out.
    """
    chosen = _others(claim).where(*map(has_word, searched(words)))
    return fetch_rows(session, chosen.order_by(Claim.id.desc()).limit(limit))


def alike(session: Session, claim: Claim, *, limit: int) -> Sequence[ClaimRow]:
    """Live claims of other articles that share words with this one, those that share most first.

    One shared word is enough for a claim of few words, else two. Those that are known to be the
    same are left out.
    """
    words = telling_words(claim.statement)
    if not words:
        return []
    shared = sum((case((has_word(word), 1), else_=0) for word in words), start=literal(0))
    chosen = _others(claim).where(shared >= min(2, len(words) - 1 or 1))
    return fetch_rows(session, chosen.order_by(shared.desc(), Claim.id.desc()).limit(limit))


def telling_words(statement: str) -> list[str]:
    """The eight longest words of a statement in the spelling of searches; none of three letters."""
    words = dict.fromkeys(re.findall(r"[^\W_]{4,}", folded(statement)))
    return sorted(words, key=len, reverse=True)[:_MOST_WORDS]


def _others(claim: Claim) -> Rows:
    known = exists().where(
        _THEIRS.claim_id == Claim.id,
        _MINE.group_id == _THEIRS.group_id,
        _MINE.claim_id == claim.id,
    )
    return ROWS.where(
        Claim.desk_id == claim.desk_id,
        Claim.article_id != claim.article_id,
        Claim.status != Status.WITHDRAWN,
        ~known,
    )


def has_word(word: str) -> ColumnElement[bool]:
    """Whether a claim's statement has a word, in the spelling of searches."""
    return Claim.search_text.contains(word, autoescape=True)
