"""Signing in with a password, and signing out."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.credentials import person_who_knows
from workbench.accounts.errors import TooManyAttempts, WrongCredentials
from workbench.accounts.forms import SignInForm
from workbench.accounts.gate import signed_in
from workbench.accounts.kept import kept_from
from workbench.accounts.queries import memberships_of
from workbench.accounts.views.beginning import begin_session, end_session
from workbench.accounts.views.blueprint import blueprint
from workbench.errors import WorkbenchError
from workbench.web.database import writing
from workbench.web.navigation import own_path


@blueprint.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """The way in."""
    wanted = _wanted(request.args.get("next"))
    if signed_in() is not None:
        return redirect(wanted, 303)
    return _show(SignInForm(formdata=None, data={"next": wanted}))


@blueprint.post("/sign-in")
def enter() -> ResponseReturnValue:
    """Let in whoever knows the password, to where they wanted to go."""
    form = SignInForm()
    if not form.validate():
        return _show(form, status=422)
    try:
        person_id = person_who_knows(form.email.data, form.password.data)
        with writing() as session:
            _begin(session, person_id)
    except (WrongCredentials, TooManyAttempts) as error:
        return _show(form, error)
    return _onwards(form)


def _begin(session: Session, person_id: int) -> None:
    """Sign in to the first desk of a person; to the others they switch."""
    memberships = memberships_of(session, person_id)
    if not memberships:
        raise WrongCredentials(_("You are not on a desk any more. Ask an admin to invite you."))
    begin_session(session, memberships[0])


def _onwards(form: SignInForm) -> ResponseReturnValue:
    kept = kept_from(form.kept.data)
    if kept is None:
        return redirect(_wanted(form.next.data), 303)
    return render_template("accounts/kept.html", kept=kept)


def _wanted(value: str | None) -> str:
    """Where to go: never to a door, which would only lead here again."""
    path = own_path(value)
    return "/" if path.startswith(("/sign-", "/enter/", "/first-run")) else path


def _show(form: SignInForm, error: WorkbenchError | None = None, status: int = 200) -> Response:
    kept = kept_from(form.kept.data)
    page = render_template("accounts/sign_in.html", form=form, kept=kept, error=error)
    return make_response(page, error.status if error else status)


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session of this browser, and forget everything its cookie holds."""
    with writing() as session:
        end_session(session)
    cookie.clear()
    flash(_("You are signed out."), "message")
    return redirect(url_for(".sign_in"), 303)
