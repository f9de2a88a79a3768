"""The way back is where an act is told: in the message, in the history, among the late acts."""

import re

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.screens.conftest import Desk, Enter
from workbench.accounts.rules import Role
from workbench.db import Database
from workbench.policies.queries import current_policy
from workbench.policies.rules import PLAIN
from workbench.sources.models import Source
from workbench.web.submissions import new_key

UNDO = re.compile(r'action="(/undo/\d+)"')


def send(client: FlaskClient, address: str, **typed: object) -> TestResponse:
    return client.post(address, data={"submission_key": new_key(), **typed})


def titles(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Source.title).order_by(Source.id)))


def test_what_was_done_to_a_source_is_taken_back_from_the_message_that_tells_it(
    enter: Enter, database: Database
) -> None:
    client, key = enter(), new_key()
    added = send(client, "/sources/new", title="Minutes", kind="web page")
    [back] = UNDO.findall(client.get(added.location).text)
    first = client.post(back, data={"submission_key": key})
    again = client.post(back, data={"submission_key": key})
    assert (first.status_code, again.status_code, titles(database)) == (303, 303, [])
    assert "Taken back: you added the source “Minutes”." in client.get(first.location).text


def test_the_history_has_the_way_back_for_whoever_did_it_alone(
    enter: Enter, database: Database, desk: Desk
) -> None:
    client = enter()
    send(client, "/sources/new", title="Minutes", kind="web page")
    client.get("/")  # which shows the message
    history = client.get("/history").text
    [back] = UNDO.findall(history)
    assert "Undo: added the source “Minutes”" in history
    editor = enter(Role.EDITOR)
    assert UNDO.findall(editor.get("/history").text) == []
    assert send(editor, back).status_code == 409
    assert titles(database) == ["Minutes"]


def test_what_has_no_way_back_in_one_step_says_what_to_do_instead(
    enter: Enter, database: Database, desk: Desk
) -> None:
    client = enter()
    added = send(client, "/sources/new", title="Minutes", kind="web page", url="https://a.example/")
    send(client, f"{added.location}/watch", every="weekly")
    client.get("/")  # which shows the messages
    page = client.get("/undo").text
    assert "The page of the source has the way back." in page
    assert len(UNDO.findall(page)) == 1


def test_a_policy_is_taken_back_by_the_admin_who_set_it(
    enter: Enter, database: Database, desk: Desk
) -> None:
    client = enter(Role.ADMIN)
    send(client, "/desk/policy", approvals="2", ballot="never", shortest_rationale="0", revision=0)
    [back] = UNDO.findall(client.get("/desk/policy").text)
    assert send(client, back).status_code == 303
    with database.reading() as session:
        policy = current_policy(session, desk.id)
        assert policy is not None
        assert (policy.version, policy.fields) == (2, PLAIN)
