"""A newsroom that is open for business: people come in by the browser."""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.builders import HARBOUR, Newsroom, open_newsroom
from tests.screens.workbench.parsing import parsed
from workbench.accounts.models import Membership
from workbench.accounts.rules import Actor
from workbench.accounts.sessions import sign_in
from workbench.articles.models import Article
from workbench.articles.queries import current_version
from workbench.db import Database

HTMX = {"HX-Request": "true"}


@dataclass
class Browser:
    """Somebody's browser, at the article."""

    client: FlaskClient
    article_id: int
    keys: "itertools.count[int]"

    def address(self, path: str = "") -> str:
        """An address below the article's."""
        return f"/articles/{self.article_id}{path}"

    def see(self, path: str = "", headers: Mapping[str, str] | None = None) -> TestResponse:
        """Open an address below the article's."""
        return self.client.get(self.address(path), headers=headers)

    def page(self, path: str = "") -> Any:
        """The page at an address, which must be there."""
        response = self.see(path)
        assert response.status_code == 200, response.text
        return parsed(response.text)

    def send(
        self,
        path: str,
        fields: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> TestResponse:
        """Send a form, each time as a new one unless told its `submission_key`."""
        key = {"submission_key": f"a-new-key-{next(self.keys)}"}
        form = key | dict(fields or {}) | more
        return self.client.post(self.address(path), data=form, headers=headers)


Come = Callable[..., Browser]


@pytest.fixture
def house(database: Database) -> Newsroom:
    """A newsroom, committed. To look into it later, see `looking_into`."""
    with database.writing() as session:
        made = open_newsroom(session, HARBOUR)
        _ = made.version.text
        return made


@pytest.fixture
def come(app: Flask, database: Database, house: Newsroom) -> Come:
    """Let somebody in: `come(house.ana)` gives their browser."""
    keys = itertools.count(10**7)

    def signed_in(who: Actor, article_id: int | None = None) -> Browser:
        with database.writing() as session:
            theirs = select(Membership).where(Membership.person_id == who.person_id)
            token = sign_in(session, membership=session.scalars(theirs).one())
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = token, True
        return Browser(client, article_id or house.article.id, keys)

    return signed_in


def looking_into(session: Session, house: Newsroom) -> Newsroom:
    """The newsroom, its rows belonging to this session."""
    house.session = session
    house.article = session.get_one(Article, house.article.id)
    house.version = current_version(session, house.article)
    _ = house.version.text
    return house
