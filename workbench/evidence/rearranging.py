"""Splitting one claim in two and merging two into one, with all that is attached."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim, Passage, Touch
from workbench.claims.order import next_number
from workbench.claims.passages import standing_there
from workbench.claims.same import bring_group
from workbench.claims.service import add_claim, fields_of, move_claim
from workbench.claims.status import refuse_if_locked, refuse_if_still, status_of
from workbench.claims.workflow import Move
from workbench.db import lock
from workbench.errors import message as _
from workbench.evidence.attached import KINDS, Kind
from workbench.evidence.errors import CannotMerge, CannotSplit
from workbench.history.rules import EventKind
from workbench.history.service import record

Place = list[int]  # version id, start, end


def split_claim(
    session: Session,
    *,
    claim: Claim,
    statement: str,
    passage_ids: Collection[int],
    attached: Mapping[str, Collection[int]],
    by: Actor,
) -> Claim:
    """Make a second claim out of part of one; it takes what was chosen along.

    `attached` has the ids of evidence, contacts and searches, by kind. With no passage chosen the
    new claim stands where the old one does. Raises `CannotSplit` when the old claim would stand
    nowhere, `PassageGone`, and `ClaimLocked`.
    """
    lock(session, claim.article)  # before the claims: those behind this one are moved
    lock(session, claim)
    refuse_if_still(claim)
    moving = standing_there(claim, passage_ids)
    if moving and len(moving) == len(claim.passages):
        raise CannotSplit(_("Leave the old claim at least one passage. Nothing was changed."))
    new = add_claim(
        session, article=claim.article, number=next_number(session, claim.article),
        fields=replace(fields_of(claim), statement=statement),
        passages=[] if moving else [_copy(passage) for passage in claim.passages],
        position=claim.position + 1, by=by,
    )  # fmt: skip
    moved = places_of(moving)
    _move_passages(session, moving, new)
    chosen = {
        name: [row for row in rows if row.id in attached.get(name, ())]
        for name, rows in all_attached(session, claim).items()
    }
    went = _move_attached(session, chosen, new)
    details = {"number": claim.number, "new": new.number}
    undo = {"new": new.id, "passages": moved, **went}
    _record_both(session, EventKind.CLAIM_SPLIT, claim, new, details=details, undo=undo, by=by)
    return new


def merge_claims(session: Session, *, claim: Claim, into: Claim, by: Actor) -> None:
    """Let one claim go into another: passages move, and what hangs on it; the rest can be read.

    Raises `CannotMerge` for a claim and itself, or one of another article, and `ClaimLocked`.
    """
    lock(session, claim.article)  # whoever holds more than one claim holds the article first
    for one in (claim, into):
        lock(session, one)
        refuse_if_locked(one)
    if claim.id == into.id or claim.article_id != into.article_id or not into.live:
        raise CannotMerge(_("Choose another claim of the same article that is not withdrawn."))
    before = status_of(claim)
    move_claim(session, claim=claim, move=Move.WITHDRAW, by=by)
    claim.merged_into_id = into.id
    places = {(p.version_id, p.start, p.end) for p in into.passages}
    moving = [p for p in claim.passages if (p.version_id, p.start, p.end) not in places]
    moved = places_of(moving)
    _move_passages(session, moving, into)
    went = _move_attached(session, all_attached(session, claim), into)
    details = {"number": claim.number, "into": into.number}
    brought = bring_group(session, claim=claim, into=into)
    undo = {**before, "passages": moved, **went, "brought": brought}
    _record_both(session, EventKind.CLAIMS_MERGED, claim, into, details=details, undo=undo, by=by)


def _record_both(
    session: Session,
    kind: EventKind,
    claim: Claim,
    other: Claim,
    *,
    details: dict[str, Any],
    undo: dict[str, Any],
    by: Actor,
) -> None:
    """Add a line to the record of each claim; the first claim's knows how to take both back."""
    twin = record(
        session, kind, by=by, article_id=claim.article_id, claim_id=other.id, details=details
    )
    record(
        session, kind, by=by, article_id=claim.article_id, claim_id=claim.id,
        details=details, undo={**undo, "twin": twin},
    )  # fmt: skip


def places_of(passages: Collection[Passage]) -> list[Place]:
    """Where passages stand: what an event keeps of them, since a place is one claim's only once."""
    return [[p.version_id, p.start, p.end] for p in passages]


def _move_passages(session: Session, passages: Collection[Passage], to: Claim) -> None:
    for passage in passages:
        passage.claim = to
    session.flush()


def attached_to(session: Session, kind: Kind, claim: Claim) -> Sequence[Any]:
    """The rows of a kind that hang on a claim, those that were removed left out."""
    row = kind.model
    chosen = select(row).where(row.claim_id == claim.id, row.removed_at.is_(None))
    return session.scalars(chosen.order_by(row.id)).all()


def all_attached(session: Session, claim: Claim) -> Mapping[str, Sequence[Any]]:
    """What hangs on a claim, by kind."""
    return {name: attached_to(session, kind, claim) for name, kind in KINDS.items()}


def _move_attached(
    session: Session, attached: Mapping[str, Sequence[Any]], to: Claim
) -> Mapping[str, list[int]]:
    """Let rows hang on another claim. Returns their ids, by kind: what an event keeps of them."""
    for row in chain.from_iterable(attached.values()):
        row.claim_id = to.id
    session.flush()
    return {name: [row.id for row in rows] for name, rows in attached.items()}


def _copy(passage: Passage) -> Passage:
    """The same place once more, touching the same sentences."""
    return Passage(
        version_id=passage.version_id,
        exact=passage.exact,
        prefix=passage.prefix,
        suffix=passage.suffix,
        start=passage.start,
        end=passage.end,
        follows_id=passage.follows_id,
        touched=[Touch(sentence_id=t.sentence_id, whole=t.whole) for t in passage.touched],
    )
