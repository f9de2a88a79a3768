"""Every claim of the desk: search, filters in the address, the table for spreadsheets."""

import csv
import re

import pytest
from flask.testing import FlaskClient

from tests.screens.conftest import (
    CountQueries,
    Desk,
    Enter,
    new_article,
    new_claim,
    new_desk,
    new_proposal,
    new_source,
    use,
)
from workbench.accounts.rules import Role
from workbench.claims.models import Claim, Claimant
from workbench.claims.rules import Priority
from workbench.db import Database
from workbench.verdicts.holding import take_claim
from workbench.web.pages import PAGE_SIZE

LATE, COST, ASKED = "The quay was late", "It cost 41 million", "Nobody asked why"


def page(client: FlaskClient, query: str = "") -> str:
    answer = client.get(f"/claims{query}")
    assert answer.status_code == 200
    return answer.text


def rows(client: FlaskClient, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/claims.csv{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(answer.data.decode("utf-8-sig").splitlines()))


@pytest.fixture
def three_claims(database: Database, desk: Desk) -> list[Claim]:
    """One that was proposed as false, one of high priority that the checker took, one open."""
    with database.writing() as session:
        article = new_article(session, desk)
        proposed = new_claim(session, desk, article, COST, "The cost was 41 million.")
        new_proposal(session, desk, proposed, Role.EDITOR)
        taken = new_claim(session, desk, article, LATE, "The quay was two years late.")
        take_claim(session, claim=taken, by=desk.actor())
        taken.priority = Priority.HIGH
        open_claim = new_claim(session, desk, article, ASKED, "Nobody asked about the cost.")
        return [proposed, taken, open_claim]


def test_a_desk_without_claims_says_where_they_begin(enter: Enter) -> None:
    html = page(enter())
    assert "No claims yet" in html
    assert "/claims.csv" not in html


def test_claims_are_listed_newest_first(enter: Enter, three_claims: list[Claim]) -> None:
    html = page(enter(Role.VIEWER))
    places = [html.index(claim.statement) for claim in three_claims]
    assert places == sorted(places, reverse=True)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=cost", [0, 2]),
        ("?q=COST+41", [0]),
        ("?q=100%25", []),
        ("?status=proposed", [0]),
        ("?priority=high", [1]),
        ("?rating=false", [0]),
        ("?rating=none", [1, 2]),
        ("?mine=y", [1]),
        ("?status=open&q=cost", [2]),
        ("?status=nonsense", [0, 1, 2]),
        ("?rating=nonsense&after=nonsense", [0, 1, 2]),
    ],
)
def test_the_address_narrows_the_list_and_the_table_alike(
    enter: Enter, three_claims: list[Claim], query: str, found: list[int]
) -> None:
    client = enter()
    html, table = page(client, query), rows(client, query)
    listed = [i for i, claim in enumerate(three_claims) if claim.statement in html]
    assert listed == found
    assert {row["statement"] for row in table} == {three_claims[i].statement for i in found}


@pytest.mark.parametrize("words", ["ÉTÉ", "мост", "ΓΈΦΥΡΑ"])
def test_a_search_takes_capitals_for_small_letters_in_every_alphabet(
    enter: Enter, database: Database, desk: Desk, words: str
) -> None:
    statement = "Un été, один Мост, μία Γέφυρα."
    with database.writing() as session:
        new_claim(session, desk, new_article(session, desk), statement=statement)
    assert statement in page(enter(), f"?q={words}")


def test_a_search_without_result_offers_all_claims(enter: Enter, three_claims: list[Claim]) -> None:
    assert "No claim matches" in page(enter(), "?q=zebra")


def test_a_search_tells_of_sources_too(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        new_source(session, desk, "Harbour minutes")
    html = page(enter(), "?q=minutes")
    assert re.search(r'href="/sources\?q=minutes">\s*1 source matches too', html)


def test_what_was_searched_for_is_shown_as_text(enter: Enter) -> None:
    assert "<script>alert" not in page(enter(), "?q=<script>alert(1)</script>")


def test_the_list_goes_on_behind_a_key_with_its_filters(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        article = new_article(session, desk)
        for number in range(PAGE_SIZE + 2):
            new_claim(session, desk, article, statement=f"Statement {number:03}.")
    client = enter()
    first = page(client, "?status=open")
    address = re.search(r'rel="next" href="/claims(\?[^"]+)"', first)
    assert address is not None
    further = page(client, address[1].replace("&amp;", "&"))
    assert "Statement 002." in first
    assert "Statement 002." not in further
    assert "Statement 001." in further
    assert "status=open" in address[1]
    assert len(rows(client)) == PAGE_SIZE + 2


def test_another_desks_claims_are_not_listed(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        other = new_desk(session, "Another desk")
        new_claim(session, other, new_article(session, other), statement="A secret claim.")
    client = enter()
    assert "A secret claim." not in page(client)
    assert rows(client) == []


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_statement_becomes_a_formula(
    enter: Enter, database: Database, desk: Desk, sign: str
) -> None:
    with database.writing() as session:
        new_claim(session, desk, new_article(session, desk), statement=f"{sign}1+1")
    [row] = rows(enter())
    assert row["statement"] == f"'{sign}1+1"


def test_the_table_says_all_that_the_list_says(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        use(session, desk, claim, new_source(session, desk))
        new_proposal(session, desk, claim)
    [row] = rows(enter())
    del row["status since (UTC)"]
    assert row == {
        "article": "What the harbour costs",
        "claim": "1",
        "statement": "The quay cost 41 million.",
        "claimant": "M. Brandt",
        "said on": "",
        "kind": "fact",
        "priority": "normal",
        "status": "proposed",
        "works on it": "fact-checker person",
        "due on": "",
        "tags": "",
        "verdict": "False",
        "verdict state": "proposed",
        "sources": "1",
        "noticed at a source": "",
        "address": f"http://127.0.0.1:8000/articles/{claim.article_id}/claims/1",
    }


@pytest.mark.parametrize("address", ["/claims?q=statement", "/claims.csv"])
def test_more_claims_do_not_mean_more_queries(
    enter: Enter, database: Database, desk: Desk, count_queries: CountQueries, address: str
) -> None:
    def add(words: str, statement: str) -> None:
        with database.writing() as session:
            claim = new_claim(session, desk, new_article(session, desk), words, statement)
            claim.claimant = Claimant(desk_id=desk.id, name=f"Who said {statement}")
            session.flush()
            take_claim(session, claim=claim, by=desk.actor())

    client = enter()
    add(LATE, "Statement one.")
    with count_queries() as at_one:
        assert client.get(address).data
    add(COST, "Statement two.")
    add(ASKED, "Statement three.")
    with count_queries() as at_three:
        assert client.get(address).data
    assert len(at_three) == len(at_one)
