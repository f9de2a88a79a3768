"""Choosing a password anew, for whoever holds a link that an admin made."""

from flask import make_response, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from workbench.accounts.credentials import passwords
from workbench.accounts.forgotten import choose_password, member_of_link
from workbench.accounts.forms import NewPasswordForm
from workbench.accounts.models import Person
from workbench.accounts.queries import open_link
from workbench.accounts.rules import Purpose
from workbench.accounts.views.beginning import begin_session
from workbench.accounts.views.blueprint import blueprint
from workbench.accounts.views.opening import settle, status_of
from workbench.web.database import reading, writing


@blueprint.get("/passwords/<token>")
def forgotten(token: str) -> ResponseReturnValue:
    """Whose password it is, and the form for another."""
    return _show(token, NewPasswordForm(formdata=None))


@blueprint.post("/passwords/<token>")
def choose_anew(token: str) -> ResponseReturnValue:
    """Store the password, and sign in with it in this browser alone."""
    form = NewPasswordForm()
    return settle(lambda: _choose(token, form), lambda _mistake: _show(token, form))


def _choose(token: str, form: NewPasswordForm) -> str | None:
    form.email = _holder(token).email or ""
    if not form.validate():
        return None
    password_hash = passwords().hash(form.new_password.data)
    with writing() as session:
        begin_session(session, choose_password(session, token=token, password_hash=password_hash))
    return "/"


def _holder(token: str) -> Person:
    with reading() as session:
        return member_of_link(session, open_link(session, token, Purpose.NEW_PASSWORD)).person


def _show(token: str, form: NewPasswordForm) -> Response:
    page = render_template("accounts/forgotten.html", token=token, form=form, person=_holder(token))
    return make_response(page, status_of(form))
