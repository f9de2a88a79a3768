"""Doors that open once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from babel.support import NullTranslations
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from tests.accounts.conftest import PASSWORD, Somebody
from tests.screens.conftest import Desk, new_desk
from workbench.accounts.links import invite, make_link
from workbench.accounts.models import Membership, OneTimeLink, Person
from workbench.accounts.queries import member_with_email, members, person_with_email
from workbench.accounts.rules import Purpose, Role, command_line
from workbench.accounts.service import add_member
from workbench.db import Database, now
from workbench.web import words

NEWCOMER = {"name": "Nora Quist", "email": "Nora@Example.org", "password": PASSWORD}

Link = Callable[..., str]


@pytest.fixture
def link(database: Database, desk: Desk) -> Link:
    """Make a link's token: `link("first run")`."""

    def make(purpose: str = "invitation", role: Role = Role.EDITOR, **more: str | None) -> str:
        with database.writing() as session:
            by = command_line(desk.id)
            if purpose == "invitation":
                return invite(session, role=role, email=more.get("email"), by=by)
            member = session.merge(desk.people[role])
            leads_to = more.get("leads_to") or "/"
            return make_link(
                session, purpose=Purpose(purpose), role=role, membership=member,
                leads_to=leads_to, by=by,
            )  # fmt: skip

    return make


def count(database: Database, model: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def role_of(database: Database, desk: Desk, email: str = "nora@example.org") -> Role | None:
    with database.reading() as session:
        member = member_with_email(session, desk.id, email)
        return member.role if member else None


def test_the_first_admin_makes_an_account_and_is_in(
    client: FlaskClient, database: Database, desk: Desk, link: Link
) -> None:
    token = link("first run", Role.ADMIN)
    assert "Welcome to your workbench" in client.get(f"/first-run?token={token}").text
    assert client.post("/first-run", data={**NEWCOMER, "token": token}).location == "/"
    assert client.get("/desk/members").status_code == 200
    assert role_of(database, desk) is Role.ADMIN


def test_once_there_is_a_first_admin_no_other_first_run_link_opens(
    client: FlaskClient, database: Database, desk: Desk, link: Link
) -> None:
    forgotten, token = link("first run", Role.ADMIN), link("first run", Role.ADMIN)
    client.post("/first-run", data={**NEWCOMER, "token": token})
    assert client.get(f"/first-run?token={forgotten}").status_code == 404
    second = {**NEWCOMER, "email": "second@example.org", "token": forgotten}
    client.post("/first-run", data=second)
    assert role_of(database, desk, "second@example.org") is None


@pytest.mark.parametrize("address", ["/first-run", "/first-run?token=guess", "/invitations/guess"])
def test_a_guessed_link_opens_nothing(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_link_of_one_purpose_opens_no_other_door(client: FlaskClient, link: Link) -> None:
    token = link("invitation", Role.VIEWER)
    assert client.get(f"/first-run?token={token}").status_code == 404
    assert client.get(f"/enter/{token}").status_code == 404
    client.post("/first-run", data={**NEWCOMER, "token": token})
    assert client.get("/").status_code == 303


def test_an_invitation_lets_a_newcomer_in_once(
    client: FlaskClient, database: Database, desk: Desk, link: Link
) -> None:
    address = f"/invitations/{link()}"
    assert "You are invited as editor" in client.get(address).text
    assert client.post(address, data=NEWCOMER).location == "/"
    assert role_of(database, desk) is Role.EDITOR
    assert client.get(address).status_code == 404


def test_a_double_click_makes_one_member_and_says_no_harm_was_done(
    client: FlaskClient, database: Database, link: Link
) -> None:
    address = f"/invitations/{link()}"
    people = count(database, Person)
    assert client.post(address, data=NEWCOMER).location == "/"
    assert client.post(address, data=NEWCOMER).location == "/"
    somewhere_else = client.application.test_client()
    assert somewhere_else.post(address, data=NEWCOMER).location == "/sign-in"
    assert "used already" in somewhere_else.get("/sign-in").text
    assert count(database, Person) == people + 1


def test_an_expired_invitation_opens_nothing(
    client: FlaskClient, database: Database, link: Link
) -> None:
    token = link()
    with database.writing() as session:
        session.execute(update(OneTimeLink).values(expires_at=now() - timedelta(seconds=1)))
    assert client.get(f"/invitations/{token}").status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("password", "too short", "at least 10 characters"),
        ("password", "NORA@example.org", "must not be the e-mail address"),
        ("password", "aaaaaaaaaaaa", "repeated"),
        ("password", "x" * 1025, "longer than"),
        ("email", "nora", "like name@example.org"),
        ("email", "nora@", "like name@example.org"),
        ("name", " ", "Type your name"),
    ],
)
def test_a_mistake_is_named_and_keeps_link_and_words(
    client: FlaskClient, link: Link, field: str, value: str, words: str
) -> None:
    address = f"/invitations/{link()}"
    answer = client.post(address, data={**NEWCOMER, field: value})
    assert answer.status_code == 422
    assert words in answer.text
    assert "Nora Quist" in answer.text or field == "name"
    assert client.post(address, data=NEWCOMER).location == "/"


def test_an_invitation_with_an_address_is_for_nobody_else(client: FlaskClient, link: Link) -> None:
    address = f"/invitations/{link(email='ida@example.org')}"
    assert client.post(address, data=NEWCOMER).status_code == 409
    assert client.post(address, data={**NEWCOMER, "email": "IDA@example.org"}).location == "/"


def test_a_newcomer_cannot_take_the_address_of_somebody_with_an_account(
    client: FlaskClient, somebody: Somebody, link: Link
) -> None:
    address = f"/invitations/{link()}"
    answer = client.post(address, data={**NEWCOMER, "email": somebody.email})
    assert answer.status_code == 409
    assert somebody.sign_in().status_code == 303


def test_nobody_becomes_a_member_who_has_no_password_yet(
    client: FlaskClient, database: Database, desk: Desk, link: Link
) -> None:
    editor = f"editor@{desk.id}.example"
    answer = client.post(f"/invitations/{link()}", data={**NEWCOMER, "email": editor})
    assert answer.status_code == 409
    with database.reading() as session:
        person = person_with_email(session, editor)
        assert person is not None
        assert person.password_hash is None


def test_who_was_added_without_a_password_chooses_one_by_their_own_link(
    client: FlaskClient, database: Database, desk: Desk
) -> None:
    editor = f"editor@{desk.id}.example"
    with database.writing() as session:
        by = command_line(desk.id)
        invitation = Purpose.INVITATION
        token = make_link(session, purpose=invitation, role=Role.VIEWER, email=editor, by=by)
    before = count(database, Membership)
    answer = client.post(f"/invitations/{token}", data={**NEWCOMER, "email": editor})
    assert answer.location == "/"
    assert count(database, Membership) == before
    assert role_of(database, desk, editor) is Role.EDITOR


def test_a_desk_cannot_give_a_password_to_another_desk_s_member(
    client: FlaskClient, database: Database, desk: Desk, link: Link
) -> None:
    with database.writing() as session:
        other = new_desk(session, "Other desk")
    theirs = f"editor@{other.id}.example"
    answer = client.post(f"/invitations/{link(email=theirs)}", data={**NEWCOMER, "email": theirs})
    assert answer.status_code == 409


def test_who_has_an_account_joins_a_second_desk_with_their_password(
    client: FlaskClient, database: Database, somebody: Somebody
) -> None:
    with database.writing() as session:
        other = new_desk(session, "Other desk")
        token = invite(session, role=Role.VIEWER, email=None, by=command_line(other.id))
    address = f"/invitations/{token}/join"
    assert "Other desk" in client.get(address).text
    wrong = client.post(address, data={"email": somebody.email, "password": "not it at all"})
    assert wrong.status_code == 422
    right = client.post(address, data={"email": somebody.email, "password": PASSWORD})
    assert right.location == "/"
    assert "Other desk" in client.get("/").text
    assert role_of(database, other, somebody.email) is Role.VIEWER


def test_a_member_does_not_use_up_an_invitation_for_somebody_else(
    client: FlaskClient, somebody: Somebody, link: Link
) -> None:
    address = f"/invitations/{link()}"
    form = {"email": somebody.email, "password": PASSWORD}
    assert client.post(f"{address}/join", data=form).status_code == 409
    assert client.get(address).status_code == 200


def test_joining_is_no_way_round_the_limit_on_guessing(
    client: FlaskClient, somebody: Somebody, link: Link
) -> None:
    address = f"/invitations/{link()}/join"
    form = {"email": somebody.email, "password": "not it at all"}
    answers = [client.post(address, data=form).status_code for _attempt in range(11)]
    assert answers[-1] == 429


def test_who_comes_back_to_a_desk_takes_up_the_old_membership(
    client: FlaskClient, database: Database, desk: Desk, link: Link
) -> None:
    with database.writing() as session:
        by = command_line(desk.id)
        member = add_member(
            session, name="Nora", email="nora@example.org", role=Role.VIEWER,
            password_hash=client.application.extensions["workbench.passwords"].hash(PASSWORD),
            by=by,
        )  # fmt: skip
        member.ended_at = now()
    answer = client.post(f"/invitations/{link()}/join", data=NEWCOMER)
    assert answer.location == "/"
    assert role_of(database, desk) is Role.EDITOR
    with database.reading() as session:
        assert len(members(session, desk.id)) == len(Role) + 1


def test_entering_by_a_link_signs_in_and_leads_where_it_was_made_for(
    client: FlaskClient, link: Link
) -> None:
    address = f"/enter/{link('entry', leads_to='/claims')}"
    assert client.head(address).status_code == 405
    assert client.get(address).location == "/claims"
    assert client.get("/claims").status_code == 200
    assert client.get(address).status_code == 404


def test_a_link_to_enter_leads_nowhere_else(client: FlaskClient, link: Link) -> None:
    assert client.get(f"/enter/{link('entry', leads_to='//evil.example')}").location == "/"


def test_a_link_to_enter_dies_with_the_membership(
    client: FlaskClient, database: Database, desk: Desk, link: Link
) -> None:
    address = f"/enter/{link('entry')}"
    with database.writing() as session:
        session.get_one(Membership, desk.people[Role.EDITOR].id).ended_at = now()
    assert client.get(address).status_code == 404
    assert client.get("/").status_code == 303


class Whispered(NullTranslations):
    """A language in which everything is said in small letters."""

    def ugettext(self, message: str) -> str:
        return message.lower()


def test_what_the_services_refuse_at_a_door_is_said_in_the_readers_language(
    client: FlaskClient, somebody: Somebody, link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "_spoken", lambda: words.Spoken(Whispered()))
    address = f"/invitations/{link()}"
    taken = client.post(address, data={**NEWCOMER, "email": somebody.email})
    assert "there is an account with this address already." in taken.text
    client.application.test_client().post(address, data=NEWCOMER)
    assert client.post(address, data=NEWCOMER).location == "/sign-in"
    assert "this link was used already" in client.get("/sign-in").text
