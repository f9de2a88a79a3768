"""Bulk acts: one act on several claims that were ticked, told as one and taken back as one.

What is refused of one claim stops none of the others; each refusal is told with its reason.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.models import Sentence
from workbench.articles.queries import current_version
from workbench.claims.assigning import Checker, set_due_day
from workbench.claims.dispositions import set_sentences_aside
from workbench.claims.holding import hold_chosen
from workbench.claims.models import Claim, Passage, Touch
from workbench.claims.rules import Priority, Reason, Status
from workbench.claims.service import set_priority, withdraw_claim
from workbench.claims.tags import tag_claim, untag_claim
from workbench.errors import WorkbenchError
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.verdicts.holding import assign_claim

Does = Callable[[Claim], int | None]


@dataclass(frozen=True)
class Refusal:
    """A claim that stayed as it was, and why."""

    claim: Claim
    why: WorkbenchError


@dataclass(frozen=True)
class Done:
    """What a bulk act came to. `event_id`: its line of the record, none where nothing changed."""

    event_id: int | None
    changed: int
    refused: Sequence[Refusal]


def prioritise_claims(
    session: Session, *, claim_ids: Collection[int], priority: Priority, by: Actor
) -> Done:
    """Say of several claims how much depends on them."""

    def does(claim: Claim) -> int | None:
        return set_priority(session, claim=claim, priority=priority, by=by)

    return _each(session, claim_ids, does, EventKind.PRIORITY_SET, {"priority": priority}, by)


def assign_claims(
    session: Session, *, claim_ids: Collection[int], to: Checker, due_on: str = "", by: Actor
) -> Done:
    """Let somebody check several claims, until a day if one is given."""

    def does(claim: Claim) -> int | None:
        return assign_claim(session, claim=claim, to=to, due_on=due_on, by=by)

    return _each(session, claim_ids, does, EventKind.CLAIMS_ASSIGNED, {"to": to.name}, by)


def set_due_days(session: Session, *, claim_ids: Collection[int], due_on: str, by: Actor) -> Done:
    """Say until which day several claims are to be done."""

    def does(claim: Claim) -> int | None:
        return set_due_day(session, claim=claim, due_on=due_on, by=by)

    return _each(session, claim_ids, does, EventKind.DUE_DAYS_SET, {"due_on": due_on}, by)


def tag_claims(
    session: Session, *, claim_ids: Collection[int], tags: Sequence[str], by: Actor
) -> Done:
    """Give several claims tags."""

    def does(claim: Claim) -> int | None:
        return tag_claim(session, claim=claim, tags=tags, by=by)

    return _each(session, claim_ids, does, EventKind.CLAIMS_TAGGED, {"tags": ", ".join(tags)}, by)


def untag_claims(
    session: Session, *, claim_ids: Collection[int], tags: Sequence[str], by: Actor
) -> Done:
    """Take tags off several claims."""

    def does(claim: Claim) -> int | None:
        return untag_claim(session, claim=claim, tags=tags, by=by)

    words = {"tags": ", ".join(tags)}
    return _each(session, claim_ids, does, EventKind.CLAIMS_UNTAGGED, words, by)


def set_claims_aside(
    session: Session, *, claim_ids: Collection[int], reason: Reason, by: Actor
) -> Done:
    """Withdraw several claims, and set aside with a reason what no other claim of theirs covers.

    A claim that waits for a decision is refused, as when it is withdrawn by itself.
    """
    claims = hold_chosen(session, by.desk_id, claim_ids)
    acts, refused = _try(session, claims, partial(_withdraw, session, by))
    stayed = [refusal.claim for refusal in refused]
    gone = [claim for claim in claims if claim not in stayed]
    for _article_id, group in groupby(sorted(gone, key=_of_article), key=_of_article):
        acts += _set_words_aside(session, list(group), reason, by)
    changed = len(claims) - len(refused)
    details = {"reason": reason, "number": changed}
    event_id = _record(session, EventKind.CLAIMS_SET_ASIDE, acts, details, by)
    return Done(event_id, changed, refused)


def _withdraw(session: Session, by: Actor, claim: Claim) -> int:
    return withdraw_claim(session, claim=claim, by=by)


def _of_article(claim: Claim) -> int:
    return claim.article_id


def _set_words_aside(
    session: Session, claims: Sequence[Claim], reason: Reason, by: Actor
) -> list[int]:
    """Set aside the sentences of one article in which these claims, now withdrawn, stood alone."""
    version = current_version(session, claims[0].article)
    sentences = _left_uncovered(session, version.id, [claim.id for claim in claims])
    if not sentences:
        return []
    return [set_sentences_aside(session, version, sentences, reason, by)]


def _left_uncovered(
    session: Session, version_id: int, claim_ids: Sequence[int]
) -> Sequence[Sentence]:
    """The body sentences of a version that these claims touch, and no live claim does."""
    touched = select(Touch.sentence_id).join(Passage, Passage.id == Touch.passage_id)
    own = touched.where(Passage.version_id == version_id, Passage.claim_id.in_(claim_ids))
    live = touched.join(Claim, Claim.id == Passage.claim_id).where(
        Passage.version_id == version_id, Claim.status != Status.WITHDRAWN
    )
    return session.scalars(
        select(Sentence)
        .where(Sentence.id.in_(own), Sentence.id.not_in(live), Sentence.body)
        .order_by(Sentence.position)
    ).all()


def _each(
    session: Session,
    claim_ids: Collection[int],
    does: Does,
    kind: EventKind,
    details: dict[str, str],
    by: Actor,
) -> Done:
    """Do something to each of the claims, and say in one line what it came to."""
    claims = hold_chosen(session, by.desk_id, claim_ids)
    acts, refused = _try(session, claims, does)
    event_id = _record(session, kind, acts, {**details, "number": len(acts)}, by)
    return Done(event_id, len(acts), refused)


def _try(session: Session, claims: Sequence[Claim], does: Does) -> tuple[list[int], list[Refusal]]:
    """Lines of what was done, and refusals. A claim that is as it should be is neither."""
    acts: list[int] = []
    refused = []
    for claim in claims:
        try:
            with session.begin_nested():
                act = does(claim)
        except WorkbenchError as error:
            refused.append(Refusal(claim, error))
            continue
        acts += [] if act is None else [act]
    return acts, refused


def _record(
    session: Session, kind: EventKind, acts: Sequence[int], details: dict[str, object], by: Actor
) -> int | None:
    if not acts:
        return None
    return record(session, kind, by=by, details=details, undo={"acts": list(acts)})
