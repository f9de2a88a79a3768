"""A page on which somebody works while the article's next version is made: it shows no mixture."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visitor
from tests.browser.desk import Desk
from tests.browser.network import held
from tests.browser.people import FactChecker
from tests.builders import HARBOUR

HEADLINE, QUAY, CAPTION, MAYOR, SHARE = HARBOUR
NEW = "A paragraph that was put in."
SECOND = (HEADLINE, QUAY, NEW, CAPTION, MAYOR, SHARE)
MINE, LONG = "The quay cost the town 41 million.", "The town paid 41 million, all told."
NOW = "The article is at version 2 now; this page shows it."


@pytest.fixture
def article(desk: Desk) -> str:
    """An article with two claims."""
    address = desk.article(HARBOUR)
    desk.claim(address, "The quay cost 41 million")
    desk.claim(address, "It opened in May")
    return address


@pytest.fixture
def ana(desk: Desk, article: str, visitor: Visitor) -> FactChecker:
    """A fact-checker before the first of them."""
    member = FactChecker(visitor())
    member.enters(desk.link("ana", f"{article}/claims/1"))
    return member


def rationale(ana: FactChecker) -> Locator:
    return ana.verdict_form.get_by_label("Rationale")


def sees_version(ana: FactChecker, number: int) -> None:
    """The whole page is of this version."""
    expect(ana.page.locator("#article-head")).to_contain_text(f"version {number}")
    expect(ana.page.locator(".block", has_text=NEW)).to_have_count(number - 1)
    expect(ana.page.locator(".block")).to_have_count(len(HARBOUR) + number - 1)


def test_a_sentence_set_aside_leads_to_the_new_version_and_what_is_being_typed_comes_along(
    ana: FactChecker, desk: Desk, article: str
) -> None:
    rationale(ana).fill(LONG)
    desk.rewrite(article, SECOND)
    ana.sets_aside("Nobody 😀 asked why", "opinion")
    sees_version(ana, 2)
    ana.reads(f"Done. {NOW}")
    expect(rationale(ana)).to_have_value(LONG)
    ana.page.reload()
    expect(ana.page.get_by_text(NOW)).to_have_count(0)


def test_another_claim_is_opened_on_the_page_of_the_new_version(
    ana: FactChecker, desk: Desk, article: str
) -> None:
    ana.begins_to_edit(MINE)
    desk.rewrite(article, SECOND)
    ana.opens("2")
    ana.reads(NOW)
    sees_version(ana, 2)
    assert ana.address == f"{article}/claims/2"
    ana.opens("1")
    expect(ana.claim_form.get_by_label("Statement")).to_have_value(MINE)
    ana.presses("Save claim")
    expect(ana.panel.locator("h2.statement")).to_have_text(MINE)


def test_what_is_typed_while_a_draft_is_sent_is_there_on_the_page_of_the_new_version(
    ana: FactChecker, desk: Desk, article: str
) -> None:
    waiting = held(ana.page, "**/verdict", times=1)
    rationale(ana).fill("The town paid")
    with ana.page.expect_request("**/verdict"):
        rationale(ana).press("Control+s")
    rationale(ana).press_sequentially(" it all.")
    desk.rewrite(article, SECOND)
    waiting[0].continue_()
    ana.reads(f"Done. {NOW}")
    sees_version(ana, 2)
    expect(rationale(ana)).to_have_value("The town paid it all.")
    rationale(ana).press("Control+s")
    expect(ana.panel.locator(".history li", has_text="saved a draft")).to_have_count(2)
    expect(ana.page.locator(".kept-note")).to_have_count(0)


def test_what_waits_behind_a_draft_is_not_sent_from_a_page_that_is_loaded_anew(
    ana: FactChecker, desk: Desk, article: str
) -> None:
    waiting = held(ana.page, "**/verdict")
    rationale(ana).fill("The town paid")
    with ana.page.expect_request("**/verdict"):
        rationale(ana).press("Control+s")
    rationale(ana).press_sequentially(" it all.")
    rationale(ana).press("Control+s")
    desk.rewrite(article, SECOND)
    waiting[0].continue_()
    ana.reads(f"Done. {NOW}")
    expect(rationale(ana)).to_have_value("The town paid it all.")
    ana.reads("Brought back")
    assert len(waiting) == 1


def test_the_answer_about_a_claim_that_was_left_loads_the_page_where_one_is(
    ana: FactChecker, desk: Desk, article: str
) -> None:
    waiting = held(ana.page, "**/verdict", times=1)
    rationale(ana).fill(LONG)
    with ana.page.expect_request("**/verdict"):
        rationale(ana).press("Control+s")
    ana.opens("2")
    desk.rewrite(article, SECOND)
    waiting[0].continue_()
    ana.reads(f"Done. {NOW}")
    assert ana.address == f"{article}/claims/2"
    ana.opens("1")
    expect(rationale(ana)).to_have_value(LONG)
    expect(ana.page.locator(".kept-note")).to_have_count(0)


def test_a_refused_selection_leaves_the_page_and_the_way_to_the_new_version_beside_the_reason(
    ana: FactChecker, desk: Desk, article: str
) -> None:
    ana.begins_to_edit(MINE)
    desk.rewrite(article, SECOND)
    ana.selects("The mayor was ill")
    ana.presses("Claim")
    ana.reads("do not stand there in the article’s text")
    sees_version(ana, 1)
    expect(ana.claim_form.get_by_label("Statement")).to_have_value(MINE)
    ana.page.get_by_role("link", name="Load the page anew").click()
    sees_version(ana, 2)
    expect(ana.claim_form.get_by_label("Statement")).to_have_value(MINE)
    ana.marks("The mayor was ill")


def test_a_refused_form_keeps_its_words_and_once_mended_leads_to_the_new_version(
    ana: FactChecker, desk: Desk, article: str
) -> None:
    ana.begins_to_edit(MINE)
    said_on = ana.claim_form.get_by_label("Said on")
    said_on.fill("last spring")
    desk.rewrite(article, SECOND)
    ana.presses("Save claim")
    ana.reads("Nothing was saved yet")
    ana.reads("this page still shows version 1")
    expect(ana.claim_form.get_by_label("Statement")).to_have_value(MINE)
    said_on.fill("2019-05")
    ana.presses("Save claim")
    ana.reads(f"Done. {NOW}")
    sees_version(ana, 2)
    expect(ana.panel.locator("h2.statement")).to_have_text(MINE)
    expect(ana.page.locator(".kept-note")).to_have_count(0)
