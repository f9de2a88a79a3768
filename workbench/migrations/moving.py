"""Moving a database along its history: Alembic is driven from here, never by an ini file."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from workbench.config import PACKAGE


def alembic_config(connection: Connection | None = None) -> Config:
    """The configuration for Alembic's commands, over an open connection."""
    config = Config()
    config.set_main_option("script_location", str(PACKAGE / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring a database up to a revision. Repeating it changes nothing."""
    with moving(engine) as connection:
        command.upgrade(alembic_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take a database back to a revision."""
    with moving(engine) as connection:
        command.downgrade(alembic_config(connection), revision)


@contextmanager
def moving(engine: Engine) -> Iterator[Connection]:
    """A connection in one transaction, in which tables that others refer to may be built anew.

    SQLite changes a constraint by copying the table and dropping the old one, which rows that refer
    to it would forbid. So that is looked at once, when all is done.
    """
    with engine.connect() as connection:
        _heed_references(connection, heed=False)
        try:
            with connection.begin():
                yield connection
                _require_references(connection)
        finally:
            _heed_references(connection, heed=True)


def _heed_references(connection: Connection, *, heed: bool) -> None:
    """Past SQLAlchemy, which would begin a transaction: within one SQLite ignores this."""
    if connection.dialect.name == "sqlite":
        raw = connection.connection.dbapi_connection
        if raw is not None:
            raw.cursor().execute(f"PRAGMA foreign_keys = {'ON' if heed else 'OFF'}")


def _require_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        lost = connection.execute(text("PRAGMA foreign_key_check")).all()
        if lost:
            raise RuntimeError(f"Rows that refer to nothing: {lost[:10]}. Nothing was changed.")
