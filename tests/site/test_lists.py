"""Reports are found by verdict, topic, claimant, outlet and day, and by their words."""

import csv
import html
import io
import json
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.screens.conftest import CountQueries
from workbench.db import Database
from workbench.publishing.index.writing import index_everything, take_out
from workbench.publishing.models import Report
from workbench.searching import folded, searched
from workbench.site.highlighting import parts_of
from workbench.site.passages import AROUND, passage_in
from workbench.site.rules import Key, Wanted, wanted_in

TITLES = re.compile(r'<h2 dir="auto"><a href="/reports/[^"]+">(.*?)</a></h2>')


def titles(client: FlaskClient, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    return [re.sub("<[^>]+>", "", title) for title in TITLES.findall(answer.text)]


FOUND: tuple[tuple[str, list[str]], ...] = (
    ("/reports/", ["The rain", "Nine million", "The bridge, checked"]),
    ("/reports/topics/bridges/", ["The rain", "The bridge, checked"]),
    ("/reports/topics/citta-vecchia/", ["The bridge, checked"]),
    ("/reports/verdicts/false/", ["Nine million"]),
    ("/reports/claimants/a-novak/", ["The rain", "Nine million"]),
    ("/reports/outlets/the-paper/", ["The rain", "Nine million", "The bridge, checked"]),
    ("/reports/2020/", ["The rain", "Nine million"]),
    ("/reports/2019/05/", ["The bridge, checked"]),
    ("/reports/?claimant=a-novak&topic=bridges", ["The rain"]),
    ("/reports/?claimant=a-novak&verdict=true", []),
    ("/reports/?q=nine", ["The rain", "Nine million", "The bridge, checked"]),
    ("/reports/?q=nine&verdict=false", ["Nine million"]),
    ("/reports/?q=because+of", ["The rain", "Nine million", "The bridge, checked"]),
    ("/reports/?q=STATEMENT+3", ["The rain"]),
    ("/reports/?q=citta", ["The bridge, checked"]),
    ("/reports/?q=paper&verdict=false", ["Nine million"]),
    ("/reports/?q=paper&from=2020&to=2020-05-03", ["Nine million"]),
    ("/reports/?q=100%25", []),
)


@pytest.mark.usefixtures("site")
def test_reports_are_found(client: FlaskClient) -> None:
    assert [(address, titles(client, address)) for address, _found in FOUND] == list(FOUND)


@pytest.mark.usefixtures("site")
def test_each_list_is_had_as_a_file_with_all_its_pages(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.site.list_files.AT_ONCE", 2)
    for address, found in FOUND:
        text = client.get(address).text
        links = [html.unescape(link) for link in re.findall(r'"(/reports/list\.[^"]+)"', text)]
        csv_file, json_file = (client.get(link) for link in links)
        rows = csv.DictReader(io.StringIO(csv_file.data.decode("utf-8-sig")))
        assert [row["title"] for row in rows] == found, address
        lines = [json.loads(line) for line in json_file.data.splitlines()]
        assert [line["title"] for line in lines] == found
    assert lines == []
    assert client.get("/reports/list.exe").status_code == 404


@pytest.mark.usefixtures("site")
def test_the_file_of_a_list_is_sent_once_until_the_site_changes(
    client: FlaskClient, database: Database
) -> None:
    first = client.get("/reports/list.jsonl?topic=money")
    [line] = map(json.loads, first.data.splitlines())
    assert line["verdicts"] == ["False: 1"]
    assert line["report_url"].endswith("/reports/nine-million")
    asked = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/reports/list.jsonl?topic=money", headers=asked).status_code == 304
    assert client.get("/reports/list.jsonl", headers=asked).status_code == 200
    with database.writing() as session:
        index_everything(session)
    assert client.get("/reports/list.jsonl?topic=money", headers=asked).status_code == 200


@pytest.mark.usefixtures("site")
def test_claims_that_were_found_stand_below_their_reports_with_the_words_marked(
    client: FlaskClient,
) -> None:
    text = client.get("/reports/?q=statement+2").text
    assert "<mark>Statement</mark> <mark>2</mark>" in text
    assert 'href="/reports/nine-million/claims/1"' in text


@pytest.mark.usefixtures("site")
def test_a_name_in_another_script_does_not_turn_the_date_beside_it(client: FlaskClient) -> None:
    text = client.get("/reports/").text
    assert text.count('<p class="eyebrow"><bdi>The Paper</bdi>, May 2019</p>') == 3


@pytest.mark.usefixtures("site")
def test_the_fields_of_days_take_what_the_search_takes(client: FlaskClient) -> None:
    (pattern, _same) = re.findall(
        r'name="(?:from|to)"[^>]* pattern="([^"]+)"', client.get("/reports/").text
    )
    for written in ("2019", "2019-05", "2019-05-15", "gestern", "15.5.2019", "19", "2019-5"):
        taken = wanted_in({"from": written}).since
        assert bool(re.fullmatch(pattern, written)) == bool(taken), written


@pytest.mark.usefixtures("site")
def test_no_page_leads_to_the_corrections_twice(client: FlaskClient) -> None:
    for page in ("", "topics/", "verdicts/", "topics/bridges/"):
        head = client.get(f"/reports/{page}").text.split("</header>")[0]
        assert head.count('href="/reports/corrections/"') == 1, page


@pytest.mark.usefixtures("site")
def test_a_passage_says_where_words_stand_that_the_line_does_not_show(client: FlaskClient) -> None:
    found = " ".join(client.get("/reports/?q=because&verdict=false").text.split())
    assert "In the reasons: <bdi><mark>Because</mark> of claim 1." in found
    text = client.get("/reports/?q=nine+rain").text
    assert re.search("In the article: [^\\n]*<mark>nine</mark>", text)


@pytest.mark.usefixtures("site")
def test_facets_are_counted_among_what_is_found(client: FlaskClient) -> None:
    text = " ".join(client.get("/reports/?claimant=a-novak&topic=bridges").text.split())
    counted = re.findall(r'<bdi>([^<]+)</bdi></a> <span class="facet-number">(.)<', text)
    assert ("A. Novak", "1") in counted
    assert ("Jane Miller", "1") in counted  # in the place of A. Novak
    assert ("Money", "1") in counted  # in the place of Bridges
    assert ("Bridges", "1") in counted


PIECES = st.lists(st.text("ab ß", min_size=1, max_size=300), max_size=3)


@given(PIECES, st.text("abs", min_size=1, max_size=3))
@settings(max_examples=40)
def test_a_passage_is_short_and_has_the_word(said: list[str], word: str) -> None:
    found = passage_in([("in a quote", words) for words in said], [word], [])
    assert (found is None) == (not any(word in folded(words) for words in said))
    if found:
        assert word in folded(found.words)
        assert len(found.words) <= 2 * AROUND + len(word) + 2


@pytest.mark.usefixtures("site")
def test_months_are_counted_among_the_reports_of_the_list(client: FlaskClient) -> None:
    text = " ".join(client.get("/reports/topics/bridges/").text.split())
    shown = r'(/reports/[^"]+)" rel="nofollow">(May [0-9]+)</a> <[^>]+>([0-9]+)'
    months = re.findall(shown, text)
    assert months == [
        ("/reports/?topic=bridges&amp;from=2020-05&amp;to=2020-05", "May 2020", "1"),
        ("/reports/?topic=bridges&amp;from=2019-05&amp;to=2019-05", "May 2019", "1"),
    ]
    narrowed = " ".join(client.get(months[0][0].replace("&amp;", "&")).text.split())
    assert '/reports/topics/bridges/" rel="nofollow" aria-current="true">May 2020</a>' in narrowed
    assert ">May 2019</a>" in narrowed


@pytest.mark.usefixtures("site")
def test_every_topic_has_its_place_on_one_page(client: FlaskClient) -> None:
    text = client.get("/reports/topics/").text
    links = re.findall(r'href="(/reports/topics/[^"]+)"', text)
    assert links == [f"/reports/topics/{slug}/" for slug in ("bridges", "citta-vecchia", "money")]


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("address", ["/reports/", "/reports/?q=summary&verdict=true"])
def test_a_list_asks_as_often_however_many_reports_it_has(
    client: FlaskClient, database: Database, count_queries: CountQueries, address: str
) -> None:
    with database.writing() as session:
        for report in session.scalars(select(Report).where(Report.slug != "the-bridge-checked")):
            take_out(session, report)
    with count_queries() as of_one:
        client.get(address)
    with database.writing() as session:
        index_everything(session)
    with count_queries() as of_three:
        client.get(address)
    assert len(of_three) == len(of_one) > 3


@pytest.mark.usefixtures("site")
def test_one_page_has_one_address(client: FlaskClient) -> None:
    answer = client.get("/reports/?q=&topic=bridges&from=&to=")
    assert (answer.status_code, answer.location) == (302, "/reports/topics/bridges/")
    assert client.get("/reports/?before=7").location == "/reports/"


@pytest.mark.usefixtures("site")
def test_a_list_of_nothing_is_not_there(client: FlaskClient) -> None:
    for address in ("topics/none/", "2021/", "2020/13/", "older/x/"):
        assert client.get(f"/reports/{address}").status_code == 404


@pytest.mark.usefixtures("site")
def test_who_finds_nothing_is_told_what_to_do(client: FlaskClient) -> None:
    assert "Look with fewer words" in client.get("/reports/?q=zebra").text
    text = client.get("/reports/?topic=money&verdict=true").text
    assert "Take away one of the things you chose" in text
    assert 'href="/reports/verdicts/true/"' in text


@pytest.mark.usefixtures("site")
def test_a_list_is_asked_for_anew_and_sent_when_the_site_changed(client: FlaskClient) -> None:
    first = client.get("/reports/topics/bridges/")
    assert first.headers["Cache-Control"] == "public, no-cache"
    weakened = {"If-None-Match": f"W/{first.headers['ETag']}"}
    again = client.get("/reports/topics/bridges/", headers=weakened)
    assert (again.status_code, again.data) == (304, b"")


@given(st.text(alphabet="aáßİéﬁ 1-x’", max_size=30), st.text(alphabet="aasifix1' -", max_size=4))
@settings(max_examples=40)
def test_marking_words_changes_no_text_and_marks_what_was_found(text: str, sought: str) -> None:
    words = searched(sought)
    parts = parts_of(text, words)
    assert "".join(part for part, _found in parts) == text
    assert all(part for part, _found in parts)
    if not words:
        assert not any(found for _part, found in parts)


def test_marked_words_are_those_that_were_sought() -> None:
    assert parts_of("Eine Straße, stra", searched("STRASSE")) == [
        ("Eine ", False), ("Straße", True), (", stra", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(words="a b", verdict="true", since="2019", until="2020-05"),
        Wanted(topic="città", claimant="x", older=Key(1_500_000_000, 7)),
    ],
)
def test_an_address_says_what_is_wanted(wanted: Wanted) -> None:
    query = dict(parse_qsl(urlsplit(wanted.address).query))
    assert wanted_in(query) == wanted
