"""Reports and claims on other people's pages: what is framed, and oEmbed, which finds it."""

from functools import partial

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.errors import WorkbenchError
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.edition.stored import from_json
from workbench.publishing.errors import EditionWithdrawn, ReportUnknown, WithdrawnFacts
from workbench.publishing.newest import Make, newest_as
from workbench.publishing.oembed import FORMATS, Room, address_in, frame_of, told
from workbench.publishing.pages.answers import HTML, Answer, etag_of
from workbench.publishing.pages.dress import Dress, dress_of
from workbench.publishing.pages.embed import (
    embedded_claim,
    embedded_report,
    embedded_withdrawal,
)
from workbench.publishing.public import ASK_EACH_TIME, public
from workbench.publishing.queries import public_edition
from workbench.web.database import reading
from workbench.web.headers import let_be_framed
from workbench.web.site import public_url

blueprint = Blueprint("embeds", __name__)


@blueprint.get("/reports/<slug>/embed")
def report(slug: str) -> ResponseReturnValue:
    """A report in short, to be framed by anybody."""
    return _framed(slug, "embedded", embedded_report)


@blueprint.get("/reports/<slug>/claims/<int:number>/embed")
def claim(slug: str, number: int) -> ResponseReturnValue:
    """A claim in short, to be framed by anybody."""
    return _framed(slug, f"embedded {number}", partial(_claim, number))


def _claim(number: int, content: EditionContent, dress: Dress) -> bytes:
    """The claim, or that the desk stands by it no more. Raises `ReportUnknown`."""
    found = content.claim(number)
    if found is not None:
        return embedded_claim(content, found, dress)
    change = next((c for c in reversed(content.changes) if c.claim == number), None)
    if change is None:
        raise ReportUnknown(_("This report has no claim with this number."))
    address = content.site.claim_url(number)
    return embedded_withdrawal(change.statement, change.why, address, dress)


def _framed(slug: str, name: str, make: Make) -> Response:
    try:
        return let_be_framed(newest_as(slug, name, HTML, make))
    except EditionWithdrawn as error:
        return let_be_framed(_gone(error.facts))


def _gone(facts: WithdrawnFacts) -> Response:
    """That it was withdrawn, and why, where other pages still show it."""
    with reading() as session:
        dress = dress_of(session, facts.desk_id)
    address = f"{public_url()}/reports/{facts.slug}"
    body = embedded_withdrawal(facts.title, facts.why, address, dress)
    response = Response(body, EditionWithdrawn.status, content_type=HTML)
    response.headers["Cache-Control"] = ASK_EACH_TIME
    return response


@blueprint.get("/oembed")
def oembed() -> ResponseReturnValue:
    """How a report's or a claim's address is embedded (oembed.com), for programs."""
    asked = request.args
    kind, address = asked.get("format", "json"), address_in(asked.get("url", ""))
    if kind not in FORMATS:
        return _refused(_("The formats are json and xml."), 501)
    if address is None:
        return _refused(_("This is no address of a report or a claim of ours."), 404)
    room = Room(asked.get("maxwidth", type=int), asked.get("maxheight", type=int))
    try:
        with reading() as session:
            edition = public_edition(session, address.slug)
            content = from_json(edition.content)
        frame = frame_of(content, address, room, public_url())
    except WorkbenchError as error:
        return _refused(str(error), error.status)
    etag = etag_of(edition.sha256, f"oembed {kind} {frame} {room}")
    answer = public(Answer(*FORMATS[kind](told(content, frame, room))), etag=etag)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def _refused(words: str, status: int) -> Response:
    return Response(f"{words}\n", status, content_type="text/plain; charset=utf-8")
