"""Who is on the desk, who is invited, and what the desk says of itself."""

import re
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from flask.testing import FlaskClient

from tests.screens.conftest import Desk, Enter, new_desk
from workbench.accounts.errors import LastAdmin
from workbench.accounts.models import Membership
from workbench.accounts.queries import get_desk, get_member, members
from workbench.accounts.rules import Role, command_line
from workbench.accounts.service import add_member, end_membership
from workbench.config import Settings
from workbench.db import Database
from workbench.web.submissions import new_key

SITE = Settings.public_url


@pytest.fixture
def admin(enter: Enter) -> FlaskClient:
    return enter(Role.ADMIN)


def form(**fields: object) -> dict[str, object]:
    return {"submission_key": new_key(), **fields}


def invite(admin: FlaskClient, **fields: str) -> str:
    """The link as the page shows it."""
    made = admin.post("/desk/members/invitations", data=form(role="editor", **fields))
    assert made.status_code == 303
    found = re.search(r'copyable">([^<]+)<', admin.get(made.location).text)
    assert found
    return found.group(1)


def test_an_invitation_s_link_is_shown_once_and_opens(
    admin: FlaskClient, client: FlaskClient
) -> None:
    link = invite(admin)
    assert link.startswith(f"{SITE}/invitations/")
    assert "copyable" not in admin.get("/desk/members").text
    assert client.get(link.removeprefix(SITE)).status_code == 200


def test_a_link_is_on_the_public_address_whoever_the_request_says_it_asks(
    admin: FlaskClient,
) -> None:
    data = form(role="viewer")
    admin.post("/desk/members/invitations", data=data)
    page = admin.get("/desk/members", headers={"X-Forwarded-Host": "evil.example"}).text
    assert "evil.example" not in page


def test_a_withdrawn_invitation_opens_nothing(admin: FlaskClient, client: FlaskClient) -> None:
    path = invite(admin).removeprefix(SITE)
    found = re.search(r'action="([^"]+/withdraw)"', admin.get("/desk/members").text)
    assert found
    admin.post(found.group(1), data=form())
    assert client.get(path).status_code == 404


def test_somebody_on_the_desk_is_not_invited_again(admin: FlaskClient, desk: Desk) -> None:
    data = form(role="admin", email=f"EDITOR@{desk.id}.example")
    answer = admin.post("/desk/members/invitations", data=data)
    assert answer.status_code == 409
    assert "member of this desk already" in answer.text


def test_a_role_is_changed(admin: FlaskClient, desk: Desk, database: Database) -> None:
    member = desk.people[Role.VIEWER]
    address = f"/desk/members/{member.id}/role"
    assert admin.post(address, data=form(role="editor", revision=1)).status_code == 303
    with database.reading() as session:
        assert get_member(session, desk.id, member.id).role is Role.EDITOR


def test_the_second_of_two_admins_who_change_a_role_is_told(
    admin: FlaskClient, desk: Desk, database: Database
) -> None:
    member = desk.people[Role.VIEWER]
    address = f"/desk/members/{member.id}/role"
    admin.post(address, data=form(role="editor", revision=1))
    late = admin.post(address, data=form(role="admin", revision=1))
    assert late.status_code == 409
    assert "viewer person editor while you were choosing admin" in late.text
    with database.reading() as session:
        assert get_member(session, desk.id, member.id).role is Role.EDITOR


def test_the_last_admin_stays_admin(admin: FlaskClient, desk: Desk) -> None:
    own = desk.people[Role.ADMIN]
    answer = admin.post(f"/desk/members/{own.id}/role", data=form(role="viewer", revision=1))
    assert answer.status_code == 409
    assert admin.post(f"/desk/members/{own.id}/end", data=form()).status_code == 409
    assert admin.get("/desk/members").status_code == 200


def test_two_admins_cannot_send_each_other_away_at_once(database: Database, desk: Desk) -> None:
    by = command_line(desk.id)
    with database.writing() as session:
        second = add_member(session, name="Second", email=None, role=Role.ADMIN, by=by)
        one, other = desk.people[Role.ADMIN].id, second.id

    def send_away(membership_id: int) -> bool:
        with database.writing() as session:
            member = session.get_one(Membership, membership_id)
            try:
                end_membership(session, membership=member, by=by)
            except LastAdmin:
                return False
            return True

    with ThreadPoolExecutor(1) as thread:
        with database.writing() as session:
            end_membership(session, membership=session.get_one(Membership, one), by=by)
            meanwhile = thread.submit(send_away, other)
            wait([meanwhile], timeout=0.5)  # it cannot be done before this one is
        assert meanwhile.result() is False
    with database.reading() as session:
        assert sum(m.role is Role.ADMIN for m in members(session, desk.id)) == 1


def test_who_is_taken_off_the_desk_is_signed_out(
    admin: FlaskClient, enter: Enter, desk: Desk
) -> None:
    editor = enter(Role.EDITOR)
    gone = desk.people[Role.EDITOR]
    assert admin.post(f"/desk/members/{gone.id}/end", data=form()).status_code == 303
    assert editor.get("/").status_code == 303
    assert f"editor@{desk.id}.example" not in admin.get("/desk/members").text


def test_another_desk_s_member_does_not_exist(admin: FlaskClient, database: Database) -> None:
    with database.writing() as session:
        theirs = new_desk(session, "Other desk").people[Role.VIEWER]
    answer = admin.post(f"/desk/members/{theirs.id}/end", data=form())
    assert answer.status_code == 404


SETTINGS = {"name": "Strand", "time_zone": "Asia/Tokyo", "method": "We ask.", "licence": "Free."}


def test_settings_are_saved(admin: FlaskClient, desk: Desk, database: Database) -> None:
    assert admin.post("/desk/settings", data=form(revision=1, **SETTINGS)).status_code == 303
    with database.reading() as session:
        found = get_desk(session, desk.id)
    assert {name: getattr(found, name) for name in SETTINGS} == SETTINGS
    assert found.revision == 2


@pytest.mark.parametrize(("field", "value"), [("time_zone", "Moon/Base"), ("name", "")])
def test_settings_that_cannot_be_are_refused_and_the_rest_kept(
    admin: FlaskClient, field: str, value: str
) -> None:
    answer = admin.post("/desk/settings", data=form(revision=1, **{**SETTINGS, field: value}))
    assert answer.status_code == 422
    assert "We ask." in answer.text


def test_the_second_of_two_who_save_sees_both_and_may_choose(admin: FlaskClient) -> None:
    admin.post("/desk/settings", data=form(revision=1, **SETTINGS))
    mine = {**SETTINGS, "method": "We ask twice."}
    late = admin.post("/desk/settings", data=form(revision=1, **mine))
    assert late.status_code == 409
    assert "We ask." in late.text
    assert "We ask twice." in late.text
    assert 'name="revision" value="2"' in late.text
    assert admin.post("/desk/settings", data=form(revision=2, **mine)).status_code == 303
