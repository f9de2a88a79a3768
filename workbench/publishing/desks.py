"""The pages of a desk for readers, its colours and its logo."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.logos import ENDINGS
from workbench.accounts.models import DeskSite
from workbench.accounts.queries import desk_site_at
from workbench.articles.views.files import files
from workbench.errors import NotFound
from workbench.publishing.pages.answers import HTML, Answer, etag_of
from workbench.publishing.pages.desk import (
    ratings_page,
    state_of_ratings,
    state_of_text,
    text_page,
)
from workbench.publishing.pages.dress import Dress, dress_of
from workbench.publishing.public import as_asked, sent_once
from workbench.verdicts.queries import current_scale
from workbench.web.assets import FOR_GOOD
from workbench.web.attachments import SANDBOX
from workbench.web.database import reading

blueprint = Blueprint("desks", __name__, url_prefix="/desks/<slug>")


@blueprint.get("/")
def about(slug: str) -> ResponseReturnValue:
    """What the desk says of itself."""
    return _page(slug, "about")


@blueprint.get("/<any('method', 'corrections-policy', funding, staff, contact, suggest):page>")
def text(slug: str, page: str) -> ResponseReturnValue:
    """A page of the desk's own words."""
    return _page(slug, page)


def _page(slug: str, page: str) -> Response:
    with reading() as session:
        site = desk_site_at(session, slug)
        words, dress = _words(site, page), as_asked(dress_of(session, site.desk_id))
    etag = etag_of(state_of_text(words), page, dress.digest)
    return sent_once(etag, lambda: Answer(text_page(page, words, dress=dress), HTML))


def _words(site: DeskSite, page: str) -> str:
    """What the page says. Raises `NotFound` for one that says nothing."""
    found = site.desk.method if page == "method" else getattr(site, page.replace("-", "_"))
    if not found:
        raise NotFound(_("This desk has no such page."))
    return str(found)


@blueprint.get("/ratings")
def ratings(slug: str) -> ResponseReturnValue:
    """What each rating means, and the number that machines are told."""
    with reading() as session:
        dress, desk_id = _dress_at(session, slug)
        found = current_scale(session, desk_id).ratings
    etag = etag_of(state_of_ratings(found), "ratings", dress.digest)
    return sent_once(etag, lambda: Answer(ratings_page(found, dress=dress), HTML))


@blueprint.get("/colours-<digest>.css")
def colours(slug: str, digest: str) -> ResponseReturnValue:
    """The desk's colours; their digest is in the address, so browsers may keep them for good."""
    with reading() as session:
        dress, _desk_id = _dress_at(session, slug)
    if f"/colours-{digest}.css" not in dress.colours_path:
        raise NotFound(_("These are not the desk’s colours any more."))
    return Response(dress.colours, mimetype="text/css", headers={"Cache-Control": FOR_GOOD})


@blueprint.get("/logo-<digest>.<ending>")
def logo(slug: str, digest: str, ending: str) -> ResponseReturnValue:
    """The desk's logo, which runs and loads nothing even where it is opened by itself."""
    with reading() as session:
        site = desk_site_at(session, slug)
    if (site.logo_sha256, ENDINGS.get(site.logo_media_type)) != (digest, ending):
        raise NotFound(_("This is not the desk’s logo any more."))
    headers = {"Cache-Control": FOR_GOOD, "Content-Security-Policy": SANDBOX}
    return Response(files().read(digest), content_type=site.logo_media_type, headers=headers)


def _dress_at(session: Session, slug: str) -> tuple[Dress, int]:
    desk_id = desk_site_at(session, slug).desk_id
    return as_asked(dress_of(session, desk_id)), desk_id
