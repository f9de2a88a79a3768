"""One row for every table that has none, made from what the database says of its columns."""

import re
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    insert,
    inspect,
    select,
)

from workbench.storage.backup.tables import own_tables

# Columns whose check constraints ask for something particular, by name.
PARTICULAR: dict[str, object] = {
    "start": 0, "end": len("text"), "lease": None, "leased_until": None, "ended_at": None,
    "confidential": False, "settled_at": None,
}  # fmt: skip
# A thread is about one thing, the claim in this row.
PARTICULAR_IN: dict[tuple[str, str], object] = {
    ("threads", "evidence_id"): None, ("threads", "verdict_id"): None,
}  # fmt: skip
# What a column may hold, as either database tells it: role IN ('viewer', ..) and
# role = ANY (ARRAY['viewer'::text, ..]).
ONE_OF = re.compile(r"^\W*(?P<column>\w+)\W.*?\b(IN|ANY)\b.*?'(?P<first>[^']*)'", re.IGNORECASE)
TYPICAL: dict[type[Any], object] = {
    Boolean: True,
    Integer: 1,
    Float: 1.0,
    DateTime: datetime(2019, 5, 15, tzinfo=UTC),
    Date: date(2019, 5, 15),
    JSON: {},
    LargeBinary: b"bytes",
}


def tables(connection: Connection) -> list[Table]:
    """The tables as they stand, each after those it refers to."""
    found = MetaData()
    own = own_tables(connection)
    found.reflect(connection, only=lambda name, _metadata: name not in own)
    return list(found.sorted_tables)


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    names = set(inspect(connection).get_table_names()) - {"alembic_version"}
    each = (f"SELECT '{name}', count(*) FROM \"{name}\"" for name in names)  # noqa: S608
    if not names:
        return {}
    found = connection.exec_driver_sql(" UNION ALL ".join(each))
    return {row[0]: row[1] for row in found}


def fill(connection: Connection) -> None:
    """Put a row into each table that is empty, referring to the rows of the others.

    To ask what all tables look like takes longest: only those that get a row are looked at.
    """
    empty = [name for name, count in counts(connection).items() if not count]
    found = MetaData()
    found.reflect(connection, only=empty)
    for table in found.sorted_tables:
        if table.name in empty:
            choices = _choices(connection, table)
            row = {column.name: _value(connection, column, choices) for column in table.columns}
            connection.execute(insert(table).values(row))


def _choices(connection: Connection, table: Table) -> dict[str, str]:
    checks = inspect(connection).get_check_constraints(table.name)
    found = (ONE_OF.search(check["sqltext"]) for check in checks)
    return {match["column"]: match["first"] for match in found if match}


def _value(connection: Connection, column: Column[Any], choices: dict[str, str]) -> object:
    if (column.table.name, column.name) in PARTICULAR_IN:
        return PARTICULAR_IN[column.table.name, column.name]
    for key in column.foreign_keys:
        return connection.scalar(select(key.column))  # of itself: none yet, so NULL
    known = choices | PARTICULAR
    if column.name in known:
        return known[column.name]
    typical = (value for kind, value in TYPICAL.items() if isinstance(column.type, kind))
    return next(typical, "text")
