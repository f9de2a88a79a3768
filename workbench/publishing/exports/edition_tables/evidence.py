"""The evidence of an edition: a row for each use of a source."""

from collections.abc import Iterator, Sequence

from workbench.publishing.edition.model import Claim, EditionContent, Evidence
from workbench.publishing.exports.edition_tables.report import OF_REPORT, of_report
from workbench.publishing.tables import Cell, Column, Table, moment_in

EVIDENCE = (
    *OF_REPORT,
    Column("claim", "the claim’s number", 8),
    Column("place", "its place among the claim’s evidence, from 1", 8),
    Column("stance", "what it does to the claim"),
    Column("about", "the words of the statement that it is about; empty for the whole", 30),
    Column("quote", "the source’s own words", 60),
    Column("locator", "where in the source they stand"),
    Column("quote_check", "how the quote stands in what the desk kept of the source"),
    Column("telling_differences", "which kinds of telling words differ there"),
    Column("compared_at", "when what the desk kept was taken (UTC)", 16),
    Column("compared_sha256", "the SHA-256 of its bytes", 20),
    Column("source", "the source’s number in the edition", 8),
    Column("source_title", "its title", 40),
    Column("source_url", "where it is found", 40),
    Column("claim_url", "the claim’s own page", 40),
)


def evidence_table(content: EditionContent) -> Table:
    """A row for each use of a source."""
    return Table("evidence", "evidence", EVIDENCE, _evidence_rows(content))


def _evidence_rows(content: EditionContent) -> Iterator[Sequence[Cell]]:
    for claim in content.claims:
        for place, used in enumerate(claim.evidence, start=1):
            yield _evidence(content, claim, place, used)


def _evidence(content: EditionContent, claim: Claim, place: int, used: Evidence) -> Sequence[Cell]:
    source, checked = content.source(used.source), used.checked
    return (
        *of_report(content),
        claim.number,
        place,
        used.stance,
        used.about,
        used.quote,
        used.locator,
        checked.outcome if checked else "",
        checked.telling if checked else (),
        moment_in(checked.taken_at) if checked else None,
        checked.sha256 if checked else "",
        source.number,
        source.title,
        source.url,
        content.site.claim_url(claim.number),
    )
