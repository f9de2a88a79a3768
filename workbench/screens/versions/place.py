"""Which article and which draft an address of the versions names."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor
from workbench.articles.composed import Composed, composed, follow
from workbench.articles.draft_blocks import Blocks, blocks_from_json, plain
from workbench.articles.models import Article, VersionDraft
from workbench.articles.queries import get_article
from workbench.articles.reanchoring import Following
from workbench.articles.versions import composed_version, get_draft


@dataclass(frozen=True)
class DraftPlace:
    """A draft of a version of an article."""

    article: Article
    draft: VersionDraft

    @cached_property
    def blocks(self) -> Blocks:
        """Its blocks."""
        return blocks_from_json(self.draft.blocks)

    @cached_property
    def text(self) -> Composed:
        """Its text. Slow to work out for a long one, and remembered."""
        return composed(plain(self.blocks), self.article.language)

    def address(self, view: str = "versions.draft", **values: Any) -> str:
        """The address of a view of it."""
        return url_for(view, article_id=self.article.id, draft_id=self.draft.id, **values)

    def leads_to(self, view: str = "versions.draft", **values: Any) -> Response:
        """An answer that leads to a view of it."""
        return redirect(self.address(view, **values), 303)


def load_article(session: Session, article_id: int) -> Article:
    """An article of the actor's desk. Raises `ArticleUnknown`."""
    return get_article(session, current_actor().desk_id, article_id)


def load_draft(session: Session, article_id: int, draft_id: int) -> DraftPlace:
    """A draft of an article of the actor's desk. Raises `NotFound`."""
    article = load_article(session, article_id)
    return DraftPlace(article, get_draft(session, article, draft_id))


@dataclass(frozen=True)
class Comparison:
    """The text that a draft follows, its own, and where everything of the one went in the other."""

    old: Composed
    new: Composed
    following: Following


def compared(session: Session, place: DraftPlace) -> Comparison:
    """A draft compared with the version that it follows. Takes seconds for a hostile text."""
    old = composed_version(session, place.draft.base)
    return Comparison(old, place.text, follow(old, place.text))
