"""A desk whose admin has a password, and browsers that come to the door."""

import re
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.screens.conftest import Desk, desk, enter
from workbench.accounts.models import Membership, Person
from workbench.accounts.rules import Role
from workbench.db import Database

__all__ = ["desk", "enter"]

PASSWORD = "four unrelated words"


@dataclass
class Somebody:
    """A member with a password, and the browser they sit at."""

    membership: Membership
    email: str
    client: FlaskClient

    def sign_in(self, password: str = PASSWORD, **fields: str) -> TestResponse:
        """Fill in the sign-in form."""
        form = {"email": self.email, "password": password, **fields}
        return self.client.post("/sign-in", data=form)


@pytest.fixture
def somebody(app: Flask, database: Database, desk: Desk) -> Somebody:
    """The desk's admin, not signed in."""
    membership = desk.people[Role.ADMIN]
    with database.writing() as session:
        person = session.get_one(Person, membership.person_id)
        person.password_hash = app.extensions["workbench.passwords"].hash(PASSWORD)
        assert person.email
        return Somebody(membership, person.email, app.test_client())


def field_of(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    assert found, f"no field {name}"
    return found.group(1)
