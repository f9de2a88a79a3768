"""A workbook (XLSX): a sheet for each table, headings that stay, columns of their width.

Nothing in it is calculated or linked: words are written as words. The same tables give the same
bytes: the library dates nothing inside the archive but what it is told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import IO, TYPE_CHECKING

from workbench.publishing.tables.table import Cell, Column, Table, in_words

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767  # UTF-16 units that a cell holds
MOST_ROWS = 1_048_575  # below the headings
_CUT = " … (cut here: a cell holds no more)"
_LINE, _HIGHEST = 15, 409  # points: of one line, and as high as a row may be
_FIRST_YEAR = 1900  # before it a spreadsheet has no days
_OPTIONS = {
    "constant_memory": True,  # rows go out as they come
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}


def write_workbook(tables: Iterable[Table], file: IO[bytes], *, title: str, made: datetime) -> None:
    """Write the tables, a sheet each, in their order. `made` is when it says it was made (UTC)."""
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415 - loaded with the first workbook

    with Workbook(file, _OPTIONS) as workbook:
        workbook.set_properties({"title": title, "created": made.replace(tzinfo=None)})
        looks = _looks(workbook)
        for table in tables:
            _write_sheet(workbook.add_worksheet(table.name), table, looks)


@dataclass(frozen=True)
class _Looks:
    heading: "Format"
    words: "Format"
    day: "Format"
    moment: "Format"


def _looks(workbook: "Workbook") -> _Looks:
    top = {"valign": "top"}
    return _Looks(
        heading=workbook.add_format({**top, "bold": True, "bottom": 1, "text_wrap": True}),
        words=workbook.add_format({**top, "text_wrap": True}),
        day=workbook.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"}),
        moment=workbook.add_format({**top, "num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
    )


def _write_sheet(sheet: "Worksheet", table: Table, looks: _Looks) -> None:
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width, looks.words)
        sheet.write_string(0, place, column.heading, looks.heading)
    for number, row in zip(range(1, MOST_ROWS + 1), table.rows, strict=False):
        sheet.set_row(number, _height(row, table.columns))
        for place, cell in enumerate(row):
            _write_cell(sheet, number, place, cell, looks)


def _height(row: Sequence[Cell], columns: Sequence[Column]) -> float:
    """In points, as high as the longest of its cells wants; LibreOffice does not see to it."""
    lines = (
        _lines(in_words(cell), column.width) for cell, column in zip(row, columns, strict=True)
    )
    return min(_LINE * max(lines, default=1), _HIGHEST)


def _lines(words: str, width: int) -> int:
    """How many lines words take, of a little fewer letters than the column is wide."""
    return sum(max(1, ceil(len(line) / (0.9 * width))) for line in words.split("\n"))


def _write_cell(sheet: "Worksheet", row: int, place: int, cell: Cell, looks: _Looks) -> None:
    if isinstance(cell, date) and cell.year >= _FIRST_YEAR:
        look = looks.moment if isinstance(cell, datetime) else looks.day
        sheet.write_datetime(row, place, cell, look)
    elif isinstance(cell, int):
        sheet.write_number(row, place, cell, looks.words)
    else:
        sheet.write_string(row, place, _fitting(in_words(cell)), looks.words)


def _fitting(words: str) -> str:
    """Words as far as a cell holds them."""
    units = words.encode("utf-16-le")
    if len(units) // 2 <= LONGEST:
        return words
    held = units[: 2 * (LONGEST - len(_CUT))].decode("utf-16-le", errors="ignore")
    return held + _CUT
