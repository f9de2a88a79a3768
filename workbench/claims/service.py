"""Writes about claims: marking them, saying more about them, moving them on their way."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.models import Article, Version
from workbench.claims.claimants import claimant_for
from workbench.claims.errors import MoveRefused
from workbench.claims.models import Claim, Passage
from workbench.claims.order import make_room, next_number, place_in_order, position_in_text
from workbench.claims.passages import place_passage
from workbench.claims.recording import record_claim, record_holding
from workbench.claims.rules import ClaimKind, Priority, Status
from workbench.claims.status import holding_of, refuse_if_still, set_status, status_of
from workbench.claims.workflow import Move, Situation, next_status
from workbench.db import begin_edit, lock
from workbench.errors import message as _
from workbench.history.rules import EventKind


@dataclass(frozen=True)
class ClaimFields:
    """What a person may say of a claim. `said_on` is a partial date or empty."""

    statement: str
    kind: ClaimKind = ClaimKind.FACT
    priority: Priority = Priority.NORMAL
    claimant_name: str = ""
    claimant_role: str = ""
    claimant_url: str = ""
    said_on: str = ""
    appearance_url: str = ""


def mark_claim(
    session: Session,
    *,
    article: Article,
    version: Version,
    start: int,
    end: int,
    exact: str,
    by: Actor,
    fields: ClaimFields | None = None,
) -> Claim:
    """Make a claim of the words at these offsets; its statement begins as those words.

    Raises `QuoteElsewhere` when `exact` does not stand there, and `TextMovedOn`.
    """
    number = next_number(session, article)  # from here on nobody else adds one, or moves others
    passage = place_passage(session, version, start=start, end=end, exact=exact)
    claim = add_claim(
        session, article=article, number=number, passages=[passage], by=by,
        fields=fields or ClaimFields(" ".join(passage.exact.split())),
        position=position_in_text(session, version, passage.start),
    )  # fmt: skip
    details = {"exact": passage.exact}
    record_claim(session, EventKind.CLAIM_MARKED, claim=claim, by=by, details=details, undo={})
    return claim


def add_claim(
    session: Session,
    *,
    article: Article,
    number: int,
    fields: ClaimFields,
    passages: list[Passage],
    position: int | None,
    by: Actor,
) -> Claim:
    """A claim with the article's `next_number`, put at a position, or at the end."""
    claim = Claim(
        desk_id=by.desk_id,
        article=article,
        number=number,
        position=make_room(session, article.id, position),
        passages=passages,
    )
    write_fields(session, claim, fields)
    session.add(claim)
    session.flush()
    return claim


def fields_of(claim: Claim) -> ClaimFields:
    """What is said of a claim now."""
    who = claim.claimant
    return ClaimFields(
        statement=claim.statement,
        kind=claim.kind,
        priority=claim.priority,
        claimant_name=who.name if who else "",
        claimant_role=who.role if who else "",
        claimant_url=who.url if who else "",
        said_on=claim.said_on,
        appearance_url=claim.appearance_url,
    )


def edit_claim(
    session: Session, *, claim: Claim, fields: ClaimFields, revision: int, by: Actor
) -> None:
    """Say something else of a claim. Raises `EditedMeanwhile`, `ClaimLocked`."""
    begin_edit(session, claim, revision)
    refuse_if_still(claim)
    before = fields_of(claim)
    write_fields(session, claim, fields)
    session.flush()
    after = fields_of(claim)
    details = _changed(asdict(before), asdict(after))
    if details:
        undo = {"before": asdict(before), "after": asdict(after)}
        record_claim(
            session, EventKind.CLAIM_EDITED, claim=claim, by=by, details=details, undo=undo
        )


def _changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Each field that differs, as `{"field": [before, after]}`."""
    return {name: [before[name], after[name]] for name in before if before[name] != after[name]}


def write_fields(session: Session, claim: Claim, fields: ClaimFields) -> None:
    """Let a claim say these things. Raises `ClaimantDiffers`."""
    claim.statement = fields.statement.strip()
    claim.kind, claim.priority = fields.kind, fields.priority
    claim.said_on, claim.appearance_url = fields.said_on, fields.appearance_url
    claim.claimant = claimant_for(
        session, claim.desk_id, name=fields.claimant_name, role=fields.claimant_role,
        url=fields.claimant_url,
    )  # fmt: skip


def move_claim(
    session: Session, *, claim: Claim, move: Move, by: Actor, situation: Situation | None = None
) -> Status:
    """Make a move of the table; the caller has locked the claim and records the act.

    `situation` tells of the verdict concerned. Raises `MoveRefused`.
    """
    set_status(claim, next_status(move, claim.status, by=by, situation=situation or Situation()))
    if move in {Move.TAKE, Move.REOPEN}:
        claim.taken_by_id = by.person_id
    if move is Move.REOPEN:
        claim.due_on = ""  # what was due then is done
    if move is Move.RELEASE:
        claim.taken_by_id = None
    session.flush()
    return claim.status


def hold_claims(session: Session, article: Article) -> None:
    """Lock every claim of an article, so that none is decided on or moved meanwhile."""
    session.scalars(
        select(Claim)
        .where(Claim.article_id == article.id)
        .order_by(Claim.id)
        .with_for_update(key_share=True)  # as `lock` does
        .execution_options(populate_existing=True)
    ).all()


def release_claim(session: Session, *, claim: Claim, by: Actor) -> None:
    """Stop working on a claim, so that somebody else can. Raises `MoveRefused`."""
    lock(session, claim)
    before = holding_of(claim)
    move_claim(session, claim=claim, move=Move.RELEASE, by=by)
    record_holding(session, EventKind.CLAIM_RELEASED, claim=claim, before=before, by=by)


def set_priority(session: Session, *, claim: Claim, priority: Priority, by: Actor) -> int | None:
    """Say how much depends on a claim. Returns its line of the record, if that is another.

    Raises `ClaimLocked`.
    """
    lock(session, claim)
    refuse_if_still(claim)
    before = fields_of(claim)
    if before.priority is priority:
        return None
    claim.priority, claim.revision = priority, claim.revision + 1
    session.flush()
    after = replace(before, priority=priority)
    undo = {"before": asdict(before), "after": asdict(after)}
    details = _changed(undo["before"], undo["after"])
    return record_claim(
        session, EventKind.CLAIM_EDITED, claim=claim, by=by, details=details, undo=undo
    )


def withdraw_claim(session: Session, *, claim: Claim, by: Actor) -> int:
    """Take a claim out of the article's account; nothing attached is lost.

    Returns its line of the record. Raises `MoveRefused`.
    """
    lock(session, claim)
    before = status_of(claim)
    move_claim(session, claim=claim, move=Move.WITHDRAW, by=by)
    return record_claim(session, EventKind.CLAIM_WITHDRAWN, claim=claim, by=by, undo=before)


def restore_claim(session: Session, *, claim: Claim, by: Actor) -> None:
    """Bring a withdrawn claim back, as an open one.

    Raises `MoveRefused`, also for a claim that went into another and has no place of its own: it
    gave all of them away, or those that both had are in an older version only.
    """
    lock(session, claim)
    if claim.merged_into_id is not None and not claim.passages:
        raise MoveRefused(
            _(
                "This claim went into another one and stands nowhere itself. "
                "Split that one to have two again. Nothing was changed."
            )
        )
    before = {**status_of(claim), "merged_into": claim.merged_into_id}
    move_claim(session, claim=claim, move=Move.RESTORE, by=by)
    claim.merged_into_id = None
    record_claim(session, EventKind.CLAIM_RESTORED, claim=claim, by=by, undo=before)


def reorder_claim(session: Session, *, claim: Claim, position: int, by: Actor) -> None:
    """Put a claim at a position in the article's order; those in between close up."""
    lock(session, claim.article)
    lock(session, claim)
    before = claim.position
    place_in_order(session, claim, position)
    record_claim(session, EventKind.CLAIM_REORDERED, claim=claim, by=by, undo={"position": before})
