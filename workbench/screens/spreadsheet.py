"""Tables for spreadsheets: sent row by row, and no cell is ever taken for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def inert(cell: object) -> str:
    """The cell as text; what a spreadsheet would carry out begins with an apostrophe."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The rows as lines of RFC 4180."""
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([inert(cell) for cell in row])
        yield line.getvalue()
