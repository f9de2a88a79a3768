"""The list of articles."""

import re

from flask.testing import FlaskClient

from tests.screens.conftest import CountQueries, Desk, Enter, new_article, new_claim, new_desk
from workbench.accounts.rules import Role
from workbench.articles.incoming import ReadFile
from workbench.articles.service import discard_import, keep_import
from workbench.claims.service import withdraw_claim
from workbench.db import Database
from workbench.intake.draft import Draft, DraftBlock
from workbench.intake.rules import BlockKind

BLOCKS = (DraftBlock(BlockKind.PARAGRAPH, "It waits."),)


def page(client: FlaskClient, address: str = "/articles") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.text


def titles(html: str) -> list[str]:
    return re.findall(r'class="item-title" href="/(?:articles|imports)/\d+">(.*?)</a>', html)


def next_page(html: str, rel: str) -> str:
    found = re.search(rf'rel="{rel}" href="([^"]+)"', html)
    assert found
    return found[1]


def test_an_article_stands_with_its_outlet_date_claims_and_coverage(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        article = new_article(session, desk)
        new_claim(session, desk, article)
        withdrawn = new_claim(session, desk, article, "The quay was late", "It was late.")
        withdraw_claim(session, claim=withdrawn, by=desk.actor())
    html = page(enter())
    for words in ("What the harbour costs", "The Ledger", "May 2019", "1 claim", "1 of 4"):
        assert words in html


def test_another_desks_articles_are_not_listed(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        new_article(session, new_desk(session, "Another desk"))
    assert titles(page(enter())) == []


def test_an_empty_list_says_what_to_do(enter: Enter) -> None:
    assert "Import an article" in page(enter())
    assert "Import an article" not in page(enter(Role.VIEWER))


def test_pages_lead_on_and_back(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        for number in range(1, 53):
            new_article(session, desk, f"Article {number}")
    client = enter()
    first = page(client)
    assert titles(first) == [f"Article {number}" for number in range(52, 2, -1)]
    assert 'rel="prev"' not in first
    second = page(client, next_page(first, "next"))
    assert titles(second) == ["Article 2", "Article 1"]
    assert 'rel="next"' not in second
    assert titles(page(client, next_page(second, "prev"))) == titles(first)


def test_previews_that_wait_are_offered_to_those_who_may_confirm_them(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        for title in ("A preview", "A discarded one"):
            draft = Draft(title, "", (), "", "en", "", BLOCKS)
            kept = keep_import(session, file=ReadFile(draft, "0" * 64), by=desk.actor())
        discard_import(session, kept=kept)
    html = page(enter())
    assert "A preview" in html
    assert "A discarded one" not in html
    assert "A preview" not in page(enter(Role.VIEWER))


def test_more_previews_than_stand_above_the_articles_are_on_pages_of_their_own(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        for number in range(1, 53):
            draft = Draft(f"Preview {number}", "", (), "", "en", "", BLOCKS)
            keep_import(session, file=ReadFile(draft, "0" * 64), by=desk.actor())
    client = enter()
    above = page(client)
    assert titles(above) == [f"Preview {number}" for number in range(52, 42, -1)]
    assert 'href="/imports"' in above
    first = page(client, "/imports")
    assert titles(first) == [f"Preview {number}" for number in range(52, 2, -1)]
    assert titles(page(client, next_page(first, "next"))) == ["Preview 2", "Preview 1"]
    assert "There is nothing further" in page(client, "/imports?before=1")


def test_without_a_preview_the_page_of_those_that_wait_says_so(enter: Enter) -> None:
    assert "Nothing waits" in page(enter(), "/imports")


def test_the_list_takes_as_many_queries_for_three_articles_as_for_one(
    enter: Enter, database: Database, desk: Desk, count_queries: CountQueries
) -> None:
    client, counts = enter(), []
    for made in (1, 2):
        with database.writing() as session:
            for _ in range(made):
                new_claim(session, desk, new_article(session, desk))
        with count_queries() as sent:
            page(client)
        counts.append(len(sent))
    assert counts[0] == counts[1]
