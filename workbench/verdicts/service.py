"""Writes about verdicts: drafting, proposing and deciding."""

from dataclasses import dataclass

from sqlalchemy import insert
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.queries import current_version
from workbench.claims.models import Claim
from workbench.claims.queries import words_in
from workbench.claims.recording import record_claim
from workbench.claims.rules import Move, Status
from workbench.claims.service import move_claim
from workbench.claims.status import refuse_if_locked
from workbench.db import begin_edit, lock, now, plain_write
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.verdicts.errors import (
    CommentMissing,
    NothingStale,
    VerdictDecided,
    VerdictIncomplete,
    WordsUnread,
)
from workbench.verdicts.models import Rating, Review, Verdict, VerdictRevision
from workbench.verdicts.queries import approved_verdict, current_verdict
from workbench.verdicts.rules import Decision, VerdictState


@dataclass(frozen=True)
class VerdictFields:
    """What a verdict says: rating, one-sentence summary, rationale in Markdown."""

    rating: Rating | None
    summary: str = ""
    rationale: str = ""


def save_draft(
    session: Session, *, claim: Claim, fields: VerdictFields, revision: int, by: Actor
) -> Verdict:
    """Keep a verdict as it is being written. `revision` is 0 when there was none to be seen.

    A verdict that was decided, and another person's draft, are kept as they are; the words go
    into the next version. Raises `EditedMeanwhile`, `ClaimLocked`, `MoveRefused`.
    """
    lock(session, claim)
    return _write_draft(session, claim, fields, revision, by)


def _write_draft(
    session: Session, claim: Claim, fields: VerdictFields, revision: int, by: Actor
) -> Verdict:
    refuse_if_locked(claim)
    if claim.status is not Status.RETURNED and claim.status is not Status.IN_PROGRESS:
        move_claim(session, claim=claim, move=Move.TAKE, by=by)
    verdict = _draft(session, claim, revision, by)
    verdict.rating = fields.rating
    verdict.summary, verdict.rationale = fields.summary.strip(), fields.rationale.strip()
    verdict.at = now()
    session.flush()
    _keep_revision(session, verdict, by)
    _record(session, EventKind.VERDICT_DRAFTED, claim, verdict, by)
    return verdict


def _keep_revision(session: Session, verdict: Verdict, by: Actor) -> None:
    said = {
        "verdict_id": verdict.id,
        "revision": verdict.revision,
        "rating_id": verdict.rating_id,
        "summary": verdict.summary,
        "rationale": verdict.rationale,
        "by_id": by.person_id,
        "at": verdict.at,
    }
    plain_write(session, insert(VerdictRevision), said)


def _draft(session: Session, claim: Claim, revision: int, by: Actor) -> Verdict:
    """The draft to write into: the author's own, or a new version after what there is."""
    latest = current_verdict(session, claim)
    if latest is None:
        return _add_version(session, claim, by)
    begin_edit(session, latest, revision)
    if latest.state is VerdictState.DRAFT:
        if latest.by_id == by.person_id:
            return latest
        if latest.rating_id is not None:  # what was never rated stays a draft
            latest.state = VerdictState.SUPERSEDED
    latest.current = False
    session.flush()
    return _add_version(session, claim, by, latest)


def _add_version(
    session: Session, claim: Claim, by: Actor, latest: Verdict | None = None
) -> Verdict:
    """The revisions count on: whoever saw the latest version has not seen this one."""
    number, revision = (latest.number, latest.revision) if latest else (0, 0)
    verdict = Verdict(
        claim_id=claim.id, number=number + 1, revision=revision + 1, by_id=by.person_id
    )
    session.add(verdict)
    return verdict


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
    if fields.rating is None or not fields.summary.strip():
        raise VerdictIncomplete(
            _(
                "A verdict needs a rating and a one-sentence summary before it can be proposed. "
                "What you wrote is still here."
            )
        )
    lock(session, claim)
    _refuse_unread(session, claim, read_in)
    verdict = _write_draft(session, claim, fields, revision, by)
    move_claim(session, claim=claim, move=Move.PROPOSE, by=by, author_id=by.person_id)
    verdict.state, verdict.stale_since = VerdictState.PROPOSED, None
    session.flush()
    _record(session, EventKind.VERDICT_PROPOSED, claim, verdict, by)
    return verdict


def _refuse_unread(session: Session, claim: Claim, read_in: int) -> None:
    """A verdict is given on words; these may have changed while it was being written."""
    newest = current_version(session, claim.article).number
    if read_in == newest:
        return
    if words_in(session, claim, read_in) != words_in(session, claim, newest):
        raise WordsUnread(
            _(
                "The article has a version %(number)s now, and this claim has other words in it. "
                "Nothing was proposed; what you wrote is still here. "
                "Read the words as they are now, then propose again.",
                number=newest,
            )
        )


def take_back(session: Session, *, claim: Claim, by: Actor) -> None:
    """Let the author work on a proposed verdict again. Raises `MoveRefused`."""
    verdict = _waiting(session, claim)
    move_claim(session, claim=claim, move=Move.TAKE_BACK, by=by, author_id=verdict.by_id)
    verdict.state = VerdictState.DRAFT
    verdict.revision += 1
    session.flush()
    _record(session, EventKind.VERDICT_TAKEN_BACK, claim, verdict, by)


def start_review(session: Session, *, claim: Claim, by: Actor) -> None:
    """Take a proposed verdict for review; its author's side is locked. Raises `MoveRefused`."""
    verdict = _waiting(session, claim)
    move_claim(session, claim=claim, move=Move.START_REVIEW, by=by, author_id=verdict.by_id)
    _record(session, EventKind.REVIEW_STARTED, claim, verdict, by)


def stop_review(session: Session, *, claim: Claim, by: Actor) -> None:
    """Give a verdict back to the queue undecided. Raises `MoveRefused`."""
    verdict = _waiting(session, claim)
    move_claim(session, claim=claim, move=Move.STOP_REVIEW, by=by, author_id=verdict.by_id)
    _record(session, EventKind.REVIEW_STOPPED, claim, verdict, by)


def approve_verdict(
    session: Session, *, claim: Claim, revision: int, comment: str = "", by: Actor
) -> None:
    """Let a proposed verdict stand, as the editor saw it at `revision`.

    Raises `MoveRefused` (a second approval, the author's own) and `VerdictDecided`.
    """
    verdict = _waiting(session, claim, revision)
    move_claim(session, claim=claim, move=Move.APPROVE, by=by, author_id=verdict.by_id)
    earlier = approved_verdict(session, claim)
    if earlier is not None:
        earlier.state = VerdictState.SUPERSEDED
        session.flush()
    verdict.state, verdict.stale_since = VerdictState.APPROVED, None
    _decide(session, verdict, Decision.APPROVED, comment, by)
    _record(session, EventKind.VERDICT_APPROVED, claim, verdict, by, comment)


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
    move_claim(session, claim=claim, move=Move.CONFIRM, by=by, author_id=verdict.by_id)
    verdict.stale_since = None
    session.flush()
    _record(session, EventKind.VERDICT_CONFIRMED, claim, verdict, by)


def return_verdict(
    session: Session, *, claim: Claim, revision: int, comment: str, by: Actor
) -> None:
    """Send a proposed verdict back with a comment that says what to do.

    Raises `CommentMissing`, `MoveRefused`, `VerdictDecided`.
    """
    if not comment.strip():
        raise CommentMissing(_("Say what is to be done before you return a verdict."))
    verdict = _waiting(session, claim, revision)
    move_claim(session, claim=claim, move=Move.RETURN, by=by, author_id=verdict.by_id)
    verdict.state = VerdictState.RETURNED
    _decide(session, verdict, Decision.RETURNED, comment, by)
    _record(session, EventKind.VERDICT_RETURNED, claim, verdict, by, comment)


def reopen_claim(session: Session, *, claim: Claim, by: Actor) -> None:
    """Work on a decided claim again; the verdict stands until another is approved.

    Raises `MoveRefused`.
    """
    lock(session, claim)
    move_claim(session, claim=claim, move=Move.REOPEN, by=by)
    record_claim(session, EventKind.CLAIM_REOPENED, claim=claim, by=by)


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


def _decide(
    session: Session, verdict: Verdict, decision: Decision, comment: str, by: Actor
) -> None:
    verdict.reviews.append(Review(decision=decision, comment=comment.strip(), by_id=by.person_id))
    verdict.revision += 1
    session.flush()


def _record(
    session: Session, kind: EventKind, claim: Claim, verdict: Verdict, by: Actor, comment: str = ""
) -> None:
    details = {
        "version": verdict.number,
        "rating": verdict.rating.label if verdict.rating else "",
        "summary": verdict.summary,
    }
    if comment.strip():
        details["comment"] = comment.strip()
    record_claim(session, kind, claim=claim, by=by, details=details)
