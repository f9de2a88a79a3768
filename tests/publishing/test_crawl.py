"""Whatever a stranger reaches, link by link from the doors of the site, tells no secret."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient

from tests.publishing.desk import SITE, content_of
from tests.publishing.making import make_files
from tests.publishing.members import letters
from tests.publishing.test_secrets import MARK, publish_amid_secrets
from workbench.db import Database
from workbench.publishing.formats import FORMATS

DOORS = ("/reports/", "/feeds/claimreview.json", "/sitemap.xml", "/robots.txt")
LOCAL = "http://localhost"
# Of pages, of feeds and site maps, of JSON; and an address by itself, as in robots.txt.
_LINKS = re.compile(
    r"""(?:href|src|action|content|data-[a-z-]+)="((?:[/?]|http)[^"]*)"|(https?://[^\s"'<>),]+)"""
)
MOST = 600


def crawled(client: FlaskClient) -> dict[str, bytes]:
    """The bodies of all answers that links lead to, by their addresses."""
    found: dict[str, bytes] = {}
    waiting = list(DOORS)
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        answer = client.get(address)
        found[address] = answer.data
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
    make_files(app)
    client = app.test_client()
    answers = crawled(client)
    assert {address for address, body in answers.items() if MARK in letters(body)} == set()
    assert {report, f"{report}/editions/1"} <= set(answers)
    assert {f"{report}/{each.address}" for each in FORMATS.values()} <= set(answers)
    assert {f"{report}/claims/{claim.number}" for claim in claims} <= set(answers)
    reached = {address.rpartition("/")[2] for address in answers}
    assert {"embed", "card.png", "reports.atom", "reports.json", "claimreview.json"} <= reached
    assert {each.address for each in FORMATS.values()} <= reached
    for number in set(range(1, 12)) - {claim.number for claim in claims}:
        assert client.get(f"{report}/claims/{number}").status_code == 404
    assert "Not every one." in answers[report].decode()
