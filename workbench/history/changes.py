"""What a line of the record tells of before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.history.models import Event
from workbench.history.rules import EventKind


@dataclass(frozen=True)
class Change:
    """One thing that reads otherwise since: what it is called in the record, and both wordings."""

    name: str
    before: str
    after: str


def changes_in(event: Event) -> list[Change]:
    """What an event itself tells; one that was told anew since tells nothing of it."""
    return list(_changes(event))


def _changes(event: Event) -> Iterator[Change]:
    for name, (before, after) in _pairs(event):
        change = Change(name, in_words(before), in_words(after))
        if change.before != change.after:
            yield change


def _pairs(event: Event) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """From the fields that taking it back would need, or from what the line tells."""
    undo = event.undo or {}
    before, after = undo.get("before"), undo.get("after")
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from ((name, (before.get(name), after[name])) for name in after if _told(name))
    changed = event.details if event.kind == EventKind.POLICY_SET else event.details.get("changed")
    if isinstance(changed, Mapping):
        pairs = ((name, value) for name, value in changed.items() if _is_pair(value))
        yield from ((name, (before, after)) for name, (before, after) in pairs)


def _told(name: str) -> bool:
    """Ids and offsets tell nobody anything."""
    return not name.endswith("_id") and name not in {"start", "end"}


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2


def in_words(value: object) -> str:
    """A value of the record as text: of a list or of further facts a line each."""
    if isinstance(value, Mapping):
        return "\n".join(f"{name}: {in_words(each)}" for name, each in value.items())
    if isinstance(value, list):
        return "\n".join(map(in_words, value))
    return "" if value is None else str(value)
