"""What people say to each other about a claim: threads, answers, and having said all there is."""

from functools import partial

from flask import redirect
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.discussion.forms import CommentForm
from workbench.discussion.models import Comment, Thread
from workbench.discussion.queries import evidence_to_discuss, get_own_comment, get_thread
from workbench.discussion.queries import verdict_to_discuss as verdict_of
from workbench.discussion.service import (
    answer_thread,
    begin_thread,
    edit_comment,
    put_comment_back,
    remove_comment,
    reopen_thread,
    resolve_thread,
)
from workbench.evidence.models import Evidence
from workbench.screens.workbench import CLAIM, blueprint
from workbench.screens.workbench.answers import address, changed, show_trouble
from workbench.screens.workbench.place import Place, load_place
from workbench.screens.workbench.saving import save_edit
from workbench.verdicts.models import Verdict
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble

THREAD = f"{CLAIM}/threads/<int:thread_id>"
COMMENT = f"{CLAIM}/comments/<int:comment_id>"


@blueprint.post(f"{CLAIM}/threads")
@permit(Act.RESEARCH)
@writes
def discuss_claim(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Say something about the claim."""
    place = load_place(session, current_actor(), article_id, number)
    return _begin(session, place, None, "thread-claim")


@blueprint.post(f"{CLAIM}/evidence/<int:evidence_id>/threads")
@permit(Act.RESEARCH)
@writes
def discuss_evidence(
    session: Session, article_id: int, number: int, evidence_id: int
) -> ResponseReturnValue:
    """Say something about a piece of evidence, also of one that was removed meanwhile."""
    actor = current_actor()
    place = load_place(session, actor, article_id, number)
    piece = evidence_to_discuss(session, place.opened, evidence_id, viewer=actor)
    name = "thread-claim" if piece.removed_at else f"thread-evidence-{piece.id}"
    return _begin(session, place, piece, name)


@blueprint.post(f"{CLAIM}/verdicts/<int:verdict_id>/threads")
@permit(Act.RESEARCH)
@writes
def discuss_verdict(
    session: Session, article_id: int, number: int, verdict_id: int
) -> ResponseReturnValue:
    """Say something about a version of the verdict, also of one that is superseded meanwhile."""
    actor = current_actor()
    place = load_place(session, actor, article_id, number)
    verdict = verdict_of(session, place.opened, verdict_id, viewer=actor)
    return _begin(session, place, verdict, "thread-verdict")


def _begin(session: Session, place: Place, on: Evidence | Verdict | None, name: str) -> Response:
    form = CommentForm()
    if not form.validate():
        return show_trouble(session, place, Trouble(form, name=name))
    comment = begin_thread(
        session, claim=place.opened, on=on, text=form.text.data, by=current_actor()
    )
    return _at(place, comment)


@blueprint.post(f"{THREAD}/comments")
@permit(Act.RESEARCH)
@writes
def answer(session: Session, article_id: int, number: int, thread_id: int) -> ResponseReturnValue:
    """Say something in a thread; one that was resolved meanwhile is open again."""
    place, thread = _thread(session, article_id, number, thread_id)
    form = CommentForm()
    if not form.validate():
        return show_trouble(session, place, Trouble(form, name=f"answer-{thread.id}"))
    comment = answer_thread(session, thread=thread, text=form.text.data, by=current_actor())
    return _at(place, comment)


@blueprint.post(f"{THREAD}/resolve")
@permit(Act.RESEARCH)
@writes
def resolve(session: Session, article_id: int, number: int, thread_id: int) -> ResponseReturnValue:
    """Note that nothing is left to say."""
    place, thread = _thread(session, article_id, number, thread_id)
    resolve_thread(session, thread=thread, by=current_actor())
    return changed(place, [])


@blueprint.post(f"{THREAD}/reopen")
@permit(Act.RESEARCH)
@writes
def open_again(
    session: Session, article_id: int, number: int, thread_id: int
) -> ResponseReturnValue:
    """Note that something is left to say."""
    place, thread = _thread(session, article_id, number, thread_id)
    reopen_thread(session, thread=thread, by=current_actor())
    return changed(place, [])


@blueprint.post(COMMENT)
@permit(Act.RESEARCH)
@writes
def edit_said(
    session: Session, article_id: int, number: int, comment_id: int
) -> ResponseReturnValue:
    """Say something else in one's own comment."""
    place, comment = _own_comment(session, article_id, number, comment_id)
    form = CommentForm()

    def edit() -> None:
        edit_comment(
            session, comment=comment, text=form.text.data, revision=form.revision.data,
            by=current_actor(),
        )  # fmt: skip

    name, saved = f"comment-{comment.id}", partial(CommentForm.of, comment)
    return save_edit(session, place, form, edit, name=name, saved=saved)


@blueprint.post(f"{COMMENT}/remove")
@permit(Act.RESEARCH)
@writes
def remove_said(
    session: Session, article_id: int, number: int, comment_id: int
) -> ResponseReturnValue:
    """Take one's own comment away."""
    place, comment = _own_comment(session, article_id, number, comment_id)
    remove_comment(session, comment=comment, by=current_actor())
    return changed(place, [])


@blueprint.post(f"{COMMENT}/put-back")
@permit(Act.RESEARCH)
@writes
def put_said_back(
    session: Session, article_id: int, number: int, comment_id: int
) -> ResponseReturnValue:
    """Let one's own comment stand again."""
    place, comment = _own_comment(session, article_id, number, comment_id)
    put_comment_back(session, comment=comment, by=current_actor())
    return changed(place, [])


def _thread(session: Session, article_id: int, number: int, thread_id: int) -> tuple[Place, Thread]:
    place = load_place(session, current_actor(), article_id, number)
    return place, get_thread(session, place.opened, thread_id, viewer=current_actor())


def _own_comment(
    session: Session, article_id: int, number: int, comment_id: int
) -> tuple[Place, Comment]:
    place = load_place(session, current_actor(), article_id, number)
    return place, get_own_comment(session, place.opened, comment_id, viewer=current_actor())


def _at(place: Place, comment: Comment) -> Response:
    """The claim, at what was just said."""
    return redirect(address(place, touched="0", _anchor=f"comment-{comment.id}"), 303)
