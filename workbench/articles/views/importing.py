"""Three ways in: what came is read, and kept as a preview, or as several."""

from collections.abc import Sequence

from flask import make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.articles.batches import RefusedFile, keep_batch
from workbench.articles.forms.arriving import ImportForm
from workbench.articles.incoming import ReadFile, user_agent
from workbench.articles.service import keep_import
from workbench.articles.views.blueprint import blueprint
from workbench.articles.views.files import files
from workbench.articles.views.reading import read_and_keep, read_each
from workbench.intake.errors import UnreadableInput
from workbench.intake.fetching import FetchError
from workbench.web.site import public_url
from workbench.web.submissions import carry_out


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
    if form.several:
        return _add_together(form)
    try:
        incoming = form.incoming(user_agent=user_agent(public_url()))
        file = read_and_keep(incoming, files())
    except (UnreadableInput, FetchError) as error:
        form.blame(error)
        return _new_again(form, error.status)
    return carry_out(lambda session: _keep(session, file))


def _keep(session: Session, file: ReadFile) -> Response:
    kept = keep_import(session, file=file, by=current_actor())
    return redirect(url_for("articles.preview", import_id=kept.id), 303)


def _add_together(form: ImportForm) -> ResponseReturnValue:
    """Those that can be read become previews; if none can, the form says why."""
    read, refused = read_each(form.each_file(), files())
    if not read:
        form.blame_files(refused)
        return _new_again(form, 422)
    return carry_out(lambda session: _keep_together(session, read, refused))


def _keep_together(
    session: Session, read: Sequence[ReadFile], refused: Sequence[RefusedFile]
) -> Response:
    batch = keep_batch(session, read=read, refused=refused, by=current_actor())
    return redirect(url_for("articles.batch", batch_id=batch.id), 303)


def _new_again(form: ImportForm, status: int) -> Response:
    return make_response(render_template("articles/new.html", form=form), status)
