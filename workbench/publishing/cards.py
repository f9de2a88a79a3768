"""Where the pictures of reports and claims are, which are shown where links to them are shared."""

from functools import partial

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workbench.publishing.edition.model import EditionContent
from workbench.publishing.errors import ReportUnknown
from workbench.publishing.exports.cards import claim_card, report_card
from workbench.publishing.newest import newest_as
from workbench.publishing.pages.dress import Dress

blueprint = Blueprint("cards", __name__)

PNG = "image/png"


@blueprint.get("/reports/<slug>/card.png")
def report(slug: str) -> ResponseReturnValue:
    """The picture of a report."""
    return newest_as(slug, "card", PNG, report_card)


@blueprint.get("/reports/<slug>/claims/<int:number>/card.png")
def claim(slug: str, number: int) -> ResponseReturnValue:
    """The picture of a claim that stands."""
    return newest_as(slug, f"card {number}", PNG, partial(_claim, number))


def _claim(number: int, content: EditionContent, dress: Dress) -> bytes:
    found = content.claim(number)
    if found is None:
        raise ReportUnknown(_("This report has no claim with this number."))
    return claim_card(content, found, dress)
