"""Who writes next where one alone can: whoever came first, and no process again and again."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from filelock import FileLock

from tests.databases import make_tables, sqlite_url
from workbench.accounts.models import Desk
from workbench.db import Database
from workbench.turns import Queue, Turns

LONG, SOON = 20.0, 0.01  # seconds
FOR_EVER = """
import sys, time
from pathlib import Path
from workbench.turns import Turns

with Turns(Path(sys.argv[1]), 20).turn():
    print("has it", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk.sqlite3"


def begin(work: Callable[..., None], *given: object) -> threading.Thread:
    thread = threading.Thread(target=work, args=given)
    thread.start()
    return thread


def until(true: Callable[[], bool]) -> None:
    end = monotonic() + LONG
    while not true():
        assert monotonic() < end


def until_waiting(queue: Queue, number: int) -> None:
    until(lambda: len(queue._waiting) == number)


def test_turns_are_given_in_the_order_in_which_they_were_asked_for() -> None:
    queue, came = Queue(), list[int]()
    assert queue.take(LONG)

    def write(n: int) -> None:
        assert queue.take(LONG)
        came.append(n)
        queue.give()

    waiting = []
    for n in range(5):
        waiting.append(begin(write, n))
        until_waiting(queue, n + 1)
    queue.give()
    for thread in waiting:
        thread.join()
    assert came == list(range(5))


def test_who_waited_long_enough_leaves_the_queue_and_holds_up_nobody() -> None:
    queue = Queue()
    assert queue.take(LONG)
    assert not queue.take(SOON)
    queue.give()
    assert queue.take(SOON)


def test_a_turn_ends_also_when_the_work_fails(file: Path) -> None:
    turns = Turns(file, SOON)
    with pytest.raises(LookupError), turns.turn():
        raise LookupError
    with turns.turn():
        assert not turns._queue.take(SOON)
        assert is_held(file, "-turn")
    assert not is_held(file, "-turn")


def test_another_process_waits_at_the_door_and_is_next(file: Path) -> None:
    """Though this one has somebody waiting who asked before."""
    here, there = Turns(file, LONG), Turns(file, LONG)
    came, ends = list[str](), threading.Event()

    def write(turns: Turns, name: str) -> None:
        with turns.turn():
            came.append(name)
            ends.wait()

    threads = [begin(write, here, "here")]
    until(lambda: is_held(file, "-turn"))
    threads.append(begin(write, there, "there"))
    until(lambda: is_held(file, "-next"))
    threads.append(begin(write, here, "here again"))
    until_waiting(here._queue, 1)
    ends.set()
    for thread in threads:
        thread.join()
    assert came == ["here", "there", "here again"]


def is_held(file: Path, name: str) -> bool:
    lock = FileLock(f"{file}{name}")
    try:
        lock.acquire(timeout=0)
    except TimeoutError:
        return True
    lock.release()
    return False


def test_what_a_process_held_that_was_killed_is_free(file: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", FOR_EVER, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout is not None
    assert other.stdout.readline() == b"has it\n"
    assert is_held(file, "-turn")
    other.kill()
    other.communicate()
    with Turns(file, LONG).turn():
        assert is_held(file, "-turn")


def test_where_the_files_are_another_users_one_writes_all_the_same(file: Path) -> None:
    (file.parent / f"{file.name}-turn").mkdir()
    with Turns(file, LONG).turn():
        pass


def test_many_writers_of_two_processes_all_write(file: Path) -> None:
    make_tables(sqlite_url(file))
    databases = [Database(sqlite_url(file)) for _process in range(2)]

    def write(database: Database) -> None:
        for _each in range(5):
            with database.writing() as session:
                session.add(Desk(name="Harbour"))

    threads = [begin(write, database) for database in databases for _ in range(4)]
    for thread in threads:
        thread.join()
    with databases[0].reading() as session:
        assert session.query(Desk).count() == 40
    for database in databases:
        database.close()
