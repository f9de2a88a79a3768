"""That the database itself refuses to change what a guarded table says."""

from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from sqlalchemy import Connection, FromClause, select, text
from sqlalchemy.exc import IntegrityError

from workbench.db import Database
from workbench.history.guards import REFUSED


def all_are_refused(database: Database, acts: Iterable[str], tables: Sequence[FromClause]) -> None:
    """Try each act in plain SQL: all are refused, and the tables, none empty, are as before."""
    with database.engine.connect() as connection:
        before = _rows(connection, tables)
        assert all(before)
        for act in acts:
            with pytest.raises(IntegrityError, match=REFUSED):
                connection.execute(text(act))
            connection.rollback()
        assert _rows(connection, tables) == before


def _rows(connection: Connection, tables: Sequence[FromClause]) -> list[Sequence[Any]]:
    return [connection.execute(select(table)).all() for table in tables]
