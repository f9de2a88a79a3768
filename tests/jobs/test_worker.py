"""A worker between its handlers and the table."""

import logging
from threading import Barrier, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from tests.databases import empty
from tests.jobs.builders import (
    KIND,
    a_job,
    counting,
    jobs_in,
    keep_result,
    let_time_pass,
    results,
    taken,
    write,
)
from workbench.db import Database
from workbench.errors import Invalid, Unavailable
from workbench.jobs import work as work_module
from workbench.jobs.errors import LeaseLost, Stopped, TryLater
from workbench.jobs.rules import JobState
from workbench.jobs.service import cancel
from workbench.jobs.work import Handler, Work
from workbench.jobs.worker import Worker

CONFIDENTIAL = "a name that no log may hold"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that is told is written down, and whoever asks is answered from the table."""
    monkeypatch.setattr(work_module, "EVERY", 0.0)


def worker_with(database: Database, handler: Handler) -> Worker:
    return Worker(database, {KIND: handler})


def taken_work(worker: Worker) -> Work:
    work = worker.take()
    assert work is not None
    return work


def test_a_job_is_done_with_its_result(database: Database) -> None:
    write(database, lambda session: a_job(session, "count:7"))
    worker = worker_with(database, counting)
    assert worker.work_off() == 1
    assert worker.work_off() == 0
    assert results(database) == ["count:7"]
    (job,) = jobs_in(database)
    assert (job.state, job.attempts) == (JobState.DONE, 1)


def test_a_handler_without_a_result_just_returns(database: Database) -> None:
    write(database, a_job)
    worker_with(database, lambda _work: None).work_off()
    assert [job.state for job in jobs_in(database)] == [JobState.DONE]


def test_a_worker_without_handlers_takes_nothing(database: Database) -> None:
    write(database, a_job)
    assert Worker(database, {}).take() is None


def test_a_result_that_cannot_be_kept_leaves_nothing_and_the_job_is_tried_again(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    def half(work: Work) -> None:
        with work.finishing() as session:
            keep_result(session, "half")
            raise KeyError(work.payload["of"])

    write(database, lambda session: a_job(session, CONFIDENTIAL))
    worker_with(database, half).work_off()
    (job,) = jobs_in(database)
    assert results(database) == []
    assert (job.state, job.trouble) == (JobState.WAITING, "Something went wrong on our side.")
    assert "KeyError" in caplog.text
    assert CONFIDENTIAL not in caplog.text


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (TryLater("Busy."), JobState.WAITING),
        (Unavailable("Busy."), JobState.WAITING),
        (Invalid("Busy."), JobState.FAILED),
    ],
)
def test_a_handler_says_whether_another_time_is_worth_it(
    database: Database, error: Exception, state: JobState
) -> None:
    def refuse(_work: Work) -> None:
        raise error

    write(database, a_job)
    worker_with(database, refuse).work_off()
    (job,) = jobs_in(database)
    assert (job.state, job.trouble) == (state, "Busy.")


def test_a_job_whose_failing_cannot_be_written_down_is_left_to_the_next_worker(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_given: object, **_named: object) -> None:
        raise OperationalError("UPDATE jobs", {"trouble": CONFIDENTIAL}, Exception())

    def refuse(_work: Work) -> None:
        raise TryLater(CONFIDENTIAL)

    write(database, a_job)
    worker = worker_with(database, refuse)
    with monkeypatch.context() as patched:
        patched.setattr("workbench.jobs.worker.fail", away)
        worker.carry_out(taken_work(worker))
    assert "OperationalError" in caplog.text
    assert CONFIDENTIAL not in caplog.text
    write(database, let_time_pass)
    assert worker_with(database, counting).work_off() == 1
    assert results(database) == ["count:1"]


def test_progress_is_seen_by_others_while_the_job_runs(database: Database) -> None:
    seen: list[tuple[int | None, str]] = []

    def tell(work: Work) -> None:
        work.progress(1, 4, "page 1 of 4")
        seen.extend((job.percent, job.doing) for job in jobs_in(database))

    write(database, a_job)
    worker_with(database, tell).work_off()
    assert seen == [(25, "page 1 of 4")]


def test_progress_is_written_down_once_a_second(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work_module, "EVERY", 1000.0)
    seen: list[int] = []

    def tell(work: Work) -> None:
        for part in range(9):
            work.progress(part)
        seen.extend(job.done_parts for job in jobs_in(database))

    write(database, a_job)
    worker_with(database, tell).work_off()
    assert seen == [0]


def cancel_all(database: Database) -> None:
    """Somebody cancels whatever there is."""
    with database.writing() as session:
        for job in jobs_in(database):
            cancel(session, job=session.merge(job))


def test_a_job_cancelled_while_it_runs_leaves_no_result(database: Database) -> None:
    def too_late(work: Work) -> None:
        cancel_all(database)
        counting(work)

    write(database, a_job)
    worker_with(database, too_late).work_off()
    assert results(database) == []
    assert [job.state for job in jobs_in(database)] == [JobState.CANCELLED]


def test_a_handler_learns_that_its_job_was_cancelled(database: Database) -> None:
    learned: list[object] = []

    def look(work: Work) -> None:
        learned.append(work.cancelled())
        cancel_all(database)
        learned.append(work.cancelled())
        try:
            work.progress(1)
        except Stopped:
            learned.append("stopped")
            raise

    write(database, a_job)
    worker_with(database, look).work_off()
    assert learned == [False, True, "stopped"]
    assert [job.state for job in jobs_in(database)] == [JobState.CANCELLED]


def test_a_worker_that_was_away_while_another_did_the_work_does_not_double_it(
    database: Database,
) -> None:
    write(database, lambda session: a_job(session, "count:7"))
    sleeper = worker_with(database, counting)
    work = taken_work(sleeper)
    write(database, let_time_pass)
    assert worker_with(database, counting).work_off() == 1
    sleeper.keep_leases()
    sleeper.carry_out(work)
    assert results(database) == ["count:7"]
    assert [job.state for job in jobs_in(database)] == [JobState.DONE]


def test_leases_are_renewed_while_they_are_held(database: Database) -> None:
    write(database, a_job)
    worker, other = worker_with(database, counting), worker_with(database, counting)
    work = taken_work(worker)
    write(database, let_time_pass)
    worker.keep_leases()
    assert other.take() is None
    worker.carry_out(work)
    assert worker.leases() == set()


def test_a_lease_that_was_lost_is_renewed_no_more(database: Database) -> None:
    write(database, a_job)
    worker = worker_with(database, counting)
    taken_work(worker)
    cancel_all(database)
    worker.keep_leases()
    assert worker.leases() == set()


def test_a_worker_that_ends_tells_its_handlers_and_gives_their_jobs_back(
    database: Database,
) -> None:
    def patient(work: Work) -> None:
        worker.stop()
        if not work.cancelled():
            counting(work)

    write(database, a_job)
    worker = worker_with(database, patient)
    worker.carry_out(taken_work(worker))
    assert worker.take() is None
    assert [(job.state, job.attempts) for job in jobs_in(database)] == [(JobState.WAITING, 0)]


def test_what_an_ending_worker_still_holds_is_given_back_and_does_not_count(
    database: Database,
) -> None:
    write(database, lambda session: a_job(session, "count:7"))
    worker = worker_with(database, counting)
    work = taken_work(worker)
    worker.give_back_all()
    assert [job.state for job in jobs_in(database)] == [JobState.WAITING]
    with pytest.raises(LeaseLost), work.finishing() as session:
        keep_result(session, "too late")
    assert worker_with(database, counting).work_off() == 1
    assert results(database) == ["count:7"]


WORKERS, JOBS = 4, 12


@pytest.fixture
def many_jobs(database: Database) -> list[str]:
    keys = [f"count:{n:02}" for n in range(JOBS)]
    with database.writing() as session:
        for key in keys:
            a_job(session, key)
    return keys


def test_workers_at_once_take_each_job_once(database: Database, many_jobs: list[str]) -> None:
    ready = Barrier(WORKERS)

    def work_off() -> None:
        ready.wait()
        worker_with(database, counting).work_off()

    threads = [Thread(target=work_off) for _worker in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results(database)) == many_jobs
    assert {(job.state, job.attempts) for job in jobs_in(database)} == {(JobState.DONE, 1)}


def test_a_job_that_is_just_being_taken_holds_nobody_up(
    postgresql_database: Database,
) -> None:
    """On PostgreSQL two take at once; on SQLite one waits for the other's turn to end."""
    empty(postgresql_database)
    write(postgresql_database, lambda session: (a_job(session, "a"), a_job(session, "b")))
    with postgresql_database.writing() as one, postgresql_database.writing() as other:
        other.execute(text("SET LOCAL lock_timeout = '5s'"))
        assert taken(one) != taken(other)
        assert worker_with(postgresql_database, counting).take() is None


def test_asked_for_by_two_at_once_it_is_one_job(database: Database) -> None:
    ready, asked = Barrier(WORKERS), []

    def ask_for_it() -> None:
        ready.wait()
        with database.writing() as session:
            asked.append(a_job(session).id)

    threads = [Thread(target=ask_for_it) for _asker in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert asked == [jobs_in(database)[0].id] * WORKERS


def test_what_is_logged_of_a_failure_says_where(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(_work: Work) -> None:
        raise ZeroDivisionError

    write(database, a_job)
    with caplog.at_level(logging.ERROR):
        worker_with(database, stumble).work_off()
    assert "ZeroDivisionError" in caplog.text
    assert "in stumble" in caplog.text
