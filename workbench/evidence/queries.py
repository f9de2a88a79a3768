"""Reads about evidence, contacts and searches."""

from collections.abc import Collection, Container, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from workbench.accounts.rules import Act, Actor
from workbench.claims.models import Claim
from workbench.claims.rules import LOCKED, Status
from workbench.errors import WorkbenchError
from workbench.evidence.errors import ContactUnknown, EvidenceUnknown, SearchUnknown
from workbench.evidence.models import Contact, Evidence, Search
from workbench.sources.models import Source

Attached = TypeVar("Attached", Contact, Evidence, Search)


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
    return on_claim(found, claim, EvidenceUnknown)


def on_claim(found: Attached | None, claim: Claim, unknown: type[WorkbenchError]) -> Attached:
    """What was found, if it hangs on the claim and was not removed; else raises `unknown`."""
    if found is None or found.claim_id != claim.id or found.removed_at is not None:
        raise unknown
    return found


def sees_piece(piece: Evidence, opened: Container[int]) -> bool:
    """Whether nothing of a piece is kept from somebody to whom these sources (by id) are open.

    Of what a confidential source says others see stance and quote; note and locator may tell more.
    """
    return not piece.source.confidential or piece.source_id in opened


def uses_of_source(
    session: Session, source_id: int, *, before: int | None = None, limit: int | None = None
) -> Sequence[Evidence]:
    """The uses of a source with claim and article, newest first, from before one of them on."""
    chosen = (
        select(Evidence)
        .options(joinedload(Evidence.claim).joinedload(Claim.article), joinedload(Evidence.source))
        .where(Evidence.source_id == source_id, Evidence.removed_at.is_(None))
        .order_by(Evidence.id.desc())
    )
    if before is not None:
        chosen = chosen.where(Evidence.id < before)
    return session.scalars(chosen.limit(limit)).all()


def without_words(session: Session, source_id: int, *, limit: int) -> Sequence[Evidence]:
    """The newest uses of a source that quote nothing yet, of claims that may still change."""
    return session.scalars(
        select(Evidence)
        .join(Evidence.claim)
        .options(contains_eager(Evidence.claim))
        .where(
            Evidence.source_id == source_id,
            Evidence.removed_at.is_(None),
            Evidence.quote == "",
            Claim.status.not_in(LOCKED | {Status.WITHDRAWN}),
        )
        .order_by(Evidence.id.desc())
        .limit(limit)
    ).all()


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


def may_edit(session: Session, source: Source, by: Actor) -> bool:
    """Whether somebody may say something else of a source.

    If a verdict that was decided, or waits for it, stands on it, that is published with it: then
    nobody changes it whom no editor sees.
    """
    return by.may(Act.REVIEW if relied_on(session, [source.id]) else Act.RESEARCH)


def claims_using(session: Session, source_ids: Collection[int]) -> Mapping[int, int]:
    """How many claims use each source, by source id; sources without use are left out."""
    rows = session.execute(
        select(Evidence.source_id, func.count(Evidence.claim_id.distinct()))
        .where(Evidence.source_id.in_(source_ids), Evidence.removed_at.is_(None))
        .group_by(Evidence.source_id)
    )
    return dict(rows.all())


def contacts_of(session: Session, claim: Claim) -> Sequence[Contact]:
    """Whom the desk asked about a claim, in the order it was logged."""
    return session.scalars(_CONTACTS_OF_CLAIM, {"claim_id": claim.id}).all()


_CONTACTS_OF_CLAIM = (
    select(Contact)
    .where(Contact.claim_id == bindparam("claim_id"), Contact.removed_at.is_(None))
    .order_by(Contact.id)
)


def get_contact(session: Session, claim: Claim, contact_id: int) -> Contact:
    """A contact about a claim. Raises `ContactUnknown`."""
    return on_claim(session.get(Contact, contact_id), claim, ContactUnknown)


def searches_of(session: Session, claim: Claim) -> Sequence[Search]:
    """What the desk looked for in vain, in the order it was recorded."""
    return session.scalars(_SEARCHES_OF_CLAIM, {"claim_id": claim.id}).all()


_SEARCHES_OF_CLAIM = (
    select(Search)
    .where(Search.claim_id == bindparam("claim_id"), Search.removed_at.is_(None))
    .order_by(Search.id)
)


def get_search(session: Session, claim: Claim, search_id: int) -> Search:
    """A search for a claim. Raises `SearchUnknown`."""
    return on_claim(session.get(Search, search_id), claim, SearchUnknown)
