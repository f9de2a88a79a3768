"""The public pages of reports: editions and claims as readers have them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.publishing.edition.model import Claim, EditionContent
from workbench.publishing.elsewhere import changed_elsewhere, elsewhere
from workbench.publishing.errors import ReportUnknown
from workbench.publishing.exports.claimreview import claim_review
from workbench.publishing.models import Edition
from workbench.publishing.pages.answers import HTML, Answer, etag_of
from workbench.publishing.pages.dress import PLAIN, Dress, dress_of
from workbench.publishing.pages.elsewhere import ChangedElsewhere, Elsewhere
from workbench.publishing.pages.publisher import published_by
from workbench.publishing.pages.report import claim_page, report_page
from workbench.publishing.public import as_asked, sent_once
from workbench.publishing.queries import (
    content_of,
    earlier_editions,
    public_edition,
    refuse_withdrawn,
)
from workbench.web.database import reading

blueprint = Blueprint("publishing", __name__)


@blueprint.get("/reports/<slug>")
def report(slug: str) -> ResponseReturnValue:
    """The newest edition of a report."""
    with reading() as session:
        edition = public_edition(session, slug)
        dress = as_asked(dress_of(session, edition.report.desk_id))
        changed = changed_elsewhere(session, edition)
        name = f"page {_live(edition)} {changed}"
        page = partial(_page, edition, edition.number, dress, changed)
        return _answer(edition, name, page, dress)


@blueprint.get("/reports/<slug>/editions/<int:number>")
def older_edition(slug: str, number: int) -> ResponseReturnValue:
    """An edition as it was published, with a notice if there is a newer one."""
    with reading() as session:
        latest = public_edition(session, slug).number
        edition = public_edition(session, slug, number)
        dress = as_asked(dress_of(session, edition.report.desk_id))
        name = f"page {latest} {_live(edition)}"
        return _answer(edition, name, lambda: _page(edition, latest, dress), dress)


def _live(edition: Edition) -> str:
    """What was withdrawn, which a page tells beside its frozen edition: a part of its ETag."""
    return repr([(each.number, each.whole) for each in edition.report.withdrawals])


@blueprint.get("/reports/<slug>/claims/<int:number>")
def claim(slug: str, number: int) -> ResponseReturnValue:
    """A claim's own page; of one that was withdrawn, what was public last."""
    with reading() as session:
        edition = public_edition(session, slug)
        dress = as_asked(dress_of(session, edition.report.desk_id))
        there = elsewhere(session, edition, number)
        name = f"claim {number} {_live(edition)} {there}"
        page = partial(_claim, session, edition, number, dress, there)
        return _answer(edition, name, page, dress)


def _page(
    edition: Edition,
    latest: int,
    dress: Dress,
    changed: Mapping[int, Sequence[ChangedElsewhere]] = MappingProxyType({}),
) -> Answer:
    content, withdrawals = content_of(edition), edition.report.withdrawals
    page = report_page(
        content, latest=latest, withdrawals=withdrawals, changed=changed, dress=dress
    )
    return Answer(page, HTML)


def _claim(
    session: Session, edition: Edition, number: int, dress: Dress, there: Elsewhere
) -> Answer:
    newest = content_of(edition)
    content, found = _last_with_claim(session, edition, newest, number)
    review = None
    if content.number == edition.number:
        frozen = claim_review(content, found)
        review = {**frozen, **published_by(dress, content.site.public_url)}
    page = claim_page(
        content, found, review=review, changes=newest.changes_of(number), elsewhere=there,
        dress=dress,
    )  # fmt: skip
    return Answer(page, HTML)


def _last_with_claim(
    session: Session, edition: Edition, newest: EditionContent, number: int
) -> tuple[EditionContent, Claim]:
    """The newest edition that has the claim. Raises `ReportUnknown`, `EditionWithdrawn`."""
    known = number in newest.known_claims
    for each in (edition, *(earlier_editions(session, edition) if known else ())):
        content = content_of(each)
        found = content.claim(number)
        if found is not None:
            refuse_withdrawn(each)
            return content, found
    raise ReportUnknown(_("This report has no claim with this number."))


def _answer(
    edition: Edition, name: str, make: Callable[[], Answer], dress: Dress = PLAIN
) -> Response:
    return sent_once(etag_of(edition.sha256, name, dress.digest), make, at=edition.at)
