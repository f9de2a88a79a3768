"""The test ground keeps its own promises."""

import socket

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.network import NetworkForbidden
from workbench.db import Database
from workbench.web.models import Submission


def submission(key: str) -> Submission:
    return Submission(key=key, request_hash="", location="/")


@pytest.mark.parametrize("run", [1, 2])
def test_a_test_finds_an_empty_database_after_one_that_committed(
    database: Database, run: int
) -> None:
    with database.writing() as session:
        assert session.scalar(select(func.count()).select_from(Submission)) == 0
        session.add(submission("left behind"))


@pytest.mark.parametrize("run", [1, 2])
def test_a_session_leaves_nothing_behind(session: Session, run: int) -> None:
    session.add(submission("the same each time"))
    session.flush()


def test_an_application_answers_from_the_test_s_database(client: FlaskClient) -> None:
    assert client.get("/no-such-page").status_code == 404


def test_connecting_beyond_the_machine_is_refused() -> None:
    with socket.socket() as line, pytest.raises(NetworkForbidden):
        line.connect(("192.0.2.1", 80))


def test_looking_up_a_name_is_refused() -> None:
    with pytest.raises(NetworkForbidden):
        socket.create_connection(("example.org", 80))
