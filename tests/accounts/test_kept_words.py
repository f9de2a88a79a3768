"""A session that ran out gives the words back."""

import json
import re
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.accounts.conftest import Somebody, field_of
from workbench.accounts.kept import kept_from
from workbench.accounts.models import SignIn
from workbench.db import Database, now
from workbench.sources.models import Source

TITLE = "Minutes of the harbour council, “third” reading\n & <more>"
SOURCE = {"title": TITLE, "kind": "web page", "authors": "A. One\r\nB. Two and somebody else"}


@pytest.fixture
def leaving(app: Flask, somebody: Somebody, database: Database) -> Somebody:
    """Somebody with a form before them whose session has just run out."""
    app.config["WTF_CSRF_ENABLED"] = True
    page = somebody.client.get("/sign-in").text
    somebody.sign_in(csrf_token=field_of(page, "csrf_token"))
    return somebody


def form_of(somebody: Somebody) -> dict[str, str]:
    page = somebody.client.get("/sources/new").text
    return SOURCE | {name: field_of(page, name) for name in ("csrf_token", "submission_key")}


def run_out(database: Database) -> None:
    with database.writing() as session:
        session.execute(update(SignIn).values(revoked_at=now()))


def titles(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Source.title)))


def fields_in(page: str) -> list[tuple[str, str]]:
    """What the form in the page would send, but for its CSRF token."""
    form = page[page.index('<form class="form"') :]
    form = form[: form.index("</form>")]
    hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    shown = re.findall(r'name="([^"]+)" rows="3" readonly>\n(.*?)</textarea>', form, re.DOTALL)
    return [(name, unescape(value)) for name, value in hidden + shown if name != "csrf_token"]


def test_what_was_sent_after_the_end_is_there_after_signing_in(
    leaving: Somebody, database: Database
) -> None:
    form = form_of(leaving)
    run_out(database)
    refused = leaving.client.post("/sources/new", data=form)
    assert refused.status_code == 401
    assert titles(database) == []

    token = field_of(refused.text, "csrf_token")
    kept = unescape(field_of(refused.text, "kept"))
    given_back = leaving.sign_in(csrf_token=token, kept=kept)
    assert given_back.status_code == 200
    assert 'action="/sources/new"' in given_back.text

    sent = dict(fields_in(given_back.text))
    assert sent == {name: value for name, value in form.items() if name != "csrf_token"}
    fresh = sent | {"csrf_token": field_of(given_back.text, "csrf_token")}
    first = leaving.client.post("/sources/new", data=fresh)
    again = leaving.client.post("/sources/new", data=fresh)
    assert (first.status_code, again.status_code) == (303, 303)
    assert first.location == again.location
    assert titles(database) == [" ".join(TITLE.split())]


def test_a_mistyped_password_does_not_lose_the_words(leaving: Somebody, database: Database) -> None:
    form = form_of(leaving)
    run_out(database)
    refused = leaving.client.post("/sources/new", data=form)
    token = field_of(refused.text, "csrf_token")
    kept = unescape(field_of(refused.text, "kept"))
    wrong = leaving.sign_in("mistyped password", csrf_token=token, kept=kept)
    assert wrong.status_code == 422
    assert unescape(field_of(wrong.text, "kept")) == kept


def test_neither_token_nor_password_is_carried(leaving: Somebody, database: Database) -> None:
    page = leaving.client.get("/account").text
    run_out(database)
    form = {
        "csrf_token": field_of(page, "csrf_token"),
        "password": "the present secret",
        "new_password": "the future secret",
    }
    refused = leaving.client.post("/account/password", data=form)
    assert refused.status_code == 401
    assert "secret" not in refused.text
    assert form["csrf_token"] not in unescape(field_of(refused.text, "kept"))


def test_a_request_from_elsewhere_gets_no_words_carried(
    leaving: Somebody, database: Database
) -> None:
    run_out(database)
    refused = leaving.client.post("/sources/new", data=SOURCE)
    assert refused.status_code == 400
    assert 'name="kept"' not in refused.text
    assert "Minutes of the harbour council" in refused.text


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example/", "/\\evil", "x", ""])
def test_words_are_sent_to_no_other_site(leaving: Somebody, database: Database, path: str) -> None:
    run_out(database)
    token = field_of(leaving.client.get("/sign-in").text, "csrf_token")
    kept = json.dumps([path, "multipart/form-data", [["title", "x" * 30]], False])
    assert leaving.sign_in(csrf_token=token, kept=kept).location == "/"


@pytest.mark.parametrize(
    "nonsense",
    ["", "null", "7", "[]", '["/a"]', '["/a", "text/plain", [], false]', "{", '["/a", 1, 2, 3]',
     "[" * 200_000, r'["/a", "application/x-www-form-urlencoded", [["title", "\ud800"]], false]'],
)  # fmt: skip
def test_nonsense_is_no_words(nonsense: str) -> None:
    assert kept_from(nonsense) is None


def test_the_old_page_s_token_holds_after_signing_in_elsewhere(
    leaving: Somebody, database: Database
) -> None:
    form = form_of(leaving)
    run_out(database)
    headers = {"HX-Request": "true"}
    refused = leaving.client.post("/sources/new", data=form, headers=headers)
    assert refused.status_code == 401
    assert refused.headers["HX-Retarget"] == "#messages"
    assert "<html" not in refused.text
    assert 'href="/sign-in" target="_blank"' in refused.text

    page = leaving.client.get("/sign-in").text
    leaving.sign_in(csrf_token=field_of(page, "csrf_token"))
    assert leaving.client.post("/sources/new", data=form, headers=headers).status_code == 303
    assert len(titles(database)) == 1


def test_the_cookie_outlives_the_session_it_names(app: Flask, somebody: Somebody) -> None:
    from_the_start = somebody.sign_in().headers["Set-Cookie"]
    assert app.permanent_session_lifetime.days == 28
    assert "Expires=" in from_the_start
    assert "Set-Cookie" not in somebody.client.get("/static/img/mark.svg", buffered=True).headers
