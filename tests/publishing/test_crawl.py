"""Whatever a stranger reaches, link by link from the doors of the site, tells no secret."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.publishing.desk import SITE, content_of
from tests.publishing.hidden import MARK
from tests.publishing.making import make_files
from tests.publishing.members import letters
from tests.publishing.test_secrets import publish_amid_secrets
from workbench.accounts.rules import command_line
from workbench.articles.views.files import EXTENSION as FILES
from workbench.db import Database
from workbench.publishing.formats import FORMATS
from workbench.publishing.internal_packs import ask_for_internal_pack
from workbench.publishing.models import InternalPack

DOORS = ("/reports/", "/feeds/claimreview.json", "/sitemap.xml", "/robots.txt")
LOCAL = "http://localhost"
# Of pages, of feeds and site maps, of JSON; and an address by itself, as in robots.txt.
_LINKS = re.compile(
    r"""(?:href|src|action|content|data-[a-z-]+)="((?:[/?]|http)[^"]*)"|(https?://[^\s"'<>),]+)"""
)
MOST = 600
FEEDS = ("reports.atom", "reports.json", "corrections.atom", "corrections.json", "claimreview.json")


def crawled(client: FlaskClient) -> dict[str, TestResponse]:
    """All answers that links lead to, by their addresses."""
    found: dict[str, TestResponse] = {}
    waiting = list(DOORS)
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        answer = client.get(address)
        found[address] = answer
        assert len(found) < MOST, "the site has no end"
        if answer.status_code == 200:
            waiting += _local(address, answer.data.decode("utf-8", "replace"))
    return found


def _local(address: str, body: str) -> Iterator[str]:
    """The addresses on this site that a body names, without what is behind `#`."""
    for groups in _LINKS.findall(body):
        link = urlsplit(urljoin(LOCAL + address, unescape("".join(groups))))
        site = f"{link.scheme}://{link.netloc}"
        if site in {LOCAL, SITE} and not link.path.startswith("/static/"):
            yield link.path + (f"?{link.query}" if link.query else "")


def test_no_answer_to_a_stranger_tells_a_secret(database: Database, app: Flask) -> None:
    with database.writing() as session:
        edition = publish_amid_secrets(session, whole_text=True)
        report, claims = f"/reports/{edition.report.slug}", content_of(edition).claims
        by = command_line(edition.report.desk_id)
        ask_for_internal_pack(session, edition=edition, by=by)  # made, and full of secrets
    make_files(app)
    with database.reading() as session:
        [pack] = session.scalars(select(InternalPack))
    assert MARK in letters(app.extensions[FILES].read(pack.sha256))
    client = app.test_client()
    answers = crawled(client)
    assert {address for address, each in answers.items() if MARK in letters(each.data)} == set()
    given = {address for address, answer in answers.items() if answer.status_code == 200}
    for place in (report, *(f"{report}/claims/{claim.number}" for claim in claims)):
        assert {place, f"{place}/embed", f"{place}/card.png"} <= given
    assert {f"{report}/{each.address}" for each in FORMATS.values()} <= given  # the pack is one
    assert {f"{report}/editions/1", *(f"/feeds/{name}" for name in FEEDS)} <= given
    for number in set(range(1, 12)) - {claim.number for claim in claims}:
        assert client.get(f"{report}/claims/{number}").status_code == 404
    assert not any("members-pack" in address for address in answers)
    assert "Not every one." in answers[report].text
    assert "a ministry official" in answers[report].text
