"""What was changed of published claims, as an edition tells it."""

from collections.abc import Sequence

from workbench.publishing.edition.model import Change, EditionContent
from workbench.publishing.exports.edition_tables.report import OF_REPORT, of_report
from workbench.publishing.tables import Cell, Column, Table, moment_in

CORRECTIONS = (
    *OF_REPORT,
    Column("since_edition", "the edition that made the change", 8),
    Column("at", "when (UTC)", 16),
    Column("kind", "correction, clarification, update or withdrawal"),
    Column("claim", "the claim’s number", 8),
    Column("statement", "what is claimed", 50),
    Column("old_rating", "the verdict before"),
    Column("new_rating", "the verdict since; none if it was withdrawn"),
    Column("why", "the reason", 60),
)


def corrections_table(content: EditionContent) -> Table:
    """A row for each public change to a claim, the oldest first."""
    return Table(
        "corrections",
        "correction",
        CORRECTIONS,
        (_change(content, each) for each in content.changes),
    )


def _change(content: EditionContent, change: Change) -> Sequence[Cell]:
    return (
        *of_report(content),
        change.edition,
        moment_in(change.at),
        change.kind,
        change.claim,
        change.statement,
        change.old.label,
        change.new.label if change.new else "",
        change.why,
    )
