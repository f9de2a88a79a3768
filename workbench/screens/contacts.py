"""Whom the desk asked: what it waits for and since when, and all that came of asking."""

import re
from collections.abc import Iterator, Mapping, Sequence

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act
from workbench.evidence.contact_log import (
    LogFilter,
    LogKey,
    contacts_of_desk,
    count_waiting,
    people_who_asked,
)
from workbench.evidence.models import Contact
from workbench.publishing.tables import Cell, Column, Table, day_in
from workbench.screens.forms import ContactFilterForm
from workbench.screens.tables import TABLES, as_file, every
from workbench.web.database import reading
from workbench.web.dates import today
from workbench.web.pages import PAGE_SIZE, page_of
from workbench.web.site import public_url

_KEY = re.compile(r"([0-9-]{10}|)\.([0-9]{1,9})")

COLUMNS = (
    Column("whom", width=30),
    Column("means"),
    Column("asked on", width=12),
    Column("asked by"),
    Column("question", width=50),
    Column("due on", width=12),
    Column("state"),
    Column("answer", width=50),
    Column("answered on", width=12),
    Column("wording", width=50),
    Column("article", width=40),
    Column("claim", width=8),
    Column("statement", width=50),
    Column("address", width=40),
)

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
            formats=TABLES.values(),
        )


@blueprint.get("/contacts.<ending>")
@permit(Act.READ)
def table(ending: str) -> ResponseReturnValue:
    """The same contacts, all of them, as a table."""
    desk_id, day = current_actor().desk_id, today(time_zone())
    with reading() as session:
        people = people_who_asked(session, desk_id)
    wanted = ContactFilterForm(request.args, people=people).wanted(day)
    return as_file(Table("contacts", "contact", COLUMNS, _rows(desk_id, wanted, people)), ending)


def _rows(desk_id: int, wanted: LogFilter, people: Mapping[int, str]) -> Iterator[Sequence[Cell]]:
    claims = public_url() + url_for("articles_list.articles")

    def read(session: Session, after: LogKey | None, limit: int) -> Sequence[Contact]:
        return contacts_of_desk(session, desk_id, wanted, after=after, limit=limit)

    for contact in every(read, lambda contact: LogKey(contact.due_on, contact.id)):
        yield _cells(contact, people, claims)


def _cells(contact: Contact, people: Mapping[int, str], articles: str) -> Sequence[Cell]:
    claim = contact.claim
    return (
        contact.whom,
        contact.means.value,
        day_in(contact.asked_on),
        people.get(contact.asked_by_id or 0, ""),
        contact.question,
        day_in(contact.due_on),
        contact.state.value,
        contact.answer,
        day_in(contact.answered_on),
        contact.wording,
        claim.article.title,
        claim.number,
        claim.statement,
        f"{articles}/{claim.article_id}/claims/{claim.number}",
    )


def _key(contact: Contact) -> str:
    return f"{contact.due_on}.{contact.id}"


def _key_asked_for() -> LogKey | None:
    found = _KEY.fullmatch(request.args.get("after", ""))
    return LogKey(found[1], int(found[2])) if found else None
