"""The end of e-mail, by one press and with no session: for people, and for their mail programs."""

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workbench.accounts.models import Membership
from workbench.discussion.errors import LinkBroken
from workbench.discussion.mail_settings import end_mail, mail_setting
from workbench.discussion.rules import Every
from workbench.discussion.unsubscribing import Unsubscribing
from workbench.errors import message as _
from workbench.web.database import database, reading

blueprint = Blueprint("unsubscribing", __name__)


@blueprint.get("/unsubscribe/<token>")
def ask(token: str) -> ResponseReturnValue:
    """The page with the button: programs that follow links to look at them change nothing."""
    with reading() as session:
        membership = _member(session, token)
        ended = mail_setting(session, membership).every is Every.NEVER
        desk = membership.desk.name
    return render_template("notices/unsubscribe.html", token=token, desk=desk, ended=ended)


@blueprint.post("/unsubscribe/<token>")
def end(token: str) -> ResponseReturnValue:
    """No more e-mail. Sent again it is the same."""
    with database().writing() as session:
        membership = _member(session, token)
        end_mail(session, membership=membership)
        desk = membership.desk.name
    return render_template("notices/unsubscribe.html", token=token, desk=desk, ended=True)


def _member(session: Session, token: str) -> Membership:
    """Whose token it is. Raises `LinkBroken`."""
    secret = str(current_app.config["SECRET_KEY"])
    found = session.get(Membership, Unsubscribing(secret).member(token))
    if found is None:
        raise LinkBroken(_("There is no such member."))
    return found
