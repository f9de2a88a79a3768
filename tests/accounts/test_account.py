"""A person's own page."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts.conftest import PASSWORD, Somebody
from tests.screens.conftest import Desk, Enter, new_desk
from workbench.accounts.browsers import browser_words
from workbench.accounts.queries import memberships_of, sign_ins_of
from workbench.accounts.rules import Role, command_line
from workbench.accounts.service import add_member
from workbench.db import Database
from workbench.web.submissions import new_key

NEW = "another four words"


def change(client: FlaskClient, present: str = PASSWORD, new: str = NEW) -> int:
    form = {"password": present, "new_password": new}
    return client.post("/account/password", data=form).status_code


def test_a_changed_password_is_the_one_that_counts(somebody: Somebody) -> None:
    somebody.sign_in()
    assert change(somebody.client) == 303
    somebody.client.post("/sign-out")
    assert somebody.sign_in().status_code == 422
    assert somebody.sign_in(NEW).status_code == 303


def test_changing_the_password_signs_out_every_other_browser(
    app: Flask, somebody: Somebody
) -> None:
    other = Somebody(somebody.membership, somebody.email, app.test_client())
    other.sign_in()
    somebody.sign_in()
    change(somebody.client)
    assert somebody.client.get("/").status_code == 200
    assert other.client.get("/").status_code == 303


def test_a_double_click_on_the_new_password_is_no_mistake(somebody: Somebody) -> None:
    somebody.sign_in()
    assert change(somebody.client) == 303
    assert change(somebody.client) == 303


def test_without_the_present_password_nothing_changes(somebody: Somebody) -> None:
    somebody.sign_in()
    assert change(somebody.client, present="not it at all") == 422
    assert somebody.sign_in().status_code == 303


def test_the_present_password_cannot_be_guessed_here_either(somebody: Somebody) -> None:
    somebody.sign_in()
    answers = [change(somebody.client, present="not it at all") for _attempt in range(11)]
    assert answers[-1] == 429


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaa"])
def test_a_weak_password_is_refused(somebody: Somebody, weak: str) -> None:
    somebody.sign_in()
    assert change(somebody.client, new=weak) == 422


def test_a_browser_can_be_signed_out_from_another(
    enter: Enter, desk: Desk, database: Database
) -> None:
    lost, here = enter(), enter()
    with database.reading() as session:
        person_id = desk.people[Role.FACT_CHECKER].person_id
        newest, oldest = sign_ins_of(session, person_id)
    key = {"submission_key": new_key()}
    address = f"/account/browsers/{oldest.id}/sign-out"
    assert here.post(address, data=key).status_code == 303
    assert lost.get("/").status_code == 303
    assert here.get("/").status_code == 200
    assert newest.id != oldest.id


def test_every_other_browser_can_be_signed_out_at_once(enter: Enter) -> None:
    lost, here, colleague = enter(), enter(), enter(Role.EDITOR)
    here.post("/account/browsers/sign-out", data={"submission_key": new_key()})
    answers = [client.get("/").status_code for client in (lost, here, colleague)]
    assert answers == [303, 200, 200]


def test_nobody_signs_out_somebody_else(enter: Enter, desk: Desk, database: Database) -> None:
    editor, here = enter(Role.EDITOR), enter()
    with database.reading() as session:
        (theirs,) = sign_ins_of(session, desk.people[Role.EDITOR].person_id)
    key = {"submission_key": new_key()}
    assert here.post(f"/account/browsers/{theirs.id}/sign-out", data=key).status_code == 404
    assert editor.get("/").status_code == 200


def test_switching_the_desk_begins_a_session_there_and_ends_the_one_here(
    somebody: Somebody, database: Database
) -> None:
    with database.writing() as session:
        other = new_desk(session, "Night desk")
        by = command_line(other.id)
        add_member(session, name="A", email=somebody.email, role=Role.VIEWER, by=by)
        person_id = somebody.membership.person_id
        there = memberships_of(session, person_id)[1].id
    somebody.sign_in()
    with somebody.client.session_transaction() as cookie:
        old = cookie["_user_id"]
    assert somebody.client.post(f"/account/desk/{there}").location == "/"
    assert "Night desk" in somebody.client.get("/").text
    assert somebody.client.get("/desk/members").status_code == 403
    with somebody.client.session_transaction() as cookie:
        cookie["_user_id"] = old
    assert somebody.client.get("/").status_code == 303


def test_nobody_switches_to_a_desk_they_are_not_on(enter: Enter, database: Database) -> None:
    with database.writing() as session:
        other = new_desk(session, "Other desk")
    there = other.people[Role.ADMIN].id
    assert enter(Role.ADMIN).post(f"/account/desk/{there}").status_code == 404


WINDOWS, LINUX = "Mozilla/5.0 (Windows NT 10.0; Win64)", "Mozilla/5.0 (X11; Linux x86_64)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"{WINDOWS} Gecko/20100101 Firefox/130.0", ("Firefox", "Windows")),
        (f"{LINUX} AppleWebKit Chrome/128.0 Safari/537.36", ("Chrome", "Linux")),
        (f"{WINDOWS} AppleWebKit Chrome/128.0 Safari/537.36 Edg/128.0", ("Edge", "Windows")),
        (f"{IPHONE} AppleWebKit Version/17.0 Safari/604.1", ("Safari", "iPhone")),
        ("curl/8", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_browser_is_called_by_its_name(user_agent: str, words: tuple[str, str]) -> None:
    assert browser_words(user_agent) == words
