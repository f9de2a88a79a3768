"""How much of a page has come is told while it comes, and who cancels ends it in the middle."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.intake.web_server import Handler, Server, page
from tests.intake.web_server import running as running_server
from tests.jobs.builders import jobs_in
from tests.sources.loopback import SMALL, handlers, kept, let_fetch, source_at, the_job
from workbench.db import Database
from workbench.intake.fetching import FetchLimits, connection
from workbench.jobs import work as work_module
from workbench.jobs.service import cancel
from workbench.jobs.worker import Worker
from workbench.storage.files import FileStore

PATIENCE = 20  # seconds, on a machine that has other things to do
PATIENT = FetchLimits(body=200_000, deadline=60.0)


@pytest.fixture
def server() -> Iterator[Server]:
    with running_server() as found:
        yield found


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is told is written down, and who waits looks up often."""
    monkeypatch.setattr(work_module, "EVERY", 0.0)
    monkeypatch.setattr(connection, "NAP", 0.05)


def worker(database: Database, tmp_path: Path) -> Worker:
    return Worker(database, handlers(FileStore(tmp_path / "files")))


def told_while(
    database: Database, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[int, int | None, str]]:
    """What the job's row says after each time that the work tells how far it is."""
    said: list[tuple[int, int | None, str]] = []
    tell = work_module.Work._tell

    def tell_and_look(work: work_module.Work, *how_far: object) -> None:
        tell(work, *how_far)  # type: ignore[arg-type]
        job = the_job(database)
        said.append((job.done_parts, job.all_parts, str(job.doing)))

    monkeypatch.setattr(work_module.Work, "_tell", tell_and_look)
    worker.work_off()
    return said


@pytest.mark.parametrize(
    ("announced", "total", "words"),
    [({"content_length": "100000"}, 100_000, "100.0 of 100.0 kB"), ({}, None, "100.0 kB")],
    ids=["length known", "length unknown"],
)
def test_bytes_are_told_as_they_come(
    server: Server,
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    announced: dict[str, str],
    total: int | None,
    words: str,
) -> None:
    def in_two(handler: Handler) -> None:
        handler.head(200, **announced)
        handler.wfile.write(b"x" * 40_000)
        handler.wfile.write(b"x" * 60_000)

    server.pages["/"] = in_two
    let_fetch(monkeypatch.setattr, server.port, limits=SMALL)
    source_at(database, server.url("/"))
    said = told_while(database, worker(database, tmp_path), monkeypatch)
    assert said[0] == (0, None, "Waiting for the server")
    assert said[-2:] == [(100_000, total, words), (100_000, 100_000, "Reading what came")]
    received = [done for done, _total, _words in said]
    assert received == sorted(received)


def drips(part: str, dripping: Event) -> Callable[[Handler], None]:
    """A page that stops in the middle of one of its parts."""
    openings = {
        "status": b"HTTP/1.1 2",
        "headers": b"HTTP/1.1 200 OK\r\nX-Slow: ",
        "body": b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\nIt is",
    }

    def drip(handler: Handler) -> None:
        handler.wfile.write(openings[part])
        dripping.set()
        handler.server.stopping.wait(PATIENCE)

    return drip


@pytest.mark.parametrize("part", ["status", "headers", "body"])
def test_a_fetch_that_was_cancelled_ends_while_its_server_is_silent(
    server: Server, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    dripping = Event()
    server.pages["/"] = drips(part, dripping)
    let_fetch(monkeypatch.setattr, server.port, limits=PATIENT)
    source_at(database, server.url("/"))
    thread = Thread(target=worker(database, tmp_path).work_off)
    thread.start()
    assert dripping.wait(PATIENCE)
    with database.writing() as session:
        cancel(session, job=session.merge(the_job(database)))
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert [job.state for job in jobs_in(database)] == ["cancelled"]
    assert kept(database) == []


def test_a_worker_that_ends_gives_back_a_fetch_whose_server_is_silent(
    server: Server, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dripping = Event()
    server.pages["/"] = drips("body", dripping)
    let_fetch(monkeypatch.setattr, server.port, limits=PATIENT)
    source_at(database, server.url("/"))
    ending = worker(database, tmp_path)
    thread = Thread(target=ending.work_off)
    thread.start()
    assert dripping.wait(PATIENCE)
    ending.stop()
    thread.join(PATIENCE)
    assert (the_job(database).state, the_job(database).attempts) == ("waiting", 0)
    server.pages["/"] = page(b"It is so")
    worker(database, tmp_path).work_off()
    assert [snapshot.size for snapshot in kept(database)] == [8]
