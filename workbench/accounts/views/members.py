"""Who is on the desk, as what, and who is invited."""

from collections.abc import Mapping

from flask import flash, make_response, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.errors import AddressTaken, LastAdmin, OnOtherDesks
from workbench.accounts.forgotten import let_choose_password
from workbench.accounts.forms import InvitationForm, RoleForm
from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.links import invite, withdraw_invitation
from workbench.accounts.models import Membership
from workbench.accounts.queries import get_invitation, get_member, members, open_invitations
from workbench.accounts.rules import Act, Role
from workbench.accounts.service import change_role, end_membership
from workbench.accounts.views.blueprint import blueprint
from workbench.errors import EditedMeanwhile, Invalid, WorkbenchError
from workbench.history.service import last_act
from workbench.web.database import reading
from workbench.web.site import public_url
from workbench.web.submissions import writes
from workbench.web.undoing import flash_done
from workbench.web.words import word

LINK = "link"  # in the cookie, from making a link to showing it once: its route and its token


@blueprint.get("/desk/members")
@permit(Act.ADMINISTER)
def desk_members() -> ResponseReturnValue:
    """Everybody on the desk, and the invitations that nobody has taken up."""
    route, token = cookie.pop(LINK, (None, ""))
    with reading() as session:
        return _show(session, link=_address(route, token) if route else None, link_for=route)


def _address(route: str, token: str) -> str:
    """The link as it is sent to somebody: on the site's public address, whoever asks."""
    return public_url() + url_for(f".{route}", token=token)


def _show(
    session: Session,
    *,
    link: str | None = None,
    link_for: str | None = None,
    form: InvitationForm | None = None,
    error: WorkbenchError | None = None,
) -> Response:
    desk_id = current_actor().desk_id
    found = members(session, desk_id)
    page = render_template(
        "accounts/members.html",
        members=[(member, RoleForm.of(member)) for member in found],
        invitations=open_invitations(session, desk_id),
        form=form or InvitationForm(formdata=None),
        link=link,
        link_for=link_for,
        error=error,
        abilities=_abilities(),
        time_zone=time_zone(),
    )
    if error is not None:
        return make_response(page, error.status)
    return make_response(page, 422 if form else 200)


def _abilities() -> Mapping[Role, str]:
    """What each role is for, in words."""
    return {
        Role.VIEWER: _("reads everything on the desk"),
        Role.FACT_CHECKER: _("also imports, marks claims, finds evidence and proposes verdicts"),
        Role.EDITOR: _("also approves, returns and publishes"),
        Role.ADMIN: _("also looks after members, the scale and the desk’s settings"),
    }


@blueprint.post("/desk/members/invitations")
@permit(Act.ADMINISTER)
@writes
def make_invitation(session: Session) -> ResponseReturnValue:
    """Make an invitation; its link is shown once."""
    form = InvitationForm()
    try:
        if not form.validate():
            return _refuse(session, form)
        token = invite(
            session, role=form.role.data, email=form.email.data or None, by=current_actor()
        )
    except AddressTaken as error:
        return _refuse(session, form, error)
    cookie[LINK] = ("invitation", token)
    return redirect(url_for(".desk_members"), 303)


def _refuse(
    session: Session, form: InvitationForm, error: WorkbenchError | None = None
) -> Response:
    form.renew_key()
    return _show(session, form=form, error=error)


@blueprint.post("/desk/members/invitations/<int:link_id>/withdraw")
@permit(Act.ADMINISTER)
@writes
def take_invitation_back(session: Session, link_id: int) -> ResponseReturnValue:
    """Let an invitation open no door any more."""
    actor = current_actor()
    withdraw_invitation(session, link=get_invitation(session, actor.desk_id, link_id), by=actor)
    flash(_("The invitation is withdrawn: its link opens nothing any more."), "message")
    return redirect(url_for(".desk_members"), 303)


@blueprint.post("/desk/members/<int:membership_id>/role")
@permit(Act.ADMINISTER)
@writes
def give_role(session: Session, membership_id: int) -> ResponseReturnValue:
    """Give a member another role."""
    actor, form = current_actor(), RoleForm()
    member = get_member(session, actor.desk_id, membership_id)
    if not form.validate():
        raise Invalid(_("Choose one of the roles. Nothing was changed."))
    role, revision = form.role.data, form.revision.data
    try:
        change_role(session, membership=member, role=role, revision=revision, by=actor)
    except LastAdmin as error:
        return _show(session, error=error)
    except EditedMeanwhile:
        return _show(session, error=_changed_meanwhile(member, role))
    flash_done(
        _("%(name)s is %(role)s now.", name=member.person.name, role=word(role)), last_act(session)
    )
    return redirect(url_for(".desk_members"), 303)


def _changed_meanwhile(member: Membership, role: Role) -> EditedMeanwhile:
    words = _(
        "Somebody else made %(name)s %(saved)s while you were choosing %(yours)s. "
        "Nothing was overwritten. Choose again if you want to.",
        name=member.person.name, saved=word(member.role), yours=word(role),
    )  # fmt: skip
    return EditedMeanwhile(words)


@blueprint.post("/desk/members/<int:membership_id>/password")
@permit(Act.ADMINISTER)
@writes
def make_password_link(session: Session, membership_id: int) -> ResponseReturnValue:
    """Make a link by which a member chooses another password; it is shown once."""
    actor = current_actor()
    member = get_member(session, actor.desk_id, membership_id)
    try:
        cookie[LINK] = ("forgotten", let_choose_password(session, membership=member, by=actor))
    except OnOtherDesks as error:
        return _show(session, error=error)
    return redirect(url_for(".desk_members"), 303)


@blueprint.post("/desk/members/<int:membership_id>/end")
@permit(Act.ADMINISTER)
@writes
def send_away(session: Session, membership_id: int) -> ResponseReturnValue:
    """Take a member off the desk."""
    actor = current_actor()
    member = get_member(session, actor.desk_id, membership_id)
    try:
        end_membership(session, membership=member, by=actor)
    except LastAdmin as error:
        return _show(session, error=error)
    words = _("%(name)s is off the desk. What they did stays.", name=member.person.name)
    flash(words, "message")
    return redirect(url_for(".desk_members"), 303)
