"""The columns with which every row says whose it is."""

from workbench.publishing.edition.model import EditionContent
from workbench.publishing.tables import Cell, Column

OF_REPORT = (
    Column("report", "the report’s address", 30),
    Column("edition", "the edition’s number, from 1", 8),
)


def of_report(content: EditionContent) -> tuple[Cell, ...]:
    """The cells of these columns."""
    return content.site.report_url, content.number
