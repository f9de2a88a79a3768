"""Writing into the record as somebody would who has the database and means ill."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from workbench.db import Database
from workbench.history.hashing import FIRST, line_hash, plain_hash, salted_hash
from workbench.history.models import ChainedEvent, ChainEnd, Event, EventAddress
from workbench.history.rules import EventKind

TRIGGERS = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
FAR = 9_999


@contextmanager
def unguarded(database: Database) -> Iterator[Connection]:
    """A connection on which no trigger fires; they are in their place again afterwards."""
    with database.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            yield connection
        else:
            yield from _without_triggers(connection)
        connection.commit()


def unguard(session: Session) -> None:
    """Let no trigger look at the lines that this unit of work changes; to be rolled back."""
    if session.connection().dialect.name == "postgresql":
        session.execute(text("SET LOCAL session_replication_role = replica"))
    else:
        session.execute(text("DROP TRIGGER events_update"))


def _without_triggers(connection: Connection) -> Iterator[Connection]:
    _look_at_references(connection, "OFF")
    triggers = connection.execute(TRIGGERS).all()
    for trigger in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {trigger.name}")
    yield connection
    for trigger in triggers:
        connection.exec_driver_sql(trigger.sql)
    connection.commit()
    _look_at_references(connection, "ON")


def _look_at_references(connection: Connection, switched: str) -> None:
    """SQLite does this outside of a transaction alone, so past SQLAlchemy, which begins one."""
    driven = connection.connection.driver_connection
    assert driven is not None
    connection.commit()
    driven.execute(f"PRAGMA foreign_keys = {switched}")


def number_of(connection: Connection, kind: EventKind) -> int:
    """The number of the line of a kind."""
    chosen = select(ChainedEvent.number).join(Event, Event.id == ChainedEvent.event_id)
    return connection.execute(chosen.where(Event.kind == kind)).scalar_one()


def end_of(connection: Connection) -> int:
    """The number of the last line."""
    return connection.execute(select(ChainEnd.number)).scalar_one()


def change_event(connection: Connection, number: int, **values: Any) -> None:
    """Let a line say something else."""
    at = update(Event).where(Event.id == _link(connection, number)["event_id"])
    connection.execute(at.values(values))


def vouch(connection: Connection, by: int, of: int) -> None:
    """Let a line stand in for other words of another, as what seals a source does."""
    words, told = {"number": 2}, _link(connection, of)["event_id"]
    change_event(connection, by, details={"retold": {str(told): plain_hash(words)}})
    vouching = _link(connection, by)["event_id"]
    change_event(connection, of, details=words, retold_by_id=vouching)
    change_link(connection, of, salt=None)


def change_link(connection: Connection, at: int, **values: Any) -> None:
    """Write into the chain."""
    connection.execute(update(ChainedEvent).where(ChainedEvent.number == at).values(values))


def take_out(connection: Connection, *numbers: int, line: bool = True, link: bool = True) -> None:
    """Delete lines, their links, or both."""
    ids = [_link(connection, number)["event_id"] for number in numbers]
    connection.execute(delete(EventAddress).where(EventAddress.event_id.in_(ids)))
    if link:
        connection.execute(delete(ChainedEvent).where(ChainedEvent.event_id.in_(ids)))
    if line:
        connection.execute(delete(Event).where(Event.id.in_(ids)))


def swap(connection: Connection, one: int, other: int) -> None:
    """Let two lines take each other's number."""
    for before, after in ((one, FAR), (other, one), (FAR, other)):
        change_link(connection, before, number=after)


def close_up(connection: Connection, number: int) -> None:
    """Take a line out, and number those behind it anew."""
    end = end_of(connection)
    take_out(connection, number)
    for each in range(number + 1, end + 1):
        change_link(connection, each, number=each - 1)
    connection.execute(update(ChainEnd).values(number=end - 1))


def add_line(connection: Connection) -> int:
    """A line past the application. Returns its id."""
    first = select(Event.__table__).order_by(Event.id).limit(1)
    line = dict(connection.execute(first).mappings().one())
    new_id = connection.execute(select(func.max(Event.id) + 1)).scalar_one()
    connection.execute(insert(Event), line | {"id": new_id, "undoes_id": None})
    return new_id


def put_in(connection: Connection, number: int) -> None:
    """Put a line in with a link that is right by itself, and number those behind it anew."""
    new_id, end = add_line(connection), end_of(connection)
    for each in range(end, number - 1, -1):
        change_link(connection, each, number=each + 1)
    connection.execute(update(ChainEnd).values(number=end + 1))
    _chain(connection, new_id, number, _link(connection, number - 1)["hash"])


def write_anew(connection: Connection, number: int) -> None:
    """Put another line in the place of one, with a link that is right by itself."""
    link = _link(connection, number)
    take_out(connection, number)
    _chain(connection, add_line(connection), number, link["previous_hash"])


def chain_anew(connection: Connection) -> None:
    """Chain all lines as if they had been written as they stand now."""
    chained = select(ChainedEvent.event_id).order_by(ChainedEvent.number)
    ids, previous = connection.scalars(chained).all(), FIRST
    connection.execute(delete(EventAddress))
    connection.execute(delete(ChainedEvent))
    for number, event_id in enumerate(ids, start=1):
        previous = _chain(connection, event_id, number, previous)
    connection.execute(update(ChainEnd).values(hash=previous))


def _link(connection: Connection, number: int) -> dict[str, Any]:
    chosen = select(ChainedEvent.__table__).where(ChainedEvent.number == number)
    return dict(connection.execute(chosen).mappings().one())


def _chain(connection: Connection, event_id: int, number: int, previous: str) -> str:
    chosen = select(Event.__table__).where(Event.id == event_id)
    line, salt = connection.execute(chosen).mappings().one(), "salt"
    words = salted_hash(salt, line["details"])
    digest = line_hash(previous, number, line, words, None)
    link = {
        "event_id": event_id, "desk_id": line["desk_id"], "number": number, "salt": salt,
        "previous_hash": previous, "hash": digest, "words_hash": words, "address_hash": None,
    }  # fmt: skip
    connection.execute(insert(ChainedEvent), link)
    return digest
