"""Importing an article: three ways in, a preview to correct, and what came in to take away."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from flask import (
    Blueprint,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.articles.errors import NothingToCheck, OriginalMissing
from workbench.articles.forms import ImportForm, PreviewForm, body_choices
from workbench.articles.incoming import Incoming
from workbench.articles.models import Import
from workbench.articles.preview import preview_of
from workbench.articles.queries import current_version, get_article, get_import
from workbench.articles.service import (
    confirm_import,
    discard_import,
    draft_from_json,
    edit_import,
    keep_import,
    restore_import,
)
from workbench.config import LONGEST_UPLOAD
from workbench.errors import Conflict
from workbench.intake.draft import Draft
from workbench.intake.errors import UnreadableInput
from workbench.intake.fetching import FetchError
from workbench.storage.files import FileStore
from workbench.web.database import reading
from workbench.web.htmx import is_htmx
from workbench.web.site import public_url
from workbench.web.submissions import carry_out, writes
from workbench.web.words import said

# A file over the limit is refused beside its field, so the form around it has to be read first.
LONGEST_REQUEST = 4 * LONGEST_UPLOAD

blueprint = Blueprint("articles", __name__)


@blueprint.url_value_preprocessor
def _take_in_large_files(endpoint: str | None, _values: object) -> None:
    if endpoint == "articles.add":
        request.max_content_length = LONGEST_REQUEST


@blueprint.get("/articles/new")
@permit(Act.IMPORT)
def new() -> ResponseReturnValue:
    """Paste, upload or give an address."""
    return render_template("articles/new.html", form=ImportForm())


@blueprint.post("/articles/new")
@permit(Act.IMPORT)
def add() -> ResponseReturnValue:
    """Read what came in, and keep it as a preview. Fetching and parsing hold up nobody's write."""
    form = ImportForm()
    if not form.validate():
        form.renew_key()
        return _new_again(form, 422)
    try:
        incoming = form.incoming(user_agent=f"workbench (+{public_url()})")
        draft = incoming.read()
    except (UnreadableInput, FetchError) as error:
        form.blame(error)
        return _new_again(form, error.status)
    digest = _files().keep(incoming.data)
    return carry_out(lambda session: _keep(session, incoming, draft, digest))


def _keep(session: Session, incoming: Incoming, draft: Draft, digest: str) -> Response:
    kept = keep_import(
        session,
        draft=draft,
        original_sha256=digest,
        original_name=incoming.name,
        by=current_actor(),
    )
    return redirect(url_for("articles.preview", import_id=kept.id), 303)


def _new_again(form: ImportForm, status: int) -> Response:
    return make_response(render_template("articles/new.html", form=form), status)


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
@writes
def confirm(session: Session, import_id: int) -> ResponseReturnValue:
    """Keep the corrections, and make version 1 of what they say."""
    kept = get_import(session, current_actor().desk_id, import_id)
    form = PreviewForm.sent(draft_from_json(kept.draft))
    if not form.validate():
        return _show(kept, form, 422)
    try:
        edit_import(session, kept=kept, draft=form.edited(), revision=form.revision.data)
        confirm_import(session, kept=kept, by=current_actor())
    except NothingToCheck as error:
        form.form_errors.append(said(error))
        return _show(kept, form, error.status)
    except Conflict as error:
        # Confirmed a moment ago with these very words, by a double click: that is no conflict.
        if kept.article_id is None or form.edited() != draft_from_json(kept.draft):
            return _refused(kept, form, error)
    return _to_article(kept)


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


@blueprint.get("/articles/<int:article_id>/original")
@permit(Act.READ)
def original(article_id: int) -> ResponseReturnValue:
    """The bytes that came in, as a file that no browser opens or runs."""
    with reading() as session:
        article = get_article(session, current_actor().desk_id, article_id)
        version = current_version(session, article)
    if version.original_sha256 is None:
        raise OriginalMissing(_("This article did not come from a file: there is nothing to save."))
    return send_file(
        BytesIO(_files().read(version.original_sha256)),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=version.original_name or f"article-{article_id}",
    )


def _to_article(kept: Import) -> Response:
    return redirect(url_for("workbench.article", article_id=kept.article_id), 303)


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
    differences: Mapping[str, tuple[Any, Any]] | None = None,
) -> Response:
    """The preview with the form as it stands; to htmx without the page around it."""
    form.renew_key()
    words = render_template(
        "articles/_preview.html" if is_htmx() else "articles/preview.html",
        kept=kept,
        form=form,
        preview=preview_of(form.draft, form.kinds),
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


def _files() -> FileStore:
    found: FileStore = current_app.extensions["workbench.files"]
    return found
