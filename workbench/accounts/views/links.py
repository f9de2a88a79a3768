"""Doors that open once: the first admin, an invitation, entering the demo."""

from collections.abc import Callable

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.credentials import passwords, person_who_knows
from workbench.accounts.errors import (
    AddressTaken,
    LinkSpent,
    OtherAddress,
    TooManyAttempts,
    WrongCredentials,
)
from workbench.accounts.forms import JoinAgainForm, JoinForm
from workbench.accounts.gate import signed_in
from workbench.accounts.models import Membership, OneTimeLink, Person
from workbench.accounts.queries import open_link
from workbench.accounts.service import join_as_member, join_as_newcomer, use_link
from workbench.accounts.views.beginning import begin_session
from workbench.accounts.views.blueprint import blueprint
from workbench.errors import WorkbenchError
from workbench.web.database import database, reading
from workbench.web.navigation import own_path

FIRST_RUN, INVITATION, ENTRY = "first run", "invitation", "entry"

# Mistakes that the form itself can tell of; a spent link is another matter.
MISTAKES = (AddressTaken, OtherAddress, TooManyAttempts, WrongCredentials)


@blueprint.get("/first-run")
def first_run() -> ResponseReturnValue:
    """The page that makes the first admin, for whoever holds the link of the console."""
    token = request.args.get("token", "")
    form = JoinForm(formdata=None, data={"token": token})
    return _show_first_run(_open(token, FIRST_RUN), form)


@blueprint.post("/first-run")
def make_first_admin() -> ResponseReturnValue:
    """Make the first admin and sign them in."""
    form = JoinForm()
    token = form.token.data or ""
    return _settle(
        lambda: _newcomer(form, token, FIRST_RUN),
        lambda error: _show_first_run(_open(token, FIRST_RUN), form, error),
    )


def _show_first_run(
    link: OneTimeLink, form: JoinForm, error: WorkbenchError | None = None
) -> Response:
    page = render_template("accounts/first_run.html", link=link, form=form, error=error)
    return make_response(page, _status(form, error))


@blueprint.get("/invitations/<token>")
def invitation(token: str) -> ResponseReturnValue:
    """What somebody is invited to, and how to accept."""
    link = _open(token, INVITATION)
    return _show_invitation(token, JoinForm(formdata=None, data={"email": link.email}))


@blueprint.post("/invitations/<token>")
def accept(token: str) -> ResponseReturnValue:
    """Let a newcomer in."""
    form = JoinForm()
    return _settle(
        lambda: _newcomer(form, token, INVITATION),
        lambda error: _show_invitation(token, form, error),
    )


def _show_invitation(token: str, form: JoinForm, error: WorkbenchError | None = None) -> Response:
    link = _open(token, INVITATION)
    page = render_template(
        "accounts/invitation.html", link=link, token=token, form=form, error=error
    )
    return make_response(page, _status(form, error))


@blueprint.get("/invitations/<token>/join")
def join(token: str) -> ResponseReturnValue:
    """The same, for somebody who has an account already, on another desk."""
    link = _open(token, INVITATION)
    return _show_join(token, JoinAgainForm(formdata=None, data={"email": link.email}))


@blueprint.post("/invitations/<token>/join")
def accept_again(token: str) -> ResponseReturnValue:
    """Let somebody in who knows the password of their account."""
    form = JoinAgainForm()
    return _settle(lambda: _known(form, token), lambda error: _show_join(token, form, error))


def _show_join(token: str, form: JoinAgainForm, error: WorkbenchError | None = None) -> Response:
    link = _open(token, INVITATION)
    page = render_template("accounts/join.html", link=link, token=token, form=form, error=error)
    return make_response(page, _status(form, error))


@blueprint.get("/enter/<token>")
def enter_by_link(token: str) -> ResponseReturnValue:
    """Sign in as the member a link was made for. Looking at its head does not spend it."""
    if request.method == "HEAD":
        abort(405)
    with database().writing() as session:
        link = use_link(session, token=token, purpose=ENTRY)
        membership = session.get(Membership, link.membership_id)
        if membership is None or membership.ended_at is not None:
            raise LinkSpent(_("The member this link was made for is not on the desk any more."))
        begin_session(session, membership)
        return redirect(own_path(link.leads_to), 303)


def _settle(
    attempt: Callable[[], str | None], again: Callable[[WorkbenchError | None], Response]
) -> ResponseReturnValue:
    """Lead on; or show the form again; or say that the link was used, perhaps a moment ago."""
    try:
        leads_to = attempt()
        return again(None) if leads_to is None else redirect(leads_to, 303)
    except MISTAKES as error:
        return again(error)
    except LinkSpent as error:
        if signed_in() is not None:
            return redirect("/", 303)
        flash(_("%(said)s If it was you, sign in.", said=error), "error")
        return redirect(url_for(".sign_in"), 303)


def _newcomer(form: JoinForm, token: str, purpose: str) -> str | None:
    """Where a newcomer goes, or nowhere when the form has faults."""
    _open(token, purpose)
    if not form.validate():
        return None
    password_hash = passwords().hash(form.password.data)
    with database().writing() as session:
        membership = join_as_newcomer(
            session,
            token=token,
            purpose=purpose,
            name=form.name.data,
            email=form.email.data,
            password_hash=password_hash,
        )
        return _begin(session, membership)


def _known(form: JoinAgainForm, token: str) -> str | None:
    _open(token, INVITATION)
    if not form.validate():
        return None
    person_id = person_who_knows(form.email.data, form.password.data)
    with database().writing() as session:
        person = session.get_one(Person, person_id)
        return _begin(session, join_as_member(session, token=token, person=person))


def _begin(session: Session, membership: Membership) -> str:
    begin_session(session, membership)
    return "/"


def _open(token: str, purpose: str) -> OneTimeLink:
    with reading() as session:
        return open_link(session, token, purpose)


def _status(form: JoinForm | JoinAgainForm, error: WorkbenchError | None) -> int:
    if error is not None:
        return error.status
    return 422 if form.errors else 200
