"""Claims that are the same, in whatever articles of a desk they stand: groups, one a claim.

A claim that is withdrawn stays in its group and is shown with it when it is restored; one that goes
into another brings it along. What was split off is another claim, and in none. Readers are told
once somebody who may publish confirms what they saw, or notes it themselves where nothing of others
waits to be confirmed, and until one says otherwise.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.orm import Session, aliased

from workbench.accounts.models import Desk
from workbench.accounts.rules import Act, Actor
from workbench.articles.models import Article
from workbench.claims.errors import CannotBeSame, SameOtherwise
from workbench.claims.models import Claim, ClaimGroup, SameClaim
from workbench.claims.recording import record_claim
from workbench.claims.rules import Status
from workbench.db import lock
from workbench.errors import message as _
from workbench.history.rules import EventKind

Groups = Sequence[
    Sequence[int | None]
]  # pairs of a claim's id and its group's, as events keep them


def note_same(session: Session, *, claim: Claim, other: Claim, by: Actor) -> None:
    """Note that two claims are the same; so is each that either was the same as.

    Nothing happens when that is known. Raises `CannotBeSame`.
    """
    _refuse(claim, other)
    _hold(session, claim)
    mine, theirs = groups_of(session, [claim.id]), groups_of(session, [other.id])
    group_id = mine.get(claim.id) or theirs.get(other.id) or _new_group(session, claim)
    joining = _not_in(session, group_id, {claim.id: mine, other.id: theirs})
    if not joining:
        return
    told_at_once = by.may(Act.PUBLISH) and not _waiting_beside(session, [claim.id, other.id])
    _put(session, dict.fromkeys(joining, group_id))
    undo = {"before": list(joining.items()), "after": group_id}
    _record_both(session, EventKind.CLAIMS_SAME, claim, other, undo=undo, by=by)
    if told_at_once:
        _tell(session, claim)


def note_other(session: Session, *, claim: Claim, by: Actor) -> None:
    """Note that a claim is the same as no other. Nothing happens when it is in no group."""
    _hold(session, claim)
    before = groups_of(session, [claim.id])
    if claim.id not in before:
        return
    _put(session, {claim.id: None})
    undo = {"before": list(before.items()), "after": None}
    record_claim(session, EventKind.CLAIM_NOT_SAME, claim=claim, by=by, undo=undo)
    if by.may(Act.PUBLISH):
        _tell_of_none(session, claim)


def confirm_same(session: Session, *, claim: Claim, seen: Collection[int], by: Actor) -> None:
    """Let readers be told of a claim what members noted of it.

    `seen`: the ids of the claims that the editor saw noted as the same. Nothing happens when
    readers are told that. Raises `SameOtherwise` where other claims are noted by now.
    """
    _hold(session, claim)
    if set(seen) != set(session.scalars(_NOTED, {"claim_id": claim.id})):
        raise SameOtherwise(
            _(
                "Something else was noted while this page was open, so readers are told nothing "
                "new. Reload the page and look at what is the same now."
            )
        )
    if _tell(session, claim):
        record_claim(session, EventKind.SAME_CONFIRMED, claim=claim, by=by)


def _tell(session: Session, claim: Claim) -> bool:
    """Tell of a claim's group alone: what was noted in others waits there. Whether there was any.

    Who was taken out of it is told to be the same as nothing.
    """
    mine, waiting = session.get(SameClaim, claim.id), _waiting_beside(session, [claim.id])
    group = mine.group_id if mine else None
    for row in waiting:
        row.told_group_id = group if row.group_id == group else None
    session.flush()
    _sweep(session)
    return bool(waiting)


def _tell_of_none(session: Session, claim: Claim) -> None:
    """Of this claim alone: what is noted of those it leaves was not looked at."""
    own = update(SameClaim).where(SameClaim.claim_id == claim.id)
    session.execute(own.values(told_group_id=None))
    _sweep(session)


def _waiting_beside(session: Session, claim_ids: Collection[int]) -> Sequence[SameClaim]:
    """What waits for an editor of these claims, and of all that are noted or told as the same."""
    rows = session.scalars(select(SameClaim).where(SameClaim.claim_id.in_(claim_ids))).all()
    groups = {group for row in rows for group in (row.group_id, row.told_group_id)} - {None}
    of_groups = or_(SameClaim.group_id.in_(groups), SameClaim.told_group_id.in_(groups))
    return session.scalars(select(SameClaim).where(of_groups, WAITING)).all()


# Of a row: that readers are told otherwise than members noted.
WAITING = SameClaim.group_id.is_distinct_from(SameClaim.told_group_id)
_MINE = aliased(SameClaim)
# The claims that are noted to be the same as one, those withdrawn left out.
_NOTED = (
    select(Claim.id)
    .join(SameClaim, SameClaim.claim_id == Claim.id)
    .join(_MINE, _MINE.group_id == SameClaim.group_id)
    .where(
        _MINE.claim_id == bindparam("claim_id"),
        Claim.id != _MINE.claim_id,
        Claim.status != Status.WITHDRAWN,
    )
)


def bring_group(session: Session, *, claim: Claim, into: Claim) -> Groups:
    """Let a claim that goes into another bring its group, if that one is in none.

    Returns the pair that takes it back.
    """
    _hold(session, into)
    found = groups_of(session, [claim.id, into.id])
    if claim.id not in found or into.id in found:
        return []
    _put(session, {into.id: found[claim.id]})
    return [[into.id, found[claim.id]]]


def put_back(session: Session, before: Groups, after: int | None) -> bool:
    """Put claims back into the groups they were in, unless one of them was moved since.

    The caller holds the desk. Tells whether they were put back.
    """
    ids = [int(claim_id) for claim_id, _group in before if claim_id is not None]
    now = groups_of(session, ids)
    if any(now.get(claim_id) != after for claim_id in ids):
        return False
    _put(session, {claim_id: group for claim_id, group in before if claim_id is not None})
    return True


def groups_of(session: Session, claim_ids: Sequence[int]) -> Mapping[int, int]:
    """The groups of those of these claims that are in one."""
    chosen = select(SameClaim.claim_id, SameClaim.group_id)
    of_these = SameClaim.claim_id.in_(claim_ids), SameClaim.group_id.is_not(None)
    found: Any = session.execute(chosen.where(*of_these)).all()
    return dict(found)


def members_of(session: Session, group_id: int) -> Sequence[int]:
    """The ids of a group's claims."""
    return session.scalars(_MEMBERS, {"group_id": group_id}).all()


_MEMBERS = select(SameClaim.claim_id).where(SameClaim.group_id == bindparam("group_id"))


def waiting_in(session: Session, article: Article) -> Sequence[Claim]:
    """The claims of an article of which readers are told otherwise than members noted."""
    chosen = select(Claim).join(SameClaim, SameClaim.claim_id == Claim.id)
    of_article = chosen.where(
        Claim.article_id == article.id, Claim.status != Status.WITHDRAWN, WAITING
    )
    return session.scalars(of_article.order_by(Claim.number)).all()


def _refuse(claim: Claim, other: Claim) -> None:
    if other.article_id == claim.article_id:
        raise CannotBeSame(
            _("Both stand in this article: merge them instead. Nothing was changed.")
        )
    if not (claim.live and other.live):
        raise CannotBeSame(_("One of them is withdrawn. Nothing was changed."))


def _hold(session: Session, claim: Claim) -> None:
    """The desk: two at once would make two groups of what belongs into one."""
    lock(session, session.get_one(Desk, claim.desk_id))


def _new_group(session: Session, claim: Claim) -> int:
    group = ClaimGroup(desk_id=claim.desk_id)
    session.add(group)
    session.flush()
    return group.id


def _not_in(
    session: Session, group_id: int, known: Mapping[int, Mapping[int, int]]
) -> dict[int, int | None]:
    """Those of two claims, and of their groups, that are in another group than this, or in none."""
    joining: dict[int, int | None] = {}
    for claim_id, groups in known.items():
        own = groups.get(claim_id)
        if own is None:
            joining[claim_id] = None
        elif own != group_id:
            joining.update(dict.fromkeys(members_of(session, own), own))
    return joining


def _put(session: Session, groups: Mapping[int, int | None]) -> None:
    there = session.scalars(select(SameClaim).where(SameClaim.claim_id.in_(groups))).all()
    rows = {row.claim_id: row for row in there}
    for claim_id, group in groups.items():
        row = rows.get(claim_id) or SameClaim(claim_id=claim_id)
        row.group_id = group
        session.add(row)
    session.flush()
    _sweep(session)


def _sweep(session: Session) -> None:
    """Rows that say nothing any more."""
    of_none = SameClaim.group_id.is_(None), SameClaim.told_group_id.is_(None)
    session.execute(delete(SameClaim).where(*of_none))


def _record_both(
    session: Session,
    kind: EventKind,
    claim: Claim,
    other: Claim,
    *,
    undo: dict[str, Any],
    by: Actor,
) -> None:
    """Add a line to the record of each claim; the first claim's knows how to take both back."""
    twin = record_claim(session, kind, claim=other, by=by, details=_naming(claim))
    kept = {**undo, "twin": twin}
    record_claim(session, kind, claim=claim, by=by, details=_naming(other), undo=kept)


def _naming(claim: Claim) -> dict[str, Any]:
    return {"other": claim.number, "title": claim.article.title}
