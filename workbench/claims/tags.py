"""Tags of claims: words of the desk's own, by which it finds them again."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workbench.accounts.models import Desk
from workbench.accounts.rules import Actor
from workbench.claims.models import Claim, ClaimTag
from workbench.claims.recording import record_claim
from workbench.db import lock
from workbench.history.rules import EventKind
from workbench.intake.labels import label_key
from workbench.labelling import commonest, spelled


def tag_claim(session: Session, *, claim: Claim, tags: Sequence[str], by: Actor) -> int | None:
    """Give a claim tags, spelled as the desk spells them already.

    Returns its line of the record, if there is a tag that it did not have. Tags are not what a
    verdict stands on, so a claim has them in whatever state.
    """
    lock(session, claim)
    lock(session, session.get_one(Desk, by.desk_id))  # two at once would spell one in two ways
    have = _of_claim(session, claim)
    by_key = spelled(session, ClaimTag.__table__, by.desk_id, tags)
    new = {key: words for key, words in by_key.items() if key not in have}
    if not new:
        return None
    put_tags(session, claim, new)
    details = {"tags": ", ".join(new.values())}
    return record_claim(
        session, EventKind.CLAIM_TAGGED, claim=claim, by=by, details=details, undo={"tags": new}
    )


def untag_claim(session: Session, *, claim: Claim, tags: Sequence[str], by: Actor) -> int | None:
    """Take tags off a claim. Returns its line of the record, if it had one of them."""
    lock(session, claim)
    wanted = {label_key(tag) for tag in tags}
    gone = {key: words for key, words in _of_claim(session, claim).items() if key in wanted}
    if not gone:
        return None
    take_tags_off(session, claim, gone)
    details = {"tags": ", ".join(gone.values())}
    return record_claim(
        session, EventKind.CLAIM_UNTAGGED, claim=claim, by=by, details=details, undo={"tags": gone}
    )


def put_tags(session: Session, claim: Claim, tags: Mapping[str, str]) -> None:
    """Let a claim have these tags, by their keys, besides those that it has."""
    have = _of_claim(session, claim)
    session.add_all(
        ClaimTag(claim_id=claim.id, key=key, desk_id=claim.desk_id, words=words)
        for key, words in tags.items()
        if key not in have
    )
    session.flush()
    session.expire(claim, ["tags"])


def put_new_tags(session: Session, desk_id: int, tags: Mapping[Claim, Sequence[str]]) -> None:
    """Let claims that have none yet have these tags, in the spelling that the desk has for them.

    Whoever calls has the desk locked.
    """
    by_key = spelled(
        session, ClaimTag.__table__, desk_id, [tag for typed in tags.values() for tag in typed]
    )
    session.add_all(
        ClaimTag(claim_id=claim.id, key=key, desk_id=desk_id, words=by_key[key])
        for claim, typed in tags.items()
        for key in {label_key(tag): tag for tag in typed}
    )
    session.flush()


def take_tags_off(session: Session, claim: Claim, keys: Collection[str]) -> None:
    """Let a claim have these tags no more."""
    session.execute(delete(ClaimTag).where(ClaimTag.claim_id == claim.id, ClaimTag.key.in_(keys)))
    session.expire(claim, ["tags"])


def _of_claim(session: Session, claim: Claim) -> dict[str, str]:
    tags = select(ClaimTag.key, ClaimTag.words).where(ClaimTag.claim_id == claim.id)
    return dict(session.execute(tags).all())


def claim_tags_of_desk(session: Session, desk_id: int) -> Sequence[str]:
    """The desk's tags of claims, those of most claims first: the first two hundred."""
    return commonest(session, ClaimTag.__table__, desk_id)


def tags_of_claims(session: Session, claim_ids: Collection[int]) -> Mapping[int, Sequence[str]]:
    """The tags of each of these claims that has any, by claim id."""
    found: dict[int, list[str]] = {}
    chosen = select(ClaimTag.claim_id, ClaimTag.words).where(ClaimTag.claim_id.in_(claim_ids))
    for claim_id, words in session.execute(chosen.order_by(ClaimTag.claim_id, ClaimTag.key)):
        found.setdefault(claim_id, []).append(words)
    return found
