"""What came in, to take away."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.articles.errors import OriginalMissing
from workbench.articles.queries import current_version, get_article
from workbench.articles.versions import get_version
from workbench.articles.views.blueprint import blueprint
from workbench.articles.views.files import files
from workbench.web.attachments import as_attachment
from workbench.web.database import reading


@blueprint.get("/articles/<int:article_id>/original")
@permit(Act.READ)
def original(article_id: int) -> ResponseReturnValue:
    """The bytes that came in, as a file that no browser opens or runs. `?version=` a number."""
    number = request.args.get("version", type=int)
    with reading() as session:
        article = get_article(session, current_actor().desk_id, article_id)
        version = (
            get_version(session, article, number) if number else current_version(session, article)
        )
    if version.original_sha256 is None:
        raise OriginalMissing(_("This article did not come from a file: there is nothing to save."))
    name = version.original_name or f"article-{article_id}"
    return as_attachment(files().read(version.original_sha256), name)
