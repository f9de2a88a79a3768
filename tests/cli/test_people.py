"""Members are added by the command line."""

import re

import pytest

from tests.cli.shell import Shell
from workbench.accounts.queries import first_desk, members, open_link
from workbench.accounts.rules import Purpose, Role
from workbench.db import Database


def test_a_member_is_added_and_gets_an_invitation(shell: Shell, database: Database) -> None:
    said = shell.said("user", "add", "Ana@desk.example", "--role", "editor", "--name", "Ana Novak")
    (token,) = re.findall(r"http://127.0.0.1:\d+/invitations/(\S+)", said)
    with database.writing() as session:
        link = open_link(session, token, Purpose.INVITATION)
        (member,) = members(session, link.desk_id)
        assert (link.email, link.role) == ("ana@desk.example", Role.EDITOR)
        assert (member.person.name, member.role) == ("Ana Novak", Role.EDITOR)


@pytest.mark.parametrize("role", Role)
def test_every_role_can_be_given(shell: Shell, database: Database, role: Role) -> None:
    shell.said("user", "add", "sam@desk.example", "--role", role.value)
    with database.reading() as session:
        desk = first_desk(session)
        assert desk is not None
        (member,) = members(session, desk.id)
    assert (member.person.name, member.role) == ("sam", role)


def test_nobody_is_added_twice(shell: Shell) -> None:
    shell.said("user", "add", "ana@desk.example", "--role", "editor")
    assert "already" in shell.refused("user", "add", "ANA@desk.example", "--role", "viewer")


def test_an_address_that_is_empty_is_nobody_and_not_the_command_line(shell: Shell) -> None:
    said = shell.refused("user", "add", "a@desk.example", "--role", "admin", "--as", "")
    assert "Nobody with the address “” is a member" in said


def test_only_an_admin_adds_members(shell: Shell) -> None:
    shell.said("user", "add", "ed@desk.example", "--role", "editor")
    said = shell.refused(
        "user", "add", "x@desk.example", "--role", "admin", "--as", "ed@desk.example"
    )
    assert "editor" in said


def test_a_member_gets_a_link_for_a_new_password(shell: Shell, database: Database) -> None:
    shell.said("user", "add", "ana@desk.example", "--role", "admin")
    said = shell.said("user", "password", "Ana@desk.example")
    (token,) = re.findall(r"http://127.0.0.1:\d+/passwords/(\S+)", said)
    with database.writing() as session:
        assert open_link(session, token, Purpose.NEW_PASSWORD).role is Role.ADMIN


def test_a_stranger_gets_no_link(shell: Shell) -> None:
    assert "Nobody" in shell.refused("user", "password", "x@desk.example")
