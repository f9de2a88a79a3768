"""Keeping a member's name from readers, with the editions that have it already."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.queries import get_member
from workbench.accounts.rules import Act
from workbench.accounts.service import withhold_name
from workbench.history.service import last_act
from workbench.publishing.naming import editions_naming_person
from workbench.web.database import reading
from workbench.web.submissions import writes
from workbench.web.undoing import flash_done

MOST_TOLD = 20  # editions

blueprint = Blueprint("withholding", __name__)


@blueprint.get("/desk/members/<int:membership_id>/name")
@permit(Act.ADMINISTER)
def name(membership_id: int) -> ResponseReturnValue:
    """What withholding a member's name means, and which editions have it."""
    actor = current_actor()
    with reading() as session:
        member = get_member(session, actor.desk_id, membership_id)
        naming = editions_naming_person(session, actor.desk_id, member.person.name)
        return render_template(
            "accounts/name.html",
            member=member,
            editions=naming,
            most_told=MOST_TOLD,
            time_zone=time_zone(),
        )


@blueprint.post("/desk/members/<int:membership_id>/name")
@permit(Act.ADMINISTER)
@writes
def withhold(session: Session, membership_id: int) -> ResponseReturnValue:
    """Keep the name from readers, or let them have it again."""
    actor = current_actor()
    member = get_member(session, actor.desk_id, membership_id)
    withheld = request.form.get("withheld") == "yes"
    withhold_name(session, membership=member, withheld=withheld, by=actor)
    words = (
        _("Editions name %(name)s no more from now on.", name=member.person.name)
        if withheld
        else _("Editions name %(name)s again from now on.", name=member.person.name)
    )
    flash_done(words, last_act(session))
    return redirect(url_for("accounts.desk_members"), 303)
