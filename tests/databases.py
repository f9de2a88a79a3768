"""Databases for the tests: SQLite files, and databases on a PostgreSQL server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection

from tests.postgresql import server_url
from tests.requirements import missing
from workbench import db
from workbench.db import Base, Database

BACKENDS = ("sqlite", "postgresql")
SERVER = "WORKBENCH_TEST_DATABASE_URL"
NO_SERVER = (
    "PostgreSQL is missing. 'make setup' installs one for the tests;"
    f" or name a server in {SERVER}, with a superuser."
)


def sqlite_url(path: Path) -> URL:
    """The URL of a SQLite file."""
    return URL.create("sqlite", database=str(path))


PREPARE_SQLITE = db._prepare_sqlite


def hurry_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test in this process wait for the disk, as with PostgreSQL: nobody cuts the power.

    To have files kept as they are in use, a test sets `db._prepare_sqlite` to `PREPARE_SQLITE`.
    """

    def prepare(connection: DBAPIConnection, record: object) -> None:
        PREPARE_SQLITE(connection, record)
        connection.execute("PRAGMA synchronous = OFF").close()

    monkeypatch.setattr(db, "_prepare_sqlite", prepare)


def postgresql_server(run: Path) -> URL:
    """The server named in the environment, else the run's own."""
    url = make_url(os.environ[SERVER]) if SERVER in os.environ else server_url(run)
    return url or missing(NO_SERVER)


@contextmanager
def postgresql_database(server: URL, name: str) -> Iterator[URL]:
    """A new, empty database on the server; dropped at the end, whoever still uses it."""
    drop = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
    _command(server, drop)
    _command(server, f'CREATE DATABASE "{name}" TEMPLATE template0')
    yield server.set(database=name)
    _command(server, drop)


def make_tables(url: URL) -> None:
    """Make every table of the models in an empty database."""
    database = Database(url)
    Base.metadata.create_all(database.engine)
    database.close()


def empty(database: Database) -> None:
    """Delete every row, on PostgreSQL. Sixty times as fast as TRUNCATE when there are few rows.

    The role of a replica fires no trigger and checks no foreign key, so the order is free and
    rows that are otherwise kept for ever can go. A session left open by a test is told of.
    """
    names = Base.metadata.tables
    deletes = ";".join(f'DELETE FROM "{name}"' for name in names)  # noqa: S608 - our own names
    with database.engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        if deletes:
            connection.exec_driver_sql(deletes)


def _command(server: URL, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
