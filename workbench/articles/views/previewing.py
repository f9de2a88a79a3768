"""The preview of an article: corrected, then confirmed or discarded."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.articles.errors import NothingToCheck
from workbench.articles.forms.correcting import PreviewForm, body_choices
from workbench.articles.making import Prepared, prepare
from workbench.articles.models import Import
from workbench.articles.preview import preview_of
from workbench.articles.queries import get_import
from workbench.articles.remarking import PlacedRemark, placed_remarks
from workbench.articles.sentences import sentences_of
from workbench.articles.service import (
    confirm_import,
    discard_import,
    draft_from_json,
    edit_import,
    file_of,
    restore_import,
)
from workbench.articles.text import compose
from workbench.articles.views.blueprint import blueprint
from workbench.errors import Conflict
from workbench.intake.draft import DraftBlock
from workbench.web.database import reading
from workbench.web.htmx import is_htmx
from workbench.web.joining import Both
from workbench.web.submissions import carry_out, writes
from workbench.web.words import said


@blueprint.get("/imports/<int:import_id>")
@permit(Act.IMPORT)
def preview(import_id: int) -> ResponseReturnValue:
    """What was read, to be corrected and confirmed."""
    with reading() as session:
        kept = get_import(session, current_actor().desk_id, import_id)
    if kept.article_id is not None:
        return _to_article(kept)
    if kept.discarded_at is not None:
        return render_template("articles/discarded.html", kept=kept)
    return _show(kept, PreviewForm.of(draft_from_json(kept.draft), kept.revision))


@blueprint.post("/imports/<int:import_id>")
@permit(Act.IMPORT)
@writes
def save(session: Session, import_id: int) -> ResponseReturnValue:
    """Keep the corrections."""
    kept = get_import(session, current_actor().desk_id, import_id)
    form = PreviewForm.sent(draft_from_json(kept.draft))
    if not form.validate():
        return _show(kept, form, 422)
    try:
        edit_import(session, kept=kept, draft=form.edited(), revision=form.revision.data)
    except Conflict as error:
        return _refused(kept, form, error)
    return redirect(url_for("articles.preview", import_id=kept.id, saved="yes"), 303)


@blueprint.post("/imports/<int:import_id>/confirm")
@permit(Act.IMPORT)
def confirm(import_id: int) -> ResponseReturnValue:
    """Keep the corrections, and make version 1 of what they say."""
    with reading() as session:
        kept = get_import(session, current_actor().desk_id, import_id)
    form = PreviewForm.sent(draft_from_json(kept.draft))
    if not form.validate():
        return _show(kept, form, 422)
    prepared = prepare(replace(file_of(kept), draft=form.edited()))
    return carry_out(lambda session: _confirm(session, import_id, form, prepared))


def _confirm(session: Session, import_id: int, form: PreviewForm, prepared: Prepared) -> Response:
    kept = get_import(session, current_actor().desk_id, import_id)
    try:
        edit_import(session, kept=kept, draft=form.edited(), revision=form.revision.data)
        confirm_import(session, kept=kept, prepared=prepared, by=current_actor())
    except NothingToCheck as error:
        form.form_errors.append(said(error))
        return _show(kept, form, error.status)
    except Conflict as error:
        # Confirmed a moment ago with these very words, by a double click: that is no conflict.
        if kept.article_id is None or form.edited() != draft_from_json(kept.draft):
            return _refused(kept, form, error)
    if kept.batch_id is not None:
        return _to_others(kept)
    return (
        _to_remarks(kept) if any(each.wanted for each in form.draft.remarks) else _to_article(kept)
    )


@blueprint.post("/imports/<int:import_id>/discard")
@permit(Act.IMPORT)
@writes
def discard(session: Session, import_id: int) -> ResponseReturnValue:
    """Put the preview away."""
    kept = get_import(session, current_actor().desk_id, import_id)
    discard_import(session, kept=kept)
    return redirect(url_for("articles.preview", import_id=kept.id), 303)


@blueprint.post("/imports/<int:import_id>/restore")
@permit(Act.IMPORT)
@writes
def restore(session: Session, import_id: int) -> ResponseReturnValue:
    """Take a discarded preview up again."""
    kept = get_import(session, current_actor().desk_id, import_id)
    restore_import(session, kept=kept)
    return redirect(url_for("articles.preview", import_id=kept.id), 303)


def _to_article(kept: Import) -> Response:
    return redirect(url_for("workbench.article", article_id=kept.article_id), 303)


def _to_remarks(kept: Import) -> Response:
    """To what came beside the words, which waits to be accepted or dismissed."""
    return redirect(url_for("remarks.remarks", article_id=kept.article_id), 303)


def _to_others(kept: Import) -> Response:
    """To those that were sent together with it, the next of which waits."""
    return redirect(url_for("articles.batch", batch_id=kept.batch_id), 303)


def _placed(form: PreviewForm) -> Sequence[PlacedRemark]:
    """The remarks beside their words, in the text as it is to be."""
    if not form.draft.remarks:
        return ()
    chosen = zip(form.kinds, form.draft.blocks, strict=True)
    text = compose([DraftBlock(kind, block.text) for kind, block in chosen])
    return placed_remarks(form.draft.remarks, text, sentences_of(text, form.draft.language or "en"))


def _refused(kept: Import, form: PreviewForm, error: Conflict) -> Response:
    """The form again, and beside it what somebody else did to the preview meanwhile."""
    saved = PreviewForm.of(draft_from_json(kept.draft), kept.revision)
    return _show(kept, form, error.status, message=said(error), differences=form.yield_to(saved))


def _show(
    kept: Import,
    form: PreviewForm,
    status: int = 200,
    *,
    message: str = "",
    differences: Mapping[str, Both] | None = None,
) -> Response:
    """The preview with the form as it stands; to htmx without the page around it."""
    form.renew_key()
    words = render_template(
        "articles/_preview.html" if is_htmx() else "articles/preview.html",
        kept=kept,
        form=form,
        preview=preview_of(form.draft, form.kinds),
        remarks=_placed(form),
        body_choices=body_choices(),
        message=message,
        differences=differences or {},
        saved=status == 200 and "saved" in request.args,
    )
    response = make_response(words, status)
    if status != 200:
        response.headers["HX-Retarget"] = "#preview"
        response.headers["HX-Reswap"] = "outerHTML"
    return response
