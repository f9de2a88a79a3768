"""Rows of a backup that refer to rows of their own table."""

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    create_engine,
    event,
)

from workbench.storage.backup.tables import lines_of, put_lines

STEPS = Table(
    "steps",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("follows_id", ForeignKey("steps.id")),
)


@pytest.fixture
def connection() -> Iterator[Connection]:
    """A database with an empty table of steps, which watches over what they refer to."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        STEPS.create(connection)
        yield connection
    engine.dispose()


def steps(*follows: int | None) -> list[bytes]:
    """Lines of steps 1, 2 and so on, and what each follows."""
    rows = [{"id": key, "follows_id": other} for key, other in enumerate(follows, start=1)]
    return [f"{json.dumps(row, separators=(',', ':'))}\n".encode() for row in rows]


def changes(connection: Connection, lines: list[bytes]) -> list[str]:
    """Put lines in; the first words of the statements that took."""
    words: list[str] = []

    def seen(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        words.append(statement.split(maxsplit=1)[0])

    event.listen(connection, "before_cursor_execute", seen)
    assert put_lines(connection, STEPS, iter(lines)) == len(lines)
    event.remove(connection, "before_cursor_execute", seen)
    return words


def test_what_refers_to_rows_before_it_is_put_in_as_it_is(connection: Connection) -> None:
    lines = steps(None, 1, 2, 2)
    assert changes(connection, lines) == ["INSERT"]
    assert b"".join(lines_of(connection, STEPS)) == b"".join(lines)


def test_what_refers_to_rows_behind_it_waits_for_them(connection: Connection) -> None:
    lines = steps(3, 1, None)
    assert changes(connection, lines) == ["INSERT", "UPDATE"]
    assert b"".join(lines_of(connection, STEPS)) == b"".join(lines)
