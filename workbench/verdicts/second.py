"""The second reader of a claim: takes the seat, writes, hands in; then both verdicts are opened."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.recording import record_claim
from workbench.claims.service import move_claim
from workbench.claims.status import refuse_if_still
from workbench.claims.workflow import Move
from workbench.db import begin_edit, lock
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.verdicts.errors import VerdictDecided
from workbench.verdicts.models import Verdict
from workbench.verdicts.pairs import note_evidence_used
from workbench.verdicts.queries import current_verdict
from workbench.verdicts.recording import record_verdict
from workbench.verdicts.rounds import (
    Reviewing,
    open_round,
    reviewing_of,
    sit,
    situation_of,
    stand,
)
from workbench.verdicts.rules import Seat, VerdictState
from workbench.verdicts.writing import (
    VerdictFields,
    add_version,
    refuse_incomplete,
    refuse_unread,
    write,
)


def take_second_seat(session: Session, *, claim: Claim, by: Actor) -> None:
    """Become a claim's second reader. Raises `MoveRefused`."""
    first, reviewing = _read_first(session, claim)
    _take_seat(session, claim, first, reviewing, by)


def leave_second_seat(session: Session, *, claim: Claim, by: Actor) -> None:
    """Let somebody else be the second reader; what was written stays. Raises `MoveRefused`."""
    first, reviewing = _read_first(session, claim)
    situation = situation_of(claim, first, reviewing)
    move_claim(session, claim=claim, move=Move.STAND, by=by, situation=situation)
    stand(session, reviewing, Seat.SECOND)
    record_claim(session, EventKind.SECOND_SEAT_LEFT, claim=claim, by=by)


def free_second_seat(session: Session, *, claim: Claim, by: Actor) -> None:
    """Let somebody else be the second reader than who is; what they wrote stays theirs.

    Raises `MoveRefused`.
    """
    first, reviewing = _read_first(session, claim)
    sitting = reviewing.sitting(Seat.SECOND)
    situation = situation_of(claim, first, reviewing)
    move_claim(session, claim=claim, move=Move.FREE_SEAT, by=by, situation=situation)
    stand(session, reviewing, Seat.SECOND)
    details = {"reader": sitting.person.name if sitting else ""}
    record_claim(session, EventKind.SECOND_SEAT_LEFT, claim=claim, by=by, details=details)


def save_second(
    session: Session, *, claim: Claim, fields: VerdictFields, revision: int, by: Actor
) -> Verdict:
    """Keep the second reader's verdict as it is being written; the seat is taken if it is free.

    `revision` is 0 when there was none to be seen. Raises `EditedMeanwhile`, `MoveRefused`, and
    `ClaimLocked` for who is seated while the claim is withdrawn.
    """
    first, reviewing = _read_first(session, claim)
    return _write(session, claim, first, reviewing, fields, revision, by)


def hand_in_second(
    session: Session,
    *,
    claim: Claim,
    fields: VerdictFields,
    revision: int,
    read_in: int,
    by: Actor,
) -> Verdict:
    """Save the second reader's verdict, and let everybody see both.

    Where the ratings agree, the first goes before the editors; else the claim is disagreed.
    Raises `VerdictIncomplete`, `WordsUnread`, and what `save_second` raises.
    """
    refuse_incomplete(fields)
    first, reviewing = _read_first(session, claim)
    refuse_unread(session, claim, read_in)
    second = _write(session, claim, first, reviewing, fields, revision, by)
    agree = first.label == second.label
    situation = situation_of(claim, first, reviewing_of(session, first), agree=agree)
    openly = reviewing.was_shown
    move_claim(session, claim=claim, move=Move.CONCLUDE, by=by, situation=situation)
    second.state = VerdictState.CONCURRING if agree else VerdictState.PROPOSED
    second.stale_since = None
    session.flush()
    record_verdict(session, EventKind.VERDICT_PROPOSED, claim, second, by)
    open_round(session, reviewing)
    note_evidence_used(session, second)
    _record_opened(session, claim, first, second, by, openly=openly)
    return second


def second_verdict_on(session: Session, claim: Claim, by: Actor) -> Verdict | None:
    """What somebody wrote as a claim's second reader in the round it is in."""
    return second_verdict(session, reviewing_of(session, current_verdict(session, claim)), by)


def second_verdict(session: Session, reviewing: Reviewing, by: Actor) -> Verdict | None:
    """What somebody wrote as the second reader in a round."""
    if reviewing.round is None or by.person_id is None:
        return None
    own = _SECOND.where(Verdict.round_id == reviewing.round.id, Verdict.by_id == by.person_id)
    return session.scalars(own).first()


_SECOND = select(Verdict).where(Verdict.reading == Seat.SECOND).order_by(Verdict.id.desc()).limit(1)


def _read_first(session: Session, claim: Claim) -> tuple[Verdict, Reviewing]:
    """The claim, locked, with its first reader's verdict."""
    lock(session, claim)
    first = current_verdict(session, claim)
    if first is None:
        raise VerdictDecided(_("There is no first verdict on this claim, so nobody reads second."))
    return first, reviewing_of(session, first)


def _take_seat(
    session: Session, claim: Claim, first: Verdict, reviewing: Reviewing, by: Actor
) -> None:
    situation = situation_of(claim, first, reviewing)
    move_claim(session, claim=claim, move=Move.SIT, by=by, situation=situation)
    sit(session, reviewing, Seat.SECOND, by)
    record_claim(session, EventKind.SECOND_SEAT_TAKEN, claim=claim, by=by)


def _write(
    session: Session,
    claim: Claim,
    first: Verdict,
    reviewing: Reviewing,
    fields: VerdictFields,
    revision: int,
    by: Actor,
) -> Verdict:
    """Once seated, somebody may go on writing also while the first reader mends the verdict."""
    seated = by.person_id is not None and by.person_id == reviewing.second_id
    if seated and reviewing.second_missing:
        refuse_if_still(claim, adding=True)
    else:
        _take_seat(session, claim, first, reviewing, by)
    verdict = second_verdict(session, reviewing, by)
    if verdict is None:
        verdict = add_version(session, claim, by, reading=Seat.SECOND)
    else:
        begin_edit(session, verdict, revision)
    write(session, claim, verdict, fields, reviewing, by)
    return verdict


def _record_opened(
    session: Session, claim: Claim, first: Verdict, second: Verdict, by: Actor, *, openly: bool
) -> None:
    """The record tells now what it kept back, and of what it could not."""
    details = {
        "first": first.label,
        "second": second.label,
        "first_summary": first.summary,
        "second_summary": second.summary,
        **({"openly": True} if openly else {}),
    }
    record_claim(session, EventKind.READINGS_OPENED, claim=claim, by=by, details=details)
