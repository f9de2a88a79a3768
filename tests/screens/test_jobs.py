"""The page of work in the background."""

import re
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.screens.conftest import CountQueries, Desk, Enter, new_desk
from workbench.accounts.rules import Role
from workbench.db import Database
from workbench.errors import message
from workbench.jobs.models import Job
from workbench.jobs.queries import get_job
from workbench.jobs.rules import JobState
from workbench.jobs.service import ask, cancel, fail, finish, take, tell_progress
from workbench.web.pages import PAGE_SIZE

KIND = "count"


def asked(
    database: Database, desk: Desk, about: str = "The minutes", role: Role = Role.FACT_CHECKER
) -> Job:
    with database.writing() as session:
        given: dict[str, Any] = {"desk_id": desk.id, "kind": KIND, "payload": {}, "about": about}
        return ask(session, key=about, by=desk.actor(role), **given)


def running(database: Database, *, done: int = 0, total: int | None = None, words: str = "") -> Job:
    """The job that is due, with somebody at work on it."""
    with database.writing() as session:
        job = take(session, kinds={KIND})
        assert job is not None
        tell_progress(session, lease=job.hold, done=done, total=total, words=words)
        return job


def failed(database: Database, trouble: str, *, for_good: bool = True) -> Job:
    job = running(database)
    with database.writing() as session:
        fail(session, lease=job.hold, trouble=trouble, for_good=for_good)
    return job


def done(database: Database) -> Job:
    job = running(database)
    with database.writing() as session:
        finish(session, lease=job.hold)
    return job


def send(client: Any, job: Job, act: str) -> TestResponse:
    answer: TestResponse = client.post(
        f"/desk/jobs/{job.id}/{act}", data={"submission_key": f"{act}-{job.id}-a-key"}
    )
    return answer


def state_of(database: Database, job: Job) -> JobState:
    with database.reading() as session:
        return get_job(session, job.desk_id, job.id).state


def titles(page: str) -> list[str]:
    return re.findall(r'<p class="item-title">(.*?)</p>', page)


def test_a_desk_that_asked_for_nothing_is_told_what_is_listed_here(enter: Enter) -> None:
    page = enter().get("/desk/jobs").text
    assert "Nothing to do" in page
    assert "every 2s" not in page
    assert 'class="filters"' not in page


def test_jobs_are_listed_with_what_became_of_them_newest_first(
    enter: Enter, database: Database, desk: Desk
) -> None:
    asked(database, desk, "Done")
    done(database)
    asked(database, desk, "Failed")
    failed(database, "The page <is> gone.")
    asked(database, desk, "Runs")
    running(database, done=1, total=4, words="page 1 of 4")
    asked(database, desk, "Waits")
    page = enter().get("/desk/jobs").text
    assert titles(page) == ["Waits", "Runs", "Failed", "Done"]
    assert '<progress value="25" max="100"' in page
    assert "page 1 of 4" in page
    assert "The page &lt;is&gt; gone." in page
    assert "fact-checker person" in page


def test_a_job_without_words_of_its_own_is_named_by_its_kind(
    enter: Enter, database: Database, desk: Desk
) -> None:
    asked(database, desk, "")
    assert titles(enter().get("/desk/jobs").text) == ["Count"]


def test_the_list_asks_for_itself_again_only_while_something_waits_or_runs(
    enter: Enter, database: Database, desk: Desk
) -> None:
    job = asked(database, desk)
    client = enter()
    assert 'hx-get="/desk/jobs" hx-trigger="every 2s"' in client.get("/desk/jobs").text
    assert "every 2s" not in client.get("/desk/jobs?state=failed").text
    fragment = client.get("/desk/jobs", headers={"HX-Request": "true"}).text
    assert fragment.lstrip().startswith('<div id="jobs" hx-get')
    with database.writing() as session:
        cancel(session, job=session.merge(job))
    assert "every 2s" not in client.get("/desk/jobs", headers={"HX-Request": "true"}).text


def test_the_list_is_narrowed_to_a_state_and_stays_so_when_it_asks_again(
    enter: Enter, database: Database, desk: Desk
) -> None:
    asked(database, desk, "Done")
    done(database)
    asked(database, desk, "Waits")
    client = enter()
    page = client.get("/desk/jobs?state=waiting").text
    assert titles(page) == ["Waits"]
    assert 'hx-get="/desk/jobs?state=waiting"' in page
    assert "No such job" in client.get("/desk/jobs?state=failed").text
    assert titles(client.get("/desk/jobs?state=nonsense").text) == ["Waits", "Done"]


def test_a_job_that_is_tried_again_by_itself_says_why_and_when(
    enter: Enter, database: Database, desk: Desk
) -> None:
    asked(database, desk)
    failed(database, "The server is away.", for_good=False)
    page = enter().get("/desk/jobs").text
    assert "The server is away." in page
    assert "not before <time" in page


def test_what_a_worker_said_is_read_in_the_language_of_the_page(
    app: Flask, enter: Enter, database: Database, desk: Desk
) -> None:
    asked(database, desk)
    failed(database, message("%(host)s did not answer.", host="<ledger>"))
    app.jinja_env.filters["translated"] = lambda words: f"{words.template}|{words.values}"
    assert "%(host)s did not answer.|{&#39;host&#39;" in enter().get("/desk/jobs").text


def test_who_asked_may_cancel_and_try_again(enter: Enter, database: Database, desk: Desk) -> None:
    job = asked(database, desk)
    client = enter()
    assert "Cancel" in client.get("/desk/jobs").text
    answer = send(client, job, "cancel")
    assert (answer.status_code, answer.location) == (303, "/desk/jobs")
    assert state_of(database, job) is JobState.CANCELLED
    assert "Try again" in client.get("/desk/jobs").text
    assert send(client, job, "retry").status_code == 303
    assert state_of(database, job) is JobState.WAITING


def test_others_see_a_job_and_leave_it_alone_but_an_admin_may(
    enter: Enter, database: Database, desk: Desk
) -> None:
    job = asked(database, desk)
    editor = enter(Role.EDITOR)
    assert f"/desk/jobs/{job.id}/cancel" not in editor.get("/desk/jobs").text
    assert titles(editor.get("/desk/jobs").text) == ["The minutes"]
    assert send(editor, job, "cancel").status_code == 403
    assert state_of(database, job) is JobState.WAITING
    assert send(enter(Role.ADMIN), job, "cancel").status_code == 303


def test_a_job_that_ended_meanwhile_stays_as_it_is_and_the_person_is_told(
    enter: Enter, database: Database, desk: Desk
) -> None:
    job = asked(database, desk)
    done(database)
    answer = send(enter(), job, "cancel")
    assert answer.status_code == 409
    assert "has ended already" in answer.text
    assert state_of(database, job) is JobState.DONE


def test_another_desks_job_is_not_there(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        other = new_desk(session, "Other desk")
    job = asked(database, other)
    client = enter(Role.ADMIN)
    assert "Nothing to do" in client.get("/desk/jobs").text
    assert send(client, job, "cancel").status_code == 404
    assert state_of(database, job) is JobState.WAITING


def test_viewers_are_led_to_no_jobs(enter: Enter) -> None:
    assert "/desk/jobs" in enter().get("/desk/scales").text
    assert "/desk/jobs" not in enter(Role.VIEWER).get("/desk/scales").text


def test_a_page_leads_to_the_one_behind_it(enter: Enter, database: Database, desk: Desk) -> None:
    made = [asked(database, desk, f"Job {n}") for n in range(PAGE_SIZE + 1)]
    client = enter()
    page = client.get("/desk/jobs").text
    assert len(titles(page)) == PAGE_SIZE
    older = f"/desk/jobs?before={made[1].id}"
    assert f'rel="next" href="{older}"' in page
    assert titles(client.get(older).text) == ["Job 0"]
    assert "No such job" in client.get("/desk/jobs?before=0").text


def test_the_number_of_queries_does_not_grow_with_the_list(
    enter: Enter, database: Database, desk: Desk, count_queries: CountQueries
) -> None:
    client, sent = enter(), []
    client.get("/desk/jobs")
    for roles in ((Role.FACT_CHECKER,), (Role.EDITOR, Role.ADMIN)):
        for role in roles:
            asked(database, desk, role, role)
        with count_queries() as queries:
            client.get("/desk/jobs")
        sent.append(len(queries))
    assert sent[0] == sent[1]
