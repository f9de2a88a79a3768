"""Doors that open once: the first admin, an invitation, entering the demo."""

from flask import abort, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.credentials import passwords, person_who_knows
from workbench.accounts.forgotten import member_of_link
from workbench.accounts.forms import JoinAgainForm, JoinForm
from workbench.accounts.joining import join_as_member, join_as_newcomer
from workbench.accounts.links import use_link
from workbench.accounts.models import Membership, OneTimeLink, Person
from workbench.accounts.rules import Purpose
from workbench.accounts.views.beginning import begin_session
from workbench.accounts.views.blueprint import blueprint
from workbench.accounts.views.opening import found_open, settle, status_of
from workbench.errors import WorkbenchError
from workbench.web.database import writing
from workbench.web.navigation import own_path


@blueprint.get("/first-run")
def first_run() -> ResponseReturnValue:
    """The page that makes the first admin, for whoever holds the link of the console."""
    token = request.args.get("token", "")
    form = JoinForm(formdata=None, data={"token": token})
    return _show_first_run(found_open(token, Purpose.FIRST_RUN), form)


@blueprint.post("/first-run")
def make_first_admin() -> ResponseReturnValue:
    """Make the first admin and sign them in."""
    form = JoinForm()
    token = form.token.data or ""
    return settle(
        lambda: _newcomer(form, token, Purpose.FIRST_RUN),
        lambda error: _show_first_run(found_open(token, Purpose.FIRST_RUN), form, error),
    )


def _show_first_run(
    link: OneTimeLink, form: JoinForm, error: WorkbenchError | None = None
) -> Response:
    page = render_template("accounts/first_run.html", link=link, form=form, error=error)
    return make_response(page, status_of(form, error))


@blueprint.get("/invitations/<token>")
def invitation(token: str) -> ResponseReturnValue:
    """What somebody is invited to, and how to accept."""
    link = found_open(token, Purpose.INVITATION)
    return _show_invitation(token, JoinForm(formdata=None, data={"email": link.email}))


@blueprint.post("/invitations/<token>")
def accept(token: str) -> ResponseReturnValue:
    """Let a newcomer in."""
    form = JoinForm()
    return settle(
        lambda: _newcomer(form, token, Purpose.INVITATION),
        lambda error: _show_invitation(token, form, error),
    )


def _show_invitation(token: str, form: JoinForm, error: WorkbenchError | None = None) -> Response:
    link = found_open(token, Purpose.INVITATION)
    page = render_template(
        "accounts/invitation.html", link=link, token=token, form=form, error=error
    )
    return make_response(page, status_of(form, error))


@blueprint.get("/invitations/<token>/join")
def join(token: str) -> ResponseReturnValue:
    """The same, for somebody who has an account already, on another desk."""
    link = found_open(token, Purpose.INVITATION)
    return _show_join(token, JoinAgainForm(formdata=None, data={"email": link.email}))


@blueprint.post("/invitations/<token>/join")
def accept_again(token: str) -> ResponseReturnValue:
    """Let somebody in who knows the password of their account."""
    form = JoinAgainForm()
    return settle(lambda: _known(form, token), lambda error: _show_join(token, form, error))


def _show_join(token: str, form: JoinAgainForm, error: WorkbenchError | None = None) -> Response:
    link = found_open(token, Purpose.INVITATION)
    page = render_template("accounts/join.html", link=link, token=token, form=form, error=error)
    return make_response(page, status_of(form, error))


@blueprint.get("/enter/<token>")
def enter_by_link(token: str) -> ResponseReturnValue:
    """Sign in as the member a link was made for. Looking at its head does not spend it."""
    if request.method == "HEAD":
        abort(405)
    with writing() as session:
        link = use_link(session, token=token, purpose=Purpose.ENTRY)
        begin_session(session, member_of_link(session, link))
        return redirect(own_path(link.leads_to), 303)


def _newcomer(form: JoinForm, token: str, purpose: Purpose) -> str | None:
    """Where a newcomer goes, or nowhere when the form has faults."""
    found_open(token, purpose)
    if not form.validate():
        return None
    password_hash = passwords().hash(form.password.data)
    with writing() as session:
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
    found_open(token, Purpose.INVITATION)
    if not form.validate():
        return None
    person_id = person_who_knows(form.email.data, form.password.data)
    with writing() as session:
        person = session.get_one(Person, person_id)
        return _begin(session, join_as_member(session, token=token, person=person))


def _begin(session: Session, membership: Membership) -> str:
    begin_session(session, membership)
    return "/"
