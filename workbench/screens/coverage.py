"""Articles in lists: how much of each is accounted for, and how far its claims have come."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import get_template_attribute
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy.orm import Session

from workbench.articles.models import Article, Version
from workbench.articles.queries import current_versions
from workbench.claims.coverage import Coverage, set_aside_of
from workbench.claims.rules import Status
from workbench.history.queries import events_counted_of
from workbench.verdicts.marks import claimed_sentences_of
from workbench.verdicts.overview import statuses_of_articles
from workbench.verdicts.rules import TOKEN_WORDS, Token
from workbench.web.memory import memory
from workbench.web.words import word

COVERAGE_ORDER = (
    Token.TRUE, Token.MOSTLY_TRUE, Token.HALF, Token.MOSTLY_FALSE, Token.FALSE, Token.OFF, None,
)  # fmt: skip


Parts = Sequence[tuple[str, str, int]]  # of the bar: (token, words, sentences)


def rows_of_articles(session: Session, articles: Sequence[Article]) -> list[Markup]:
    """The articles as lines of a list; one whose record says nothing new is not drawn again."""
    states = events_counted_of(session, [article.id for article in articles])
    language = str(get_locale())
    keys = {("row", a.id, states.get(a.id, 0), language): a for a in articles}
    draw = get_template_attribute("articles/_row.html", "article_row")
    rows = memory().recall_all(
        list(keys),
        lambda missing: [draw(row) for row in article_rows(session, [keys[k] for k in missing])],
    )
    return [rows[key] for key in keys]


@dataclass(frozen=True)
class ArticleRow:
    """A line of a list of articles."""

    article: Article
    coverage: Coverage
    parts: Parts
    statuses: Sequence[tuple[Status, int]]


def article_rows(session: Session, articles: Sequence[Article]) -> list[ArticleRow]:
    """The articles with their coverage, in four queries however many there are."""
    ids = [article.id for article in articles]
    versions = current_versions(session, ids)
    coverage = coverage_in_colours(session, versions.values())
    statuses = statuses_of_articles(session, ids)
    return [
        ArticleRow(article, *coverage[version.id], list(statuses.get(article.id, {}).items()))
        for article in articles
        for version in [versions[article.id]]
    ]


def coverage_in_colours(
    session: Session, versions: Collection[Version]
) -> Mapping[int, tuple[Coverage, Parts]]:
    """The coverage of each version and the parts of its bar, by version id, in two queries."""
    ids = [version.id for version in versions]
    colours, set_aside = claimed_sentences_of(session, ids), set_aside_of(session, ids)
    words: dict[str | None, str] = {token: word(said) for token, said in TOKEN_WORDS.items()}
    words |= {"set-aside": _("set aside"), "untouched": _("untouched")}
    found = {}
    for version in versions:
        by_token = colours.get(version.id, {})
        claimed = sum(by_token.values())
        coverage = Coverage(version.body_sentences, claimed, set_aside.get(version.id, 0))
        found[version.id] = (coverage, _parts(coverage, by_token, words))
    return found


def _parts(
    coverage: Coverage, by_token: Mapping[Token | None, int], words: Mapping[str | None, str]
) -> Parts:
    return [
        *((token or "none", words[token], by_token.get(token, 0)) for token in COVERAGE_ORDER),
        ("set-aside", words["set-aside"], coverage.set_aside),
        ("untouched", words["untouched"], coverage.untouched),
    ]
