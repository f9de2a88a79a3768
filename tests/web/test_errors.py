"""What somebody meets when it does not work: what happened, what was kept, what to do."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.accounts.conftest import field_of
from tests.screens.conftest import Desk, Enter, desk, enter
from workbench.web.submissions import new_key

__all__ = ["desk", "enter"]

WORDS = "The minutes, “third” <reading>\r\n & all that was said"
SHOWN = "The minutes, “third” &lt;reading&gt;\r\n &amp; all that was said</textarea>"


def test_a_refusal_gives_back_what_was_typed(enter: Enter) -> None:
    data = {"submission_key": new_key(), "title": WORDS}
    answer = enter().post("/sources/99", data=data)
    assert answer.status_code == 404
    assert SHOWN in answer.text
    assert data["submission_key"] not in answer.text


def test_a_reader_is_led_back_to_the_reports_and_a_member_to_the_desk(
    client: FlaskClient, enter: Enter
) -> None:
    assert 'class="button" href="/reports/"' in client.get("/reports/none").text
    assert 'class="button" href="/"' in enter().get("/reports/none").text


def test_what_readers_miss_is_told_on_a_page_of_the_site(client: FlaskClient) -> None:
    for path in ("/reports/none", "/desks/none/", "/reports/none/claims/1"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert 'class="reader-head"' in answer.text
        assert "csrf" not in answer.text
        assert "Set-Cookie" not in answer.headers
    assert 'class="reader-head"' not in client.get("/none").text


def test_to_htmx_it_is_said_beside_the_form(enter: Enter) -> None:
    data = {"submission_key": new_key(), "title": WORDS}
    answer = enter().post("/sources/99", data=data, headers={"HX-Request": "true"})
    assert answer.status_code == 404
    assert "<html" not in answer.text
    assert answer.headers["HX-Retarget"] == "#messages"
    assert answer.headers["HX-Reswap"] == "innerHTML"


def test_a_form_that_expired_gives_its_words_back(app: Flask, enter: Enter) -> None:
    browser = enter()
    app.config["WTF_CSRF_ENABLED"] = True
    answer = browser.post("/sources/new", data={"title": WORDS})
    assert answer.status_code == 400
    assert SHOWN in answer.text


def test_no_password_is_shown_again(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    secret = "a password of many words, long enough to be kept"
    for name in ("password", "new_password"):
        assert secret not in client.post("/sign-in", data={name: secret}).text


def test_the_token_of_a_page_is_good_for_its_own_browser_only(
    app: Flask, enter: Enter, desk: Desk
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    token = field_of(enter().get("/sources/new").text, "csrf_token")
    data = {"csrf_token": token, "submission_key": new_key(), "title": "T", "kind": "web page"}
    assert enter().post("/sources/new", data=data).status_code == 400


@pytest.mark.parametrize("csrf", [True, False])
def test_what_is_too_large_is_refused_with_a_page(app: Flask, enter: Enter, *, csrf: bool) -> None:
    browser = enter()
    app.config.update(WTF_CSRF_ENABLED=csrf, MAX_CONTENT_LENGTH=1000)
    answer = browser.post("/sources/new", data={"title": "x" * 2000})
    assert answer.status_code == 413
    assert "20 MB" in answer.text


def raw(browser: FlaskClient, path: str, query: bytes, **more: Any) -> TestResponse:
    """Ask with these bytes after the `?`, which a test client would write as `%..` otherwise."""
    overrides = {"QUERY_STRING": query.decode("latin-1")}
    return browser.open(path, environ_overrides=overrides, **more)


@pytest.mark.parametrize("query", [b"q=\xff", b"\xff=1", b"q=\xe2\x82", b"touched=\xff&q=%FF"])
def test_an_address_of_bytes_that_are_no_text_is_refused_with_a_page(
    client: FlaskClient, enter: Enter, query: bytes
) -> None:
    for browser in (client, enter()):
        for path in ("/", "/claims", "/articles/1", "/reports/", "/sign-in", "/none", "/static/x"):
            answer = raw(browser, path, query)
            assert answer.status_code == 400, path
            assert "<h1>Not a readable address</h1>" in answer.text
    answer = raw(enter(), "/sources/new", query, method="POST", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (400, "#messages")


@pytest.mark.parametrize("query", [b"q=%FF", "q=Straße".encode(), b"q=%C3%9F", b"%FF", b""])
def test_other_addresses_are_read_as_far_as_they_can_be(enter: Enter, query: bytes) -> None:
    assert raw(enter(), "/claims", query).status_code == 200
