"""What the desk says of itself."""

from flask import make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.forms import DeskForm
from workbench.accounts.gate import current_actor, permit
from workbench.accounts.queries import get_desk
from workbench.accounts.rules import Act
from workbench.accounts.service import edit_desk
from workbench.accounts.views.blueprint import blueprint
from workbench.errors import EditedMeanwhile
from workbench.history.service import last_act
from workbench.web.database import reading
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble, conflict
from workbench.web.undoing import flash_done


@blueprint.get("/desk/settings")
@permit(Act.ADMINISTER)
def desk_settings() -> ResponseReturnValue:
    """The desk's name, time zone, method and licence."""
    with reading() as session:
        return _show(DeskForm.of(get_desk(session, current_actor().desk_id)))


@blueprint.post("/desk/settings")
@permit(Act.ADMINISTER)
@writes
def save_settings(session: Session) -> ResponseReturnValue:
    """Say something else of the desk."""
    actor, form = current_actor(), DeskForm()
    desk = get_desk(session, actor.desk_id)
    if not form.validate():
        return _show(form, Trouble(form))
    fields, revision = form.fields(), form.revision.data
    try:
        edit_desk(session, desk=desk, fields=fields, revision=revision, by=actor)
    except EditedMeanwhile as error:
        return _show(form, conflict(form, DeskForm.of(desk), error))
    flash_done(_("The desk’s settings are saved."), last_act(session))
    return redirect(url_for(".desk_settings"), 303)


def _show(form: DeskForm, trouble: Trouble[DeskForm] | None = None) -> Response:
    if trouble is not None:
        form.renew_key()
    page = render_template("accounts/settings.html", form=form, trouble=trouble)
    return make_response(page, trouble.status if trouble else 200)
