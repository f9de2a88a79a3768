"""What the desk shows readers beside its reports, as an admin says it."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.desk_site import edit_site
from workbench.accounts.gate import current_actor, permit
from workbench.accounts.queries import get_desk_site
from workbench.accounts.rules import Act
from workbench.errors import EditedMeanwhile
from workbench.publishing.pages.dress import dress_of
from workbench.screens.desk_site_form import SiteForm
from workbench.web.database import reading
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble, conflict

blueprint = Blueprint("desk_site", __name__)


@blueprint.get("/desk/site")
@permit(Act.ADMINISTER)
def site() -> ResponseReturnValue:
    """The texts and colours as they are."""
    with reading() as session:
        return _show(session, SiteForm.of(get_desk_site(session, current_actor().desk_id)))


@blueprint.post("/desk/site")
@permit(Act.ADMINISTER)
@writes
def save(session: Session) -> ResponseReturnValue:
    """Say something else to readers."""
    actor, form = current_actor(), SiteForm()
    found = get_desk_site(session, actor.desk_id)
    if not form.validate():
        return _show(session, form, Trouble(form))
    fields, revision = form.fields(), form.revision.data
    try:
        edit_site(session, site=found, fields=fields, revision=revision, by=actor)
    except EditedMeanwhile as error:
        return _show(session, form, conflict(form, SiteForm.of(found), error))
    flash(_("The desk’s pages are saved. Readers see them now."), "message")
    return redirect(url_for(".site"), 303)


@blueprint.post("/desk/site/preview")
@permit(Act.ADMINISTER)
def preview() -> ResponseReturnValue:
    """The texts as readers would see them. Nothing is stored."""
    return render_template("desk/site_preview.html", form=SiteForm())


def _show(session: Session, form: SiteForm, trouble: Trouble[SiteForm] | None = None) -> Response:
    if trouble is not None:
        form.renew_key()
    dress = dress_of(session, current_actor().desk_id)
    page = render_template("desk/site.html", form=form, dress=dress, trouble=trouble)
    return make_response(page, trouble.status if trouble else 200)
