"""CSV: RFC 4180 in UTF-8 with a byte order mark, without which spreadsheets guess another encoding.

No cell can be taken for a formula: one that begins like it gets an apostrophe.
"""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from workbench.publishing.tables.table import Cell, Table, in_words

AT_ONCE = 500  # rows in a piece
# What spreadsheets take for the beginning of a formula, the full-width forms included.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def csv_pieces(table: Table) -> Iterator[bytes]:
    """The names of the columns and the rows below them, so many at once."""
    names = [column.name for column in table.columns]
    yield BOM_UTF8 + _written([names])
    rows = iter(table.rows)
    while some := list(islice(rows, AT_ONCE)):
        yield _written([_safe(cell) for cell in row] for row in some)


def safe(words: str) -> str:
    """Words that no spreadsheet calculates; leading space does not hide a formula."""
    begins = words[:1] in _FORMULA or words.lstrip()[:1] in _FORMULA
    return f"'{words}" if begins else words


def _safe(cell: Cell) -> str:
    """Only words can be a formula: −1 is a number."""
    return str(cell) if isinstance(cell, int) else safe(in_words(cell))


def _written(rows: Iterable[Sequence[str]]) -> bytes:
    lines = io.StringIO(newline="")
    csv.writer(lines, lineterminator="\r\n").writerows(rows)
    return lines.getvalue().encode()
