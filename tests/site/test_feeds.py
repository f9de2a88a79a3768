"""Feeds tell what was published and corrected last; the map names every page."""

import json
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.publishing.desk import make_news_desk
from tests.site.conftest import about
from workbench.accounts.rules import command_line
from workbench.articles.topics import set_topics
from workbench.cli.checks.index import index_faults
from workbench.db import Database
from workbench.publishing.models import Report
from workbench.publishing.withdrawing import withdraw
from workbench.site.places import Place, every_part
from workbench.verdicts.service import reopen_claim

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def xml(body: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(body)  # noqa: S314 - our own


@pytest.fixture
def corrected(database: Database) -> None:
    """A report whose verdict was corrected in its second edition."""
    with database.writing() as session:
        desk = make_news_desk(session)
        about(desk, "Bridges & more", "北京")
        claim = desk.approve(desk.claim("It cost nine million", "It cost <nine> million"), "False")
        desk.publish("First")
        reopen_claim(session, claim=claim, by=desk.editor)
        desk.approve(claim, "True", "So it did.")
        desk.publish("Second", note="We misread the bill.")


@pytest.mark.usefixtures("corrected")
def test_an_atom_feed_tells_a_report_with_its_verdicts(client: FlaskClient) -> None:
    answer = client.get("/feeds/reports.atom")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    feed = xml(answer.data)
    (entry,) = feed.findall(f"{ATOM}entry")
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "http://127.0.0.1:8000/reports/first"
    assert entry.findtext(f"{ATOM}title") == "Second"
    assert str(entry.findtext(f"{ATOM}id")).startswith("urn:uuid:")
    tags = [tag.get("term") for tag in entry.findall(f"{ATOM}category")]
    assert tags == ["Bridges & more", "北京"]
    content = str(entry.findtext(f"{ATOM}content"))
    assert "<strong>True</strong>" in content
    assert "It cost &lt;nine&gt; million" in content


@pytest.mark.usefixtures("corrected")
def test_a_correction_has_its_page_its_feed_and_its_place_on_the_first_page(
    client: FlaskClient,
) -> None:
    page = client.get("/reports/corrections/").text
    assert (
        page.index("False</span>") < page.index("True</span>") < page.index("We misread the bill.")
    )
    feed = json.loads(client.get("/feeds/corrections.json").data)
    (item,) = feed["items"]
    assert item["url"] == "http://127.0.0.1:8000/reports/corrections/#first-1"
    assert item["title"] == "It cost <nine> million False → True"
    assert item["tags"] == ["correction"]
    assert 'id="first-1"' in page
    assert "/reports/corrections/#first-1" in client.get("/reports/").text


@pytest.mark.usefixtures("corrected")
def test_a_topic_has_a_feed_that_its_page_names(client: FlaskClient) -> None:
    page = client.get("/reports/topics/bridges-more/").text
    assert 'href="/feeds/topics/bridges-more.json"' in page
    feed = json.loads(client.get("/feeds/topics/bridges-more.json").data)
    assert (feed["version"], len(feed["items"])) == ("https://jsonfeed.org/version/1.1", 1)
    assert feed["title"] == "Bridge desk · Bridges & more"
    assert client.get("/feeds/topics/none.atom").status_code == 404
    abroad = client.get("/feeds/topics/北京.json").get_json(force=True)
    assert abroad["feed_url"].endswith("/feeds/topics/%E5%8C%97%E4%BA%AC.json")


def take_away(database: Database, number: int, *, whole: bool) -> None:
    with database.writing() as session:
        report = session.scalars(select(Report)).one()
        withdraw(
            session, article=report.article, number=number, whole=whole,
            why="Somebody’s name has to go.", by=command_line(report.desk_id),
        )  # fmt: skip


@pytest.mark.usefixtures("corrected")
def test_what_is_withdrawn_is_told_where_corrections_are(
    client: FlaskClient, database: Database
) -> None:
    take_away(database, 1, whole=False)
    page = client.get("/reports/corrections/").text
    assert 'href="/reports/first/editions/1">Second</a>' in page
    assert page.index("name has to go") < page.index("We misread the bill.")
    before = xml(client.get("/feeds/reports.atom").data).findtext(f"{ATOM}entry/{ATOM}id")
    take_away(database, 2, whole=True)
    (entry,) = xml(client.get("/feeds/reports.atom").data).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == before
    assert entry.findtext(f"{ATOM}title") == "Withdrawn: Second"
    assert "name has to go" in str(entry.findtext(f"{ATOM}content"))
    items = json.loads(client.get("/feeds/corrections.json").data)["items"]
    assert [item["title"] for item in items] == [
        "Withdrawn: Second",
        "Edition 1 withdrawn: Second",
        "A claim of a report withdrawn since: False → True",
    ]


@pytest.mark.usefixtures("corrected")
def test_no_word_of_a_withdrawn_report_but_its_title_is_told_anywhere(
    client: FlaskClient, database: Database
) -> None:
    take_away(database, 2, whole=True)
    with database.reading() as session:
        addresses = [address for part in every_part(session) for address in part.addresses]
        assert list(index_faults(session, lambda _done: None)) == []
    assert "/reports/corrections/" in addresses
    for address in (*addresses, "/reports/?q=nine", "/reports/first", "/reports/first/claims/1"):
        with client.get(address) as answer:
            for secret in (b"million", b"misread", b"Bridges", b"So it did", b"The Paper"):
                assert secret not in answer.data, (address, secret)
    corrections = client.get("/reports/corrections/").text
    assert "False</span>" in corrections
    assert "Claim 1. The report was withdrawn since" in corrections


@pytest.mark.usefixtures("corrected")
def test_the_feed_of_a_topic_outlives_its_reports(client: FlaskClient, database: Database) -> None:
    with database.writing() as session:
        article = session.scalars(select(Report)).one().article
        by = command_line(article.desk_id)
        set_topics(
            session, article=article, topics=("Unheard of",), revision=article.revision, by=by
        )
    take_away(database, 2, whole=True)
    feed = client.get("/feeds/topics/bridges-more.json").get_json(force=True)
    assert [item["title"] for item in feed["items"]] == ["Withdrawn: Second"]
    assert client.get("/feeds/topics/bridges-more.atom").status_code == 200
    assert client.get("/feeds/topics/unheard-of.atom").status_code == 404  # never published
    with database.reading() as session:
        every = [address for part in every_part(session) for address in part.addresses]
    assert "/feeds/topics/bridges-more.atom" in every
    assert "/feeds/topics/unheard-of.atom" not in every


@pytest.mark.usefixtures("corrected")
def test_a_feed_is_sent_once(client: FlaskClient) -> None:
    tag = client.get("/feeds/reports.atom").headers["ETag"]
    again = client.get("/feeds/reports.atom", headers={"If-None-Match": tag})
    assert again.status_code == 304


@pytest.mark.usefixtures("corrected")
def test_the_map_names_pages_that_are_there(client: FlaskClient) -> None:
    sites = xml(client.get("/sitemap.xml").data)
    addresses = [str(each.findtext(f"{MAP}loc")) for each in sites]
    assert "http://127.0.0.1:8000/reports/first/claims/1" in addresses
    for address in addresses:
        assert client.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in client.get("/robots.txt").text


def test_a_large_map_comes_in_parts(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    places = [Place(f"/reports/{number}") for number in range(5)]
    monkeypatch.setattr("workbench.site.maps.MOST", 2)
    monkeypatch.setattr("workbench.site.feeding.places_to_find", lambda _session: places)
    whole = xml(client.get("/sitemap.xml").data)
    assert [each.findtext(f"{MAP}loc") for each in whole] == [
        f"http://127.0.0.1:8000/sitemaps/{number}.xml" for number in (1, 2, 3)
    ]
    assert client.get("/sitemaps/3.xml").text.count("<loc>") == 1
    assert client.get("/sitemaps/4.xml").status_code == 404
