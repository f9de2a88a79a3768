"""What the database says of itself."""

from collections.abc import Iterator

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

_UNCHECKED_CONSTRAINTS = """
    SELECT conrelid::regclass || ': the constraint ' || conname || ' was never validated'
    FROM pg_constraint JOIN pg_namespace ON pg_namespace.oid = connamespace
    WHERE NOT convalidated AND nspname = current_schema()
"""
_BROKEN_INDEXES = """
    SELECT indrelid::regclass || ': the index ' || indexrelid::regclass || ' is not valid'
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE NOT indisvalid AND nspname = current_schema()
"""


def structure_faults(engine: Engine) -> Iterator[str]:
    """Damage of the file or of an index, and rows that break a constraint."""
    checks = _sqlite_faults if engine.dialect.name == "sqlite" else _postgresql_faults
    with engine.connect() as connection:
        yield from checks(connection)


def _sqlite_faults(connection: Connection) -> Iterator[str]:
    """`integrity_check` looks at pages, indexes, NOT NULL, UNIQUE and CHECK."""
    try:
        for said in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
            if said != "ok":
                yield f"The database file is damaged: {said}"
    except DatabaseError as error:
        yield f"The database file is damaged: {error.orig}"
        return
    for table, row, other, _key in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table}, row {row}: refers to a row of {other} that does not exist"


def _postgresql_faults(connection: Connection) -> Iterator[str]:
    """PostgreSQL lets no row break a constraint, unless somebody switched that off."""
    for query in (_UNCHECKED_CONSTRAINTS, _BROKEN_INDEXES):
        yield from connection.exec_driver_sql(query).scalars()
