"""JSON Lines: one object a row, which says first of which type it is."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from workbench.publishing.tables.table import Cell, Table, in_words


def json_lines(table: Table) -> Iterator[bytes]:
    """Every row as an object under the columns' names, `type` before them."""
    keys = [column.key for column in table.columns]
    for row in table.rows:
        told = {"type": table.one, **dict(zip(keys, map(_value, row), strict=True))}
        yield (json.dumps(told, ensure_ascii=False) + "\n").encode()


def _value(cell: Cell) -> Any:
    """Several values stay a list; days and moments are ISO 8601."""
    if isinstance(cell, tuple):
        return list(cell)
    return in_words(cell) if isinstance(cell, date) else cell
