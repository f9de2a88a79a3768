"""What the desk shows readers beside its reports, as an admin says it."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.desk_site import choose_logo, edit_site, take_logo_away
from workbench.accounts.errors import LogoRefused
from workbench.accounts.gate import current_actor, permit
from workbench.accounts.logos import read_logo
from workbench.accounts.queries import get_desk_site
from workbench.accounts.rules import Act
from workbench.articles.views.files import files
from workbench.errors import EditedMeanwhile
from workbench.history.service import last_act
from workbench.publishing.pages.dress import dress_of
from workbench.screens.desk_site_form import LogoForm, SiteForm
from workbench.web.database import reading
from workbench.web.submissions import carry_out, writes
from workbench.web.trouble import Trouble, conflict
from workbench.web.undoing import flash_done

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
    flash_done(_("The desk’s pages are saved. Readers see them now."), last_act(session))
    return redirect(url_for(".site"), 303)


@blueprint.post("/desk/site/preview")
@permit(Act.ADMINISTER)
def preview() -> ResponseReturnValue:
    """The texts as readers would see them. Nothing is stored."""
    return render_template("desk/site_preview.html", form=SiteForm())


@blueprint.post("/desk/site/logo")
@permit(Act.ADMINISTER)
def choose() -> ResponseReturnValue:
    """Show another logo. The file is read and kept before anything is held."""
    form = LogoForm()
    if not form.validate():
        return _refused(form)
    try:
        logo = read_logo(form.content())
    except LogoRefused as error:
        form.blame(error)
        return _refused(form)
    sha256 = files().keep(logo.content)
    return carry_out(lambda session: _choose(session, sha256, logo.media_type))


def _choose(session: Session, sha256: str, media_type: str) -> Response:
    actor = current_actor()
    found = get_desk_site(session, actor.desk_id)
    choose_logo(session, site=found, sha256=sha256, media_type=media_type, by=actor)
    flash(_("Readers see the logo now."), "message")
    return redirect(url_for(".site"), 303)


def _refused(logo_form: LogoForm) -> Response:
    with reading() as session:
        form = SiteForm.of(get_desk_site(session, current_actor().desk_id))
        logo_form.renew_key()
        return make_response(_show(session, form, logo_form=logo_form), 422)


@blueprint.post("/desk/site/logo/remove")
@permit(Act.ADMINISTER)
@writes
def take_away(session: Session) -> ResponseReturnValue:
    """Show the desk's name alone."""
    actor = current_actor()
    take_logo_away(session, site=get_desk_site(session, actor.desk_id), by=actor)
    flash(_("Readers see the name alone now."), "message")
    return redirect(url_for(".site"), 303)


def _show(
    session: Session,
    form: SiteForm,
    trouble: Trouble[SiteForm] | None = None,
    logo_form: LogoForm | None = None,
) -> Response:
    if trouble is not None:
        form.renew_key()
    dress = dress_of(session, current_actor().desk_id)
    page = render_template(
        "desk/site.html",
        form=form,
        logo_form=logo_form or LogoForm(formdata=None),
        dress=dress,
        trouble=trouble,
    )
    return make_response(page, trouble.status if trouble else 200)
