"""The sources of an edition, each with the claims that use it."""

from collections.abc import Mapping, Sequence

from workbench.publishing.edition.model import EditionContent, Source
from workbench.publishing.exports.citing import citation
from workbench.publishing.exports.edition_tables.report import OF_REPORT, of_report
from workbench.publishing.tables import Cell, Column, Table, day_in

SOURCES = (
    *OF_REPORT,
    Column("number", "the source’s number in the edition", 8),
    Column("kind", "what it is"),
    Column("title", "what it is called", 50),
    Column("authors", "who made it", 30),
    Column("publisher", "who published it", 24),
    Column("published", "when, a day, month or year", 12),
    Column("url", "where it is found", 40),
    Column("archived_url", "an archived copy", 40),
    Column("accessed", "when it was last seen there", 12),
    Column("citation", "the source as the desk cites it", 60),
    Column("closeness", "primary or secondary, as the desk judges it"),
    Column("naming", "whether those whose words it has are named"),
    Column("interests", "what it stands to gain", 30),
    Column("claims", "the numbers of the claims that use it"),
)


def sources_table(content: EditionContent) -> Table:
    """A row a source."""
    used = _claims_by_source(content)
    return Table("sources", "source", SOURCES, (_source(content, s, used) for s in content.sources))


def _claims_by_source(content: EditionContent) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    for claim in content.claims:
        for number in dict.fromkeys(used.source for used in claim.evidence):
            found.setdefault(number, []).append(str(claim.number))
    return found


def _source(
    content: EditionContent, source: Source, used: Mapping[int, list[str]]
) -> Sequence[Cell]:
    return (
        *of_report(content),
        source.number,
        source.kind,
        source.title,
        source.authors,
        source.publisher,
        day_in(source.published),
        source.url,
        source.archived_url,
        day_in(source.accessed),
        citation(source),
        source.closeness,
        source.naming,
        source.interests,
        ", ".join(used.get(source.number, ())),
    )
