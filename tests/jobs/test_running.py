"""Workers that run by themselves, in threads."""

import signal
import time
from collections.abc import Callable
from threading import Event
from threading import enumerate as enumerate_threads

import pytest

from tests.jobs.builders import KIND, a_job, counting, jobs_in, let_time_pass, results, write
from workbench.db import Database
from workbench.jobs import running
from workbench.jobs.rules import JobState
from workbench.jobs.running import at_work
from workbench.jobs.work import Work
from workbench.jobs.worker import Worker

PATIENCE = 20  # seconds, on a machine that has other things to do


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_what_is_asked_for_while_it_runs_is_done(database: Database) -> None:
    with at_work(Worker(database, {KIND: counting})):
        for key in ("count:1", "count:2"):
            write(database, lambda session, key=key: a_job(session, key))  # type: ignore[misc]
        wait_until(lambda: len(results(database)) == 2)
    assert {job.state for job in jobs_in(database)} == {JobState.DONE}


def test_what_another_worker_left_behind_is_done(database: Database) -> None:
    write(database, a_job)
    Worker(database, {KIND: counting}).take()
    write(database, let_time_pass)
    with at_work(Worker(database, {KIND: counting})):
        wait_until(lambda: results(database) == ["count:1"])


def test_a_job_that_fails_ends_no_thread(database: Database) -> None:
    def fails_once(work: Work) -> None:
        if work.payload["of"] == "count:1":
            raise ZeroDivisionError
        counting(work)

    with at_work(Worker(database, {KIND: fails_once}), threads=1):
        write(database, a_job)
        wait_until(lambda: jobs_in(database)[0].trouble != "")
        write(database, lambda session: a_job(session, "count:2"))
        wait_until(lambda: results(database) == ["count:2"])


def test_leases_of_jobs_that_run_long_are_renewed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "RENEWALS", 60)  # every second, huey's shortest
    begun, go_on = Event(), Event()

    def long(work: Work) -> None:
        begun.set()
        go_on.wait(PATIENCE)
        counting(work)

    write(database, a_job)
    with at_work(Worker(database, {KIND: long}), threads=1):  # nobody else takes it up
        begun.wait(PATIENCE)
        write(database, let_time_pass)
        renewed = running_until(database)
        wait_until(lambda: running_until(database) > renewed)
        go_on.set()
        wait_until(lambda: results(database) == ["count:1"])


def running_until(database: Database) -> float:
    (job,) = jobs_in(database)
    assert job.leased_until is not None
    return job.leased_until.timestamp()


def test_at_its_end_a_job_that_runs_comes_to_its_end_too(database: Database) -> None:
    begun = Event()

    def nearly_done(work: Work) -> None:
        begun.set()
        counting(work)

    write(database, a_job)
    with at_work(Worker(database, {KIND: nearly_done})):
        begun.wait(PATIENCE)
    assert [job.state for job in jobs_in(database)] == [JobState.DONE]


def test_at_its_end_a_job_that_asks_stops_and_waits_for_the_next_worker(
    database: Database,
) -> None:
    begun = Event()

    def asks(work: Work) -> None:
        begun.set()
        while not work.cancelled():
            time.sleep(0.01)

    write(database, a_job)
    with at_work(Worker(database, {KIND: asks})):
        begun.wait(PATIENCE)
    assert [(job.state, job.attempts) for job in jobs_in(database)] == [(JobState.WAITING, 0)]


def test_at_its_end_a_job_that_does_not_ask_is_given_back_and_its_result_refused(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "PATIENCE", 0)
    begun, go_on, ended = Event(), Event(), Event()

    def deaf(work: Work) -> None:
        begun.set()
        go_on.wait(PATIENCE)
        try:
            counting(work)
        finally:
            ended.set()

    write(database, a_job)
    with at_work(Worker(database, {KIND: deaf})):
        begun.wait(PATIENCE)
    assert [(job.state, job.attempts) for job in jobs_in(database)] == [(JobState.WAITING, 0)]
    go_on.set()
    ended.wait(PATIENCE)
    assert results(database) == []


def test_it_leaves_signals_alone_and_no_thread_behind(database: Database) -> None:
    before = [signal.getsignal(told) for told in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
    threads = set(enumerate_threads())
    with at_work(Worker(database, {KIND: counting})):
        now = [signal.getsignal(told) for told in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
    assert now == before
    assert set(enumerate_threads()) - threads == set()
