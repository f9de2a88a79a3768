"""Chaining what was added to the record, just before the unit of work is committed.

Not when a line is added: whoever takes the end of a desk's chain holds it until the commit, and
would wait there for somebody who waits for a claim of theirs. So the end is the last lock of all,
and numbers have the order of the commits.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, event, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapper, Session, SessionTransaction, object_session

from workbench.db import ASKED_FROM
from workbench.history.hashing import FIRST, TOLD, links_of, new_salt
from workbench.history.models import ChainedEvent, ChainEnd, Event, EventAddress

_ADDED = "events added"
_AT_ONCE = 500  # lines read by one statement
Line = Mapping[Any, Any]  # by the columns’ names


def note_added(session: Session, event_id: int) -> None:
    """Have a line chained when the session is committed, with the address of who acts."""
    _added(session)[event_id] = session.info.get(ASKED_FROM, "")


def _added(session: Session) -> dict[int, str]:
    found: dict[int, str] = session.info.setdefault(_ADDED, {})
    return found


@event.listens_for(Event, "after_insert")
def _note(_mapper: Mapper[Event], _connection: Connection, added: Event) -> None:
    """What others did elsewhere, as a dossier tells: whose address it was is not known."""
    session = object_session(added)
    if session is not None:
        _added(session)[added.id] = ""


@event.listens_for(Session, "after_transaction_create")
def _forget(session: Session, transaction: SessionTransaction) -> None:
    """What an earlier unit of work of this session added was committed, or is not there."""
    if transaction.parent is None:
        session.info.pop(_ADDED, None)


@event.listens_for(Session, "before_commit")
def _chain_added(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    added = session.info.pop(_ADDED, None)
    if added:
        chain(session.connection(), added)


def chain(connection: Connection, added: Mapping[int, str]) -> None:
    """Put lines that are in no chain yet at the end of their desks' chains, in their order.

    Takes the address that each was done from, or "", by the line's id. What is not there any more
    is passed over.
    """
    lines = sorted(_lines(connection, added), key=itemgetter("desk_id", "id"))
    for desk_id, of_desk in groupby(lines, key=itemgetter("desk_id")):
        _extend(connection, desk_id, list(of_desk), added)


def _lines(connection: Connection, event_ids: Iterable[int]) -> Iterator[Line]:
    ids = iter(event_ids)
    while some := list(islice(ids, _AT_ONCE)):
        yield from connection.execute(_LINES, {"ids": some}).mappings()


_LINES = select(*(Event.__table__.c[name] for name in (*TOLD, "details"))).where(
    Event.id.in_(bindparam("ids", expanding=True))
)


def _extend(
    connection: Connection, desk_id: int, lines: Sequence[Line], addresses: Mapping[int, str]
) -> None:
    number, previous = _hold_end(connection, desk_id)
    kept = {line["id"]: _kept(line, addresses[line["id"]]) for line in lines}
    links = list(links_of(lines, number, previous, kept))
    connection.execute(_LINK, links)
    if rows := list(filter(None, kept.values())):
        connection.execute(_FROM, rows)
    reached = {"of_desk": desk_id, "to": links[-1]["number"], "with": links[-1]["hash"]}
    connection.execute(_REACHES, reached)


_LINK, _FROM = insert(ChainedEvent), insert(EventAddress)
_REACHES = (
    update(ChainEnd)
    .where(ChainEnd.desk_id == bindparam("of_desk"))
    .values(number=bindparam("to"), hash=bindparam("with"))
)


def _kept(line: Line, address: str) -> dict[str, Any] | None:
    if not address:
        return None
    return {"event_id": line["id"], "address": address, "salt": new_salt(), "at": line["at"]}


def _hold_end(connection: Connection, desk_id: int) -> tuple[int, str]:
    """Where the chain of a desk ends, held until the unit of work does; a new one is begun."""
    found = connection.execute(_END, {"desk_id": desk_id}).one_or_none()
    if found is None:
        begun = {"desk_id": desk_id, "number": 0, "hash": FIRST, "live_from": 1}
        connection.execute(_BEGUN[connection.dialect.name], begun)
        found = connection.execute(_END, {"desk_id": desk_id}).one()
    return found.number, found.hash


_END = (
    select(ChainEnd.number, ChainEnd.hash)
    .where(ChainEnd.desk_id == bindparam("desk_id"))
    .with_for_update(key_share=True)
)
_BEGUN = {
    "sqlite": sqlite_insert(ChainEnd).on_conflict_do_nothing(),
    "postgresql": postgresql_insert(ChainEnd).on_conflict_do_nothing(),
}
