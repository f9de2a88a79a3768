"""Where the pictures of reports and claims are, which are shown where links to them are shared."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.publishing.edition.model import EditionContent
from workbench.publishing.edition.stored import from_json
from workbench.publishing.errors import ReportUnknown
from workbench.publishing.exports.cards import claim_card, report_card
from workbench.publishing.pages.answers import Answer, etag_of
from workbench.publishing.pages.dress import Dress, dress_of
from workbench.publishing.public import sent_once
from workbench.publishing.queries import public_edition
from workbench.web.database import reading

blueprint = Blueprint("cards", __name__)

Draw = Callable[[EditionContent, Dress], bytes]


@blueprint.get("/reports/<slug>/card.png")
def report(slug: str) -> ResponseReturnValue:
    """The picture of a report."""
    return _sent(slug, "card", report_card)


@blueprint.get("/reports/<slug>/claims/<int:number>/card.png")
def claim(slug: str, number: int) -> ResponseReturnValue:
    """The picture of a claim that stands."""
    return _sent(slug, f"card {number}", partial(_claim, number))


def _claim(number: int, content: EditionContent, dress: Dress) -> bytes:
    found = content.claim(number)
    if found is None:
        raise ReportUnknown(_("This report has no claim with this number."))
    return claim_card(content, found, dress)


def _sent(slug: str, name: str, draw: Draw) -> Response:
    with reading() as session:
        edition = public_edition(session, slug)
        dress = dress_of(session, edition.report.desk_id)
        etag = etag_of(edition.sha256, name, dress.digest)
        return sent_once(etag, lambda: Answer(draw(from_json(edition.content), dress), "image/png"))
