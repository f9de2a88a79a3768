"""Reports and claims in frames on other people's pages, and oEmbed, which finds them."""

import re
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.publishing.desk import SITE, make_news_desk
from workbench.accounts.rules import command_line
from workbench.articles.models import Article
from workbench.claims.service import withdraw_claim
from workbench.config import Settings
from workbench.db import Database
from workbench.publishing.oembed import Address, address_in
from workbench.publishing.withdrawing import withdraw
from workbench.web.site import EXTENSION

REPORT = "/reports/the-bridge-checked"
CLAIM = f"{REPORT}/claims/1"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The site at the address that its editions were published at."""
    return replace(settings, public_url=SITE)


@pytest.fixture
def client(app: Flask, database: Database) -> FlaskClient:
    """A reader of a report of two editions: claim 1 stands, claim 2 was withdrawn."""
    assert app.extensions[EXTENSION].public_url == SITE
    with database.writing() as session:
        desk = make_news_desk(session)
        desk.approve(
            desk.claim("It cost nine million", "It cost <b>9</b> million."), "False", "Eleven."
        )
        crowd = desk.approve(desk.claim("Nobody came"))
        desk.publish()
        withdraw_claim(session, claim=crowd, by=desk.checker)
        desk.publish("Second", note="Nobody counted.")
    return app.test_client()


@pytest.mark.parametrize("address", [f"{REPORT}/embed", f"{CLAIM}/embed"])
def test_what_is_embedded_may_be_framed_and_sets_no_cookie(
    client: FlaskClient, address: str
) -> None:
    answer = client.get(address)
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers["Vary"]
    tag = answer.headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("address", [REPORT, CLAIM, "/reports/", "/sign-in"])
def test_nothing_else_may_be_framed(client: FlaskClient, address: str) -> None:
    policy = client.get(address).headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy


def test_an_embedded_claim_says_what_holds_and_leads_to_why(client: FlaskClient) -> None:
    page = client.get(f"{CLAIM}/embed").text
    assert "It cost &lt;b&gt;9&lt;/b&gt; million." in page
    assert "Eleven." in page
    assert f'href="{SITE}{CLAIM}" target="_blank"' in page


def test_an_embedded_claim_that_was_withdrawn_says_so(client: FlaskClient) -> None:
    page = client.get(f"{REPORT}/claims/2/embed").text
    assert "Withdrawn" in page
    assert "Nobody counted." in page
    assert client.get(f"{REPORT}/claims/3/embed").status_code == 404


def test_where_a_report_was_withdrawn_its_frames_say_why(
    client: FlaskClient, database: Database
) -> None:
    with database.writing() as session:
        article = session.scalars(select(Article)).one()
        by = command_line(article.desk_id)
        withdraw(session, article=article, number=2, whole=True, why="It was forged.", by=by)
    for address in (f"{REPORT}/embed", f"{CLAIM}/embed"):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "It was forged." in answer.text
        assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert client.get("/oembed", query_string={"url": SITE + CLAIM}).status_code == 410


@pytest.mark.parametrize("address", [REPORT, CLAIM])
def test_a_page_leads_to_its_embedding_which_leads_back(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    (found,) = re.findall(r'type="application/json\+oembed" href="([^"]+)"', page)
    answer = client.get(unescape(found).removeprefix(SITE))
    told = answer.json or {}
    assert (told["type"], told["version"], told["provider_name"]) == ("rich", "1.0", "Bridge desk")
    assert f'src="{SITE}{address}/embed"' in told["html"]
    assert told["html"] in unescape(page)  # what the page gives to be copied
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(f"{address}/embed").status_code == 200


def test_a_frame_fits_into_the_room_there_is(client: FlaskClient) -> None:
    def frame(**room: str) -> tuple[int, int]:
        told = client.get("/oembed", query_string={"url": SITE + CLAIM, **room}).json or {}
        return told["width"], told["height"]

    wide, narrow = frame(), frame(maxwidth="260")
    assert narrow[0] == 260
    assert narrow[1] > wide[1]
    assert frame(maxheight="100") == (wide[0], 100)
    assert frame(maxwidth="a lot", maxheight="-1") == wide


def test_a_frame_grows_where_its_window_is_narrow(client: FlaskClient) -> None:
    def told(**room: str) -> tuple[int, str]:
        found = client.get("/oembed", query_string={"url": SITE + CLAIM, **room}).json or {}
        return found["height"], found["html"].split("height:")[1].split('"')[0]

    wide, css = told()
    narrow, _css = told(maxwidth="288")
    ((line, slope),) = re.findall(rf"^clamp\({wide}px,(.+)px - (.+)vw,{narrow}px\)$", css)
    at = {window: float(line) - float(slope) * window / 100 for window in (320, 672)}
    assert at == {320: pytest.approx(narrow, abs=1), 672: pytest.approx(wide, abs=1)}
    assert told(maxheight="100")[1] == "clamp(100px,100px - 0.0vw,100px)"


def test_the_same_is_told_as_xml(client: FlaskClient) -> None:
    asked = {"url": SITE + CLAIM, "format": "xml"}
    root = ElementTree.fromstring(client.get("/oembed", query_string=asked).data)  # noqa: S314 - ours
    told = client.get("/oembed", query_string={"url": SITE + CLAIM}).json or {}
    assert {each.tag: each.text for each in root} == {k: str(v) for k, v in told.items()}


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 404),
        ({"url": "https://elsewhere.example" + CLAIM}, 404),
        ({"url": f"{SITE}/sign-in"}, 404),
        ({"url": f"{SITE}/reports/nothing"}, 404),
        ({"url": f"{SITE}{REPORT}/claims/9"}, 404),
        ({"url": SITE + REPORT, "format": "yaml"}, 501),
    ],
)
def test_what_cannot_be_embedded_is_refused_as_the_specification_says(
    client: FlaskClient, asked: dict[str, str], status: int
) -> None:
    assert client.get("/oembed", query_string=asked).status_code == status


@given(st.text() | st.from_regex(r"https?://[a-z.]+/reports/[a-z-]+(/claims/[0-9]+)?"))
def test_any_words_are_an_address_or_none(url: str) -> None:
    found = address_in(url)
    assert found is None or found.slug in url


def test_a_query_and_a_slash_behind_an_address_do_not_matter() -> None:
    expected = Address(SITE, "a-b", 7)
    assert address_in(f"{SITE}/reports/a-b/claims/7/?from=a#part") == expected


def test_a_site_that_moved_still_knows_its_old_addresses(client: FlaskClient, app: Flask) -> None:
    app.extensions[EXTENSION] = replace(app.extensions[EXTENSION], public_url="https://new.example")
    assert client.get("/oembed", query_string={"url": SITE + CLAIM}).status_code == 200
    assert (
        client.get("/oembed", query_string={"url": f"https://new.example{CLAIM}"}).status_code
        == 200
    )
