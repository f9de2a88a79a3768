"""The database itself refuses to change or delete what the record says.

One exception is in the trigger, for what has become confidential (`retelling`): a line may get
other words, and lose what it held for undoing, while the line that makes the source confidential,
and vouches for the new words, is being added. Once that line is chained, nothing is told anew.

Whoever migrates one of these tables on SQLite by making it anew makes its triggers anew as well.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import DDL, Table, event

REFUSED = "the record is only added to"
# What a line says for good, whatever becomes confidential.
FIXED = (
    "id", "desk_id", "article_id", "claim_id", "kind", "by_id", "by_name", "at", "undoes_id"
)  # fmt: skip
FIXED_LINKS = (
    "event_id", "desk_id", "number", "previous_hash", "hash", "words_hash", "address_hash"
)  # fmt: skip


def guard(table: Table) -> None:
    """Make the triggers of a table whenever the table is made."""
    for dialect, triggers in (("sqlite", SQLITE), ("postgresql", POSTGRESQL)):
        for statement in triggers[table.name]:
            made = DDL(statement)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", made.execute_if(dialect=dialect))


def _sqlite(table: str, act: str, when: str = "true") -> str:
    return (
        f"CREATE TRIGGER {table}_{act.lower()} BEFORE {act} ON {table} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    )


def _same(columns: Sequence[str]) -> str:
    return " AND ".join(f"NEW.{name} IS OLD.{name}" for name in columns)


# A path in the details of the line that makes a source confidential: $.retold."7".
_VOUCHES = "json_type(later.details, '$.retold.\"' || OLD.id || '\"') IS NOT NULL"
_RETOLD = f"""{_same(FIXED)} AND (NEW.undo IS NULL OR NEW.undo IS OLD.undo) AND EXISTS (
    SELECT 1 FROM events AS later WHERE later.id = NEW.retold_by_id AND later.id > OLD.id
    AND later.desk_id = OLD.desk_id AND {_VOUCHES}
    AND NOT EXISTS (SELECT 1 FROM chained_events WHERE event_id = later.id))"""  # noqa: S608
_SALT_GONE = f"""{_same(FIXED_LINKS)} AND NEW.salt IS NULL AND EXISTS (
    SELECT 1 FROM events WHERE id = OLD.event_id AND retold_by_id IS NOT NULL)"""  # noqa: S608
_FURTHER = "NEW.desk_id = OLD.desk_id AND NEW.live_from = OLD.live_from AND NEW.number > OLD.number"

# REPLACE INTO deletes rows on SQLite and fires no trigger for it, so it is refused as an insertion.
SQLITE: Mapping[str, Sequence[str]] = {
    "events": (
        _sqlite("events", "INSERT", """EXISTS (SELECT 1 FROM events
            WHERE id = NEW.id OR undoes_id = NEW.undoes_id)"""),
        _sqlite("events", "UPDATE", f"NOT ({_RETOLD})"),
        _sqlite("events", "DELETE"),
    ),
    "chained_events": (
        _sqlite("chained_events", "INSERT", """EXISTS (SELECT 1 FROM chained_events WHERE
            event_id = NEW.event_id OR (desk_id = NEW.desk_id AND number = NEW.number))"""),
        _sqlite("chained_events", "UPDATE", f"NOT ({_SALT_GONE})"),
        _sqlite("chained_events", "DELETE"),
    ),
    "chain_ends": (
        _sqlite("chain_ends", "INSERT",
            "EXISTS (SELECT 1 FROM chain_ends WHERE desk_id = NEW.desk_id)"),
        _sqlite("chain_ends", "UPDATE", f"NOT ({_FURTHER})"),
        _sqlite("chain_ends", "DELETE"),
    ),
}  # fmt: skip


def _function(name: str, allowed: str) -> str:
    return f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {allowed} THEN RETURN NEW; END IF;
    RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation';
END $$"""


def _postgresql(table: str, allowed: str) -> Sequence[str]:
    """Three triggers: nothing is deleted or emptied, and changed only as is allowed."""
    own, never = f"refuse_{table}_change", "refuse_record_change"
    return (
        _function(never, "false"),
        _function(own, allowed),
        _calling(own, table, "UPDATE", each="ROW"),
        _calling(never, table, "DELETE", each="ROW"),
        _calling(never, table, "TRUNCATE", each="STATEMENT"),
    )


def _calling(function: str, table: str, act: str, *, each: str) -> str:
    return (
        f"CREATE TRIGGER {table}_{act.lower()} BEFORE {act} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION {function}()"
    )


def _same_but(*columns: str) -> str:
    left_out = "".join(f" - '{name}'" for name in columns)
    return f"(to_jsonb(NEW){left_out}) = (to_jsonb(OLD){left_out})"


_RETOLD_THERE = f"""{_same_but("details", "undo", "retold_by_id")}
    AND (NEW.undo IS NULL OR NEW.undo::text = OLD.undo::text) AND EXISTS (
        SELECT 1 FROM events AS later WHERE later.id = NEW.retold_by_id AND later.id > OLD.id
        AND later.desk_id = OLD.desk_id AND later.details->'retold'->>OLD.id::text IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM chained_events WHERE event_id = later.id))"""  # noqa: S608
_SALT_GONE_THERE = f"""{_same_but("salt")} AND NEW.salt IS NULL AND EXISTS (
    SELECT 1 FROM events WHERE id = OLD.event_id AND retold_by_id IS NOT NULL)"""  # noqa: S608
POSTGRESQL: Mapping[str, Sequence[str]] = {
    "events": _postgresql("events", _RETOLD_THERE),
    "chained_events": _postgresql("chained_events", _SALT_GONE_THERE),
    "chain_ends": _postgresql("chain_ends", _FURTHER),
}
