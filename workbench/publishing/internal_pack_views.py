"""The pack of an edition for members: asked for, and sent to whoever may publish."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.articles.queries import get_article
from workbench.articles.views.files import files
from workbench.publishing.errors import PackNotMade
from workbench.publishing.internal_packs import ask_for_internal_pack, internal_pack_of
from workbench.publishing.models import Edition
from workbench.publishing.queries import edition_of
from workbench.web.database import reading
from workbench.web.submissions import writes

ADDRESS = "/articles/<int:article_id>/editions/<int:number>/members-pack.zip"

blueprint = Blueprint("internal_packs", __name__)


@blueprint.get(ADDRESS)
@permit(Act.PUBLISH)
def send(article_id: int, number: int) -> ResponseReturnValue:
    """The pack as it was made last, out of the store, by pieces. No cache keeps it."""
    with reading() as session:
        edition = _edition(session, article_id, number)
        found = internal_pack_of(session, edition)
        name = f"{edition.report.slug}-edition-{number}.members.zip"
    if found is None:
        raise PackNotMade(_("There is no such pack, or it is too old to be sent. Have it made."))
    response = Response(files().pieces(found.sha256), content_type="application/zip")
    response.content_length = found.size
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@blueprint.post(ADDRESS.removesuffix(".zip"))
@permit(Act.PUBLISH)
@writes
def make(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Have it made, of the article as it is now."""
    edition = _edition(session, article_id, number)
    ask_for_internal_pack(session, edition=edition, by=current_actor())
    flash(_("The pack is being made."), "message")
    return redirect(url_for("publish.publish", article_id=article_id, _anchor="members-pack"), 303)


def _edition(session: Session, article_id: int, number: int) -> Edition:
    article = get_article(session, current_actor().desk_id, article_id)
    return edition_of(session, article, number)
