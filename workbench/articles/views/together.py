"""Several articles that were sent together: looked through, then confirmed in one act."""

from collections.abc import Callable, Container, Mapping

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.articles.batches import confirm_batch, discard_together
from workbench.articles.errors import BatchChanged, NothingToCheck
from workbench.articles.forms.several import BatchForm
from workbench.articles.making import Prepared, prepare
from workbench.articles.models import Batch
from workbench.articles.queries import get_batch, imports_of
from workbench.articles.service import file_of
from workbench.articles.views.blueprint import blueprint
from workbench.intake.rules import BODY_KINDS
from workbench.web.database import reading
from workbench.web.submissions import carry_out
from workbench.web.words import said


@blueprint.get("/imports/batches/<int:batch_id>")
@permit(Act.IMPORT)
def batch(batch_id: int) -> ResponseReturnValue:
    """What was read of each file, to be looked through and confirmed."""
    with reading() as session:
        found = get_batch(session, current_actor().desk_id, batch_id)
        return _show(session, found, BatchForm(formdata=None))


@blueprint.post("/imports/batches/<int:batch_id>/confirm")
@permit(Act.IMPORT)
def confirm_ticked(batch_id: int) -> ResponseReturnValue:
    """Make the articles of those ticked, all or none."""
    form = BatchForm()
    prepared = _prepared(batch_id, form.ticked())

    def confirm(session: Session, found: Batch) -> str:
        made = confirm_batch(
            session, batch=found, seen=form.ticked(), prepared=prepared, by=current_actor()
        )
        return ngettext("%(num)d article is imported.", "%(num)d articles are imported.", len(made))

    return carry_out(lambda session: _act(session, batch_id, form, confirm))


@blueprint.post("/imports/batches/<int:batch_id>/discard")
@permit(Act.IMPORT)
def discard_ticked(batch_id: int) -> ResponseReturnValue:
    """Put those ticked away."""
    form = BatchForm()

    def discard(session: Session, found: Batch) -> str:
        number = discard_together(session, batch=found, seen=form.ticked())
        return ngettext("%(num)d preview is discarded.", "%(num)d previews are discarded.", number)

    return carry_out(lambda session: _act(session, batch_id, form, discard))


def _prepared(batch_id: int, seen: Container[int]) -> Mapping[int, Prepared]:
    """What is to be made of those ticked, worked out before anything is held."""
    with reading() as session:
        found = imports_of(session, get_batch(session, current_actor().desk_id, batch_id))
    meant = [kept for kept in found if kept.id in seen and kept.article_id is None]
    return {kept.id: prepare(file_of(kept)) for kept in meant}


def _act(
    session: Session, batch_id: int, form: BatchForm, act: Callable[[Session, Batch], str]
) -> Response:
    """Do it and say so, or show the list with what stands against it."""
    found = get_batch(session, current_actor().desk_id, batch_id)
    if not form.validate():
        return _show(session, found, form, " ".join(map(str, form.seen.errors)), 422)
    try:
        flash(act(session, found), "message")
    except (BatchChanged, NothingToCheck) as error:
        session.rollback()
        return _show(session, found, form, said(error), error.status)
    return redirect(url_for("articles.batch", batch_id=batch_id), 303)


def _show(
    session: Session, found: Batch, form: BatchForm, message: str = "", status: int = 200
) -> Response:
    form.renew_key()
    words = render_template(
        "articles/batch.html",
        batch=found,
        form=form,
        previews=imports_of(session, found),
        body_kinds=BODY_KINDS,
        message=message,
    )
    return make_response(words, status)
