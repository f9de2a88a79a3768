"""The database: one declarative base, one engine, and the two ways to talk to it.

`Database.reading()` gives a session that sees one snapshot and is never committed;
`Database.writing()` is the one unit of work: it commits when its block ends, and rolls back
when its block fails. Only the edge (a view, a command, a job) opens either.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, TypeVarTuple

from sqlalchemy import (
    JSON,
    Connection,
    CursorResult,
    Dialect,
    Engine,
    Enum,
    MetaData,
    create_engine,
    event,
    text,
)
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.selectable import TypedReturnsRows
from sqlalchemy.types import DateTime, TypeDecorator

from workbench.errors import EditedMeanwhile
from workbench.errors import message as _
from workbench.turns import Turns

Ts = TypeVarTuple("Ts")
ASKED_FROM = "asked from"  # what a session knows of who acts: a network address
BUSY_TIMEOUT = 15_000  # milliseconds a SQLite writer waits for its turn


class UTCDateTime(TypeDecorator[datetime]):
    """A moment, always aware and always UTC. SQLite stores no zone, so it is put back on."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs its time zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _values(words: type[StrEnum]) -> list[str]:
    return [word.value for word in words]


class Base(DeclarativeBase):
    """What every table shares: types, and names for constraints so that migrations find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this attribute of the class
        datetime: UTCDateTime,
        dict[str, Any]: JSON(none_as_null=True),
        list[str]: JSON(none_as_null=True),
        # Words are stored as they are read and exported, and the database refuses any other.
        StrEnum: Enum(StrEnum, native_enum=False, create_constraint=True, values_callable=_values),
    }


def only(rows: str) -> dict[str, Any]:
    """For an index: which rows it holds, a condition in SQL, to either database."""
    return {"sqlite_where": text(rows), "postgresql_where": text(rows)}


def now() -> datetime:
    """The present moment, UTC, to the second: what people read and files repeat."""
    return datetime.now(UTC).replace(microsecond=0)


def plain_rows(
    session: Session, statement: TypedReturnsRows[*Ts], values: Mapping[str, Any] | None = None
) -> CursorResult[*Ts]:
    """What a statement of columns finds, past the ORM, which makes no objects of them.

    As before every query of the session, what was changed is written first.
    """
    session.flush()
    return session.connection().execute(statement, values)


def plain_write(
    session: Session, statement: UpdateBase, values: Mapping[str, Any]
) -> CursorResult[*tuple[Any, ...]]:
    """Write rows that nobody holds as objects, past the ORM. What was changed comes first here too.

    Objects of these rows that the session holds are not told.
    """
    session.flush()
    return session.connection().execute(statement, values)


class Editable(Protocol):
    """A row that people edit: its revision counts the edits."""

    revision: Any


def lock(session: Session, row: object) -> None:
    """Hold a row until the unit of work ends, and see it as it is now.

    PostgreSQL locks the row; on SQLite a writer has the whole database already.
    """
    # Of this table alone: rows joined to it may be missing, and PostgreSQL locks no such row.
    # And so that rows which refer to this one may be written: PostgreSQL looks at what a row refers
    # to also when it is updated twice in a unit of work, so somebody who holds a claim would wait
    # for who holds its article, and waits for the claim.
    session.refresh(row, with_for_update={"of": type(row), "key_share": True})


def begin_edit(session: Session, row: Editable, revision: int) -> None:
    """Lock a row that the person saw at `revision`, and count the edit.

    Raises `EditedMeanwhile` when somebody else saved it in between.
    """
    lock(session, row)
    if row.revision != revision:
        raise EditedMeanwhile(
            _(
                "Somebody else saved this while you were writing. Nothing was overwritten: "
                "both texts are shown, choose which one stands."
            )
        )
    row.revision += 1


class Database:
    """An engine and its two kinds of session."""

    def __init__(self, url: str | URL) -> None:
        self.engine = _engine(make_url(url))
        immediate = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        self._read = sessionmaker(_one_snapshot(self.engine), expire_on_commit=False)
        self._write = sessionmaker(immediate, expire_on_commit=False)
        self._turns = _turns(self.engine.url)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading: one snapshot, nothing kept."""
        with self._read() as session:
            yield session

    @contextmanager
    def writing(self, *, asked_from: str = "") -> Iterator[Session]:
        """One unit of work: all of it or nothing. On SQLite it waits here for its turn.

        So there is no second one within it. `asked_from` is the network address that it was asked
        for from, if it was, for the record.
        """
        with self._in_turn(), self._write() as session:
            session.info[ASKED_FROM] = asked_from
            yield session
            session.commit()

    def _in_turn(self) -> AbstractContextManager[None]:
        return self._turns.turn() if self._turns else nullcontext()

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def _turns(url: URL) -> Turns | None:
    """The turns to write, where there is one file and one writer."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    return Turns(Path(url.database), BUSY_TIMEOUT / 1000)


def _engine(url: URL) -> Engine:
    # What a statement was sent with may be confidential, and errors end up in logs.
    if url.get_backend_name() != "sqlite":
        engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)
        event.listen(engine, "handle_error", _leave_values_out)
        return engine
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _leave_values_out(context: ExceptionContext) -> None:
    """PostgreSQL tells the whole row that it refuses."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None:
            error.args = tuple(str(each).partition("\nDETAIL:")[0] for each in error.args)


def _one_snapshot(engine: Engine) -> Engine:
    """The engine, every query of a transaction seeing the same state; SQLite's always does."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    """What was committed survives kill -9, and a power cut too (for that, FULL: WAL is not enough).

    The driver's own BEGIN is switched off, so that ours decides.
    """
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its turn at once: a read that becomes a write could only fail later."""
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
