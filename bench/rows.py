"""Writing many rows quickly: ids given here, and thousands of rows a statement."""

from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from workbench.db import Base

AT_ONCE = 5_000


class Rows:
    """Rows of several tables on their way into a database; `finish` writes what is left."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._next: dict[str, int] = {}
        self._waiting: dict[str, list[dict[str, Any]]] = {}

    def add(self, model: type[Base], **values: Any) -> int:
        """Add a row with the table's next id, which is returned. Equal columns for each table."""
        table = _table(model)
        row_id = self._next.get(table.name) or self._first_id(table)
        self._next[table.name] = row_id + 1
        self.add_plain(model, id=row_id, **values)
        return row_id

    def add_plain(self, model: type[Base], **values: Any) -> None:
        """Add a row of a table without an id of its own."""
        waiting = self._waiting.setdefault(_table(model).name, [])
        waiting.append(values)
        if len(waiting) >= AT_ONCE:
            self._write()

    def finish(self) -> None:
        """Write what is left, and let the database count on from there."""
        self._write()
        if self._connection.dialect.name != "postgresql":
            return
        for name, following in self._next.items():
            sequence = func.pg_get_serial_sequence(name, "id")
            self._connection.execute(select(func.setval(sequence, following - 1)))

    def _first_id(self, table: Table) -> int:
        return (self._connection.scalar(select(func.max(table.c.id))) or 0) + 1

    def _write(self) -> None:
        """In the order in which tables depend on each other."""
        for table in Base.metadata.sorted_tables:
            rows = self._waiting.pop(table.name, None)
            if rows:
                self._connection.execute(insert(table), rows)


def settle(connection: Connection) -> None:
    """Let PostgreSQL know its tables, as its own housekeeping does within a minute."""
    if connection.dialect.name == "postgresql":
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table
