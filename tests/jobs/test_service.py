"""Asking for work, taking it, and who may say what became of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Select, create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.jobs.builders import KIND, a_job, let_time_pass, taken
from workbench.accounts.rules import Actor, Role
from workbench.db import Base, now
from workbench.jobs import queries, service
from workbench.jobs.errors import JobMoved, LeaseLost, NoSuchJob
from workbench.jobs.models import Job
from workbench.jobs.queries import get_job, is_held, is_something_due, jobs_of_desk
from workbench.jobs.rules import MOST_ATTEMPTS, JobState, Lease, pause_after
from workbench.jobs.service import (
    cancel,
    fail,
    finish,
    keep_alive,
    release,
    retry,
    take,
    tell_progress,
)

ANA = Actor(1, "Ana", Role.FACT_CHECKER, 7)


def test_a_job_remembers_who_asked_for_what(session: Session) -> None:
    job = a_job(session, by=ANA, about="The minutes", payload={"source": 3})
    assert (job.state, job.attempts, job.asked_by_id) == (JobState.WAITING, 0, 7)
    assert (job.about, job.payload, job.lease) == ("The minutes", {"source": 3}, None)


def test_the_same_work_asked_for_twice_is_one_job_while_it_waits_and_while_it_runs(
    session: Session,
) -> None:
    job = a_job(session)
    assert a_job(session) is job
    taken(session)
    assert a_job(session) is job
    assert a_job(session, "count:2") is not job
    assert a_job(session, desk_id=2) is not job


def test_the_same_work_can_be_asked_for_anew_when_it_has_ended(session: Session) -> None:
    job = a_job(session)
    finish(session, lease=taken(session))
    again = a_job(session)
    assert (again.id != job.id, again.state) == (True, JobState.WAITING)


def test_what_somebody_else_asked_for_a_moment_ago_is_the_answer_and_nothing_is_undone(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = a_job(session)
    first_answer = iter([None])
    monkeypatch.setattr(
        service, "live_job", lambda *given: next(first_answer, queries.live_job(*given))
    )
    mine = a_job(session, "of the same unit of work")
    first_answer = iter([None])
    assert a_job(session) is theirs
    assert jobs_of_desk(session, 1, limit=9) == [mine, theirs]


def test_the_database_refuses_two_live_jobs_with_one_key(session: Session) -> None:
    a_job(session)
    session.add(Job(desk_id=1, kind=KIND, key="count:1", payload={}))
    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.parametrize(
    "wrong",
    [{"state": JobState.RUNNING}, {"lease": "token"}, {"state": JobState.DONE},
     {"ended_at": now()}, {"attempts": -1}, {"leased_until": now()}],
)  # fmt: skip
def test_the_database_refuses_a_job_that_contradicts_itself(
    session: Session, wrong: dict[str, object]
) -> None:
    session.add(Job(desk_id=1, kind=KIND, key="count:1", payload={}, **wrong))
    with pytest.raises(IntegrityError):
        session.flush()


def test_what_has_been_due_longest_is_taken_first_and_what_is_not_due_waits(
    session: Session,
) -> None:
    a_job(session, "later", due_at=now() + timedelta(hours=1))
    a_job(session, "second", due_at=now() - timedelta(minutes=1))
    a_job(session, "first", due_at=now() - timedelta(minutes=2))
    found = [take(session, kinds={KIND}) for _turn in range(3)]
    assert [job.key if job else None for job in found] == ["first", "second", None]


def test_only_kinds_that_are_known_are_taken(session: Session) -> None:
    a_job(session, kind="of a newer release")
    assert take(session, kinds={KIND}) is None
    assert not is_something_due(session, {KIND})


def test_a_job_that_was_taken_is_not_taken_again_while_its_lease_holds(session: Session) -> None:
    a_job(session)
    lease = taken(session)
    assert take(session, kinds={KIND}) is None
    let_time_pass(session)
    keep_alive(session, lease=lease)
    assert take(session, kinds={KIND}) is None
    assert is_held(session, lease)


def test_a_job_whose_lease_ran_out_is_taken_by_the_next(session: Session) -> None:
    job = a_job(session)
    lost = taken(session)
    let_time_pass(session)
    assert is_something_due(session, {KIND})
    assert taken(session) != lost
    assert job.attempts == 2


def test_a_worker_that_was_late_but_is_the_only_one_may_finish(session: Session) -> None:
    job = a_job(session)
    lease = taken(session)
    let_time_pass(session)
    finish(session, lease=lease)
    assert job.state is JobState.DONE


Act = Callable[[Session, Lease], None]
ACTS: dict[str, Act] = {
    "finish": lambda session, lease: finish(session, lease=lease),
    "fail": lambda session, lease: fail(session, lease=lease, trouble="No.", for_good=True),
    "keep alive": lambda session, lease: keep_alive(session, lease=lease),
    "release": lambda session, lease: release(session, lease=lease),
    "tell progress": lambda session, lease: tell_progress(
        session, lease=lease, done=1, total=2, words=""
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_whoever_lost_the_lease_can_change_nothing(session: Session, act: str) -> None:
    job = a_job(session)
    lost = taken(session)
    let_time_pass(session)
    lease = taken(session)
    with pytest.raises(LeaseLost):
        ACTS[act](session, lost)
    assert (job.state, job.hold, job.done_parts) == (JobState.RUNNING, lease, 0)


@pytest.mark.parametrize("act", ACTS)
def test_nothing_becomes_of_a_job_that_was_cancelled_while_it_ran(
    session: Session, act: str
) -> None:
    job = a_job(session)
    lease = taken(session)
    cancel(session, job=job)
    with pytest.raises(LeaseLost):
        ACTS[act](session, lease)
    assert (job.state, job.lease, is_held(session, lease)) == (JobState.CANCELLED, None, False)


def test_progress_is_told_in_parts_and_words(session: Session) -> None:
    job = a_job(session)
    lease = taken(session)
    tell_progress(session, lease=lease, done=1, total=3, words="page 1 of 3")
    assert (job.percent, job.doing) == (33, "page 1 of 3")
    tell_progress(session, lease=lease, done=4, total=3, words="")
    assert job.percent == 100
    let_time_pass(session)
    tell_progress(session, lease=lease, done=4, total=3, words="")
    assert take(session, kinds={KIND}) is None
    tell_progress(session, lease=lease, done=4, total=None, words="4 kB")
    assert job.percent is None


def test_a_new_attempt_begins_at_nothing(session: Session) -> None:
    job = a_job(session)
    tell_progress(session, lease=taken(session), done=2, total=3, words="page 2")
    let_time_pass(session)
    taken(session)
    assert (job.done_parts, job.all_parts, job.doing) == (0, None, "")


def test_each_pause_is_four_times_as_long_as_the_one_before() -> None:
    seconds = [pause_after(n).total_seconds() for n in range(1, MOST_ATTEMPTS)]
    assert seconds == [10, 40, 160, 640]


def test_what_fails_is_tried_again_after_a_pause_until_it_has_been_often_enough(
    session: Session,
) -> None:
    job = a_job(session)
    for attempt in range(1, MOST_ATTEMPTS):
        let_time_pass(session)
        fail(session, lease=taken(session), trouble="The server is away.", for_good=False)
        assert (job.state, job.ended_at) == (JobState.WAITING, None)
        assert pause_after(attempt) - timedelta(seconds=5) < job.due_at - now()
        assert take(session, kinds={KIND}) is None
    let_time_pass(session)
    fail(session, lease=taken(session), trouble="The server is away.", for_good=False)
    assert (job.state, job.trouble) == (JobState.FAILED, "The server is away.")
    assert job.ended_at is not None


def test_what_would_fail_again_fails_at_once(session: Session) -> None:
    job = a_job(session)
    fail(session, lease=taken(session), trouble="There is no such page.", for_good=True)
    assert (job.state, job.attempts) == (JobState.FAILED, 1)


def test_what_succeeds_in_the_end_keeps_no_trouble(session: Session) -> None:
    job = a_job(session)
    fail(session, lease=taken(session), trouble="The server is away.", for_good=False)
    let_time_pass(session)
    finish(session, lease=taken(session))
    assert (job.state, job.trouble, job.attempts) == (JobState.DONE, "", 2)


def test_a_job_that_ends_its_worker_each_time_fails_and_keeps_nobody_from_the_next(
    session: Session,
) -> None:
    deadly = a_job(session, "deadly", due_at=now() - timedelta(hours=2))
    for _attempt in range(MOST_ATTEMPTS):
        taken(session)
        let_time_pass(session)
    harmless = a_job(session, "harmless")
    assert taken(session).job_id == harmless.id
    assert (deadly.state, deadly.attempts) == (JobState.FAILED, MOST_ATTEMPTS)
    assert "time and again" in deadly.trouble


def test_a_job_given_back_is_as_if_it_had_not_been_taken(session: Session) -> None:
    job = a_job(session)
    release(session, lease=taken(session))
    assert (job.state, job.attempts) == (JobState.WAITING, 0)
    assert taken(session).job_id == job.id


def test_a_job_that_failed_or_was_cancelled_is_tried_again_from_the_beginning(
    session: Session,
) -> None:
    job = a_job(session)
    fail(session, lease=taken(session), trouble="No.", for_good=True)
    retry(session, job=job)
    assert (job.state, job.attempts, job.trouble) == (JobState.WAITING, 0, "")
    cancel(session, job=job)
    retry(session, job=job)
    assert taken(session).job_id == job.id


def test_a_job_is_not_tried_again_while_the_same_work_waits(session: Session) -> None:
    failed = a_job(session)
    cancel(session, job=failed)
    a_job(session)
    with pytest.raises(JobMoved, match="asked for since"):
        retry(session, job=failed)
    assert failed.state is JobState.CANCELLED


def test_only_what_ended_without_success_is_tried_again_and_only_what_lives_cancelled(
    session: Session,
) -> None:
    job = a_job(session)
    with pytest.raises(JobMoved):
        retry(session, job=job)
    finish(session, lease=taken(session))
    for act in (retry, cancel):
        with pytest.raises(JobMoved):
            act(session, job=job)
    assert job.state is JobState.DONE


def test_a_desk_sees_its_own_jobs_newest_first_page_by_page(session: Session) -> None:
    made = [a_job(session, f"count:{n}") for n in range(4)]
    other = a_job(session, desk_id=2)
    cancel(session, job=made[1])
    first = jobs_of_desk(session, 1, limit=2)
    assert first == [made[3], made[2]]
    assert jobs_of_desk(session, 1, before=first[-1].id, limit=9) == [made[1], made[0]]
    assert jobs_of_desk(session, 1, state=JobState.CANCELLED, limit=9) == [made[1]]
    with pytest.raises(NoSuchJob):
        get_job(session, 1, other.id)


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (queries.due_jobs({KIND}), "ix_jobs_state (state=? AND due_at<?)"),
        (queries.lapsed_jobs({KIND}), "ix_jobs_state (state=?)"),
        (queries.live_jobs(1, "count:1"), "ix_jobs_live_key (desk_id=? AND key=?)"),
    ],
)
def test_what_workers_look_for_is_found_however_much_has_ended(
    wanted: Select[Job], index: str
) -> None:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    asked = wanted.compile(engine, compile_kwargs={"render_postcompile": True})
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {asked}", tuple(1 for _value in asked.params)
        )
        assert f"USING INDEX {index}" in str(plan.all())
