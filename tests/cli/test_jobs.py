"""Work in the background, from the command line."""

import re

import pytest

from tests.cli.shell import Shell
from workbench.accounts.queries import member_with_email
from workbench.cli.instance import the_desk
from workbench.db import Database
from workbench.jobs.models import Job
from workbench.jobs.queries import get_job
from workbench.jobs.rules import JobState
from workbench.jobs.service import ask, fail, take, tell_progress

KIND = "count"
ANA, BO = "ana@desk.example", "bo@desk.example"


@pytest.fixture
def job(shell: Shell, database: Database) -> Job:
    """A job that the fact-checker Ana asked for; Bo is one too."""
    for email in (ANA, BO):
        shell.said("user", "add", email, "--role", "fact-checker")
    with database.writing() as session:
        desk = the_desk(session)
        ana = member_with_email(session, desk.id, ANA)
        return ask(
            session, desk_id=desk.id, kind=KIND, key="count:1", payload={}, about="The minutes",
            by=ana.actor() if ana else None,
        )  # fmt: skip


def state_of(database: Database, job: Job) -> JobState:
    with database.reading() as session:
        return get_job(session, job.desk_id, job.id).state


def run_into_trouble(database: Database) -> None:
    with database.writing() as session:
        job = take(session, kinds={KIND})
        assert job is not None
        fail(session, lease=job.hold, trouble="The page is gone.", for_good=True)


def test_without_jobs_it_says_so(shell: Shell) -> None:
    assert shell.said("jobs") == "There is no job.\n"


def test_jobs_are_listed_with_how_far_they_are_and_what_went_wrong(
    shell: Shell, database: Database, job: Job
) -> None:
    assert re.fullmatch(
        rf" *{job.id}  waiting    \d{{4}}-\d\d-\d\d \d\d:\d\d  count: The minutes\n",
        shell.said("jobs"),
    )
    with database.writing() as session:
        leased = take(session, kinds={KIND})
        assert leased is not None
        tell_progress(session, lease=leased.hold, done=1, total=4, words="page 1")
    assert "count: The minutes: 25 %: page 1\n" in shell.said("jobs", "--state", "running")
    with database.writing() as session:
        fail(session, lease=leased.hold, trouble="The page is gone.", for_good=True)
    assert "failed" in shell.said("jobs")
    assert "The page is gone.\n" in shell.said("jobs", "--state", "failed")
    assert shell.said("jobs", "--state", "waiting") == "There is no job.\n"


def test_a_job_is_cancelled_and_tried_again(shell: Shell, database: Database, job: Job) -> None:
    number = str(job.id)
    assert shell.said("jobs", "cancel", number) == f"Job {number} is cancelled.\n"
    assert state_of(database, job) is JobState.CANCELLED
    assert "ended already" in shell.refused("jobs", "cancel", number)
    shell.said("jobs", "retry", number, "--as", ANA)
    assert state_of(database, job) is JobState.WAITING


def test_a_member_steers_the_jobs_they_asked_for(
    shell: Shell, database: Database, job: Job
) -> None:
    run_into_trouble(database)
    assert "Only who asked" in shell.refused("jobs", "retry", str(job.id), "--as", BO)
    assert state_of(database, job) is JobState.FAILED
    shell.said("jobs", "retry", str(job.id), "--as", ANA)
    assert state_of(database, job) is JobState.WAITING


@pytest.mark.parametrize("number", ["0", "9" * 30])
def test_a_number_that_no_job_has_is_one_line(shell: Shell, number: str) -> None:
    assert "no such job" in shell.refused("jobs", "retry", number)
