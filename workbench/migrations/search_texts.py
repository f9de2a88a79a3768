"""What searches look into, spelled anew from what the rows say."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import JSON, Connection, Row, TableClause, bindparam, column, select, table, update

CLAIMS = table("claims", column("id"), column("statement"), column("search_text"))
SOURCES = table(
    "sources", column("id"), column("title"), column("authors", JSON), column("publisher"),
    column("url"), column("search_text"),
)  # fmt: skip
AT_ONCE = 1_000  # rows


def respell(connection: Connection, spell: Callable[[str], str]) -> None:
    """Let every row be found by its words as `spell` spells them, where it is not yet."""
    _respell(connection, CLAIMS, lambda claim: spell(claim.statement))
    _respell(connection, SOURCES, lambda source: spell(_words_of(source)))


def _words_of(source: Row[Any]) -> str:
    return " ".join((source.title, *source.authors, source.publisher, source.url))


def _respell(
    connection: Connection, rows: TableClause, found_by: Callable[[Row[Any]], str]
) -> None:
    for part in _parts(connection, rows):
        changes = [
            {"row_id": row.id, "words": words}
            for row in part
            if row.search_text != (words := found_by(row))
        ]
        if changes:
            writing = update(rows).where(rows.c.id == bindparam("row_id"))
            connection.execute(writing.values(search_text=bindparam("words")), changes)


def _parts(connection: Connection, rows: TableClause) -> Iterator[list[Row[Any]]]:
    reading = select(*rows.c).order_by(rows.c.id).limit(AT_ONCE)
    part = list(connection.execute(reading))
    while part:
        yield part
        part = list(connection.execute(reading.where(rows.c.id > part[-1].id)))
