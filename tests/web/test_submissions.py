"""One form, one act, however often it is sent."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.screens.conftest import Enter, desk, enter
from workbench.accounts.rules import Role
from workbench.articles.models import Import
from workbench.db import Database
from workbench.history.models import Event
from workbench.sources.models import Source
from workbench.web.models import Submission
from workbench.web.submissions import new_key

__all__ = ["desk", "enter"]

TITLE = "The minutes of the harbour council"


def form(key: str, **fields: str) -> dict[str, str]:
    return {"submission_key": key, "title": TITLE, "kind": "web page", **fields}


def count(database: Database, model: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.fixture
def browser(enter: Enter) -> FlaskClient:
    return enter()


def test_a_double_click_is_one_act_with_one_answer(
    browser: FlaskClient, database: Database
) -> None:
    data, before = form(new_key()), count(database, Event)
    first, second = (browser.post("/sources/new", data=data) for _click in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert count(database, Source) == 1
    assert count(database, Event) == before + 1


def test_other_words_under_a_used_key_are_a_conflict_that_keeps_them(
    browser: FlaskClient, database: Database
) -> None:
    key = new_key()
    browser.post("/sources/new", data=form(key))
    answer = browser.post("/sources/new", data=form(key, title="Something else altogether"))
    assert answer.status_code == 409
    assert "Something else altogether" in answer.text
    assert count(database, Source) == 1


def test_the_same_key_at_another_address_is_a_conflict(browser: FlaskClient) -> None:
    data = form(new_key())
    made = browser.post("/sources/new", data=data)
    assert browser.post(made.location, data={**data, "revision": "1"}).status_code == 409


def test_somebody_else_s_key_is_a_conflict(
    browser: FlaskClient, enter: Enter, database: Database
) -> None:
    data = form(new_key())
    browser.post("/sources/new", data=data)
    assert enter(Role.EDITOR).post("/sources/new", data=data).status_code == 409
    assert count(database, Source) == 1


def test_a_form_that_failed_does_not_burn_its_key(browser: FlaskClient, database: Database) -> None:
    key = new_key()
    failed = browser.post("/sources/new", data=form(key, title="", publisher="The council itself"))
    assert failed.status_code == 422
    assert "The council itself" in failed.text
    assert count(database, Submission) == 0
    assert browser.post("/sources/new", data=form(key)).status_code == 303


def test_an_act_that_failed_does_not_burn_its_key(browser: FlaskClient, database: Database) -> None:
    key = new_key()
    assert browser.post("/sources/99", data=form(key, revision="1")).status_code == 404
    assert browser.post("/sources/new", data=form(key)).status_code == 303
    assert count(database, Source) == 1


def test_another_file_of_the_same_name_under_a_used_key_is_a_conflict(
    browser: FlaskClient, database: Database
) -> None:
    key = new_key()

    def send(words: bytes) -> int:
        data = {"submission_key": key, "files": (BytesIO(words), "article.txt")}
        return browser.post("/articles/new", data=data).status_code

    first, second = (b"Harbour\n\nThe quay cost %d million. It opened." % n for n in (41, 32))
    assert [send(first), send(first), send(second)] == [303, 303, 409]
    assert count(database, Import) == 1


@pytest.mark.parametrize("key", ["", "short", "x" * 101])
def test_a_form_without_a_proper_key_does_nothing(
    browser: FlaskClient, database: Database, key: str
) -> None:
    assert browser.post("/sources/new", data=form(key)).status_code == 422
    assert count(database, Source) == 0


def test_two_clicks_at_the_same_moment_are_one_act(
    enter: Enter, browser: FlaskClient, database: Database
) -> None:
    with browser.session_transaction() as cookie:
        token = cookie["_user_id"]
    data, together = form(new_key()), Barrier(2)

    def click(_number: int) -> tuple[int, str | None]:
        tab = browser.application.test_client()
        with tab.session_transaction() as cookie:
            cookie["_user_id"] = token
        together.wait()
        answer = tab.post("/sources/new", data=data)
        return answer.status_code, answer.location

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(click, range(2))
    assert first == second
    assert first[0] == 303
    assert count(database, Source) == 1
    assert count(database, Submission) == 1


def test_no_password_is_ever_part_of_a_stored_hash(
    enter: Enter, database: Database, client: FlaskClient
) -> None:
    """The hash of a request is a fast one: it would undo what Argon2 is for."""
    client.post("/sign-in", data={"email": "a@b.c", "password": "x", "submission_key": new_key()})
    enter().post(
        "/account/password",
        data={"password": "x", "new_password": "y" * 12, "submission_key": new_key()},
    )
    assert count(database, Submission) == 0
