"""Whom the desk asked: what it waits for and since when, and all that came of asking."""

import re

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act
from workbench.evidence.contact_log import (
    LogKey,
    contacts_of_desk,
    count_waiting,
    people_who_asked,
)
from workbench.evidence.models import Contact
from workbench.screens.forms import ContactFilterForm
from workbench.web.database import reading
from workbench.web.dates import today
from workbench.web.pages import PAGE_SIZE, page_of

_KEY = re.compile(r"([0-9-]{10}|)\.([0-9]{1,9})")

blueprint = Blueprint("contacts", __name__)


@blueprint.get("/contacts")
@permit(Act.READ)
def contacts() -> ResponseReturnValue:
    """The contacts that the address asks for; without a word about it, those that wait."""
    desk_id, day, after = current_actor().desk_id, today(time_zone()), _key_asked_for()
    with reading() as session:
        people = people_who_asked(session, desk_id)
        form = ContactFilterForm(request.args, people=people)
        rows = contacts_of_desk(
            session, desk_id, form.wanted(day), after=after, limit=PAGE_SIZE + 1
        )
        return render_template(
            "contacts/page.html",
            form=form,
            chosen=form.chosen(),
            page=page_of(rows, _key),
            further=after is not None,
            waiting=count_waiting(session, desk_id, day),
            people=people,
            today=day,
        )


def _key(contact: Contact) -> str:
    return f"{contact.due_on}.{contact.id}"


def _key_asked_for() -> LogKey | None:
    found = _KEY.fullmatch(request.args.get("after", ""))
    return LogKey(found[1], int(found[2])) if found else None
