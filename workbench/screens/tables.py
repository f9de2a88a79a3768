"""What a screen lists, all pages of it, as a file: the same rows in the same order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import TypeVar

from flask import Response, stream_with_context
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.db import now
from workbench.errors import NotFound
from workbench.publishing.tables import Table, csv_pieces, json_lines, markdown_pieces
from workbench.publishing.tables.workbook import write_workbook
from workbench.web.database import reading

R = TypeVar("R")
K = TypeVar("K")
_IN_MEMORY = 4 * 1024 * 1024  # bytes of a workbook; what is larger waits on the disk
_PIECE = 64 * 1024  # bytes of it that are sent at a time
ROWS_AT_ONCE = 1_000  # of what is listed, read at a time


class NoSuchFile(NotFound):
    """A list is not to be had in this format."""


@dataclass(frozen=True)
class TableFormat:
    """A format: its name among people, the ending of its files, its media type, and its writer."""

    name: str
    ending: str
    media_type: str
    write: Callable[[Table], Iterator[bytes]]


def _workbook(table: Table) -> Iterator[bytes]:
    with SpooledTemporaryFile(_IN_MEMORY) as file:
        write_workbook([table], file, title=table.name, made=now())
        file.seek(0)
        yield from iter(partial(file.read, _PIECE), b"")


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABLES: Mapping[str, TableFormat] = {
    each.ending: each
    for each in (
        TableFormat("CSV", "csv", "text/csv; charset=utf-8", csv_pieces),
        TableFormat("XLSX", "xlsx", _XLSX, _workbook),
        TableFormat("JSON Lines", "jsonl", "application/jsonl; charset=utf-8", json_lines),
        TableFormat("Markdown", "md", "text/markdown; charset=utf-8", markdown_pieces),
    )
}


def every(
    read: Callable[[Session, K | None, int], Sequence[R]], key: Callable[[R], K]
) -> Iterator[R]:
    """All that a list has, so many rows at once: `read` gets them behind a key, none at first."""
    behind = None
    while True:
        with reading() as session:
            found = read(session, behind, ROWS_AT_ONCE)
            yield from found
        if len(found) < ROWS_AT_ONCE:
            return
        behind = key(found[-1])


def as_file(table: Table, ending: str) -> Response:
    """The table as it is sent, so many rows at once. Raises `NoSuchFile`."""
    if ending not in TABLES:
        raise NoSuchFile(_("Lists are exported as .csv, .xlsx, .jsonl and .md."))
    chosen = TABLES[ending]
    pieces = stream_with_context(chosen.write(table))
    response = Response(pieces, content_type=chosen.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{table.name}.{ending}"'
    return response
