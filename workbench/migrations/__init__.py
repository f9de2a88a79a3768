"""The database's history, and whether a database has reached the end of it.

Moving a database is Alembic's work (`moving`), which a server that only asks need not load.
"""

from sqlalchemy import Engine, inspect, text

NEWEST = "0051"  # the revision that this release works on; a test compares it with the scripts


def is_current(engine: Engine) -> bool:
    """Whether the database is at the newest revision."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return connection.scalars(text("SELECT version_num FROM alembic_version")).all() == [NEWEST]
