"""Where readers write to a desk, without an account and without a cookie."""

from typing import Any

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.queries import desk_site_at
from workbench.errors import WorkbenchError
from workbench.messages.errors import FormExpired, FormTooFast, SentBefore, TooManyMessages
from workbench.messages.forms import MessageForm
from workbench.messages.queries import About, report_written_about
from workbench.messages.rules import LONGEST_BODY, MessageKind, network_of
from workbench.messages.service import MessageFields, receive_message
from workbench.messages.tickets import Tickets
from workbench.publishing.pages.dress import dress_of
from workbench.web.database import reading, writing

blueprint = Blueprint("messages", __name__, url_prefix="/desks/<slug>/message")

MISTAKES = (FormExpired, FormTooFast, SentBefore, TooManyMessages)


@blueprint.get("")
def write(slug: str) -> ResponseReturnValue:
    """The form, about what the address says."""
    asked = request.args
    kind = MessageKind.ERROR if asked.get("report") else MessageKind.SUGGESTION
    form = MessageForm(
        formdata=None,
        data={
            "kind": asked.get("kind") or kind,
            "report": asked.get("report"),
            "claim": asked.get("claim"),
        },
    )
    with reading() as session:
        return _show(session, slug, form)


@blueprint.post("")
def send(slug: str) -> ResponseReturnValue:
    """Take the message, once however often it is sent."""
    request.max_content_length = LONGEST_BODY
    form = MessageForm()
    if not form.validate():
        return _again(slug, form)
    try:
        number = _receive(slug, form)
    except MISTAKES as error:
        return _again(slug, form, error)
    return redirect(url_for(".thanks", slug=slug, number=number), 303)


def _receive(slug: str, form: MessageForm) -> int:
    try:
        return _receive_once(slug, form)
    except IntegrityError:  # an equal request was being carried out, and is now
        return _receive_once(slug, form)


def _receive_once(slug: str, form: MessageForm) -> int:
    with writing() as session:
        desk_id = desk_site_at(session, slug).desk_id
        message = receive_message(
            session,
            desk_id=desk_id,
            key=_tickets().key_of(form.ticket.data or "", desk_id),
            fields=_fields(form, _about(session, form, desk_id)),
            network=network_of(request.remote_addr or ""),
        )
        return message.id


def _fields(form: MessageForm, about: About | None) -> MessageFields:
    return MessageFields(
        kind=MessageKind(form.kind.data),
        words=form.words.data,
        name=form.name.data or "",
        email=form.email.data or "",
        report_id=about.report_id if about else None,
        claim_number=about.claim(form.claim_number) if about else None,
    )


def _about(session: Session, form: MessageForm, desk_id: int) -> About | None:
    """What the message is about, if that is the desk's, withdrawn or not."""
    slug = form.report.data
    return report_written_about(session, desk_id, slug) if slug else None


@blueprint.get("/thanks/<int:number>")
def thanks(slug: str, number: int) -> ResponseReturnValue:
    """That it has arrived, and under which number."""
    with reading() as session:
        dress = dress_of(session, desk_site_at(session, slug).desk_id)
    return render_template("messages/thanks.html", dress=dress, number=number)


def _again(slug: str, form: MessageForm, error: WorkbenchError | None = None) -> Response:
    with reading() as session:
        status = error.status if error else 422
        return make_response(_show(session, slug, form, error), status)


def _show(
    session: Session, slug: str, form: MessageForm, error: WorkbenchError | None = None
) -> str:
    desk_id = desk_site_at(session, slug).desk_id
    if error is None or not isinstance(error, FormTooFast | TooManyMessages):
        form.ticket.data = _tickets().new(desk_id)
    about = _about(session, form, desk_id)
    form.claim.data = about.claim(form.claim_number) if about else None
    context: dict[str, Any] = {
        "form": form,
        "error": error,
        "dress": dress_of(session, desk_id),
        "about": about,
    }
    return render_template("messages/write.html", **context)


def _tickets() -> Tickets:
    return Tickets(str(current_app.config["SECRET_KEY"]))
