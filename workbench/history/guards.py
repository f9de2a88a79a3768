"""The database itself refuses to change or delete what a table says for good, in plain SQL too.

A table is guarded beside its model, and nothing of it changes but what its model allows there.

Whoever migrates a guarded table on SQLite by making it anew makes its triggers anew as well.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import DDL, Table, UniqueConstraint, event

REFUSED = "the record is only added to"


class Allowed(NamedTuple):
    """Which changes of a row are honest: a condition on OLD and NEW, to either database."""

    sqlite: str
    postgresql: str


def guard(table: Table, allowed: Allowed | None = None, *, alike: str = "") -> None:
    """Make the triggers of a table whenever the table is made.

    `alike`: which row has the place of a NEW one by an index that holds some rows only.
    """
    for dialect, triggers in (
        ("sqlite", _on_sqlite(table, allowed, alike)),
        ("postgresql", _on_postgresql(table.name, allowed)),
    ):
        for statement in triggers:
            made = DDL(statement)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", made.execute_if(dialect=dialect))


def _on_sqlite(table: Table, allowed: Allowed | None, alike: str) -> Sequence[str]:
    """REPLACE INTO deletes rows and fires no trigger for it, so it is refused as an insertion."""
    row = " OR ".join(filter(None, (_of_same_key(table), alike)))
    there = f"EXISTS (SELECT 1 FROM {table.name} WHERE {row})"  # noqa: S608
    return (
        _sqlite(table.name, "INSERT", there),
        _sqlite(table.name, "UPDATE", f"NOT ({allowed.sqlite})" if allowed else "true"),
        _sqlite(table.name, "DELETE", "true"),
    )


def _sqlite(table: str, act: str, when: str) -> str:
    return (
        f"CREATE TRIGGER {table}_{act.lower()} BEFORE {act} ON {table} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    )


def _of_same_key(table: Table) -> str:
    keys = [" AND ".join(f"{name} = NEW.{name}" for name in key) for key in _keys(table)]
    return " OR ".join(f"({key})" if " AND " in key and len(keys) > 1 else key for key in keys)


def _keys(table: Table) -> Iterator[Sequence[str]]:
    """The columns of which no two rows have the same; the primary key first.

    A key of several columns is not what SQLite numbers rows by, and REPLACE goes by that too.
    """
    key = table.primary_key.columns.keys()
    yield from [key, ["rowid"]] if len(key) > 1 else [key]
    unique = (each for each in table.constraints if isinstance(each, UniqueConstraint))
    yield from sorted(each.columns.keys() for each in unique)


def _on_postgresql(table: str, allowed: Allowed | None) -> Sequence[str]:
    """Three triggers: nothing is deleted or emptied, and changed only as is allowed."""
    own, never = f"refuse_{table}_change", "refuse_record_change"
    return (
        _function(never, "false"),
        *([_function(own, allowed.postgresql)] if allowed else []),
        _calling(own if allowed else never, table, "UPDATE", each="ROW"),
        _calling(never, table, "DELETE", each="ROW"),
        _calling(never, table, "TRUNCATE", each="STATEMENT"),
    )


def _function(name: str, allowed: str) -> str:
    return f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {allowed} THEN RETURN NEW; END IF;
    RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation';
END $$"""


def _calling(function: str, table: str, act: str, *, each: str) -> str:
    return (
        f"CREATE TRIGGER {table}_{act.lower()} BEFORE {act} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION {function}()"
    )
