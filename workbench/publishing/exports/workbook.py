"""The edition as a workbook (XLSX)."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

from workbench.errors import message as _
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.exports.advance import Advance, untold
from workbench.publishing.exports.edition_tables import (
    about_table,
    claims_table,
    corrections_table,
    evidence_table,
    sources_table,
)
from workbench.publishing.tables import Cell, Table
from workbench.publishing.tables.workbook import write_workbook


def export(content: EditionContent, advance: Advance = untold) -> bytes:
    """A sheet each for claims, evidence, sources, corrections and what the edition is."""
    file, made = io.BytesIO(), datetime.fromisoformat(content.at)
    write_workbook(_tables(content, advance), file, title=content.title, made=made)
    return file.getvalue()


def _tables(content: EditionContent, advance: Advance) -> Iterator[Table]:
    """The tables, which tell of each row of claims, evidence, sources and corrections."""
    used = sum(len(claim.evidence) for claim in content.claims)
    total = len(content.claims) + used + len(content.sources) + len(content.changes)
    rows = count()
    for table in (claims_table, evidence_table, sources_table, corrections_table):
        yield _told(table(content), rows, total, advance)
    yield about_table(content)


def _told(table: Table, rows: Iterator[int], total: int, advance: Advance) -> Table:
    def told() -> Iterator[Sequence[Cell]]:
        for row in table.rows:
            advance(next(rows), total, _("Writing the rows"))
            yield row

    return replace(table, rows=told())
