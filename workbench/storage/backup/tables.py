"""Rows as lines of JSON, and back, whichever database they come from and go to.

The tables are read from the database, not from the models, so that a backup can be restored at
the revision it was made at, and migrated from there.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    DateTime,
    Engine,
    MetaData,
    Table,
    bindparam,
    event,
    func,
    select,
    update,
)

from workbench.db import UTCDateTime

REVISION_TABLE = "alembic_version"
_BATCH = 2000  # rows
_OWN_TABLES = {
    "sqlite": "SELECT name FROM pragma_table_list WHERE type IN ('virtual', 'shadow')",
    "postgresql": """SELECT table_name FROM information_schema.columns
        WHERE table_schema = current_schema() AND data_type = 'tsvector'""",
}
Row = dict[str, Any]


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one moment of the database, and changes nothing."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        yield connection


def tables_in(connection: Connection) -> list[Table]:
    """The tables of the database as it is, those that others refer to first.

    Those of indexes of words are left out: the database fills them along with the rows.
    """
    metadata = MetaData()
    event.listen(metadata, "column_reflect", _portable)
    own = own_tables(connection)
    metadata.reflect(connection, only=lambda name, _metadata: name not in own)
    return list(metadata.sorted_tables)


def own_tables(connection: Connection) -> set[str]:
    """Tables that hold nothing of their own: Alembic's, and those of indexes of words."""
    found = connection.exec_driver_sql(_OWN_TABLES[connection.dialect.name]).scalars()
    return {REVISION_TABLE, *found}


def _portable(_inspector: object, _table: object, column: dict[str, Any]) -> None:
    """Types whose values are the same with every database."""
    if isinstance(column["type"], DateTime):
        column["type"] = UTCDateTime()
    elif isinstance(column["type"], JSON):
        column["type"] = JSON(none_as_null=True)


def count(connection: Connection, table: Table) -> int:
    """How many rows a table has."""
    return connection.scalar(select(func.count()).select_from(table)) or 0


def lines_of(connection: Connection, table: Table) -> Iterator[bytes]:
    """The rows of a table in the order of its key, many lines at a time."""
    rows = connection.execute(
        select(table).order_by(*table.primary_key), execution_options={"yield_per": _BATCH}
    )
    for batch in rows.mappings().partitions():
        yield "".join(f"{_line(dict(row))}\n" for row in batch).encode()


def _line(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_written)


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"a backup has no way yet to write a {type(value).__name__}")


def put_lines(connection: Connection, table: Table, lines: Iterator[bytes]) -> int:
    """Insert rows that `lines_of` wrote; how many there were.

    They come in the order of their key, so only what refers ahead, to a row of the same table that
    is still to come, has to wait.
    """
    inner = _references_to_itself(table)
    waiting: list[Row] = []
    rows = 0
    while batch := [_row(line, table) for line in islice(lines, _BATCH)]:
        ready = [_without(row, _ahead(row, table, inner)) for row in batch]
        connection.execute(table.insert(), ready)
        waiting += [row for row, put in zip(batch, ready, strict=True) if put is not row]
        rows += len(batch)
    _refer(connection, table, inner, waiting)
    return rows


def _row(line: bytes, table: Table) -> Row:
    row: Row = json.loads(line)
    for column in table.columns:
        if isinstance(column.type, UTCDateTime) and row[column.name] is not None:
            row[column.name] = datetime.fromisoformat(row[column.name])
    return row


def _references_to_itself(table: Table) -> list[str]:
    return [
        column.name
        for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]


def _ahead(row: Row, table: Table, names: list[str]) -> list[str]:
    """Which of these references are to rows that come after this one."""
    keys = [row[column.name] for column in table.primary_key]
    return [name for name in names if row[name] is not None and [row[name]] > keys]


def _without(row: Row, names: list[str]) -> Row:
    return row | dict.fromkeys(names) if names else row


def _refer(connection: Connection, table: Table, names: list[str], rows: list[Row]) -> None:
    """Fill in what rows say of rows of their own table, now that all of them are there."""
    if not rows:
        return
    (key,) = table.primary_key
    changes = [{"_key": row[key.name]} | {f"_{name}": row[name] for name in names} for row in rows]
    changed = update(table).where(key == bindparam("_key"))
    for name in names:
        changed = changed.values({name: bindparam(f"_{name}")})
    connection.execute(changed, changes)


def reset_sequences(connection: Connection, tables: Iterable[Table]) -> None:
    """Let PostgreSQL count on from the highest id; SQLite looks for itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        for column in table.primary_key:
            _count_on(connection, table, column)


def _count_on(connection: Connection, table: Table, column: Column[Any]) -> None:
    sequence = func.pg_get_serial_sequence(f'"{table.name}"', column.name)
    name = connection.scalar(select(sequence))
    highest = connection.scalar(select(func.max(column))) if name else None
    if highest is not None:
        connection.execute(select(func.setval(name, highest)))
