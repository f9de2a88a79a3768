"""What may change of the record's own tables, as the database's triggers ask for it.

A line may get other words, and lose what it held for undoing, for what has become confidential
(`retelling`): while the line that makes the source confidential, and vouches for the new words, is
being added. Once that line is chained, nothing is told anew. The end of a chain goes forward.
"""

from collections.abc import Sequence

from workbench.history.guards import Allowed

# What a line says for good, whatever becomes confidential.
FIXED = (
    "id", "desk_id", "article_id", "claim_id", "kind", "by_id", "by_name", "at", "undoes_id"
)  # fmt: skip
FIXED_LINKS = (
    "event_id", "desk_id", "number", "previous_hash", "hash", "words_hash", "address_hash"
)  # fmt: skip


def _same(columns: Sequence[str]) -> str:
    return " AND ".join(f"NEW.{name} IS OLD.{name}" for name in columns)


def _same_but(*columns: str) -> str:
    left_out = "".join(f" - '{name}'" for name in columns)
    return f"(to_jsonb(NEW){left_out}) = (to_jsonb(OLD){left_out})"


# A path in the details of the line that makes a source confidential: $.retold."7".
_VOUCHES = "json_type(later.details, '$.retold.\"' || OLD.id || '\"') IS NOT NULL"
RETOLD = Allowed(
    sqlite=f"""{_same(FIXED)} AND (NEW.undo IS NULL OR NEW.undo IS OLD.undo) AND EXISTS (
    SELECT 1 FROM events AS later WHERE later.id = NEW.retold_by_id AND later.id > OLD.id
    AND later.desk_id = OLD.desk_id AND {_VOUCHES}
    AND NOT EXISTS (SELECT 1 FROM chained_events WHERE event_id = later.id))""",  # noqa: S608
    postgresql=f"""{_same_but("details", "undo", "retold_by_id")}
    AND (NEW.undo IS NULL OR NEW.undo::text = OLD.undo::text) AND EXISTS (
        SELECT 1 FROM events AS later WHERE later.id = NEW.retold_by_id AND later.id > OLD.id
        AND later.desk_id = OLD.desk_id AND later.details->'retold'->>OLD.id::text IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM chained_events WHERE event_id = later.id))""",  # noqa: S608
)
_WAS_RETOLD = """NEW.salt IS NULL AND EXISTS (
    SELECT 1 FROM events WHERE id = OLD.event_id AND retold_by_id IS NOT NULL)"""
SALT_GONE = Allowed(
    sqlite=f"{_same(FIXED_LINKS)} AND {_WAS_RETOLD}",
    postgresql=f"{_same_but('salt')} AND {_WAS_RETOLD}",
)
_FURTHER = "NEW.desk_id = OLD.desk_id AND NEW.live_from = OLD.live_from AND NEW.number > OLD.number"
FURTHER = Allowed(_FURTHER, _FURTHER)
