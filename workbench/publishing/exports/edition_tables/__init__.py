"""What an edition says, as tables: the same columns in CSV, in the workbook and in JSON Lines."""

from workbench.publishing.exports.edition_tables.about import about_table
from workbench.publishing.exports.edition_tables.claims import claims_table
from workbench.publishing.exports.edition_tables.corrections import corrections_table
from workbench.publishing.exports.edition_tables.evidence import evidence_table
from workbench.publishing.exports.edition_tables.sources import sources_table

__all__ = [
    "about_table",
    "claims_table",
    "corrections_table",
    "evidence_table",
    "sources_table",
]
