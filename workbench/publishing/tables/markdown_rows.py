"""A table as Markdown has it (GitHub Flavored)."""

from collections.abc import Iterable, Iterator

from workbench.publishing.tables.markdown_words import address
from workbench.publishing.tables.table import Cell, Table, in_words


def markdown_pieces(table: Table) -> Iterator[bytes]:
    """The headings, the rule below them, and the rows, each a line."""
    yield _line(column.heading for column in table.columns)
    yield _line("---" for _column in table.columns)
    for row in table.rows:
        yield _line(map(_words, row))


def _line(cells: Iterable[str]) -> bytes:
    return f"| {' | '.join(cells)} |\n".encode()


def _words(cell: Cell) -> str:
    parts = cell if isinstance(cell, tuple) else (in_words(cell),)
    return "; ".join(map(address, parts))
