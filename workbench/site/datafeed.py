"""Every public ClaimReview of the site, for machines."""

from collections.abc import Iterator, Sequence

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from workbench.db import Database
from workbench.publishing.edition.model import EditionContent, moment
from workbench.publishing.edition.stored import from_json
from workbench.publishing.exports.datafeed import datafeed
from workbench.publishing.pages.answers import etag_of
from workbench.publishing.public import ASK_EACH_TIME
from workbench.publishing.queries import contents_of
from workbench.site.queries import newest_editions, revision_of
from workbench.web.database import database, reading
from workbench.web.site import public_url

AT_ONCE = 20  # editions whose content is loaded together

blueprint = Blueprint("datafeed", __name__)


@blueprint.get("/feeds/claimreview.json")
def claimreviews() -> ResponseReturnValue:
    """The reviews of the newest edition of each report, as a DataFeed.

    It is sent piece by piece, and no session is held while a slow reader takes it in.
    """
    with reading() as session:
        etag = etag_of(revision_of(session), "claimreviews")
        unchanged = request.if_none_match.contains_weak(etag)
        newest = [] if unchanged else newest_editions(session)
    contents = _contents(database(), [edition_id for edition_id, _at in newest])
    changed = moment(newest[0][1]) if newest else ""
    pieces = [] if unchanged else datafeed(f"{public_url()}{request.path}", changed, contents)
    response = Response(pieces, 304 if unchanged else 200, content_type="application/ld+json")
    response.set_etag(etag)
    response.headers["Cache-Control"] = ASK_EACH_TIME
    return response


def _contents(source: Database, edition_ids: Sequence[int]) -> Iterator[EditionContent]:
    """What the editions hold, a few at a time, each few with a session of their own."""
    for first in range(0, len(edition_ids), AT_ONCE):
        with source.reading() as session:
            stored = contents_of(session, edition_ids[first : first + AT_ONCE])
        yield from map(from_json, stored)
