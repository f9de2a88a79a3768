"""Where a visitor may be led, and the frame around every page."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from tests.screens.conftest import Desk, Enter, desk, enter, new_article, new_claim, new_proposal
from workbench.accounts.rules import Role
from workbench.db import Database
from workbench.web.navigation import own_path

__all__ = ["desk", "enter"]

HERE = "https://workbench.example/"


def as_a_browser_reads_it(path: str) -> str:
    """Backslashes are slashes; control characters at the ends and tabs and line ends are gone."""
    kept = "".join(c for c in path if c not in "\t\r\n").strip("".join(map(chr, range(33))))
    return urljoin(HERE, kept.replace("\\", "/"))


@given(st.text(st.sampled_from("/\\:.? \t\ne"), max_size=8))
def test_whatever_is_asked_for_the_browser_stays_on_the_site(value: str) -> None:
    assert urlsplit(as_a_browser_reads_it(own_path("/" + value))).netloc == "workbench.example"


@pytest.mark.parametrize("path", ["/", "/claims?status=open&q=a%20b", "/articles/1/claims/2#e"])
def test_a_path_of_the_site_is_led_to(path: str) -> None:
    assert own_path(path) == path


def test_editors_see_how_much_waits_and_viewers_do_not(
    enter: Enter, desk: Desk, database: Database
) -> None:
    with database.writing() as session:
        new_proposal(session, desk, new_claim(session, desk, new_article(session, desk)))
    waiting = '<span class="count">1<span class="hidden-text"> waiting</span></span>'
    assert waiting in enter(Role.EDITOR).get("/account").text
    assert waiting not in enter(Role.VIEWER).get("/account").text


@pytest.fixture
def broken(app: Flask) -> Iterator[None]:
    """A database that answers nothing."""
    engine: Engine = app.extensions["workbench.database"].engine

    def refuse(*_call: object) -> None:
        raise OperationalError("", {}, Exception("database is locked"))

    event.listen(engine, "before_cursor_execute", refuse)
    yield
    event.remove(engine, "before_cursor_execute", refuse)


def test_a_page_says_so_when_the_database_does_not_answer(
    app: Flask, enter: Enter, request: pytest.FixtureRequest
) -> None:
    browser = enter()
    request.getfixturevalue("broken")
    answer = browser.get("/")
    assert answer.status_code == 503
    assert "did not answer in time" in answer.text
