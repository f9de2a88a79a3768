"""The list of articles, with how much of each is accounted for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act
from workbench.articles.models import Article
from workbench.articles.queries import (
    Waiting,
    articles_after,
    newest_articles,
    waiting_imports,
)
from workbench.screens.coverage import rows_of_articles
from workbench.web.database import reading
from workbench.web.pages import PAGE_SIZE, Page, page_of

FEW = 10  # previews that wait, above the articles

blueprint = Blueprint("articles_list", __name__)


@blueprint.get("/articles")
@permit(Act.READ)
def articles() -> ResponseReturnValue:
    """A desk's articles, newest first: those `?before=` an id, or the nearest `?after=` one."""
    actor = current_actor()
    before = request.args.get("before", type=int)
    after = request.args.get("after", type=int)
    with reading() as session:
        page = _page(session, actor.desk_id, before, after)
        first = page.previous_url is None and actor.may(Act.IMPORT)
        return render_template(
            "articles/list.html",
            articles=rows_of_articles(session, page.articles),
            page=page,
            waiting=_waiting(session, limit=FEW) if first else None,
            may_import=actor.may(Act.IMPORT),
            time_zone=time_zone(),
        )


@blueprint.get("/imports")
@permit(Act.IMPORT)
def imports() -> ResponseReturnValue:
    """Every preview that waits, newest first: those `?before=` an id."""
    before = request.args.get("before", type=int)
    with reading() as session:
        return render_template(
            "articles/waiting.html",
            waiting=_waiting(session, before),
            before=before,
            time_zone=time_zone(),
        )


def _waiting(session: Session, before: int | None = None, limit: int = PAGE_SIZE) -> Page[Waiting]:
    desk_id = current_actor().desk_id
    rows = waiting_imports(session, desk_id, before=before, limit=limit + 1)
    return page_of(rows, lambda one: str(one.id), limit)


@dataclass(frozen=True)
class ArticlePage:
    """A page of the list, with the addresses of those beside it."""

    articles: Sequence[Article]
    previous_url: str | None
    next_url: str | None


def _page(session: Session, desk_id: int, before: int | None, after: int | None) -> ArticlePage:
    if after is not None:
        found = articles_after(session, desk_id, after, limit=PAGE_SIZE + 1)
        shown = list(reversed(found[:PAGE_SIZE]))
        newer, older = len(found) > PAGE_SIZE, after > 0
    else:
        found = newest_articles(session, desk_id, before=before, limit=PAGE_SIZE + 1)
        shown = list(found[:PAGE_SIZE])
        newer, older = before is not None, len(found) > PAGE_SIZE
    return ArticlePage(
        shown,
        _address(after=shown[0].id if shown else 0) if newer else None,
        _address(before=shown[-1].id) if older and shown else None,
    )


def _address(**key: Any) -> str:
    return url_for("articles_list.articles", **key)
