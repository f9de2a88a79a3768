"""A password that nobody knows any more is chosen anew, by a link that opens once."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.accounts.conftest import PASSWORD, Somebody, field_of
from tests.accounts.test_members import SITE, form
from tests.screens.conftest import Desk, Enter, new_desk
from workbench.accounts.forgotten import let_choose_password
from workbench.accounts.models import Membership
from workbench.accounts.rules import Role, command_line
from workbench.accounts.service import add_member, end_membership
from workbench.db import Database

ANOTHER = "quite another four words"

Address = Callable[[Membership], str]


@pytest.fixture
def address(enter: Enter) -> Address:
    """The path of the link that an admin makes for a member, as the page shows it."""
    admin = enter(Role.ADMIN)

    def make(member: Membership) -> str:
        made = admin.post(f"/desk/members/{member.id}/password", data=form())
        found = re.search(r'copyable">([^<]+)<', admin.get(made.location).text)
        assert found
        assert found.group(1).startswith(f"{SITE}/passwords/")
        return found.group(1).removeprefix(SITE)

    return make


def choose(client: FlaskClient, path: str, password: str = ANOTHER) -> int:
    return client.post(path, data={"new_password": password}).status_code


def test_the_link_lets_a_member_choose_a_password_and_signs_them_in(
    client: FlaskClient, address: Address, somebody: Somebody
) -> None:
    path = address(somebody.membership)
    assert somebody.email in client.get(path).text
    assert choose(client, path) == 303
    assert client.get("/account").status_code == 200
    assert somebody.sign_in(ANOTHER).status_code == 303


def test_until_the_link_is_used_the_old_password_holds(
    address: Address, somebody: Somebody
) -> None:
    address(somebody.membership)
    assert somebody.sign_in().status_code == 303


def test_the_old_password_and_every_other_browser_are_out(
    client: FlaskClient, address: Address, somebody: Somebody
) -> None:
    somebody.sign_in()
    assert somebody.client.get("/account").status_code == 200
    choose(client, address(somebody.membership))
    assert somebody.client.get("/account").status_code == 303
    assert somebody.sign_in(PASSWORD).status_code == 422


def test_a_weak_password_is_refused_and_the_link_still_opens(
    client: FlaskClient, address: Address, somebody: Somebody
) -> None:
    path = address(somebody.membership)
    for weak in ("short", somebody.email, "a" * 20, ""):
        assert choose(client, path, weak) == 422
    assert choose(client, path) == 303


def test_the_link_opens_once_and_a_newer_one_closes_it(
    client: FlaskClient, address: Address, somebody: Somebody
) -> None:
    older, newer = address(somebody.membership), address(somebody.membership)
    assert client.get(older).status_code == 404
    assert choose(client, newer) == 303
    assert choose(client, newer, PASSWORD) == 303  # a double click leads on, and changes nothing
    assert client.get(newer).status_code == 404
    assert somebody.sign_in(ANOTHER).status_code == 303


def test_a_spent_link_says_so_to_whoever_else_is_signed_in(
    client: FlaskClient, enter: Enter, address: Address, somebody: Somebody
) -> None:
    path = address(somebody.membership)
    choose(client, path)
    editor = enter(Role.EDITOR)
    assert choose(editor, path, PASSWORD) == 303
    page = editor.get("/").text
    assert "used already" in page
    assert "You are signed in as editor person" in page
    assert somebody.sign_in(ANOTHER).status_code == 303


def test_a_member_who_left_meanwhile_is_not_let_in(
    client: FlaskClient, database: Database, desk: Desk, address: Address
) -> None:
    path = address(desk.people[Role.EDITOR])
    with database.writing() as session:
        member = session.merge(desk.people[Role.EDITOR])
        end_membership(session, membership=member, by=command_line(desk.id))
    assert client.get(path).status_code == 404
    assert choose(client, path) == 303  # to the page where one signs in
    assert client.get("/account").status_code == 303


def test_an_admin_opens_no_door_of_another_desk(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        other = new_desk(session, "Other desk")
        person = session.merge(desk.people[Role.EDITOR]).person
        add_member(
            session, name=person.name, email=person.email, role=Role.VIEWER,
            by=command_line(other.id),
        )  # fmt: skip
    admin = enter(Role.ADMIN)
    path = f"/desk/members/{desk.people[Role.EDITOR].id}/password"
    refused = admin.post(path, data=form())
    assert (refused.status_code, "another desk" in refused.text) == (409, True)
    assert "copyable" not in admin.get("/desk/members").text


def test_who_joins_another_desk_is_not_followed_there_by_a_link_of_the_first(
    client: FlaskClient, database: Database, address: Address, somebody: Somebody
) -> None:
    path = address(somebody.membership)
    with database.writing() as session:
        by = command_line(new_desk(session, "Other desk").id)
        add_member(session, name="Same", email=somebody.email, role=Role.VIEWER, by=by)
    assert client.get(path).status_code == 404
    choose(client, path)
    assert somebody.sign_in().status_code == 303


def test_a_password_that_is_changed_closes_the_links_for_another(
    client: FlaskClient, address: Address, somebody: Somebody
) -> None:
    path = address(somebody.membership)
    somebody.sign_in()
    page = somebody.client.get("/account").text
    fields = {"password": PASSWORD, "new_password": ANOTHER}
    changed = somebody.client.post(
        "/account/password", data=fields | {"submission_key": field_of(page, "submission_key")}
    )
    assert changed.status_code == 303
    assert client.get(path).status_code == 404


def test_one_link_of_several_desks_closes_the_others(
    client: FlaskClient, database: Database, somebody: Somebody
) -> None:
    with database.writing() as session:
        by = command_line(new_desk(session, "Other desk").id)
        other = add_member(session, name="Same", email=somebody.email, role=Role.VIEWER, by=by)
        here = session.merge(somebody.membership)
        older = let_choose_password(session, membership=here, by=command_line(here.desk_id))
        newer = let_choose_password(session, membership=other, by=by)
    assert client.get(f"/passwords/{older}").status_code == 404
    assert choose(client, f"/passwords/{newer}") == 303
