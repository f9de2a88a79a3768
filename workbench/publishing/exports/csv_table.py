"""CSV: a table of the claims, one of the evidence, one of the sources."""

from workbench.publishing.edition.model import EditionContent
from workbench.publishing.exports.edition_tables import (
    claims_table,
    evidence_table,
    sources_table,
)
from workbench.publishing.tables import csv_pieces


def export(content: EditionContent) -> bytes:
    """Every claim as a row below the names of the columns."""
    return b"".join(csv_pieces(claims_table(content)))


def export_evidence(content: EditionContent) -> bytes:
    """Every use of a source."""
    return b"".join(csv_pieces(evidence_table(content)))


def export_sources(content: EditionContent) -> bytes:
    """Every source."""
    return b"".join(csv_pieces(sources_table(content)))
