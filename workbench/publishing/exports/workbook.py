"""The edition as a workbook (XLSX)."""

import io
from datetime import datetime

from workbench.publishing.edition.model import EditionContent
from workbench.publishing.exports.edition_tables import (
    about_table,
    claims_table,
    corrections_table,
    evidence_table,
    sources_table,
)
from workbench.publishing.tables.workbook import write_workbook


def export(content: EditionContent) -> bytes:
    """A sheet each for claims, evidence, sources, corrections and what the edition is."""
    tables = (claims_table, evidence_table, sources_table, corrections_table, about_table)
    file, made = io.BytesIO(), datetime.fromisoformat(content.at)
    write_workbook((table(content) for table in tables), file, title=content.title, made=made)
    return file.getvalue()
