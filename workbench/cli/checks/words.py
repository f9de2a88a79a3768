"""The index of words finds claims by the words they have."""

from collections.abc import Iterator

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from workbench.claims.full_text import COMPARE, REBUILD


def word_faults(engine: Engine) -> Iterator[str]:
    """SQLite compares its index with the claims; of PostgreSQL no migration drops triggers."""
    if engine.dialect.name != "sqlite":
        return
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(COMPARE)
    except DatabaseError:
        yield f"claims: the index of their words is not what they say; in SQL: {REBUILD}"
