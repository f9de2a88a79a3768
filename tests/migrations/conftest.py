"""A database that the migrations alone may furnish."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests import databases
from workbench.db import Database


@pytest.fixture(params=databases.BACKENDS)
def bare_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without a single table, on each backend in turn."""
    if request.param == "sqlite":
        yield from _opened(databases.sqlite_url(tmp_path / "bare.sqlite3"))
        return
    server: URL = request.getfixturevalue("postgresql_server")
    with databases.postgresql_database(server, f"bare_{tmp_path.name}_{id(request)}") as url:
        yield from _opened(url)


def _opened(url: URL) -> Iterator[Database]:
    database = Database(url)
    yield database
    database.close()
