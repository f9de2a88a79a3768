"""What an edition is of and by whom, and what the columns of the other tables say."""

from collections.abc import Iterator, Sequence

from workbench.publishing.edition.model import EditionContent
from workbench.publishing.exports.edition_tables.claims import CLAIMS
from workbench.publishing.exports.edition_tables.corrections import CORRECTIONS
from workbench.publishing.exports.edition_tables.evidence import EVIDENCE
from workbench.publishing.exports.edition_tables.sources import SOURCES
from workbench.publishing.tables import Cell, Column, Table, day_in, moment_in

_ABOUT = (Column("what", width=34), Column("words", width=100))
_DESCRIBED = {
    "claims": CLAIMS, "evidence": EVIDENCE, "sources": SOURCES, "corrections": CORRECTIONS,
}  # fmt: skip


def about_table(content: EditionContent) -> Table:
    """What the edition is of and by whom, how far it goes, and what the columns say."""
    return Table("about", "fact", _ABOUT, [*_facts(content).items(), *_columns_described()])


def _facts(content: EditionContent) -> dict[str, Cell]:
    article, desk, coverage = content.article, content.desk, content.coverage
    told: dict[str, Cell] = {
        "Report": content.title,
        "What holds": content.summary,
        "Address": content.site.report_url,
        "Edition": content.number,
        "Published (UTC)": moment_in(content.at),
        "Note on this edition": content.note,
        "Desk": desk.name,
        "Licence": desk.licence,
        "Article": article.title,
        "Outlet": article.outlet,
        "Authors": article.authors,
        "Article published": day_in(article.published),
        "Article’s address": article.url,
        "Text taken down (UTC)": moment_in(article.taken_at),
        "Sentences": coverage.sentences,
        "Sentences in claims": coverage.claimed,
        "Sentences not looked at": coverage.untouched,
        "Claims still open": coverage.open_claims,
        "How the desk checks": desk.method,
    }
    return {what: words for what, words in told.items() if words not in ("", (), None)}


def _columns_described() -> Iterator[Sequence[Cell]]:
    for sheet, columns in _DESCRIBED.items():
        for column in columns:
            yield f"Column {sheet}: {column.heading}", column.says
