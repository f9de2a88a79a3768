"""A person's own page: password, signed-in browsers, and the desk they are on."""

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.browsers import browser_words
from workbench.accounts.credentials import passwords, person_who_knows
from workbench.accounts.errors import SignedOut, TooManyAttempts, WrongCredentials
from workbench.accounts.forms import PasswordForm
from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.models import Person, SignIn
from workbench.accounts.queries import (
    get_membership_of,
    get_sign_in,
    live_sign_in,
    memberships_of,
    sign_ins_of,
)
from workbench.accounts.rules import Act
from workbench.accounts.sessions import change_password, revoke, revoke_others
from workbench.accounts.views.beginning import begin_session
from workbench.accounts.views.blueprint import blueprint
from workbench.errors import WorkbenchError
from workbench.web.database import reading, writing
from workbench.web.submissions import writes


@blueprint.get("/account")
@permit(Act.READ)
def account() -> ResponseReturnValue:
    """Who am I, where am I signed in, and which desks am I on."""
    with reading() as session:
        return _show(session)


def _show(
    session: Session, form: PasswordForm | None = None, error: WorkbenchError | None = None
) -> Response:
    person, present = _person(session), _present(session)
    page = render_template(
        "accounts/account.html",
        person=person,
        present=present,
        sign_ins=sign_ins_of(session, person.id),
        memberships=memberships_of(session, person.id),
        form=form or PasswordForm(formdata=None, email=person.email or ""),
        error=error,
        browser_words=browser_words,
        time_zone=time_zone(),
    )
    if error is not None:
        return make_response(page, error.status)
    return make_response(page, 200 if form is None else 422)


@blueprint.post("/account/password")
@permit(Act.READ)
def choose_password() -> ResponseReturnValue:
    """Change the password, and sign out every other browser."""
    with reading() as session:
        email = _person(session).email or ""
    form = PasswordForm(email=email)
    try:
        if form.validate():
            return _change(email, form)
    except TooManyAttempts as error:
        return _show_again(form, error)
    except WrongCredentials:
        form.password.errors = [_("This is not your present password.")]
    return _show_again(form)


def _show_again(form: PasswordForm, error: WorkbenchError | None = None) -> Response:
    with reading() as session:
        return _show(session, form, error)


def _change(email: str, form: PasswordForm) -> Response:
    try:
        person_who_knows(email, form.password.data)
    except WrongCredentials:
        _refuse_unless_done(form.new_password.data)
    else:
        password_hash = passwords().hash(form.new_password.data)
        with writing() as session:
            person, kept = _person(session), _present(session)
            change_password(session, person=person, password_hash=password_hash, kept=kept)
    flash(_("Your password is changed. Every other browser is signed out."), "message")
    return redirect(url_for(".account"), 303)


def _refuse_unless_done(password: str) -> None:
    """A double click asks twice: the second time the new password is the present one."""
    with reading() as session:
        stored = _person(session).password_hash
    if not passwords().matches(stored, password):
        raise WrongCredentials


@blueprint.post("/account/browsers/<int:sign_in_id>/sign-out")
@permit(Act.READ)
@writes
def sign_out_browser(session: Session, sign_in_id: int) -> ResponseReturnValue:
    """Sign one browser out."""
    revoke(session, sign_in=get_sign_in(session, _person(session).id, sign_in_id))
    flash(_("The browser is signed out."), "message")
    return redirect(url_for(".account"), 303)


@blueprint.post("/account/browsers/sign-out")
@permit(Act.READ)
@writes
def sign_out_others(session: Session) -> ResponseReturnValue:
    """Sign every browser out but this one."""
    revoke_others(session, person_id=_person(session).id, kept=_present(session))
    flash(_("Every other browser is signed out."), "message")
    return redirect(url_for(".account"), 303)


@blueprint.post("/account/desk/<int:membership_id>")
@permit(Act.READ)
def switch(membership_id: int) -> ResponseReturnValue:
    """Go to another desk: a new session there, and the one here is over."""
    with writing() as session:
        membership = get_membership_of(session, _person(session).id, membership_id)
        begin_session(session, membership)
    flash(_("You are on the desk %(name)s now.", name=membership.desk.name), "message")
    return redirect("/", 303)


def _person(session: Session) -> Person:
    return session.get_one(Person, current_actor().person_id)


def _present(session: Session) -> SignIn:
    """The session that this browser has. One revoked a moment ago is no session."""
    found = live_sign_in(session, current_user.token)
    if found is None:
        raise SignedOut(_("This browser was signed out a moment ago. Sign in again."))
    return found
