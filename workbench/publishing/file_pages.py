"""What readers take away: an edition in each of its formats, and what is not made yet."""

from hashlib import sha256

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.queries import desk_site_at
from workbench.accounts.rules import Act
from workbench.articles.queries import get_article
from workbench.articles.views.files import files
from workbench.publishing.errors import ReportUnknown
from workbench.publishing.exports.rendering import render
from workbench.publishing.formats import TAKEN_AWAY, file_name
from workbench.publishing.kept_files import KEPT, ask_for_file, kept_file
from workbench.publishing.keys import newest_key, public_key
from workbench.publishing.models import Edition, EditionFile
from workbench.publishing.pages.answers import HTML, Answer, etag_of
from workbench.publishing.pages.dress import dress_of
from workbench.publishing.pages.report import not_ready_page
from workbench.publishing.public import ASK_EACH_TIME, disposition, sent_once
from workbench.publishing.queries import edition_of, public_edition
from workbench.web.database import reading
from workbench.web.submissions import writes

SOON = 60  # seconds until a file that is asked for should be there
PEM = "application/x-pem-file"
NAMES = {each.address: name for name, each in TAKEN_AWAY.items()}
FILE = "<any({}):address>".format(", ".join(f'"{address}"' for address in NAMES))

blueprint = Blueprint("edition_files", __name__)


@blueprint.get(f"/reports/<slug>/{FILE}")
def newest(slug: str, address: str) -> ResponseReturnValue:
    """The newest edition in a format."""
    with reading() as session:
        return _file(session, public_edition(session, slug), NAMES[address])


@blueprint.get(f"/reports/<slug>/editions/<int:number>/{FILE}")
def of_edition(slug: str, number: int, address: str) -> ResponseReturnValue:
    """An edition, whichever is the newest, in a format."""
    with reading() as session:
        edition = public_edition(session, slug, number)
        return _file(session, edition, NAMES[address])


@blueprint.get("/keys/<fingerprint>.pem")
def key(fingerprint: str) -> ResponseReturnValue:
    """A public key that signs packs, for good at this address."""
    with reading() as session:
        return _key(public_key(session, fingerprint))


@blueprint.get("/desks/<slug>/key.pem")
def key_of_desk(slug: str) -> ResponseReturnValue:
    """The public key with which a desk signs its packs now."""
    with reading() as session:
        return _key(newest_key(session, desk_site_at(session, slug).desk_id))


def _key(pem: bytes | None) -> Response:
    if pem is None:
        raise ReportUnknown(_("There is no key at this address; nothing was signed with it."))
    return sent_once(etag_of(sha256(pem).hexdigest(), "key"), lambda: Answer(pem, PEM))


def _file(session: Session, edition: Edition, name: str) -> Response:
    if name not in KEPT:
        etag = etag_of(edition.sha256, name)
        return sent_once(etag, lambda: Answer(*render(edition, name)), at=edition.at)
    found = kept_file(session, edition, name)
    return _kept(edition, found) if found else _not_ready(session, edition, name)


def _kept(edition: Edition, file: EditionFile) -> Response:
    """The file out of the store, by pieces; its digest is its tag."""
    chosen, unchanged = KEPT[file.format], request.if_none_match.contains_weak(file.sha256)
    pieces = [] if unchanged else files().pieces(file.sha256)
    response = Response(pieces, 304 if unchanged else 200, content_type=chosen.media_type)
    response.set_etag(file.sha256)
    response.last_modified = edition.at
    response.headers["Cache-Control"] = ASK_EACH_TIME
    if not unchanged:
        name = file_name(edition.report.slug, edition.number, chosen)
        response.content_length = file.size
        response.headers["Content-Disposition"] = disposition(chosen.media_type, name)
    return response


def _not_ready(session: Session, edition: Edition, name: str) -> Response:
    report, words = edition.report, KEPT[name].words
    dress = dress_of(session, report.desk_id)
    page = not_ready_page(report.slug, edition.title, words, dress=dress)
    response = Response(page, 503, content_type=HTML)
    response.headers["Retry-After"] = str(SOON)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/articles/<int:article_id>/editions/<int:number>/files/<format_name>")
@permit(Act.PUBLISH)
@writes
def make(session: Session, article_id: int, number: int, format_name: str) -> ResponseReturnValue:
    """Have a file of an edition made, once more if it failed."""
    actor = current_actor()
    article = get_article(session, actor.desk_id, article_id)
    edition = edition_of(session, article, number)
    if format_name not in KEPT:
        raise ReportUnknown(_("No file of this kind is made in the background."))
    ask_for_file(session, edition=edition, format_name=format_name, by=actor)
    flash(_("The file is being made."), "message")
    return redirect(url_for("publish.publish", article_id=article_id), 303)
