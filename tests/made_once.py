"""What many tests begin with, made once by the services and from then on written as rows.

Of a desk with its people, each of two thousand tests needs a new one, and it is the same each time.
The first test of a worker that asks for it has it made. The others get the rows that came of it,
with their ids and times, and the same objects, belonging to their session: nothing tells it from
what is made anew, but that it took a tenth of the time. Only an empty database is filled so.
"""

import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from io import BytesIO
from typing import Any, ClassVar, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Table, select
from sqlalchemy.orm import Session

from workbench.accounts.models import Desk
from workbench.db import ASKED_FROM, Base
from workbench.history.chaining import _ADDED, note_added

P = ParamSpec("P")
T = TypeVar("T")

QUOTED = {"sqlite": "quote({})", "postgresql": "quote_nullable({}::text)"}


@dataclass(frozen=True)
class Kept:
    """The statements that write the rows, and what was made, pickled with its session's objects."""

    statements: tuple[str, ...]
    made: bytes

    places: ClassVar[dict[tuple[object, ...], "Kept"]] = {}


def made_once(
    make: Callable[Concatenate[Session, P], T],
) -> Callable[Concatenate[Session, P], T]:
    """Have a builder work once for all tests of a worker on a backend. A second desk is made."""

    @wraps(make)
    def made(session: Session, /, *args: P.args, **named: P.kwargs) -> T:
        if session.scalar(select(Desk.id).limit(1)) is not None:
            return make(session, *args, **named)
        place = (_ground(session), make.__qualname__, args, tuple(named.items()))
        if place in Kept.places:
            return _write(session, Kept.places[place])
        found = make(session, *args, **named)
        Kept.places[place] = _read(session, found)
        return found

    return made


def _ground(session: Session) -> str:
    """Where ids go on from each other. In a new file of SQLite they begin anew."""
    url = session.connection().engine.url
    return str(url) if url.get_backend_name() == "postgresql" else "sqlite"


def _read(session: Session, made: object) -> Kept:
    session.flush()
    connection = session.connection()
    statements = (_insertion(connection, table) for table in Base.metadata.sorted_tables)
    whole = (made, dict(session.info), list(session))
    with BytesIO() as file:
        _Pickler(file).dump(whole)
        return Kept(tuple(filter(None, statements)), file.getvalue())


def _write(session: Session, kept: Kept) -> Any:
    connection = session.connection()
    for statements in _at_once(connection, kept.statements):
        connection.exec_driver_sql(statements, execution_options={"no_parameters": True})
    made, info, objects = _Unpickler(kept.made, session).load()
    session.info.update({**info, ASKED_FROM: session.info.get(ASKED_FROM, "")})
    for event_id in info.get(_ADDED, ()):
        note_added(session, event_id)  # from where this session is asked
    session.expunge_all()  # it may hold rows of the same ids that were rolled back
    session.add_all(objects)
    return made


def _insertion(connection: Connection, table: Table) -> str:
    """The statement that inserts all rows of a table, in the words of the database; "" for none."""
    names = [f'"{column.name}"' for column in table.columns]
    values = " || ',' || ".join(QUOTED[connection.dialect.name].format(name) for name in names)
    found = connection.exec_driver_sql(f'SELECT {values} FROM "{table.name}"')  # noqa: S608
    rows = ",".join(f"({row})" for row in found.scalars())
    into = f'INSERT INTO "{table.name}" ({",".join(names)})'
    return f"{into} VALUES {rows}" if rows else ""


def _at_once(connection: Connection, statements: tuple[str, ...]) -> Iterator[str]:
    """PostgreSQL takes all in one, and as a replica it takes them as they are."""
    if connection.dialect.name == "sqlite":
        yield from statements
        return
    role = "SET LOCAL session_replication_role = {}"
    yield ";".join((role.format("replica"), *statements, role.format("origin")))


class _Pickler(pickle.Pickler):
    def persistent_id(self, thing: object) -> str | None:
        return "session" if isinstance(thing, Session) else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes, session: Session) -> None:
        super().__init__(BytesIO(data))
        self._session = session

    def persistent_load(self, _name: str) -> Session:
        return self._session
