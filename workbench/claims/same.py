"""Claims that are the same, in whatever articles of a desk they stand: groups, one a claim.

A claim that is withdrawn stays in its group and is shown with it when it is restored; one that goes
into another brings it along. What was split off is another claim, and in none.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from workbench.accounts.models import Desk
from workbench.accounts.rules import Actor
from workbench.claims.errors import CannotBeSame
from workbench.claims.models import Claim, ClaimGroup, SameClaim
from workbench.claims.recording import record_claim
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
    _put(session, dict.fromkeys(joining, group_id))
    undo = {"before": list(joining.items()), "after": group_id}
    _record_both(session, EventKind.CLAIMS_SAME, claim, other, undo=undo, by=by)


def note_other(session: Session, *, claim: Claim, by: Actor) -> None:
    """Note that a claim is the same as no other. Nothing happens when it is in no group."""
    _hold(session, claim)
    before = groups_of(session, [claim.id])
    if claim.id not in before:
        return
    _put(session, {claim.id: None})
    undo = {"before": list(before.items()), "after": None}
    record_claim(session, EventKind.CLAIM_NOT_SAME, claim=claim, by=by, undo=undo)


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
    found: Any = session.execute(chosen.where(SameClaim.claim_id.in_(claim_ids))).all()
    return dict(found)


def members_of(session: Session, group_id: int) -> Sequence[int]:
    """The ids of a group's claims."""
    return session.scalars(_MEMBERS, {"group_id": group_id}).all()


_MEMBERS = select(SameClaim.claim_id).where(SameClaim.group_id == bindparam("group_id"))


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
    session.execute(delete(SameClaim).where(SameClaim.claim_id.in_(groups)))
    session.add_all(
        SameClaim(claim_id=claim_id, group_id=group)
        for claim_id, group in groups.items()
        if group is not None
    )
    session.flush()


def _record_both(
    session: Session,
    kind: EventKind,
    claim: Claim,
    other: Claim,
    *,
    undo: dict[str, Any],
    by: Actor,
) -> None:
    """A line in the record of each article; only the first can be taken back."""
    for one, two, kept in ((other, claim, None), (claim, other, undo)):
        details = {"other": two.number, "title": two.article.title}
        record_claim(session, kind, claim=one, by=by, details=details, undo=kept)
