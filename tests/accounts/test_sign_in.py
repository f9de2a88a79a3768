"""The door: who gets in, where they are led, and what guessing meets."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.accounts.conftest import PASSWORD, Somebody, field_of
from tests.screens.conftest import Desk, Enter
from workbench.accounts.attempts import ATTEMPTS_PER_EMAIL
from workbench.accounts.models import FailedSignIn, Membership, Person, SignIn
from workbench.accounts.passwords import Passwords
from workbench.accounts.rules import Role
from workbench.config import Argon2Cost
from workbench.db import Database, now


def test_a_visitor_is_sent_to_sign_in_and_then_to_where_they_wanted(somebody: Somebody) -> None:
    sent = somebody.client.get("/claims?status=open")
    page = somebody.client.get(sent.location)
    arrived = somebody.sign_in(next=field_of(page.text, "next"))
    assert (sent.status_code, arrived.status_code) == (303, 303)
    assert arrived.location == "/claims?status=open"
    assert somebody.client.get("/claims").status_code == 200


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
        "https:evil.example", "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example",
        "/ /evil.example", "///evil.example", "evil.example", "http:///evil.example", "",
    ],
)  # fmt: skip
def test_nobody_is_led_away_from_the_site(somebody: Somebody, elsewhere: str) -> None:
    assert somebody.sign_in(next=elsewhere).location == "/"
    assert somebody.client.get("/sign-in", query_string={"next": elsewhere}).location == "/"


def test_who_is_signed_in_is_not_led_round_in_a_circle(enter: Enter) -> None:
    assert enter().get("/sign-in?next=/sign-in").location == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(somebody: Somebody) -> None:
    wrong = somebody.sign_in("not the password")
    unknown = somebody.sign_in(email="nobody@example.org")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace(somebody.email, "nobody@example.org") == unknown.text


def test_the_password_of_an_unknown_address_is_checked_all_the_same(
    app: Flask, somebody: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []

    def note(stored: str | None, _typed: str) -> bool:
        asked.append(stored)
        return True

    monkeypatch.setattr(app.extensions["workbench.passwords"], "matches", note)
    assert somebody.sign_in(email="nobody@example.org").status_code == 422
    assert asked == [None]


def test_what_stands_in_for_an_unknown_person_opens_nothing(app: Flask) -> None:
    passwords = app.extensions["workbench.passwords"]
    assert not passwords.matches(None, "nobody’s password")


def test_what_stands_in_for_an_unknown_person_takes_as_long_as_a_real_hash() -> None:
    passwords = Passwords(Argon2Cost(time=2, memory=16, lanes=1))
    stand_in, real = passwords._nobody, passwords.hash("correct horse")
    assert extract_parameters(stand_in) == extract_parameters(real)
    with pytest.raises(VerifyMismatchError):  # and not one that says it is no hash, at once
        PasswordHasher().verify(stand_in, "correct horse")


def test_somebody_without_a_password_cannot_sign_in(somebody: Somebody) -> None:
    assert (
        somebody.sign_in(email=f"editor@{somebody.membership.desk_id}.example").status_code == 422
    )


def test_the_address_may_be_typed_in_any_case(somebody: Somebody) -> None:
    assert somebody.sign_in(email=f" {somebody.email.upper()} ").status_code == 303


def test_guessing_is_stopped_even_for_the_right_password(somebody: Somebody) -> None:
    for _attempt in range(ATTEMPTS_PER_EMAIL):
        assert somebody.sign_in("not the password").status_code == 422
    assert somebody.sign_in().status_code == 429


def test_guessing_is_forgotten_after_a_while(somebody: Somebody, database: Database) -> None:
    for _attempt in range(ATTEMPTS_PER_EMAIL):
        somebody.sign_in("not the password")
    with database.writing() as session:
        session.execute(update(FailedSignIn).values(at=now() - timedelta(hours=1)))
    assert somebody.sign_in().status_code == 303


def test_the_check_of_a_password_holds_up_no_writer(
    app: Flask, somebody: Somebody, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    matches = app.extensions["workbench.passwords"].matches

    def write_meanwhile(stored: str | None, typed: str) -> bool:
        with database.writing() as session:
            session.add(FailedSignIn(key="meanwhile"))
        return bool(matches(stored, typed))

    monkeypatch.setattr(app.extensions["workbench.passwords"], "matches", write_meanwhile)
    assert somebody.sign_in().status_code == 303


def test_the_token_is_stored_only_as_a_hash(somebody: Somebody, database: Database) -> None:
    somebody.sign_in()
    with somebody.client.session_transaction() as cookie:
        token = cookie["_user_id"]
    with database.reading() as session:
        assert token not in session.scalars(select(SignIn.token_hash)).all()


def test_signing_in_again_makes_the_old_token_worthless(somebody: Somebody) -> None:
    somebody.sign_in()
    with somebody.client.session_transaction() as cookie:
        old = cookie["_user_id"]
    somebody.sign_in()
    with somebody.client.session_transaction() as cookie:
        assert cookie["_user_id"] != old
        cookie["_user_id"] = old
    assert somebody.client.get("/").status_code == 303


def test_the_cookie_is_kept_from_scripts_and_other_sites(somebody: Somebody) -> None:
    cookie = somebody.sign_in().headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires=" in cookie


def test_over_https_the_cookie_goes_no_other_way(app: Flask, somebody: Somebody) -> None:
    app.config["SESSION_COOKIE_SECURE"] = True
    assert "Secure" in somebody.sign_in().headers["Set-Cookie"]


def test_a_session_ends_on_the_server_when_its_time_is_over(
    somebody: Somebody, database: Database
) -> None:
    somebody.sign_in()
    with database.writing() as session:
        session.execute(update(SignIn).values(expires_at=now() - timedelta(seconds=1)))
    assert somebody.client.get("/").status_code == 303


def test_signing_out_ends_the_session_for_whoever_kept_the_cookie(somebody: Somebody) -> None:
    somebody.sign_in()
    with somebody.client.session_transaction() as cookie:
        kept = dict(cookie)
    assert somebody.client.post("/sign-out").location == "/sign-in"
    with somebody.client.session_transaction() as cookie:
        assert "_user_id" not in cookie
        cookie.update(kept)
    assert somebody.client.get("/").status_code == 303


def test_signing_out_is_no_link(client: FlaskClient) -> None:
    assert client.get("/sign-out").status_code == 405


def test_who_left_every_desk_is_told_so(somebody: Somebody, database: Database) -> None:
    with database.writing() as session:
        session.get_one(Membership, somebody.membership.id).ended_at = now()
    answer = somebody.sign_in()
    assert answer.status_code == 422
    assert "not on a desk any more" in answer.text


def test_another_role_counts_at_once(enter: Enter, desk: Desk, database: Database) -> None:
    browser = enter(Role.EDITOR)
    assert browser.get("/review").status_code == 200
    with database.writing() as session:
        session.get_one(Membership, desk.people[Role.EDITOR].id).role = Role.VIEWER
    assert browser.get("/review").status_code == 403


def test_a_password_is_the_same_however_the_keyboard_composes_it(
    app: Flask, somebody: Somebody, database: Database
) -> None:
    with database.writing() as session:
        person = session.get_one(Person, somebody.membership.person_id)
        person.password_hash = app.extensions["workbench.passwords"].hash("schöne Wörter")
    assert somebody.sign_in("scho\u0308ne Wo\u0308rter").status_code == 303


def test_the_password_is_never_written_into_the_page(somebody: Somebody) -> None:
    assert PASSWORD not in somebody.sign_in(email="nobody@example.org").text
