"""Writes about threads: saying something, saying it otherwise, and having said all there is."""

from typing import Any

from sqlalchemy.orm import Session

from workbench.accounts.models import Person
from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.recording import record_claim
from workbench.db import begin_edit, lock, now
from workbench.discussion.errors import ThreadMoved
from workbench.discussion.models import Comment, Thread
from workbench.discussion.noticing import drop_notices_of, tell
from workbench.discussion.queries import colleagues
from workbench.discussion.rules import About, NoticeKind, mentions
from workbench.discussion.sight import live_round
from workbench.discussion.undoing import way_back
from workbench.errors import message as _
from workbench.evidence.models import Evidence
from workbench.history.rules import EventKind
from workbench.verdicts.models import Verdict


def begin_thread(
    session: Session,
    *,
    claim: Claim,
    on: Evidence | Verdict | None = None,
    text: str,
    by: Actor,
) -> Comment:
    """Say something about a claim, or about evidence or a verdict of it. Locks nothing."""
    thread = Thread(
        desk_id=claim.desk_id,
        claim=claim,
        about=_about(on),
        evidence=on if isinstance(on, Evidence) else None,
        verdict=on if isinstance(on, Verdict) else None,
    )
    session.add(thread)
    session.flush()
    return _say(session, thread, text, by)


def _about(on: Evidence | Verdict | None) -> About:
    if on is None:
        return About.CLAIM
    return About.EVIDENCE if isinstance(on, Evidence) else About.VERDICT


def answer_thread(session: Session, *, thread: Thread, text: str, by: Actor) -> Comment:
    """Say something in a thread. One that was resolved is open again: there is more to say."""
    lock(session, thread)
    if thread.resolved_at is not None:
        reopen_thread(session, thread=thread, by=by)
    answered = {comment.by_id for comment in thread.comments}
    comment = _say(session, thread, text, by)
    mentioned = {person.id for person in comment.mentioned}
    tell(session, NoticeKind.ANSWER, answered - mentioned, claim=thread.claim, by=by, of=comment)
    return comment


def _say(session: Session, thread: Thread, text: str, by: Actor) -> Comment:
    comment = Comment(
        thread_id=thread.id, text=text.strip(), by_id=by.person_id,
        round_id=live_round(session, thread.claim),
    )  # fmt: skip
    session.add(comment)
    session.flush()
    _mention(session, comment, thread.claim, by)
    _record(session, EventKind.COMMENT_POSTED, thread, by)
    return comment


def _mention(session: Session, comment: Comment, claim: Claim, by: Actor) -> None:
    """Note whom a comment names, and tell those whom it did not name before."""
    named = mentions(comment.text, colleagues(session, claim.desk_id))
    before = {person.id for person in comment.mentioned}
    comment.mentioned = [session.get_one(Person, person_id) for person_id in sorted(named)]
    session.flush()
    tell(session, NoticeKind.MENTION, set(named) - before, claim=claim, by=by, of=comment)


def edit_comment(
    session: Session, *, comment: Comment, text: str, revision: int, by: Actor
) -> None:
    """Say something else in a comment. Raises `EditedMeanwhile`.

    While its claim is read blind, others see it again when the round is open.
    """
    begin_edit(session, comment, revision)
    comment.text, comment.edited_at = text.strip(), now()
    comment.round_id = live_round(session, comment.thread.claim) or comment.round_id
    _mention(session, comment, comment.thread.claim, by)
    _record(session, EventKind.COMMENT_EDITED, comment.thread, by)


def remove_comment(session: Session, *, comment: Comment, by: Actor) -> None:
    """Take a comment away: that there was one stays to be seen. Once removed it stays so."""
    lock(session, comment)
    if comment.removed_at is None:
        comment.removed_at, comment.revision = now(), comment.revision + 1
        session.flush()
        drop_notices_of(session, comment)
        _record(session, EventKind.COMMENT_REMOVED, comment.thread, by)


def put_comment_back(session: Session, *, comment: Comment, by: Actor) -> None:
    """Let a comment that was removed stand again. One that stands goes on standing."""
    lock(session, comment)
    if comment.removed_at is not None:
        comment.removed_at, comment.revision = None, comment.revision + 1
        session.flush()
        _record(session, EventKind.COMMENT_PUT_BACK, comment.thread, by)


def resolve_thread(session: Session, *, thread: Thread, by: Actor) -> None:
    """Note that nothing is left to say. Raises `ThreadMoved`."""
    lock(session, thread)
    if thread.resolved_at is not None:
        raise ThreadMoved(_("Somebody resolved this a moment ago. Nothing was changed."))
    thread.resolved_at, thread.resolved_by_id = now(), by.person_id
    thread.revision += 1
    session.flush()
    _record(session, EventKind.THREAD_RESOLVED, thread, by, way_back(thread))


def reopen_thread(session: Session, *, thread: Thread, by: Actor) -> None:
    """Note that something is left to say after all. Raises `ThreadMoved`."""
    lock(session, thread)
    if thread.resolved_at is None:
        raise ThreadMoved(_("Somebody opened this again a moment ago. Nothing was changed."))
    thread.resolved_at, thread.resolved_by_id = None, None
    thread.revision += 1
    session.flush()
    _record(session, EventKind.THREAD_REOPENED, thread, by, way_back(thread))


def _record(
    session: Session, kind: EventKind, thread: Thread, by: Actor, undo: dict[str, Any] | None = None
) -> None:
    """The record says that something was said, and never what."""
    details = {"about": thread.about.value}
    record_claim(session, kind, claim=thread.claim, by=by, details=details, undo=undo)
