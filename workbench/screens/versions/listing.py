"""The list of an article's versions, and of the drafts that may become the next."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from workbench.accounts.gate import permit, time_zone
from workbench.accounts.rules import Act
from workbench.articles.versions import versions_of, waiting_drafts
from workbench.screens.versions import ARTICLE, blueprint
from workbench.screens.versions.place import load_article
from workbench.web.database import reading
from workbench.web.pages import page_of


@blueprint.get(f"{ARTICLE}/versions")
@permit(Act.READ)
def versions(article_id: int) -> ResponseReturnValue:
    """Every version of an article, newest first; `?before=` a number."""
    before = request.args.get("before", type=int)
    with reading() as session:
        article = load_article(session, article_id)
        lines = versions_of(session, article, before=before)
        page = page_of(lines, key=lambda line: str(line.version.number))
        return render_template(
            "versions/page.html",
            article=article,
            page=page,
            older=before is not None,
            drafts=waiting_drafts(session, article),
            time_zone=time_zone(),
        )
