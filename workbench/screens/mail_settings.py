"""How often a member wants e-mail about their notices."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.models import Membership
from workbench.accounts.queries import membership_of
from workbench.accounts.rules import Act
from workbench.discussion.forms import MailForm
from workbench.discussion.mail_settings import choose_mail, mail_setting
from workbench.errors import EditedMeanwhile
from workbench.web.database import reading
from workbench.web.site import sends_mail
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble, conflict

blueprint = Blueprint("mail_settings", __name__)


@blueprint.get("/account/mail")
@permit(Act.READ)
def settings() -> ResponseReturnValue:
    """Never, at once, or once a day."""
    with reading() as session:
        membership = membership_of(session, current_actor())
        return _show(session, membership, MailForm.of(mail_setting(session, membership)))


@blueprint.post("/account/mail")
@permit(Act.READ)
@writes
def choose(session: Session) -> ResponseReturnValue:
    """Have it that often from now on."""
    membership, form = membership_of(session, current_actor()), MailForm()
    if not form.validate():
        return _show(session, membership, form, Trouble(form))
    try:
        choose_mail(
            session, membership=membership, every=form.every.data, revision=form.revision.data
        )
    except EditedMeanwhile as error:
        saved = MailForm.of(mail_setting(session, membership))
        return _show(session, membership, form, conflict(form, saved, error))
    flash(_("Your choice is saved."), "message")
    return redirect(url_for(".settings"), 303)


def _show(
    session: Session,
    membership: Membership,
    form: MailForm,
    trouble: Trouble[MailForm] | None = None,
) -> Response:
    if trouble is not None:
        form.renew_key()
    page = render_template(
        "notices/mail.html",
        form=form,
        trouble=trouble,
        email=membership.person.email,
        refused_at=mail_setting(session, membership).refused_at,
        sends_mail=sends_mail(),
        time_zone=time_zone(),
    )
    return make_response(page, trouble.status if trouble else 200)
