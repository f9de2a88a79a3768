"""How an act on the way of a claim is taken back, as long as nobody went on from it.

A decision is never unmade: the verdict that was decided stays with it in the history, and the same
words wait once more as the next version.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from workbench.accounts.rules import Act, Actor
from workbench.claims.errors import CannotUndo
from workbench.claims.models import Claim
from workbench.claims.status import holding_of, put_holding_back
from workbench.db import lock, now
from workbench.errors import message as _
from workbench.evidence.undo import refuse_if
from workbench.history.models import Event
from workbench.history.queries import published_since, worked_on_since
from workbench.history.rules import EventKind
from workbench.verdicts.models import Verdict
from workbench.verdicts.pairs import note_evidence_used
from workbench.verdicts.queries import current_verdict
from workbench.verdicts.recording import keep_revision
from workbench.verdicts.rounds import go_on_with_round, reviewing_of
from workbench.verdicts.rules import VerdictState
from workbench.verdicts.writing import add_version


def _unmove(session: Session, event: Event, _by: Actor) -> None:
    """The claim is again whose it was, in the status that it had, due when it was."""
    claim = session.get_one(Claim, event.claim_id)
    lock(session, claim)
    before, after = _undo(event)["before"], _undo(event)["after"]
    day = before["due_on"] if claim.due_on == after["due_on"] else claim.due_on
    refuse_if({**holding_of(claim), "due_on": day} != {**after, "due_on": day})
    put_holding_back(claim, {**before, "due_on": day})


def _unset_due_day(session: Session, event: Event, _by: Actor) -> None:
    """The day it had before, unless somebody set another since."""
    claim = session.get_one(Claim, event.claim_id)
    lock(session, claim)
    refuse_if(claim.due_on != _undo(event)["after"]["due_on"])
    claim.due_on = _undo(event)["before"]["due_on"]


def _unpropose(session: Session, event: Event, _by: Actor) -> None:
    """The verdict is a draft again, with every word of it."""
    claim = _claim(session, event)
    verdict = _current(session, claim, event)
    put_holding_back(claim, _undo(event)["before"])
    verdict.state, verdict.revision = VerdictState.DRAFT, verdict.revision + 1


def _propose_again(session: Session, event: Event, _by: Actor) -> None:
    """The verdict waits for an editor again, as it was put before them."""
    claim = _claim(session, event)
    verdict = _current(session, claim, event)
    put_holding_back(claim, _undo(event)["before"])
    verdict.state, verdict.revision = VerdictState.PROPOSED, verdict.revision + 1


def _undecide(session: Session, event: Event, by: Actor) -> None:
    """The same words wait for a decision again; the one that was made stays where it was."""
    _refuse_unless_may(by, Act.REVIEW)
    claim = _claim(session, event)
    refuse_if(published_since(session, event))
    decided = _current(session, claim, event)
    _refuse_if_others_decided(decided, by)
    decided.current = False
    if decided.state is not VerdictState.RETURNED:
        decided.state = VerdictState.SUPERSEDED
    session.flush()
    go_on_with_round(session, reviewing_of(session, decided))
    _let_stand_again(session, _undo(event).get("stood"))
    again = _put_again(session, claim, decided, by)
    again.stale_since = decided.stale_since or _stale_before(event)
    put_holding_back(claim, _undo(event)["before"])


def _let_stand_again(session: Session, verdict_id: int | None) -> None:
    """The verdict that stood until the approval does so again."""
    if verdict_id is not None:
        session.get_one(Verdict, verdict_id).state = VerdictState.APPROVED
        session.flush()


def _stale_before(event: Event) -> datetime | None:
    """Since when an approval that says nothing of it any more was of changed words."""
    told = _undo(event).get("stale_since")
    return datetime.fromisoformat(told) if told else None


def _put_again(session: Session, claim: Claim, decided: Verdict, by: Actor) -> Verdict:
    """The next version of a verdict, of the same author and words, that nobody has decided on."""
    again = add_version(session, claim, by, revision=decided.revision + 1)
    again.rating_id, again.round_id = decided.rating_id, decided.round_id
    again.summary, again.rationale = decided.summary, decided.rationale
    again.by_id, again.at, again.reading = decided.by_id, decided.at, decided.reading
    again.state = VerdictState.PROPOSED
    session.flush()
    keep_revision(session, again, by)
    note_evidence_used(session, again)
    return again


def _unconfirm(session: Session, event: Event, by: Actor) -> None:
    """The verdict is stale again."""
    _refuse_unless_may(by, Act.REVIEW)
    verdict = _current(session, _claim(session, event), event)
    refuse_if(published_since(session, event))
    verdict.stale_since, verdict.revision = now(), verdict.revision + 1


def _unreopen(session: Session, event: Event, _by: Actor) -> None:
    """What was decided stands again, unless readers were told otherwise since."""
    claim = _claim(session, event)
    refuse_if(published_since(session, event))
    put_holding_back(claim, _undo(event)["before"])


def _claim(session: Session, event: Event) -> Claim:
    """The claim, on which nobody did anything since."""
    claim = session.get_one(Claim, event.claim_id)
    lock(session, claim)
    refuse_if(worked_on_since(session, event, claim.id))
    return claim


def _current(session: Session, claim: Claim, event: Event) -> Verdict:
    verdict = current_verdict(session, claim)
    refuse_if(verdict is None or verdict.id != _undo(event)["verdict"])
    assert verdict is not None  # noqa: S101 - refuse_if raised otherwise
    lock(session, verdict)
    return verdict


def _undo(event: Event) -> Mapping[str, Any]:
    return event.undo or {}


def _refuse_if_others_decided(verdict: Verdict, by: Actor) -> None:
    """A new version would be without their approvals."""
    if any(review.by_id != by.person_id for review in verdict.reviews):
        raise CannotUndo(
            _(
                "Other editors have approved this verdict too, so it is not unmade in one step. "
                "Nothing was changed; reopen the claim, or return the verdict."
            )
        )


def _refuse_unless_may(by: Actor, act: Act) -> None:
    if not by.may(act):
        raise CannotUndo(_("Your role on this desk does not allow this any more. Ask an admin."))


INVERSES: Mapping[str, Callable[[Session, Event, Actor], None]] = {
    EventKind.CLAIM_TAKEN: _unmove,
    EventKind.CLAIM_RELEASED: _unmove,
    EventKind.CLAIM_ASSIGNED: _unmove,
    EventKind.CLAIM_HANDED_OVER: _unmove,
    EventKind.DUE_DAY_SET: _unset_due_day,
    EventKind.CLAIM_REOPENED: _unreopen,
    EventKind.VERDICT_PROPOSED: _unpropose,
    EventKind.VERDICT_TAKEN_BACK: _propose_again,
    EventKind.READING_HANDED_IN: _unpropose,
    EventKind.READING_TAKEN_BACK: _propose_again,
    EventKind.REVIEW_STARTED: _unmove,
    EventKind.REVIEW_STOPPED: _unmove,
    EventKind.VERDICT_APPROVED: _undecide,
    EventKind.VERDICT_APPROVED_IN_PART: _undecide,
    EventKind.VERDICT_RETURNED: _undecide,
    EventKind.VERDICT_CONFIRMED: _unconfirm,
}
