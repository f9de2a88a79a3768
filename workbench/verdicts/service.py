"""Writes about verdicts: drafting, proposing and deciding."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.recording import record_holding
from workbench.claims.rules import Status
from workbench.claims.service import move_claim
from workbench.claims.status import holding_of, refuse_if_locked
from workbench.claims.workflow import Move, next_status
from workbench.db import begin_edit, lock
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.verdicts.checks.blocking import refuse_if_blocked
from workbench.verdicts.deciding import state_beside, supersede_approved
from workbench.verdicts.errors import CommentMissing, NothingStale, VerdictDecided
from workbench.verdicts.models import Review, Verdict
from workbench.verdicts.pairs import note_evidence_used, pair_of
from workbench.verdicts.points import PointFields, add_points, joined
from workbench.verdicts.queries import current_verdict
from workbench.verdicts.recording import record_verdict
from workbench.verdicts.rounds import (
    Reviewing,
    begin_or_go_on,
    end_round,
    open_unread,
    reviewing_of,
    sit,
    situation_of,
)
from workbench.verdicts.rules import About, Decision, Seat, VerdictState
from workbench.verdicts.sight import is_seen
from workbench.verdicts.writing import (
    VerdictFields,
    add_version,
    refuse_incomplete,
    refuse_unread,
    write,
)


def save_draft(
    session: Session, *, claim: Claim, fields: VerdictFields, revision: int, by: Actor
) -> Verdict:
    """Keep a verdict as it is being written. `revision` is 0 when there was none to be seen.

    A verdict that was decided, and another person's draft, are kept as they are; the words go
    into the next version. Raises `EditedMeanwhile`, `ClaimLocked`, `MoveRefused`.
    """
    lock(session, claim)
    return _write_draft(session, claim, fields, revision, by)[0]


def _write_draft(
    session: Session, claim: Claim, fields: VerdictFields, revision: int, by: Actor
) -> tuple[Verdict, Reviewing]:
    refuse_if_locked(claim)
    latest = current_verdict(session, claim)
    reviewing = begin_or_go_on(session, claim, latest)
    situation = situation_of(claim, latest, reviewing)
    # Where a draft may be saved is where it may be proposed.
    next_status(Move.PROPOSE, claim.status, by=by, situation=situation)
    if claim.status is Status.OPEN:
        move_claim(session, claim=claim, move=Move.TAKE, by=by, situation=situation)
    verdict = _draft(session, claim, latest, revision, by)
    sit(session, reviewing, Seat.FIRST, by)
    write(session, claim, verdict, fields, reviewing, by)
    return verdict, reviewing


def _draft(
    session: Session, claim: Claim, latest: Verdict | None, revision: int, by: Actor
) -> Verdict:
    """The draft to write into: the author's own, or a new version after what there is.

    What the author may not see they write past, into a version of their own.
    """
    if latest is None:
        return add_version(session, claim, by)
    if is_seen(latest, by):
        begin_edit(session, latest, revision)
    if latest.state is VerdictState.DRAFT:
        if latest.by_id == by.person_id:
            return latest
        if latest.rating_id is not None:  # what was never rated stays a draft
            latest.state = VerdictState.SUPERSEDED
    return _add_after(session, claim, latest, by)


def _add_after(session: Session, claim: Claim, latest: Verdict, by: Actor) -> Verdict:
    """The revisions count on: whoever saw the latest version has not seen this one."""
    latest.current = False
    session.flush()
    return add_version(session, claim, by, revision=latest.revision + 1)


def propose_verdict(
    session: Session,
    *,
    claim: Claim,
    fields: VerdictFields,
    revision: int,
    read_in: int,
    by: Actor,
) -> Verdict:
    """Save a verdict and put it before the desk's editors.

    `read_in` is the number of the article's version in which the author read the claim.

    Raises `VerdictIncomplete` without rating or summary, `WordsUnread`, and what `save_draft`
    raises.
    """
    refuse_incomplete(fields)
    lock(session, claim)
    refuse_unread(session, claim, read_in)
    verdict, reviewing = _write_draft(session, claim, fields, revision, by)
    situation, before = situation_of(claim, verdict, reviewing), holding_of(claim)
    move_claim(session, claim=claim, move=Move.PROPOSE, by=by, situation=situation)
    verdict.state, verdict.stale_since = VerdictState.PROPOSED, None
    session.flush()
    if claim.status is Status.PROPOSED:
        open_unread(session, reviewing)
        _compare_anew(session, claim, verdict, reviewing)
    note_evidence_used(session, verdict)
    record_verdict(session, EventKind.VERDICT_PROPOSED, claim, verdict, by, before=before)
    return verdict


def _compare_anew(session: Session, claim: Claim, verdict: Verdict, reviewing: Reviewing) -> None:
    """Say of the other reader's verdict whether it still agrees with what is proposed now."""
    pair = pair_of(session, claim) if reviewing.second_id is not None else None
    if pair is None or verdict not in pair.verdicts:
        return
    _own, other = pair.choose(verdict.id)
    if other.state in {VerdictState.CONCURRING, VerdictState.DISSENTING}:
        other.state = state_beside(verdict, other)
        session.flush()


def take_back(session: Session, *, claim: Claim, by: Actor) -> None:
    """Let the author work on a proposed verdict again. Raises `MoveRefused`.

    One that an editor has approved already stays as it was approved; a copy is worked on.
    """
    verdict = _waiting(session, claim)
    before = _move(session, claim, Move.TAKE_BACK, verdict, by)
    if verdict.reviews:
        verdict = _copy(session, claim, verdict, by)
    verdict.state = VerdictState.DRAFT
    verdict.revision += 1
    session.flush()
    record_verdict(session, EventKind.VERDICT_TAKEN_BACK, claim, verdict, by, before=before)


def _copy(session: Session, claim: Claim, verdict: Verdict, by: Actor) -> Verdict:
    verdict.state = VerdictState.SUPERSEDED
    copy = _add_after(session, claim, verdict, by)
    copy.rating, copy.round_id = verdict.rating, verdict.round_id
    copy.summary, copy.rationale = verdict.summary, verdict.rationale
    return copy


def start_review(session: Session, *, claim: Claim, by: Actor) -> None:
    """Take a proposed verdict for review; its author's side is locked. Raises `MoveRefused`."""
    verdict = _waiting(session, claim)
    before = _move(session, claim, Move.START_REVIEW, verdict, by)
    record_verdict(session, EventKind.REVIEW_STARTED, claim, verdict, by, before=before)


def stop_review(session: Session, *, claim: Claim, by: Actor) -> None:
    """Give a verdict back to the queue undecided. Raises `MoveRefused`."""
    verdict = _waiting(session, claim)
    before = _move(session, claim, Move.STOP_REVIEW, verdict, by)
    record_verdict(session, EventKind.REVIEW_STOPPED, claim, verdict, by, before=before)


def approve_verdict(
    session: Session, *, claim: Claim, revision: int, comment: str = "", by: Actor
) -> None:
    """Let a proposed verdict stand, as the editor saw it at `revision`.

    Where the policy wants more approvals than this one, it waits for another editor's. If one was
    given before the claim had its words of now, the verdict stays stale: it was not given on them.
    Raises `MoveRefused` (a second approval, the author's own), `VerdictDecided`, and `Blocked` by a
    check of the desk.
    """
    verdict = _waiting(session, claim, revision)
    before = _move(session, claim, Move.APPROVE, verdict, by)
    refuse_if_blocked(session, claim, verdict)
    if claim.status is not Status.APPROVED:
        _note_decision(verdict, Decision.APPROVED, comment, by)
        session.flush()
        record_verdict(
            session, EventKind.VERDICT_APPROVED_IN_PART, claim, verdict, by, comment, before=before
        )
        return
    stood, stale_since = supersede_approved(session, claim), verdict.stale_since
    verdict.state = VerdictState.APPROVED
    if not _approved_on_other_words(verdict):
        verdict.stale_since = None
    _decide(session, verdict, Decision.APPROVED, comment, by)
    end_round(session, reviewing_of(session, verdict))
    record_verdict(
        session, EventKind.VERDICT_APPROVED, claim, verdict, by, comment,
        before=before, stood=stood, stale_since=stale_since,
    )  # fmt: skip


def _approved_on_other_words(verdict: Verdict) -> bool:
    """Whether an earlier approval was given before the claim had the words that it has now."""
    stale = verdict.stale_since
    return stale is not None and any(review.at <= stale for review in verdict.reviews)


def confirm_verdict(session: Session, *, claim: Claim, revision: int, by: Actor) -> None:
    """Let the verdict that stands hold for the claim's changed words, as seen at `revision`.

    Raises `MoveRefused` (the author's own, none that stands), `VerdictDecided`, and `NothingStale`
    for one whose claim has the words it was given on.
    """
    verdict = _waiting(session, claim, revision)
    if verdict.stale_since is None:
        raise NothingStale(
            _("This verdict was confirmed already, or its words never changed. Nothing was done.")
        )
    before = _move(session, claim, Move.CONFIRM, verdict, by)
    verdict.stale_since = None
    session.flush()
    record_verdict(session, EventKind.VERDICT_CONFIRMED, claim, verdict, by, before=before)


def return_verdict(
    session: Session,
    *,
    claim: Claim,
    revision: int,
    comment: str = "",
    points: Sequence[PointFields] = (),
    by: Actor,
) -> None:
    """Send a proposed verdict back with a comment on it, or points, that say what to do.

    Raises `CommentMissing`, `MoveRefused`, `VerdictDecided`, `PointElsewhere`.
    """
    on_verdict = [PointFields(About.VERDICT, comment)] if comment.strip() else []
    points = [*on_verdict, *points]
    if not points:
        raise CommentMissing(_("Say what is to be done before you return a verdict."))
    verdict = _waiting(session, claim, revision)
    before = _move(session, claim, Move.RETURN, verdict, by)
    verdict.state = VerdictState.RETURNED
    review = _decide(session, verdict, Decision.RETURNED, joined(points), by)
    add_points(session, review=review, claim=claim, points=points)
    said = review.comment
    record_verdict(session, EventKind.VERDICT_RETURNED, claim, verdict, by, said, before=before)


def reopen_claim(session: Session, *, claim: Claim, by: Actor) -> None:
    """Work on a decided claim again; the verdict stands until another is approved.

    Raises `MoveRefused`.
    """
    lock(session, claim)
    before = holding_of(claim)
    move_claim(session, claim=claim, move=Move.REOPEN, by=by)
    record_holding(session, EventKind.CLAIM_REOPENED, claim=claim, before=before, by=by)


def _waiting(session: Session, claim: Claim, revision: int | None = None) -> Verdict:
    """The claim's newest verdict, claim and verdict locked."""
    lock(session, claim)
    verdict = current_verdict(session, claim)
    if verdict is None or (revision is not None and verdict.revision != revision):
        raise VerdictDecided(
            _(
                "The verdict was changed after you opened it. Nothing was decided; "
                "look at it as it stands now."
            )
        )
    return verdict


def _move(
    session: Session, claim: Claim, move: Move, verdict: Verdict, by: Actor
) -> Mapping[str, Any]:
    """A move that depends on who wrote the verdict, read it, and approved it.

    Returns how the claim was held before.
    """
    situation = situation_of(claim, verdict, reviewing_of(session, verdict))
    before = holding_of(claim)
    move_claim(session, claim=claim, move=move, by=by, situation=situation)
    return before


def _decide(
    session: Session, verdict: Verdict, decision: Decision, comment: str, by: Actor
) -> Review:
    review = _note_decision(verdict, decision, comment, by)
    verdict.revision += 1
    session.flush()
    return review


def _note_decision(verdict: Verdict, decision: Decision, comment: str, by: Actor) -> Review:
    """One that is not the last leaves the revision: who reads the verdict sees the same words."""
    review = Review(decision=decision, comment=comment.strip(), by_id=by.person_id)
    verdict.reviews.append(review)
    return review
