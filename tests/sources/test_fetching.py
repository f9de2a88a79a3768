"""A page is fetched in the background: once, whoever asks, and whatever happens meanwhile."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.builders import Newsroom, open_newsroom
from tests.jobs.builders import let_time_pass
from workbench.db import Database
from workbench.intake.fetching import ANYTHING, FetchError
from workbench.intake.fetching.client import Fetched
from workbench.intake.fetching.errors import FetchTimedOut, PageUnavailable
from workbench.jobs.models import Job
from workbench.jobs.worker import Worker
from workbench.sources import fetching
from workbench.sources.fetching import FETCH, ask_for_snapshot, fetch_snapshot
from workbench.sources.models import Snapshot, Source
from workbench.sources.rules import Way
from workbench.storage.files import FileStore

URL = "https://harbour.example/minutes?of=may"
PAGE = b"<title>Minutes</title><p>It cost 32 million.</p>"

Answers = Callable[..., None]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """What the web has at the address: `answers(body)` or an error."""

    def set_answer(body: bytes = PAGE, error: Exception | None = None) -> None:
        def fetch(url: str, *, user_agent: str, **asked: object) -> Fetched:
            assert (url, user_agent, asked["wanted"]) == (URL, "workbench", ANYTHING)
            if error is not None:
                raise error
            headers = (("etag", "x"),)
            return Fetched(
                f"{url}&v=2", 200, "text/html", "utf-8", headers, body, datetime.now(UTC)
            )

        monkeypatch.setattr(fetching, "fetch", fetch)

    set_answer()
    return set_answer


@pytest.fixture
def house(database: Database) -> Newsroom:
    """A newsroom, committed, whose library has one source."""
    with database.writing() as session:
        room = open_newsroom(session)
        room.source("Minutes", url=URL)
        return room


@pytest.fixture
def worker(database: Database, tmp_path: Path, answers: Answers) -> Worker:
    """A worker that can fetch."""
    files = FileStore(tmp_path / "files")
    return Worker(database, {FETCH: partial(fetch_snapshot, files=files, user_agent="workbench")})


def ask(database: Database, house: Newsroom) -> None:
    with database.writing() as session:
        ask_for_snapshot(session, source=session.scalars(select(Source)).one(), by=house.ana)


def rows(database: Database, what: type[Any]) -> list[Any]:
    with database.reading() as session:
        return list(session.scalars(select(what).order_by(what.id)))


def test_a_page_is_kept_with_where_it_was_and_what_was_said_of_it(
    database: Database, house: Newsroom, worker: Worker
) -> None:
    ask(database, house)
    assert worker.work_off() == 1
    [kept] = rows(database, Snapshot)
    assert (kept.way, kept.url, kept.headers) == (Way.FETCHED, f"{URL}&v=2", {"etag": "x"})
    assert (kept.name, kept.media_type, kept.size) == ("minutes", "text/html", len(PAGE))
    assert kept.by_id == house.ana.person_id
    assert [job.state for job in rows(database, Job)] == ["done"]


def test_two_who_ask_get_one_snapshot(database: Database, house: Newsroom, worker: Worker) -> None:
    ask(database, house)
    ask(database, house)
    assert worker.work_off() == 1
    assert len(rows(database, Snapshot)) == 1


def test_a_page_that_has_not_changed_is_not_kept_twice(
    database: Database, house: Newsroom, worker: Worker, answers: Answers
) -> None:
    for body in (PAGE, PAGE, PAGE + b"<p>More.</p>"):
        answers(body)
        ask(database, house)
        worker.work_off()
    assert [kept.size for kept in rows(database, Snapshot)] == [len(PAGE), len(PAGE) + 12]
    fetches = [job for job in rows(database, Job) if job.kind == FETCH]
    assert [job.state for job in fetches] == ["done"] * 3


@pytest.mark.parametrize(
    "error", [FetchTimedOut(), PageUnavailable(429), PageUnavailable(503)], ids=str
)
def test_what_may_pass_is_tried_again(
    database: Database, house: Newsroom, worker: Worker, answers: Answers, error: FetchError
) -> None:
    answers(error=error)
    ask(database, house)
    worker.work_off()
    [job] = rows(database, Job)
    assert (job.state, job.trouble) == ("waiting", error.what_happened)
    answers()
    with database.writing() as session:
        let_time_pass(session)
    assert worker.work_off() == 1
    assert len(rows(database, Snapshot)) == 1


def test_what_is_refused_is_said_and_not_tried_again(
    database: Database, house: Newsroom, worker: Worker, answers: Answers
) -> None:
    answers(error=PageUnavailable(404))
    ask(database, house)
    worker.work_off()
    [job] = rows(database, Job)
    assert (job.state, job.attempts) == ("failed", 1)
    assert "404" in str(job.trouble)
    assert "imported" not in str(job.trouble)
    assert rows(database, Snapshot) == []


def test_a_worker_that_was_not_heard_of_keeps_no_second_snapshot(
    database: Database, house: Newsroom, worker: Worker
) -> None:
    ask(database, house)
    work = worker.take()
    assert work is not None
    with database.writing() as session:
        let_time_pass(session)
    ask(database, house)
    worker.work_off()
    worker.carry_out(work)
    assert len(rows(database, Snapshot)) == 1
