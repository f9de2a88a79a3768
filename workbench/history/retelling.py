"""The one exception to a record that is only added to: what has become confidential is left out.

A line that named it stays where it is, with who did what and when; its words are replaced. The line
that makes the source confidential is added first and has the digests of the new words, so that the
record still vouches for all it says (`guards`, `verifying`).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Text, bindparam, cast, false, or_, select, update
from sqlalchemy.orm import Session

from workbench.history.hashing import plain_hash
from workbench.history.models import ChainedEvent, Event
from workbench.history.rules import EventKind

LEFT_OUT = "…"
# What a line may go on telling: it is about the claim, or meant for readers.
TOLD = frozenset({"number", "stance", "quote", "rating", "version", "into", "new", "retold"})
NAMED = frozenset({"title", "source", "origin"})


def names_told(session: Session, *, desk_id: int, names: Iterable[str]) -> list[str]:
    """The names, and those under which the record of a desk told of the same thing before."""
    known, found = set[str](), set(names)
    while found - known:
        known |= found
        for event in _lines(session, desk_id, known):
            found |= set(_earlier_names(event.details))
    return sorted(known)


@dataclass(frozen=True)
class Retelling:
    """What a line says instead; what it held for undoing goes with the words that are in it."""

    event: Event
    details: dict[str, Any]
    undo: dict[str, Any] | None


Retellings = Mapping[int, Retelling]


def retellings(
    session: Session, *, desk_id: int, names: Sequence[str], wording: str, source_id: int
) -> Retellings:
    """What lines have to say instead, by their ids, so that nobody finds a source in the record.

    Every line that has one of its names is worded anew; none tells by which tags it was found.
    """
    told = {each.id: _without(each, names, wording) for each in _lines(session, desk_id, names)}
    for event in session.scalars(_TAGGED.where(Event.desk_id == desk_id)):
        details = told[event.id].details if event.id in told else event.details
        if source_id in details["source_ids"]:
            told[event.id] = Retelling(event, _without_tags(details, source_id), None)
    return told


def vouched_for(told: Retellings) -> dict[str, Any]:
    """What the line that makes a source confidential has to say of lines that are told anew."""
    return {"retold": {str(each): plain_hash(it.details) for each, it in told.items()}}


def tell_anew(session: Session, told: Retellings, *, by_id: int) -> None:
    """Let lines say something else, for which the line `by_id` vouches: it must be new, as yet.

    Of the words that stood there no digest is left that could be found by guessing.
    """
    for it in told.values():
        it.event.details, it.event.undo, it.event.retold_by_id = it.details, it.undo, by_id
    session.flush()
    session.execute(_NO_SALT, {"by": by_id}, execution_options={"synchronize_session": False})


_NO_SALT = (
    update(ChainedEvent)
    .where(ChainedEvent.event_id.in_(select(Event.id).where(Event.retold_by_id == bindparam("by"))))
    .values(salt=None)
)
_TAGGED = select(Event).where(
    Event.article_id.is_(None),
    Event.kind.in_((EventKind.SOURCES_TAGGED, EventKind.SOURCES_UNTAGGED)),
)


def _without(event: Event, names: Sequence[str], wording: str) -> Retelling:
    details = {key: _told(key, value, names, wording) for key, value in event.details.items()}
    named = set(names) & set(_words(event.undo))
    return Retelling(event, details, None if named else event.undo)


def _without_tags(details: dict[str, Any], source_id: int) -> dict[str, Any]:
    """The tags of others that were tagged with it stay theirs."""
    others = [each for each in details["source_ids"] if each != source_id]
    return {
        **details, "source_ids": others, "tags": details["tags"] if others else LEFT_OUT
    }  # fmt: skip


def _lines(session: Session, desk_id: int, names: Iterable[str]) -> list[Event]:
    """The lines of a desk in which one of the names stands by itself."""
    wanted = set(names)
    text = cast(Event.details, Text)  # as JSON has it, other letters than ASCII's escaped
    holding = [text.contains(json.dumps(name), autoescape=True) for name in sorted(wanted)]
    found = session.scalars(select(Event).where(Event.desk_id == desk_id, or_(false(), *holding)))
    return [event for event in found if wanted & set(_words(event.details))]


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from _words(each)


def _earlier_names(details: dict[str, Any]) -> Iterator[str]:
    """What a line tells of other names: `changed` holds what stood there before and after."""
    changed = details.get("changed")
    if isinstance(changed, dict):
        for field in ("title", "url", "archived_url"):
            yield from filter(None, _words(changed.get(field)))


def _told(key: str, value: Any, names: Sequence[str], wording: str) -> Any:
    if key in NAMED or value in names:
        return wording
    return value if key in TOLD else LEFT_OUT
