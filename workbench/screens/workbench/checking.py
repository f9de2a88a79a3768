"""What people do to find out: evidence, verdicts, and an editor's decision."""

from collections.abc import Callable
from functools import partial

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.claims.models import Claim
from workbench.evidence.errors import AboutElsewhere
from workbench.evidence.forms import AddEvidenceForm, EvidenceForm
from workbench.evidence.models import Evidence
from workbench.evidence.queries import get_evidence
from workbench.evidence.service import add_evidence, edit_evidence, remove_evidence
from workbench.screens.workbench import CLAIM, blueprint
from workbench.screens.workbench.answers import changed, changed_claims, show_trouble
from workbench.screens.workbench.place import Place, load_place
from workbench.screens.workbench.saving import save_edit
from workbench.sources.models import Source
from workbench.sources.queries import source_with_url
from workbench.sources.service import add_source
from workbench.sources.sight import get_source, sealed_titled
from workbench.verdicts.errors import Blocked, CommentMissing, PointElsewhere, VerdictDecided
from workbench.verdicts.forms import ReviewForm
from workbench.verdicts.service import (
    approve_verdict,
    confirm_verdict,
    reopen_claim,
    return_verdict,
    start_review,
    stop_review,
    take_back,
)
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble
from workbench.web.words import said


@blueprint.post(f"{CLAIM}/evidence")
@permit(Act.RESEARCH)
@writes
def add_to_claim(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Let a claim use a source, from the library or new."""
    place = load_place(session, current_actor(), article_id, number)
    form = AddEvidenceForm()
    if not form.validate():
        return show_trouble(session, place, Trouble(form, name="add_evidence"))
    source = _source(session, form)
    try:
        added = add_evidence(
            session, claim=place.opened, source=source, fields=form.fields(), by=current_actor()
        )
    except AboutElsewhere as error:
        return show_trouble(session, place, Trouble(form.blame(error), name="add_evidence"))
    if request.form.get("then") == "find":
        words = url_for("words.find", article_id=article_id, number=number, evidence_id=added.id)
        return redirect(words, 303)
    return changed(place, [])


def _source(session: Session, form: AddEvidenceForm) -> Source:
    """The source chosen, the one the desk has for the address, or a new one.

    What somebody sees under a seal by the title typed is no new one: its name would stand openly.
    """
    actor = current_actor()
    if form.source_id.data:
        return get_source(session, actor, form.source_id.data)
    url = form.source_url.data
    known = source_with_url(session, actor, url) if url else None
    known = known or next(iter(sealed_titled(session, actor, form.source_title.data)), None)
    return known or add_source(session, fields=form.source_fields(), by=actor)


@blueprint.post(f"{CLAIM}/evidence/<int:evidence_id>")
@permit(Act.RESEARCH)
@writes
def edit_piece(
    session: Session, article_id: int, number: int, evidence_id: int
) -> ResponseReturnValue:
    """Say something else of a piece of evidence."""
    place = load_place(session, current_actor(), article_id, number)
    evidence = _own_piece(session, place, evidence_id)
    name, form = f"evidence-{evidence.id}", EvidenceForm()

    def edit() -> None:
        edit_evidence(
            session, claim=place.opened, evidence=evidence,
            fields=form.fields(evidence.snapshot_id), revision=form.revision.data,
            by=current_actor(),
        )  # fmt: skip

    try:
        saved = partial(EvidenceForm.of, evidence)
        return save_edit(session, place, form, edit, name=name, saved=saved)
    except AboutElsewhere as error:
        return show_trouble(session, place, Trouble(form.blame(error), name=name))


@blueprint.post(f"{CLAIM}/evidence/<int:evidence_id>/remove")
@permit(Act.RESEARCH)
@writes
def remove_piece(
    session: Session, article_id: int, number: int, evidence_id: int
) -> ResponseReturnValue:
    """Take a piece of evidence off a claim."""
    place = load_place(session, current_actor(), article_id, number)
    evidence = _own_piece(session, place, evidence_id)
    remove_evidence(session, claim=place.opened, evidence=evidence, by=current_actor())
    return changed(place, [])


def _own_piece(session: Session, place: Place, evidence_id: int) -> Evidence:
    """A piece of the claim's evidence whose source somebody sees whole. Raises `NotFound`."""
    found = get_evidence(session, place.opened, evidence_id)
    get_source(session, current_actor(), found.source_id)
    return found


@blueprint.post(f"{CLAIM}/verdict/take-back")
@permit(Act.PROPOSE)
@writes
def withdraw_proposal(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Let the author work on a proposed verdict again."""
    place = load_place(session, current_actor(), article_id, number)
    take_back(session, claim=place.opened, by=current_actor())
    return changed(place, [])


@blueprint.post(f"{CLAIM}/reopen")
@permit(Act.PROPOSE)
@writes
def reopen(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Work on a decided claim again."""
    place = load_place(session, current_actor(), article_id, number)
    reopen_claim(session, claim=place.opened, by=current_actor())
    return changed(place, [])


@blueprint.post(f"{CLAIM}/review")
@permit(Act.REVIEW)
@writes
def begin_review(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Take a proposed verdict for review."""
    place = load_place(session, current_actor(), article_id, number)
    start_review(session, claim=place.opened, by=current_actor())
    return changed(place, [])


@blueprint.post(f"{CLAIM}/review/stop")
@permit(Act.REVIEW)
@writes
def end_review(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Give a verdict back to the queue undecided."""
    place = load_place(session, current_actor(), article_id, number)
    stop_review(session, claim=place.opened, by=current_actor())
    return changed(place, [])


@blueprint.post(f"{CLAIM}/review/approve")
@permit(Act.REVIEW)
@writes
def approve(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Let a proposed verdict stand."""

    def act(claim: Claim, form: ReviewForm) -> None:
        approve_verdict(
            session, claim=claim, revision=form.revision.data, comment=form.all_said(),
            by=current_actor(),
        )  # fmt: skip

    return _decide(session, article_id, number, act)


@blueprint.post(f"{CLAIM}/verdict/confirm")
@permit(Act.REVIEW)
@writes
def confirm(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Let a verdict hold for the words that the claim has now."""
    place = load_place(session, current_actor(), article_id, number)
    form = ReviewForm()
    if not form.validate():
        return show_trouble(session, place, Trouble(form, name="review"))
    confirm_verdict(session, claim=place.opened, revision=form.revision.data, by=current_actor())
    return changed_claims(session, place)


@blueprint.post(f"{CLAIM}/review/return")
@permit(Act.REVIEW)
@writes
def send_back(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Send a proposed verdict back with a comment, or points."""

    def act(claim: Claim, form: ReviewForm) -> None:
        return_verdict(
            session, claim=claim, revision=form.revision.data, comment=form.comment.data,
            points=form.asked(), by=current_actor(),
        )  # fmt: skip

    return _decide(session, article_id, number, act)


def _decide(
    session: Session, article_id: int, number: int, act: Callable[[Claim, ReviewForm], None]
) -> ResponseReturnValue:
    place = load_place(session, current_actor(), article_id, number)
    form = ReviewForm()
    if not form.validate():
        return show_trouble(session, place, Trouble(form, name="review"))
    try:
        act(place.opened, form)
    except (Blocked, CommentMissing, PointElsewhere, VerdictDecided) as error:
        trouble = Trouble(form, said(error), status=error.status, name="review")
        return show_trouble(session, place, trouble)
    return changed(place, [])
