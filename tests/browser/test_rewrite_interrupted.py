"""A rewrite that is settled in pieces, or by two: what was decided and what was typed is there."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser import tram
from tests.browser.conftest import Visitor
from tests.browser.desk import Desk
from tests.browser.network import held
from tests.browser.settling import Settler
from tests.builders import HARBOUR

NOTICE = "This article has been corrected."
TYPED = "The operator greases the rails at night."


@pytest.fixture
def ana(desk: Desk, visitor: Visitor) -> Settler:
    """A fact-checker before a draft in which three claims ask where they stand: 2, 1 and 3."""
    article = desk.article(tram.BEFORE)
    for number in ("1", "2", "4"):
        desk.claim(article, tram.CLAIMS[number])
    member = Settler(visitor())
    member.enters(desk.link("ana"))
    member.pastes_anew(article, tram.AFTER)
    member.is_asked_about("2", "0 of 3")
    return member


@pytest.fixture
def sam(ana: Settler, desk: Desk, visitor: Visitor) -> Settler:
    """A colleague before the same draft."""
    member = Settler(visitor())
    member.enters(desk.link("sam", ana.address))
    member.is_asked_about("2", "0 of 3")
    return member


def test_a_reload_leads_to_where_one_was_and_what_was_decided_can_still_be_taken_back(
    ana: Settler,
) -> None:
    ana.accepts()
    ana.is_asked_about("1", "1 of 3")
    ana.page.reload()
    ana.is_asked_about("1", "1 of 3")
    ana.goes_to("3")
    ana.is_asked_about("3", "1 of 3")
    ana.page.reload()
    ana.is_asked_about("3", "1 of 3")
    ana.leaves_behind()
    ana.is_asked_about("1", "2 of 3")
    ana.page.reload()
    ana.is_asked_about("1", "2 of 3")
    ana.presses("Undo")
    ana.is_asked_about("3", "1 of 3")


def test_what_two_decide_at_the_same_time_stands_for_both(ana: Settler, sam: Settler) -> None:
    ana.accepts()
    ana.is_asked_about("1", "1 of 3")
    sam.goes_to("3")
    sam.is_asked_about("3", "1 of 3")
    sam.picks(2)
    sam.is_asked_about("1", "2 of 3")
    sam.presses("Undo")
    sam.is_asked_about("3", "1 of 3")
    sam.picks(1)
    sam.is_asked_about("1", "2 of 3")
    ana.accepts()
    ana.is_at_the_end("3 of 3")
    sam.page.reload()
    sam.is_asked_about("1", "3 of 3")
    ana.making.click()
    ana.reads("Version 2 is the newest now.")
    for number, words in (("1", "1"), ("2", "2"), ("3", "4")):
        ana.opens(number)
        expect(ana.panel.locator(".panel-head > .passages > li > q")).to_have_text(
            tram.STANDS[words]
        )
    sam.leaves_behind()
    sam.reads("This draft is a version of the article already")


def test_nothing_is_decided_about_a_text_that_somebody_changed_unseen(
    ana: Settler, sam: Settler
) -> None:
    sam.page.get_by_role("link", name="Edit blocks").click()
    sam.edits_block(2, tram.OPENING.replace("6,200", "6,000"))
    sam.presses("Save block")
    expect(sam.page.locator("#block-2 > .block")).to_contain_text("6,000")
    ana.accepts()
    ana.reads("The text of this draft was changed while you looked at it.")
    ana.page.reload()
    ana.is_asked_about("2", "0 of 3")
    expect(ana.panel.locator(".settle-choice ins")).to_have_text("6,000")
    ana.accepts()
    ana.is_asked_about("1", "1 of 3")


def test_what_is_pressed_before_the_answer_is_there_decides_nothing_unseen(ana: Settler) -> None:
    sent = settled_by(ana.page)
    waiting = held(ana.page, "**/passages/*", times=1)
    with ana.page.expect_request("**/passages/*"):
        ana.page.keyboard.press("1")
    ana.page.keyboard.press("1")
    ana.page.keyboard.press("l")
    waiting[0].continue_()
    ana.is_asked_about("1", "1 of 3")
    ana.accepts()
    ana.is_asked_about("3", "2 of 3")
    assert len(sent) == 2


def test_the_second_click_of_a_double_click_decides_nothing_unseen(ana: Settler) -> None:
    ana.accepts()
    ana.is_asked_about("1", "1 of 3")
    ana.page.mouse.down(click_count=2)  # where it is still
    ana.page.mouse.up(click_count=2)
    ana.goes_to("3")
    ana.is_asked_about("3", "1 of 3")


def settled_by(page: Page) -> list[Request]:
    """What a page sends from now on to decide about passages."""
    sent: list[Request] = []
    page.on("request", lambda r: sent.append(r) if r.method == "POST" else None)
    return sent


def test_words_typed_into_a_block_are_there_after_a_reload(ana: Settler) -> None:
    ana.page.get_by_role("link", name="Edit blocks").click()
    ana.edits_block(8, TYPED)
    ana.page.reload()
    ana.reads("Brought back")
    expect(ana.page.get_by_label("Words")).to_have_value(TYPED)
    ana.presses("Save block")
    expect(ana.page.get_by_label("Edit block 8", exact=True)).to_be_focused()
    ana.page.reload()
    expect(ana.page.locator("#block-8 > .block")).to_have_text(TYPED)
    expect(ana.page.locator(".kept-note")).to_have_count(0)


def test_of_two_who_write_into_a_block_the_second_sees_both_texts(
    ana: Settler, sam: Settler
) -> None:
    for member in (ana, sam):
        member.page.get_by_role("link", name="Edit blocks").click()
    ana.edits_block(8, TYPED)
    sam.edits_block(8, "Nobody greases the rails.")
    sam.presses("Save block")
    expect(sam.page.locator("#block-8 > .block")).to_have_text("Nobody greases the rails.")
    ana.presses("Save block")
    sides = ana.page.locator(".versus-side")
    expect(sides.first).to_contain_text("Nobody greases the rails.")
    expect(sides.last).to_contain_text(TYPED)
    ana.presses("Save block")
    expect(ana.page.locator("#block-8 > .block")).to_have_text(TYPED)


def test_a_block_that_is_refused_says_why_and_keeps_its_words(ana: Settler) -> None:
    ana.page.get_by_role("link", name="Edit blocks").click()
    ana.edits_block(8, TYPED)
    ana.page.get_by_label("Kind").select_option("headline")
    ana.presses("Save block")
    expect(ana.page.get_by_role("alert")).to_contain_text("has a headline already")
    ana.page.reload()
    expect(ana.page.get_by_label("Words")).to_have_value(TYPED)


def test_words_about_an_amendment_are_there_after_a_reload(desk: Desk, visitor: Visitor) -> None:
    ana = Settler(visitor())
    ana.enters(desk.link("ana"))
    article = desk.article(HARBOUR)
    ana.pastes_anew(article, "The quay that cost too much\n\nThe quay cost 43 million.")
    ana.says_what_changed("2025-03-04", NOTICE, "The sum.")
    ana.page.reload()
    ana.reads("Brought back")
    expect(ana.page.get_by_label("The outlet’s own notice")).to_have_value(NOTICE)
    ana.making.click()
    ana.reads("Version 2 is the newest now.")
    ana.page.goto(f"{article}/versions/2/amendment")
    expect(ana.page.get_by_label("The outlet’s own notice")).to_have_value(NOTICE)
    ana.says_what_changed("2025-03-05", NOTICE, "The sum, and the date.")
    ana.page.reload()
    ana.reads("Brought back")
    ana.presses("Save the note")
    expect(ana.page.locator(".amendment")).to_contain_text("The sum, and the date.")
    expect(ana.page.locator(".amendment")).to_contain_text("5 March 2025")
