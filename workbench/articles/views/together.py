"""Several articles that were sent together: looked through, then confirmed in one act."""

from collections.abc import Callable, Mapping

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.articles.batches import confirm_batch, discard_together
from workbench.articles.errors import BatchChanged, NothingToCheck
from workbench.articles.forms import BatchForm
from workbench.articles.models import Batch
from workbench.articles.queries import get_batch, imports_of
from workbench.articles.views.blueprint import blueprint
from workbench.intake.rules import BODY_KINDS
from workbench.web.database import reading
from workbench.web.submissions import writes
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
@writes
def confirm_ticked(session: Session, batch_id: int) -> ResponseReturnValue:
    """Make the articles of those ticked, all or none."""

    def confirm(found: Batch, seen: Mapping[int, int]) -> str:
        number = len(confirm_batch(session, batch=found, seen=seen, by=current_actor()))
        return ngettext("%(num)d article is imported.", "%(num)d articles are imported.", number)

    return _act(session, batch_id, confirm)


@blueprint.post("/imports/batches/<int:batch_id>/discard")
@permit(Act.IMPORT)
@writes
def discard_ticked(session: Session, batch_id: int) -> ResponseReturnValue:
    """Put those ticked away."""

    def discard(found: Batch, seen: Mapping[int, int]) -> str:
        number = discard_together(session, batch=found, seen=seen)
        return ngettext("%(num)d preview is discarded.", "%(num)d previews are discarded.", number)

    return _act(session, batch_id, discard)


def _act(
    session: Session, batch_id: int, act: Callable[[Batch, Mapping[int, int]], str]
) -> Response:
    """Do it and say so, or show the list with what stands against it."""
    found, form = get_batch(session, current_actor().desk_id, batch_id), BatchForm()
    if not form.validate():
        return _show(session, found, form, " ".join(map(str, form.seen.errors)), 422)
    try:
        flash(act(found, form.ticked()), "message")
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
