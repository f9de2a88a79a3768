"""An outlet rewrites its article: twelve claims are settled in the new text and published."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import tram
from tests.browser.conftest import Visitor
from tests.browser.desk import Desk
from tests.browser.keyboard import Keyboard
from tests.browser.people import Editor, FactChecker
from tests.browser.pointing import selected
from tests.browser.settling import Settler

NOTE = "Fewer people rode the tram than was first said."
NOTICE = "An earlier version of this article gave another number of riders."


@pytest.fixture
def article(desk: Desk) -> str:
    """An article that was checked, before it is rewritten."""
    return tram.checked(desk)


@pytest.fixture
def ana(desk: Desk, visitor: Visitor) -> Settler:
    """The fact-checker to whom somebody mails the new text."""
    member = Settler(visitor())
    member.enters(desk.link("ana"))
    return member


@pytest.fixture
def ed(desk: Desk, visitor: Visitor) -> Editor:
    """The editor of the desk."""
    member = Editor(visitor())
    member.enters(desk.link("ed"))
    return member


def test_a_rewrite_is_settled_with_the_mouse_and_published_anew(
    article: str, ana: Settler, ed: Editor
) -> None:
    ed.publishes(article, "The tram, checked", "The numbers hold.", "The first edition.")
    ana.pastes_anew(article, tram.AFTER)
    settle_with_the_mouse(ana)
    ana.says_what_changed("2025-03-04", NOTICE, NOTE)
    ana.making.click()
    ana.reads("Version 2 is the newest now.")

    assert_that_all_stand(ed, article)
    confirm_what_is_stale(ed, article)
    ed.publishes(article, "The tram, checked", "They hold still.", "The article was changed.")
    read_the_report(ed)


def settle_with_the_mouse(ana: Settler) -> None:
    """Accept, pick, leave behind and take back, and mark a new place."""
    ana.is_asked_about("2", "0 of 7")
    ana.accepts()
    ana.is_asked_about("1", "1 of 7")
    ana.accepts()
    ana.is_asked_about("4", "2 of 7")
    ana.picks(2)
    ana.is_asked_about("7", "3 of 7")
    ana.goes_to("8")
    ana.is_asked_about("8", "3 of 7")
    ana.leaves_behind()
    ana.is_asked_about("10", "4 of 7")
    ana.presses("Undo")
    ana.is_asked_about("8", "3 of 7")
    ana.accepts()
    ana.is_asked_about("10", "4 of 7")
    ana.leaves_behind()
    ana.is_asked_about("11", "5 of 7")
    ana.drags_to("the rails have grease now")
    ana.is_asked_about("7", "6 of 7")
    ana.accepts()
    ana.is_at_the_end("7 of 7")


def assert_that_all_stand(ed: Editor, article: str) -> None:
    """Look at every claim, and at what was set aside, in the newest text."""
    reader = FactChecker(ed.page)
    reader.page.goto(article)
    for number, words in tram.STANDS.items():
        reader.opens(number)
        place = reader.panel.locator(".panel-head > .passages > li > q")
        expect(place).to_have_text([words] if words else [])
    expect(reader.page.locator("#block-9 mark[data-claims='4']")).to_have_text(tram.STANDS["4"])
    expect(reader.page.locator(".sentence.is-set-aside")).to_have_text(tram.STILL_SET_ASIDE)
    untouched = reader.page.locator(".sentence.is-untouched")
    expect(untouched.filter(has_text=tram.UNTOUCHED_AGAIN)).to_have_count(1)
    reader.opens("10")
    reader.panel.get_by_text("1 earlier place").click()
    expect(reader.panel.locator("details .passages q")).to_have_text(tram.CLAIMS["10"])


def confirm_what_is_stale(ed: Editor, article: str) -> None:
    """One verdict waits on changed words, one stood on changed words, and one on the same."""
    ed.opens_review(tram.CLAIMS["7"])
    expect(ed.page.locator(".remark del").first).to_have_text(", and")
    ed.presses("Approve")
    ed.reads("Approved: claim 7.")
    ed.page.goto(f"{article}/claims/5")
    expect(ed.panel.locator(".verdict-summary")).to_be_visible()
    expect(ed.panel.locator("#stale")).to_have_count(0)
    ed.page.goto(f"{article}/claims/1")
    expect(ed.panel.locator("#stale del")).to_have_text("6,200")
    expect(ed.panel.locator("#stale ins.is-number")).to_have_text("5,900")
    ed.presses("Confirm the verdict")
    expect(ed.panel.locator("#stale")).to_have_count(0)


def read_the_report(ed: Editor) -> None:
    """See the new text with the verdicts in it."""
    text = ed.page.locator(".report-text")
    expect(text).to_contain_text("5,900 people rode it")
    expect(text.locator("a.claim-number")).to_have_count(3)
    expect(text).not_to_contain_text("71 decibels")
    [told] = ed.page.locator(".amendment").all()
    expect(told).to_contain_text("Changed on 4 March 2025, with this notice:")
    expect(told.locator("blockquote")).to_have_text(NOTICE)
    expect(told.get_by_text(NOTE)).to_be_visible()
    before = ed.page.locator("#note-1 .wordings")
    expect(before.locator("dt")).to_have_text(["Until 4 March 2025", "Now"])
    expect(before.locator("del")).to_have_text("6,200")
    expect(before.locator("ins")).to_have_text("5,900")


def test_a_rewrite_is_settled_with_the_keyboard_alone(
    article: str, ed: Editor, desk: Desk, visitor: Visitor
) -> None:
    ana = Keyboard(visitor())
    ana.opens(desk.link("ana", article))
    bring_by_keys(ana)
    settle_by_keys(ana)
    tell_by_keys(ana)
    assert_that_all_stand(ed, article)


def bring_by_keys(ana: Keyboard) -> None:
    """From the workbench to the versions, and with a new text to its draft."""
    for link in ("version 1", "New version"):
        ana.tabs_to(ana.page.get_by_role("link", name=link))
        ana.leaves_with("Enter")
    expect(ana.page.get_by_label("The article’s text")).to_be_focused()
    ana.types(tram.AFTER)
    ana.leaves_with("Control+s")


def settle_by_keys(ana: Keyboard) -> None:
    """One key a passage; the last one's place is gone to word by word."""
    shown = Settler(ana.page)
    shown.is_asked_about("2", "0 of 7")
    ana.presses("1")
    shown.is_asked_about("1", "1 of 7")
    ana.presses("n")
    shown.is_asked_about("4", "1 of 7")
    ana.presses("2")
    shown.is_asked_about("7", "2 of 7")
    ana.presses("p")
    shown.is_asked_about("4", "2 of 7")
    ana.presses("p")
    shown.is_asked_about("1", "2 of 7")
    ana.presses("1")
    shown.is_asked_about("7", "3 of 7")
    ana.presses("1")
    shown.is_asked_about("8", "4 of 7")
    ana.leaves_with("s")
    shown.is_asked_about("8", "4 of 7")
    ana.presses("l")
    shown.is_asked_about("10", "5 of 7")
    ana.presses("u")
    shown.is_asked_about("8", "4 of 7")
    ana.presses("c", "Shift+ArrowLeft")
    expect(selected(ana.page)).to_have_value(tram.STANDS["8"])
    ana.presses("c")
    shown.is_asked_about("10", "5 of 7")
    ana.presses("l")
    shown.is_asked_about("11", "6 of 7")
    ana.presses("c", "k")
    expect(selected(ana.page)).to_have_value("A sensor now counts every tram.")
    ana.presses("j", "j", "j", "j", *["ArrowRight"] * 12, "Shift+ArrowLeft")
    expect(selected(ana.page)).to_have_value(re.compile(rf"^ ?{tram.STANDS['11']}$"))
    ana.presses("c")
    shown.is_at_the_end("7 of 7")


def tell_by_keys(ana: Keyboard) -> None:
    """Say what the outlet changed, leave the field, and make the version."""
    for label, words in (("Changed on", "2025-03"), ("What changed", NOTE)):
        ana.tabs_to(ana.page.get_by_label(label))
        ana.types(words)
    ana.presses("Escape")
    ana.leaves_with("Shift+M")
    expect(ana.page.locator("#messages")).to_contain_text("Version 2 is the newest now.")


def test_a_rewrite_is_settled_without_scripts(desk: Desk, visitor: Visitor) -> None:
    article = desk.article(tram.BEFORE)
    for number in ("1", "4", "11"):
        desk.claim(article, tram.CLAIMS[number])
    ana = Settler(visitor(javascript=False))
    ana.enters(desk.link("ana"))
    ana.pastes_anew(article, tram.AFTER)
    ana.is_asked_about("1", "0 of 3")
    ana.accepts()
    ana.is_asked_about("2", "1 of 3")
    ana.picks(2)
    ana.is_asked_about("3", "2 of 3")
    expect(ana.page.get_by_text("Mark another place")).to_be_hidden()
    ana.leaves_behind()
    ana.is_at_the_end("3 of 3")
    ana.presses("Undo")
    ana.is_asked_about("3", "2 of 3")
    ana.copies_to("the rails have grease now")
    ana.is_at_the_end("3 of 3")
    ana.says_what_changed("", "", NOTE)
    ana.making.click()
    ana.reads("Version 2 is the newest now.")
    for number, words in (
        ("1", [tram.STANDS["1"]]),
        ("2", [tram.STANDS["4"]]),
        ("3", [tram.STANDS["11"]]),
    ):
        ana.opens(number)
        expect(ana.panel.locator(".panel-head > .passages > li > q")).to_have_text(words)
    ana.page.goto(f"{article}/versions")
    expect(ana.page.locator(".amendment")).to_contain_text(NOTE)
