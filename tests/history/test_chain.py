"""Every line holds on to the one before it, and what was done past the application is named."""

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import Connection, delete, select, text, update
from sqlalchemy.orm import Session

from tests import databases
from tests.builders import Newsroom, open_newsroom
from tests.history.behind import (
    add_line,
    chain_anew,
    change_event,
    change_link,
    close_up,
    end_of,
    number_of,
    put_in,
    swap,
    take_out,
    unguarded,
    vouch,
    write_anew,
)  # fmt: skip
from tests.history.test_guards import seal
from workbench.claims.models import Claim
from workbench.db import Database, lock
from workbench.history.models import ChainedEvent, ChainEnd, Event, EventAddress
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.history.verifying import desks_recorded, record_faults, same_line


@pytest.fixture
def desk(database: Database) -> Newsroom:
    """A desk with a claim that was approved: what it has of a record is committed."""
    with database.writing(asked_from="192.0.2.7") as session:
        room = open_newsroom(session)
        claim = room.claim()
        room.evidence(claim)
        room.propose(claim)
        room.approve(claim)
    return room


def faults(database: Database) -> list[str]:
    with database.reading() as session:
        return [
            fault
            for desk_id in desks_recorded(session)
            for fault in record_faults(session, desk_id, lambda _count: None)
        ]


def numbers(session: Session, desk_id: int) -> list[tuple[int, int]]:
    """The numbers of a desk's lines, and their ids."""
    chosen = select(ChainedEvent.number, ChainedEvent.event_id).where(
        ChainedEvent.desk_id == desk_id
    )
    return [
        (number, event_id)
        for number, event_id in session.execute(chosen.order_by(ChainedEvent.number))
    ]


def test_lines_are_numbered_in_their_desk_and_hold(desk: Newsroom, database: Database) -> None:
    with database.writing() as session:
        other = open_newsroom(session, name="Other desk")
        record(session, EventKind.DESK_EDITED, by=desk.adi)
    with database.reading() as session:
        for desk_id in (desk.desk_id, other.desk_id):
            lines = numbers(session, desk_id)
            assert [number for number, _id in lines] == list(range(1, len(lines) + 1))
            assert [event_id for _number, event_id in lines] == sorted(
                session.scalars(select(Event.id).where(Event.desk_id == desk_id))
            )
    assert faults(database) == []


def test_what_was_rolled_back_leaves_no_number_out(desk: Newsroom, database: Database) -> None:
    with database.writing() as session:
        record(session, EventKind.LOGO_CHOSEN, by=desk.adi)
        session.rollback()
        nested = session.begin_nested()
        record(session, EventKind.LOGO_CHOSEN, by=desk.adi)
        nested.rollback()
        with session.begin_nested():
            record(session, EventKind.DESK_EDITED, by=desk.adi)
    with database.reading() as session:
        [last] = session.scalars(select(Event).where(Event.kind == EventKind.DESK_EDITED))
        assert numbers(session, desk.desk_id)[-1][1] == last.id
        assert not session.scalars(select(Event).where(Event.kind == EventKind.LOGO_CHOSEN)).all()
    assert faults(database) == []


def test_two_who_wait_for_each_others_claim_do_not_wait_for_the_chain(
    postgresql_database: Database,
) -> None:
    """The one adds a line and wants the claim; the other holds the claim and adds a line."""
    databases.empty(postgresql_database)
    with postgresql_database.writing() as session:
        room = open_newsroom(session)
        claim_id = room.claim().id
    with postgresql_database.writing() as one, postgresql_database.writing() as two:
        for session in (one, two):
            session.execute(text("SET LOCAL lock_timeout = '3s'"))
        first = record(one, EventKind.DESK_EDITED, by=room.ana)
        lock(two, two.get_one(Claim, claim_id))
        second = record(two, EventKind.DESK_EDITED, by=room.bo)
        two.commit()
        lock(one, one.get_one(Claim, claim_id))
    with postgresql_database.reading() as session:
        assert [event_id for _n, event_id in numbers(session, room.desk_id)][-2:] == [second, first]
    assert faults(postgresql_database) == []


Harm = Callable[[Connection, int, int], object]
# What is done behind the record's back, given the number `n` of a line that others follow and that
# of the last one, `end`; and what is said of it.
HARM: dict[str, tuple[Harm, tuple[str, ...]]] = {
    "its words": (
        lambda c, n, _end: change_event(c, n, details={"number": 2}),
        ("Line {n} (", "its words were changed"),
    ),
    "its words, for which a line vouches that seals nothing": (
        lambda c, n, end: vouch(c, end, n), ("Line {n} (", "its words were changed"),
    ),
    "its author": (
        lambda c, n, _end: change_event(c, n, by_name="Bo"),
        ("Line {n} (", "“claim marked” by Bo", "who did what, or when, was changed"),
    ),
    "its link": (
        lambda c, n, _end: change_link(c, n, hash="x"),
        ("Line {n} (", "was changed", "the next line follows another one"),
    ),
    "a line taken out": (lambda c, n, _end: take_out(c, n), ("Line {n} is missing",)),
    "a line without its link": (
        lambda c, n, _end: take_out(c, n, line=False),
        ("Line {n} is missing", "“claim marked” by Ana", "inserted past the application"),
    ),
    "a link without its line": (
        lambda c, n, _end: take_out(c, n, link=False),
        ("Line {n} (", "it is missing; its place in the chain is still there"),
    ),
    "the first taken out": (lambda c, _n, _end: take_out(c, 1), ("Line 1 is missing",)),
    "a line taken out and closed up": (
        lambda c, n, _end: close_up(c, n), ("it was line {m}, and was moved", "follows another"),
    ),
    "a line added": (
        lambda c, _n, _end: add_line(c), ("inserted past the application, and has no number",)
    ),
    "a line put in": (
        lambda c, n, _end: put_in(c, n),
        ("Line {n} (", "it was inserted", "it was line {n}, and was moved"),
    ),
    "a line written anew": (
        lambda c, n, _end: write_anew(c, n), ("Line {n} (", "it was written anew")
    ),
    "the last written anew": (
        lambda c, _n, end: write_anew(c, end),
        ("Line {end} (", "it was written anew; the record ended with another line"),
    ),
    "lines in another order": (
        lambda c, n, _end: swap(c, n, n + 1),
        ("it was line {n}, and was moved", "it was line {m}, and was moved"),
    ),
    "the end cut off": (
        lambda c, _n, end: take_out(c, end, end - 1),
        ("Lines {before} to {end} are missing at the end of the record",),
    ),
    "the end moved back": (
        lambda c, _n, end: c.execute(update(ChainEnd).values(number=end - 2)),
        ("Lines {before} to {end} are beyond the end of the record, and inserted",),
    ),
    "no end": (
        lambda c, _n, _end: c.execute(delete(ChainEnd)), ("The end of the record is missing",)
    ),
    "nothing left": (
        lambda c, _n, _end: [c.execute(delete(t)) for t in (EventAddress, ChainedEvent, Event)],
        ("Lines 1 to {end} are missing at the end of the record",),
    ),
    "its address": (
        lambda c, _n, _end: c.execute(update(EventAddress).values(address="192.0.2.8")),
        ("Line {n} (", "the address kept with it was changed"),
    ),
    "another desk": (
        lambda c, n, _end: change_link(c, n, desk_id=999), ("Line {n} is missing", "it is of desk"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.usefixtures("desk")
def test_what_was_done_behind_its_back_is_named(database: Database, harm: str) -> None:
    assert faults(database) == []
    do, words = HARM[harm]
    with unguarded(database) as connection:
        n, end = number_of(connection, EventKind.CLAIM_MARKED), end_of(connection)
        do(connection, n, end)
    found = "\n".join(faults(database))
    for each in words:
        assert each.format(n=n, m=n + 1, before=end - 1, end=end) in found


def test_a_record_that_was_chained_anew_is_not_the_one_that_was_noted(
    desk: Newsroom, database: Database
) -> None:
    with database.reading() as session:
        end = session.get_one(ChainEnd, desk.desk_id)
        noted = partial(same_line, desk_id=desk.desk_id, number=end.number, noted=end.hash[:12])
        assert noted(session)
    with unguarded(database) as connection:
        change_event(connection, 3, by_name="Bo")
        chain_anew(connection)
    assert faults(database) == []
    with database.reading() as session:
        assert not noted(session)


def test_what_has_become_confidential_is_left_out_and_the_record_still_holds(
    desk: Newsroom, database: Database
) -> None:
    with database.writing() as session:
        room = Newsroom(session, **{k: v for k, v in vars(desk).items() if k != "session"})
        for name in ("Letter of Jane Doe", "Letter of Jim Doe"):
            seal(room, room.source(name))
    with database.writing() as session:
        room = Newsroom(session, **{k: v for k, v in vars(desk).items() if k != "session"})
        source = room.source("an official")
        seal(room, source)
    assert faults(database) == []
    with unguarded(database) as connection:
        told = update(Event).where(Event.kind == EventKind.SOURCE_ADDED, Event.retold_by_id > 0)
        connection.execute(told.values(details={"title": "somebody"}))
    assert "its words were changed" in "\n".join(faults(database))


def test_addresses_are_deleted_and_the_record_still_holds(
    desk: Newsroom, database: Database
) -> None:
    with database.writing() as session:
        kept = session.scalars(select(EventAddress)).all()
        assert {each.address for each in kept} == {"192.0.2.7"}
        assert len(kept) == session.get_one(ChainEnd, desk.desk_id).number
        session.execute(text("DELETE FROM event_addresses"))
    assert faults(database) == []
