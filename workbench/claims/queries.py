"""Reads about claims, their passages and what is set aside."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from workbench.articles.models import Article, Sentence, Version
from workbench.claims.errors import ClaimUnknown
from workbench.claims.models import Claim, Claimant, Disposition, Passage, Touch
from workbench.claims.rules import Reason, Status
from workbench.db import plain_rows
from workbench.errors import message as _


def get_claim(session: Session, article: Article, number: int) -> Claim:
    """A claim of an article by its number, with its passages. Raises `ClaimUnknown`."""
    named = {"article_id": article.id, "number": number}
    claim = session.scalars(_CLAIM, named).one_or_none()
    if claim is None:
        raise ClaimUnknown(_("This article has no claim %(number)s.", number=number))
    return claim


_CLAIM = (
    select(Claim)
    .options(selectinload(Claim.passages))
    .where(Claim.article_id == bindparam("article_id"), Claim.number == bindparam("number"))
)


def claim_of_desk(session: Session, desk_id: int, claim_id: int) -> Claim:
    """A claim of a desk by its id, in whatever article. Raises `ClaimUnknown`."""
    claim = session.get(Claim, claim_id)
    if claim is None or claim.desk_id != desk_id:
        raise ClaimUnknown(_("This desk has no such claim."))
    return claim


def get_passage(session: Session, claim: Claim, passage_id: int) -> Passage:
    """A passage of a claim. Raises `ClaimUnknown`."""
    passage = session.get(Passage, passage_id)
    if passage is None or passage.claim_id != claim.id:
        raise ClaimUnknown(_("This claim has no such passage."))
    return passage


def words_in(session: Session, claim: Claim, version_number: int) -> Sequence[str]:
    """The words that a claim was marked on in a version of its article, in the text's order."""
    found = {"claim_id": claim.id, "number": version_number}
    return session.scalars(_WORDS_IN, found).all()


_WORDS_IN = (
    select(Passage.exact)
    .join(Version, Version.id == Passage.version_id)
    .where(Passage.claim_id == bindparam("claim_id"), Version.number == bindparam("number"))
    .order_by(Passage.start, Passage.id)
)


@dataclass(frozen=True)
class EarlierPlace:
    """Where a claim stood in an older version, and the passage (by id) that this one followed."""

    passage_id: int
    follows_id: int | None
    version: int
    exact: str


def earlier_places(session: Session, claim: Claim) -> Sequence[EarlierPlace]:
    """Where a claim, or what was split off for it, stood before; newest versions first."""
    rows = plain_rows(session, _EARLIER_PLACES, {"claim_id": claim.id})
    return [EarlierPlace(*row) for row in rows]


_OWN = select(Passage.id, Passage.follows_id).where(Passage.claim_id == bindparam("claim_id"))
_CHAIN = _OWN.cte(recursive=True)
_CHAIN = _CHAIN.union(
    select(Passage.id, Passage.follows_id).join(_CHAIN, Passage.id == _CHAIN.c.follows_id)
)
_EARLIER_PLACES = (
    select(Passage.id, Passage.follows_id, Version.number, Passage.exact)
    .join(_CHAIN, _CHAIN.c.id == Passage.id)
    .join(Version, Version.id == Passage.version_id)
    .where(~Passage.current)
    .order_by(Version.number.desc(), Passage.start, Passage.id)
)


def covered_sentences(session: Session, version_id: int, start: int, end: int) -> set[int]:
    """Ids of the sentences overlapping a span that some live claim touches."""
    touched = (
        select(Touch.sentence_id)
        .join(Sentence, Sentence.id == Touch.sentence_id)
        .join(Passage, Passage.id == Touch.passage_id)
        .join(Claim, Claim.id == Passage.claim_id)
        .where(
            Sentence.version_id == version_id,
            Sentence.start < end,
            Sentence.end > start,
            Claim.status != Status.WITHDRAWN,
        )
    )
    return set(session.scalars(touched))


def dispositions_in(
    session: Session, version_id: int, start: int, end: int
) -> Sequence[Disposition]:
    """What was decided of the sentences that overlap a span."""
    return session.scalars(
        select(Disposition)
        .join(Disposition.sentence)
        .options(contains_eager(Disposition.sentence))
        .where(Sentence.version_id == version_id, Sentence.start < end, Sentence.end > start)
        .order_by(Sentence.position)
    ).all()


@dataclass(slots=True)
class DecidedSentence:
    """A sentence, and why it was set aside if it was. Offsets are code points."""

    position: int
    block_id: int
    body: bool
    start: int
    end: int
    reason: Reason | None


def decided_sentences(
    session: Session, version_id: int, start: int, end: int
) -> list[DecidedSentence]:
    """The sentences that overlap a span of a version, in order, with what was decided of them."""
    span = {"version_id": version_id, "start": start, "end": end}
    return [DecidedSentence(*row) for row in plain_rows(session, _DECIDED_SENTENCES, span)]


_DECIDED_SENTENCES = (
    select(
        Sentence.position, Sentence.block_id, Sentence.body, Sentence.start, Sentence.end,
        Disposition.reason,
    )
    .outerjoin(Disposition, Disposition.sentence_id == Sentence.id)
    .where(
        Sentence.version_id == bindparam("version_id"),
        Sentence.end > bindparam("start"),
        Sentence.start < bindparam("end"),
    )
    .order_by(Sentence.position)
)  # fmt: skip


def claimants(session: Session, desk_id: int) -> Sequence[Claimant]:
    """A desk's claimants by name."""
    return session.scalars(
        select(Claimant).where(Claimant.desk_id == desk_id).order_by(Claimant.name, Claimant.id)
    ).all()


def find_claimant(session: Session, desk_id: int, name: str, role: str) -> Claimant | None:
    """The desk's claimant with this name and role."""
    return session.scalars(
        select(Claimant).where(
            Claimant.desk_id == desk_id, Claimant.name == name, Claimant.role == role
        )
    ).one_or_none()
