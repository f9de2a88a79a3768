"""Articles in lists: how much of each is accounted for, and how far its claims have come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.articles.models import Article, Version
from workbench.articles.queries import current_versions
from workbench.claims.coverage import Coverage, coverage_of
from workbench.claims.rules import Status
from workbench.verdicts.overview import claimed_sentences_of, statuses_of_articles
from workbench.verdicts.rules import Token

COVERAGE_ORDER = (
    Token.TRUE, Token.MOSTLY_TRUE, Token.HALF, Token.MOSTLY_FALSE, Token.FALSE, Token.OFF, None,
)  # fmt: skip


@dataclass(frozen=True)
class ArticleRow:
    """A line of a list of articles. `parts` are the bar's: (token, words, sentences)."""

    article: Article
    version: Version
    coverage: Coverage
    parts: Sequence[tuple[str, str, int]]
    statuses: Sequence[tuple[Status, int]]


def article_rows(session: Session, articles: Sequence[Article]) -> list[ArticleRow]:
    """The articles with their coverage, in five queries however many there are."""
    ids = [article.id for article in articles]
    versions = current_versions(session, ids)
    coverage = coverage_of(session, versions.values())
    colours = claimed_sentences_of(session, [version.id for version in versions.values()])
    statuses = statuses_of_articles(session, ids)
    return [
        _row(
            article, version, coverage[version.id], colours.get(version.id, {}),
            statuses.get(article.id, {}),
        )
        for article in articles
        for version in [versions[article.id]]
    ]  # fmt: skip


def _row(
    article: Article,
    version: Version,
    coverage: Coverage,
    colours: Mapping[Token | None, int],
    statuses: Mapping[Status, int],
) -> ArticleRow:
    in_order = [(status, statuses[status]) for status in Status if status in statuses]
    return ArticleRow(article, version, coverage, coverage_parts(coverage, colours), in_order)


def coverage_parts(
    coverage: Coverage, by_token: Mapping[Token | None, int]
) -> list[tuple[str, str, int]]:
    """(token, words, sentences) in the order of the bar."""
    words = token_words()
    rated = [(token or "none", words[token], by_token.get(token, 0)) for token in COVERAGE_ORDER]
    return [
        *rated,
        ("set-aside", _("set aside"), coverage.set_aside),
        ("untouched", _("untouched"), coverage.untouched),
    ]


def token_words() -> dict[Token | None, str]:
    """What the colours of verdicts are called where no scale gives them its own words."""
    return {
        Token.TRUE: _("true"),
        Token.MOSTLY_TRUE: _("mostly true"),
        Token.HALF: _("half true"),
        Token.MOSTLY_FALSE: _("mostly false"),
        Token.FALSE: _("false"),
        Token.OFF: _("off the scale"),
        None: _("without verdict"),
    }
