"""What readers wrote to the desk: a queue that empties."""

from collections.abc import Sequence
from contextlib import suppress

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act
from workbench.claims.models import Claim
from workbench.claims.queries import get_claim
from workbench.errors import EditedMeanwhile, NotFound
from workbench.messages.errors import ReasonMissing
from workbench.messages.forms import SettleForm, TieForm
from workbench.messages.models import Message
from workbench.messages.queries import count_new_messages, get_message, messages_of_desk
from workbench.messages.service import settle_message, tie_message
from workbench.publishing.tables import Cell, Column, Table
from workbench.screens.forms import MessageFilterForm
from workbench.screens.tables import TABLES, as_file, every
from workbench.verdicts.queries import approved_verdict
from workbench.web.database import reading
from workbench.web.pages import PAGE_SIZE, page_of
from workbench.web.site import public_url
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble, conflict
from workbench.web.words import said

COLUMNS = (
    Column("message", width=8),
    Column("written (UTC)"),
    Column("kind"),
    Column("words", width=60),
    Column("name", width=24),
    Column("article", width=40),
    Column("claim", width=8),
    Column("state"),
    Column("settled by"),
    Column("settled (UTC)"),
    Column("note", width=40),
    Column("address", width=40),
)

blueprint = Blueprint("reader_messages", __name__)


@blueprint.get("/messages")
@permit(Act.RESEARCH)
def messages() -> ResponseReturnValue:
    """The messages that the address asks for; without a word about it, the new ones."""
    desk_id, form = current_actor().desk_id, MessageFilterForm(request.args)
    before = request.args.get("before", type=int)
    with reading() as session:
        rows = messages_of_desk(
            session, desk_id, form.wanted(), form.wanted_kind(), before=before, limit=PAGE_SIZE + 1
        )
        return render_template(
            "messages/list.html",
            form=form,
            chosen=form.chosen(),
            further=before is not None,
            page=page_of(rows, lambda message: str(message.id)),
            waiting=count_new_messages(session, desk_id),
            time_zone=time_zone(),
            formats=TABLES.values(),
        )


@blueprint.get("/messages.<ending>")
@permit(Act.RESEARCH)
def table(ending: str) -> ResponseReturnValue:
    """The same messages, all of them, as a table; readers' addresses stay here."""
    desk_id, form = current_actor().desk_id, MessageFilterForm(request.args)

    def read(session: Session, before: int | None, limit: int) -> Sequence[Message]:
        return messages_of_desk(
            session, desk_id, form.wanted(), form.wanted_kind(), before=before, limit=limit
        )

    rows = map(_cells, every(read, lambda message: message.id))
    return as_file(Table("messages", "message", COLUMNS, rows), ending)


def _cells(message: Message) -> Sequence[Cell]:
    return (
        message.id,
        message.at,
        message.kind.value,
        message.words,
        message.name,
        message.report.article.title if message.report else "",
        message.claim_number,
        message.state.value,
        message.settled_by.name if message.settled_by else "",
        message.settled_at,
        message.note,
        public_url() + url_for(".message", message_id=message.id),
    )


@blueprint.get("/messages/<int:message_id>")
@permit(Act.RESEARCH)
def message(message_id: int) -> ResponseReturnValue:
    """One message, what it is about, and what became of it."""
    with reading() as session:
        found = get_message(session, current_actor().desk_id, message_id)
        return _show(session, found, SettleForm.of(found))


@blueprint.post("/messages/<int:message_id>/about")
@permit(Act.RESEARCH)
@writes
def tie(session: Session, message_id: int) -> ResponseReturnValue:
    """Say which published claim it is about, and go there with it."""
    actor, form = current_actor(), TieForm()
    found = get_message(session, actor.desk_id, message_id)
    if not form.validate():
        return _show(session, found, SettleForm.of(found), tying=form)
    try:
        tie_message(
            session, message=found, where=form.where.data, revision=form.revision.data, by=actor
        )
    except (EditedMeanwhile, NotFound) as error:
        form.where.errors = [said(error)]
        form.revision.data, form.revision.raw_data = found.revision, None
        return _show(session, found, SettleForm.of(found), tying=form)
    return redirect(url_for(".message", message_id=message_id, _anchor="about"), 303)


@blueprint.post("/messages/<int:message_id>")
@permit(Act.RESEARCH)
@writes
def settle(session: Session, message_id: int) -> ResponseReturnValue:
    """Note what became of it."""
    actor, form = current_actor(), SettleForm()
    found = get_message(session, actor.desk_id, message_id)
    if not form.validate():
        return _show(session, found, form, Trouble(form))
    try:
        settle_message(
            session, message=found, state=form.state.data, note=form.note.data or "",
            revision=form.revision.data, by=actor,
        )  # fmt: skip
    except ReasonMissing as error:
        form.note.errors = [said(error)]
        return _show(session, found, form, Trouble(form))
    except EditedMeanwhile as error:
        return _show(session, found, form, conflict(form, SettleForm.of(found), error))
    flash(_("Message %(number)s is noted as: %(state)s.", number=found.id, state=found.state))
    return redirect(url_for(".messages"), 303)


def _show(
    session: Session, found: Message, form: SettleForm, trouble: Trouble[SettleForm] | None = None,
    tying: TieForm | None = None,
) -> Response:  # fmt: skip
    if trouble is not None:
        form.renew_key()
    status = trouble.status if trouble else 422 if tying else 200
    tying = tying or TieForm(formdata=None, data={"revision": found.revision})
    tying.renew_key()
    tying.set_apart("about")
    claim = _claim(session, found)
    page = render_template(
        "messages/message.html",
        message=found,
        article=found.report.article if found.report else None,
        claim=claim,
        verdict=approved_verdict(session, claim) if claim else None,
        form=form,
        tying=tying,
        trouble=trouble,
        time_zone=time_zone(),
    )
    return make_response(page, status)


def _claim(session: Session, found: Message) -> Claim | None:
    """The claim it is about, if the article has one with that number."""
    if found.report is None or found.claim_number is None:
        return None
    with suppress(NotFound):
        return get_claim(session, found.report.article, found.claim_number)
    return None
