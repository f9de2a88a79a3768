"""Moving a database along its history: Alembic is driven from here, never by an ini file."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

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
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take a database back to a revision."""
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), revision)
