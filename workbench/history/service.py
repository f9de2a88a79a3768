"""Adding to the record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import insert
from sqlalchemy.orm import Session

from workbench.db import plain_write
from workbench.history.chaining import note_added
from workbench.history.models import Event
from workbench.history.rules import EventKind


class Doer(Protocol):
    """Whoever acts: a member of a desk, or the command line, which has no `person_id`."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def desk_id(self) -> int: ...


@dataclass(frozen=True)
class Told:
    """A line that was just added, as rooms above hear of it."""

    kind: EventKind
    claim_id: int | None
    by: Doer


Hearer = Callable[[Session, Told], None]
_hearers: dict[EventKind, Hearer] = {}
_LAST = "last act"  # of a session: the line of what was done last that has a way back


def hear(kind: EventKind, hearer: Hearer) -> None:
    """Have a room above called for every line of a kind, in the unit of work of the act.

    Said once, where the hearer is defined: what happens must not depend on who asked for it.
    """
    _hearers[kind] = hearer


def record(
    session: Session,
    kind: EventKind,
    *,
    by: Doer,
    article_id: int | None = None,
    claim_id: int | None = None,
    details: dict[str, Any] | None = None,
    undo: dict[str, Any] | None = None,
    undoes_id: int | None = None,
) -> int:
    """Add one line, which is chained when the unit of work is committed. Returns its id."""
    line = {
        "desk_id": by.desk_id,
        "article_id": article_id,
        "claim_id": claim_id,
        "kind": str(kind),
        "by_id": by.person_id,
        "by_name": by.name,
        "details": details or {},
        "undo": undo,
        "undoes_id": undoes_id,
    }
    added: int = plain_write(session, _LINE, line).scalar_one()
    note_added(session, added)
    if undo is not None:
        session.info[_LAST] = added
    if kind in _hearers:
        _hearers[kind](session, Told(kind, claim_id, by))
    return added


def last_act(session: Session) -> int | None:
    """The line of what was last done in a session and can be taken back, if anything was."""
    found: int | None = session.info.get(_LAST)
    return found


_LINE = insert(Event).returning(Event.id)
