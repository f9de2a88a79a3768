"""What machines are told of the site: feeds, its map, and what robots may read."""

from collections.abc import Callable, Mapping

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.errors import NotFound
from workbench.publishing.index.models import Facet
from workbench.publishing.pages.answers import Answer, etag_of
from workbench.publishing.pages.dress import dress_of_site
from workbench.publishing.public import sent_once
from workbench.site.feeds import ATOM, JSON, Feed, atom, json_feed
from workbench.site.maps import XML, map_of, map_of_parts, parts_of_map, robots
from workbench.site.places import places_to_find
from workbench.site.queries import facet_named, revision_of, slugs_of_topics_ever
from workbench.site.telling import feed_of_corrections, feed_of_former_topic, feed_of_reports
from workbench.web.database import reading
from workbench.web.site import public_url

blueprint = Blueprint("feeding", __name__)

FORMATS: Mapping[str, tuple[str, Callable[[Feed], bytes]]] = {
    "atom": (ATOM, atom),
    "json": (JSON, json_feed),
}
FORMAT = f"<any({', '.join(FORMATS)}):ending>"


@blueprint.get(f"/feeds/reports.{FORMAT}")
def reports(ending: str) -> ResponseReturnValue:
    """The reports that were published or changed last."""
    return _feed("reports", ending, feed_of_reports)


@blueprint.get(f"/feeds/corrections.{FORMAT}")
def corrections(ending: str) -> ResponseReturnValue:
    """What was corrected last."""
    return _feed("corrections", ending, feed_of_corrections)


@blueprint.get(f"/feeds/topics/<slug>.{FORMAT}")
def topic(slug: str, ending: str) -> ResponseReturnValue:
    """The reports on a topic that were published or changed last; none of a topic that had some."""

    def found(session: Session, desk: str, site: str) -> Feed:
        named = facet_named(session, Facet.TOPIC, slug)
        if named is not None:
            return feed_of_reports(session, desk, site, named)
        if slug in slugs_of_topics_ever(session):
            return feed_of_former_topic(session, desk, site, slug)
        raise NotFound(_("No report is on this topic."))

    return _feed(f"topics/{slug}", ending, found)


def _feed(name: str, ending: str, find: Callable[[Session, str, str], Feed]) -> Response:
    """It is titled with the name of the desk, where the site has but one."""
    (media_type, write), site = FORMATS[ending], public_url()
    with reading() as session:
        dress = dress_of_site(session)
        etag = etag_of(revision_of(session), f"feed {name}.{ending} {site}", dress.digest)
        return sent_once(etag, lambda: Answer(write(find(session, dress.desk, site)), media_type))


@blueprint.get("/sitemap.xml")
def sitemap() -> ResponseReturnValue:
    """The map of the site; of a large one where its parts are."""
    return _made("map", XML, _whole_map)


def _whole_map(session: Session) -> bytes:
    parts = parts_of_map(list(places_to_find(session)))
    if len(parts) == 1:
        return map_of(parts[0], public_url())
    return map_of_parts(len(parts), public_url())


@blueprint.get("/sitemaps/<int:number>.xml")
def part_of_sitemap(number: int) -> ResponseReturnValue:
    """A part of it, counted from 1."""
    return _made(f"map {number}", XML, lambda session: _part(session, number))


def _part(session: Session, number: int) -> bytes:
    parts = parts_of_map(list(places_to_find(session)))
    if not 1 <= number <= len(parts):
        raise NotFound(_("The map of the site has no such part."))
    return map_of(parts[number - 1], public_url())


@blueprint.get("/robots.txt")
def robots_txt() -> ResponseReturnValue:
    """What machines may read."""
    return _made("robots", "text/plain; charset=utf-8", lambda _session: robots(public_url()))


def _made(name: str, media_type: str, make: Callable[[Session], bytes]) -> Response:
    """What is made of the index is made anew when that, or the site's address, changed."""
    with reading() as session:
        etag = etag_of(revision_of(session), f"{name} {public_url()}")
        return sent_once(etag, lambda: Answer(make(session), media_type))
