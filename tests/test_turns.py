"""Whoever comes first writes first, where one alone can."""

import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from tests.databases import make_tables, sqlite_url
from workbench.accounts.models import Desk
from workbench.db import Database
from workbench.turns import Turns

LONG, SOON = 20.0, 0.01  # seconds


def begin(work: Callable[..., None], *given: object) -> threading.Thread:
    thread = threading.Thread(target=work, args=given)
    thread.start()
    return thread


def until_waiting(turns: Turns, number: int) -> None:
    end = monotonic() + LONG
    while len(turns._waiting) != number:
        assert monotonic() < end


def test_turns_are_given_in_the_order_in_which_they_were_asked_for() -> None:
    turns, came = Turns(LONG), list[int]()

    def write(n: int) -> None:
        with turns.turn():
            came.append(n)

    with turns.turn():
        waiting = []
        for n in range(5):
            waiting.append(begin(write, n))
            until_waiting(turns, n + 1)
        assert came == []
    for thread in waiting:
        thread.join()
    assert came == list(range(5))


def test_who_waited_long_enough_goes_on_and_holds_up_nobody() -> None:
    turns = Turns(SOON)
    with turns.turn(), turns.turn():
        assert turns._taken
    assert not turns._taken
    assert not turns._waiting


def test_a_turn_ends_also_when_the_work_fails() -> None:
    turns = Turns(LONG)
    with pytest.raises(LookupError), turns.turn():
        raise LookupError
    assert not turns._taken


def test_writers_of_one_sqlite_database_take_turns_and_all_write(tmp_path: Path) -> None:
    make_tables(url := sqlite_url(tmp_path / "desk.sqlite3"))
    database = Database(url)
    turns = database._turns
    assert turns

    def write() -> None:
        with database.writing() as session:
            session.add(Desk(name="Harbour"))

    with database.writing():
        threads = [begin(write) for _each in range(8)]
        until_waiting(turns, 8)
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert session.query(Desk).count() == 8
    database.close()


def test_writers_of_postgresql_wait_for_no_turn(postgresql_database: Database) -> None:
    with postgresql_database.writing() as one, postgresql_database.writing() as other:
        assert one.connection() is not other.connection()
