"""The one exception to a record that is only added to: what has become confidential is left out.

A line that named it stays where it is, with who did what and when; its words are replaced.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Text, cast, false, or_, select
from sqlalchemy.orm import Session

from workbench.history.models import Event
from workbench.history.rules import EventKind

LEFT_OUT = "…"
# What a line may go on telling: it is about the claim, or meant for readers.
TOLD = frozenset({"number", "stance", "quote", "rating", "version", "into", "new"})
NAMED = frozenset({"title", "source", "origin"})


def names_told(session: Session, *, desk_id: int, names: Iterable[str]) -> list[str]:
    """The names, and those under which the record of a desk told of the same thing before."""
    known, found = set[str](), set(names)
    while found - known:
        known |= found
        for event in _lines(session, desk_id, known):
            found |= set(_earlier_names(event.details))
    return sorted(known)


def retell(session: Session, *, desk_id: int, names: Sequence[str], wording: str) -> None:
    """Replace the words of every line that has one of the names, and what it held for undoing."""
    for event in _lines(session, desk_id, names):
        told = event.details.items()
        event.details = {key: _told(key, value, names, wording) for key, value in told}
        if set(names) & set(_words(event.undo)):
            event.undo = None
    session.flush()


def leave_tags_out(session: Session, *, desk_id: int, source_id: int) -> None:
    """Let no line tell by which tags a source was found; those of others with it stay theirs."""
    tagged = select(Event).where(
        Event.desk_id == desk_id, Event.article_id.is_(None), Event.kind.in_(_TAGGED)
    )
    for event in session.scalars(tagged):
        if source_id in event.details["source_ids"]:
            others = [each for each in event.details["source_ids"] if each != source_id]
            words = event.details["tags"] if others else LEFT_OUT
            event.details = {**event.details, "source_ids": others, "tags": words}
    session.flush()


_TAGGED = (EventKind.SOURCES_TAGGED, EventKind.SOURCES_UNTAGGED)


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
