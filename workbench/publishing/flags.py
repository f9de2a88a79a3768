"""Claims that are the same as one that was changed in another report: to be looked at by the desk.

A flag is raised when an edition goes out that corrects, updates or withdraws a claim, and when a
report is withdrawn, at each claim that is the same and public elsewhere. It is settled when
somebody looked, or when its own claim is published anew. While it is open, readers are told too.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVarTuple

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim, SameClaim
from workbench.claims.recording import record_claim
from workbench.db import lock, now
from workbench.history.rules import EventKind
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.edition.stored import from_json
from workbench.publishing.models import Edition, Flag, Report
from workbench.publishing.queries import latest_edition_of
from workbench.publishing.rules import ChangeKind

Columns = TypeVarTuple("Columns")


def changed_by(content: EditionContent) -> Mapping[int, ChangeKind]:
    """What an edition changes of its claims, by their numbers, clarifications left out."""
    kinds = {change.claim: ChangeKind(change.kind) for change in content.new_changes}
    return {claim: kind for claim, kind in kinds.items() if kind is not ChangeKind.CLARIFICATION}


def withdrawn_with(content: EditionContent) -> Mapping[int, ChangeKind]:
    """What becomes of an edition's claims, by their numbers, when its report is withdrawn."""
    return {claim.number: ChangeKind.WITHDRAWAL for claim in content.claims}


def raise_flags(
    session: Session, *, edition: Edition, told: Mapping[int, ChangeKind], at: datetime, by: Actor
) -> None:
    """Flag what is the same as claims of an edition, of which it is told what became of them."""
    named = {"article_id": edition.report.article_id, "numbers": list(told)}
    for claim, other in session.execute(_SAME, named).all() if told else ():
        if _is_public(session, claim):
            kind = told[other.number]
            flag = Flag(
                desk_id=claim.desk_id, claim=claim, other=other, edition=edition, kind=kind, at=at
            )
            session.add(flag)
            details = {"other": other.number, "title": other.article.title}
            record_claim(session, EventKind.CLAIM_FLAGGED, claim=claim, by=by, details=details)
    session.flush()


_CHANGED, _MINE, _THEIRS = aliased(Claim), aliased(SameClaim), aliased(SameClaim)
# The claims of other articles that are the same as claims of this one, with those.
_SAME = (
    select(Claim, _CHANGED)
    .join(_THEIRS, _THEIRS.claim_id == Claim.id)
    .join(
        _MINE,
        or_(
            _MINE.group_id == _THEIRS.group_id,
            _MINE.told_group_id == _THEIRS.told_group_id,
        ),
    )
    .join(_CHANGED, _CHANGED.id == _MINE.claim_id)
    .where(
        _CHANGED.article_id == bindparam("article_id"),
        _CHANGED.number.in_(bindparam("numbers", expanding=True)),
        Claim.article_id != _CHANGED.article_id,
    )
    .order_by(Claim.id)
)


def _is_public(session: Session, claim: Claim) -> bool:
    """Whether the newest edition of its report has it, and stands."""
    newest = latest_edition_of(session, claim.article)
    if newest is None or newest.withdrawal is not None:
        return False
    return from_json(newest.content).claim(claim.number) is not None


def settle_flags(session: Session, claim_ids: Iterable[int]) -> int:
    """Close the open flags of claims. Returns how many there were."""
    chosen = select(Flag).where(Flag.claim_id.in_(list(claim_ids)), Flag.settled_at.is_(None))
    found = session.scalars(chosen.with_for_update()).all()
    for flag in found:
        flag.settled_at = now()
    session.flush()
    return len(found)


def look_at_flags(session: Session, *, claim: Claim, by: Actor) -> None:
    """Note that somebody looked at what was changed elsewhere. Nothing happens without a flag."""
    lock(session, claim)
    if settle_flags(session, [claim.id]):
        record_claim(session, EventKind.FLAGS_SETTLED, claim=claim, by=by)


def flags_of_desk(session: Session, desk_id: int, *, limit: int) -> Sequence[Flag]:
    """A desk's open flags, the newest first."""
    chosen = _OPEN.where(Flag.desk_id == desk_id).order_by(Flag.id.desc())
    return session.scalars(chosen.limit(limit)).all()


def count_flags(session: Session, desk_id: int) -> int:
    """How many flags of a desk are open."""
    chosen = select(func.count()).where(Flag.desk_id == desk_id, Flag.settled_at.is_(None))
    return session.scalar(chosen) or 0


def flags_of_claim(session: Session, claim: Claim) -> Sequence[Flag]:
    """A claim's open flags, the newest first."""
    chosen = _OPEN.where(Flag.claim_id == claim.id).order_by(Flag.id.desc())
    return session.scalars(chosen).all()


def told_alone(chosen: Select[*Columns]) -> Select[*Columns]:
    """Of the flags that a statement chooses the open ones of which readers are told."""
    return (
        chosen.join(_MINE, _MINE.claim_id == Flag.claim_id)
        .join(_THEIRS, _THEIRS.claim_id == Flag.other_id)
        .where(Flag.settled_at.is_(None), _MINE.told_group_id == _THEIRS.told_group_id)
    )


def flags_told(session: Session, report: Report) -> Sequence[Flag]:
    """The open flags of a report's claims of which readers are told, as an editor confirmed.

    What an edition had changed that is withdrawn itself is told no more, but for that.
    """
    of_report = _OPEN.join(Flag.claim).where(Claim.article_id == report.article_id)
    chosen = told_alone(of_report)
    found = session.scalars(chosen.order_by(Flag.id.desc())).all()
    return [
        flag
        for flag in found
        if flag.edition.withdrawal is None or flag.kind is ChangeKind.WITHDRAWAL
    ]


_OPEN = (
    select(Flag)
    .where(Flag.settled_at.is_(None))
    .options(
        joinedload(Flag.claim).joinedload(Claim.article),
        joinedload(Flag.other).joinedload(Claim.article),
        joinedload(Flag.edition).joinedload(Edition.report).selectinload(Report.withdrawals),
    )
)
