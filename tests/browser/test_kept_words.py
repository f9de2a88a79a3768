"""Words kept in the browser, where its keeping fails or another tab or answer comes between."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.desk import Desk
from tests.browser.network import held
from tests.browser.people import Editor, Evidence, FactChecker, Judgement
from tests.builders import HARBOUR

QUAY, MAY = "The quay cost 41 million", "It opened in May"
MINE, THEIRS = "The quay cost the town 41 million.", "The quay cost 41 million in 2019."
FORBIDDEN = (
    "Object.defineProperty(window, 'localStorage',"
    " { get() { throw new DOMException('denied', 'SecurityError') } })"
)
FULL = """() => {
  for (let size = 2 ** 20; size >= 1; size /= 2) {
    try { for (let i = 0; ; i++) localStorage.setItem(`${size} ${i}`, "x".repeat(size)) } catch {}
  }
}"""


@pytest.fixture
def ana(desk: Desk, visitor: Visitor) -> FactChecker:
    """A fact-checker before the first of two claims."""
    article = desk.article(HARBOUR)
    address = desk.claim(article, QUAY)
    desk.claim(article, MAY)
    member = FactChecker(visitor())
    member.enters(desk.link("ana", address))
    return member


def test_an_answer_that_comes_when_another_claim_is_open_leaves_that_one_alone(
    ana: FactChecker,
) -> None:
    waiting = held(ana.page, "**/claims/1/verdict")
    rationale = ana.verdict_form.get_by_label("Rationale")
    rationale.fill("Of the first.")
    with ana.page.expect_request("**/claims/1/verdict"):
        rationale.press("Control+s")
    ana.opens("2")
    rationale.fill("Of the second.")
    with ana.page.expect_response("**/claims/1?touched*"):
        waiting[0].continue_()
    expect(ana.page.locator("#row-1")).to_contain_text("In progress")
    expect(ana.panel).to_have_attribute("data-claim", "2")
    assert ana.address.endswith("/claims/2")
    expect(rationale).to_be_focused()
    ana.opens("1")
    expect(rationale).to_have_value("Of the first.")
    expect(ana.page.locator(".kept-note")).to_have_count(0)
    ana.opens("2")
    expect(rationale).to_have_value("Of the second.")


def test_a_refusal_that_comes_when_another_claim_is_open_is_told_there(
    ana: FactChecker, desk: Desk, visitor: Visitor
) -> None:
    ana.begins_to_edit(MINE)
    sam = FactChecker(visitor())
    sam.enters(desk.link("sam", ana.address))
    sam.begins_to_edit(THEIRS)
    sam.presses("Save claim")
    expect(sam.panel.locator("h2.statement")).to_have_text(THEIRS)
    waiting = held(ana.page, "**/claims/1")
    with ana.page.expect_request("**/claims/1"):
        ana.presses("Save claim")
    ana.opens("2")
    waiting[0].continue_()
    ana.page.unroute_all()
    ana.reads("What you sent for claim 1 was refused.")
    expect(ana.panel).to_have_attribute("data-claim", "2")
    ana.opens("1")
    expect(ana.claim_form.get_by_label("Statement")).to_have_value(MINE)
    ana.presses("Save claim")
    expect(ana.panel.locator(".versus-side").first).to_contain_text(THEIRS)


def test_what_is_saved_in_one_tab_drops_nothing_that_is_typed_in_another(ana: FactChecker) -> None:
    other = FactChecker(ana.page.context.new_page())
    other.page.goto(ana.address)
    other.begins_to_edit(THEIRS)
    ana.begins_to_edit(MINE)
    ana.presses("Save claim")
    expect(ana.panel.locator("h2.statement")).to_have_text(MINE)
    other.page.reload()
    expect(other.claim_form.get_by_label("Statement")).to_have_value(THEIRS)
    other.presses("Save claim")
    expect(other.panel.locator(".versus-side").first).to_contain_text(MINE)


def test_every_ticked_box_is_brought_back(ana: FactChecker) -> None:
    for name in ("Minutes", "Budget", "Ledger"):
        ana.adds(Evidence(name, f"Quoted from the {name}."))
    ana.page.get_by_text("Split, merge, reorder").click()
    form = ana.page.locator("[id^=split-form]")
    form.get_by_label("Minutes").check()
    form.get_by_label("Ledger").check()
    ana.page.reload()
    expect(form.get_by_label("Minutes")).to_be_checked()
    expect(form.get_by_label("Budget")).not_to_be_checked()
    expect(form.get_by_label("Ledger")).to_be_checked()


def test_a_browser_that_keeps_nothing_still_works(desk: Desk, visitor: Visitor) -> None:
    ana = FactChecker(visitor())
    ana.page.add_init_script(FORBIDDEN)
    ana.enters(desk.link("ana", desk.claim(desk.article(HARBOUR), QUAY)))
    ana.page.keyboard.press("j")
    expect(ana.page.locator(".sentence.is-current")).to_have_count(1)
    ana.begins_to_edit(MINE)
    ana.presses("Save claim")
    expect(ana.panel.locator("h2.statement")).to_have_text(MINE)


def test_a_browser_without_room_still_works(ana: FactChecker) -> None:
    ana.page.evaluate(FULL)
    ana.begins_to_edit(MINE)
    ana.presses("Save claim")
    expect(ana.panel.locator("h2.statement")).to_have_text(MINE)


@pytest.mark.parametrize("odd", ["{oops", "null", "1", "{}", '{"words": "1", "typed": []}'])
def test_kept_words_that_nobody_can_read_do_no_harm(ana: FactChecker, odd: str) -> None:
    ana.begins_to_edit(MINE)
    ana.page.evaluate(
        "odd => Object.keys(localStorage).forEach(name => localStorage.setItem(name, odd))", odd
    )
    ana.page.reload()
    ana.page.keyboard.press("j")
    expect(ana.page.locator(".sentence.is-current")).to_have_count(1)
    expect(ana.claim_form.get_by_label("Statement")).to_have_value(MINE)  # the server has it


def test_a_single_word_whose_form_is_gone_is_shown_too(
    ana: FactChecker, desk: Desk, visitor: Visitor
) -> None:
    ana.verdict_form.get_by_label("In one sentence").fill("Nonsense.")
    sam = FactChecker(visitor())
    sam.enters(desk.link("sam", ana.address))
    sam.proposes(Judgement("True", "The town paid it.", "See the minutes."))
    ana.page.reload()
    stranded = ana.page.get_by_role("region", name="Typed here by you, and not saved")
    expect(stranded.locator(".kept")).to_have_text(["Nonsense."])


def test_a_form_stays_open_over_words_typed_while_it_was_sent(ana: FactChecker) -> None:
    waiting = held(ana.page, "**/claims/1/evidence")
    ana.panel.locator("summary", has_text="Add evidence").click()
    ana.evidence_form.get_by_label("Source", exact=True).fill("Minutes of the council")
    with ana.page.expect_request("**/claims/1/evidence"):
        ana.evidence_form.get_by_role("button", name="Add evidence").click()
    note = ana.evidence_form.get_by_label("Note")
    note.fill("They met in May.")
    waiting[0].continue_()
    expect(ana.panel.locator(".evidence")).to_contain_text("Minutes of the council")
    expect(ana.page.locator("#told")).to_have_text("Saved.")
    expect(note).to_be_visible()
    expect(note).to_have_value("They met in May.")


def test_words_typed_after_a_draft_was_sent_survive_a_reload_before_the_answer(
    ana: FactChecker,
) -> None:
    waiting = held(ana.page, "**/claims/1/verdict")
    rationale = ana.verdict_form.get_by_label("Rationale")
    rationale.fill("The town")
    with ana.page.expect_request("**/claims/1/verdict"):
        rationale.press("Control+s")
    rationale.press_sequentially(" paid.")
    waiting[0].fetch()  # it is saved, and this page is not told
    ana.page.reload()
    ana.reads("saved a draft")
    expect(rationale).to_have_value("The town paid.")


def test_words_on_an_edition_survive_a_reload_and_are_gone_when_it_is_out(
    desk: Desk, visitor: Visitor
) -> None:
    article = desk.article(HARBOUR)
    address = desk.proposal(article, QUAY)
    ed = Editor(visitor())
    ed.enters(desk.link("ed", address))
    ed.presses("Approve")
    ed.reads("Approved: claim 1.")
    ed.page.goto(f"{article}/publish")
    note = ed.page.get_by_label("Note on this edition")
    note.fill("The minutes were opened in June.")
    ed.page.reload()
    ed.reads("Brought back")
    expect(note).to_have_value("The minutes were opened in June.")
    ed.presses("Publish edition 1")
    ed.page.goto("/")
    ed.page.goto(f"{article}/publish")
    expect(note).not_to_have_value("The minutes were opened in June.")


def test_a_comment_to_the_author_survives_a_reload(desk: Desk, visitor: Visitor) -> None:
    ed = Editor(visitor())
    ed.enters(desk.link("ed", desk.proposal(desk.article(HARBOUR), QUAY)))
    comment = ed.page.get_by_label("Comment to the author")
    comment.fill("Which page of the minutes?")
    ed.page.reload()
    expect(comment).to_have_value("Which page of the minutes?")


def test_words_on_a_source_that_were_refused_are_there_on_coming_back(
    desk: Desk, visitor: Visitor
) -> None:
    ana = FactChecker(visitor())
    ana.enters(desk.link("ana", "/sources/new"))
    ana.page.get_by_label("Title").fill("Minutes of the council")
    ana.page.get_by_label("Published").fill("last spring")
    ana.presses("Add to the library")
    ana.reads("Nothing was saved yet")
    ana.page.goto("/sources")
    ana.page.goto("/sources/new")
    expect(ana.page.get_by_label("Title")).to_have_value("Minutes of the council")


def _is_kept(member: FactChecker, words: str) -> None:
    """Type into the rationale, and wait until the server has it."""
    with member.page.expect_response("**/kept/articles/**") as kept:
        member.verdict_form.get_by_label("Rationale").fill(words)
    assert kept.value.status == 204


def test_what_was_typed_is_there_on_another_machine_and_gone_when_it_was_sent(
    ana: FactChecker, desk: Desk, visitor: Visitor
) -> None:
    _is_kept(ana, "The town paid.")
    elsewhere = FactChecker(visitor())
    elsewhere.enters(desk.link("ana", ana.address))
    rationale = elsewhere.verdict_form.get_by_label("Rationale")
    expect(rationale).to_have_value("The town paid.")
    elsewhere.reads("Brought back")
    rationale.press("Control+s")
    expect(elsewhere.page.locator("#told")).to_have_text("Saved.")
    third = FactChecker(visitor())
    third.enters(desk.link("ana", ana.address))
    expect(third.verdict_form.get_by_label("Rationale")).to_have_value("The town paid.")
    third.page.goto("/kept")
    third.reads("Nothing is left over")


def test_of_words_typed_in_two_tabs_the_last_come_back_and_the_others_are_shown(
    ana: FactChecker, desk: Desk, visitor: Visitor
) -> None:
    other = FactChecker(visitor())
    other.enters(desk.link("ana", ana.address))
    _is_kept(ana, "Typed first.")
    _is_kept(other, "Typed last.")
    third = FactChecker(visitor())
    third.enters(desk.link("ana", ana.address))
    expect(third.verdict_form.get_by_label("Rationale")).to_have_value("Typed last.")
    expect(third.verdict_form.locator(".also-kept .kept")).to_have_text(["Typed first."])


def test_what_was_kept_before_the_session_ran_out_is_there_after_signing_in_elsewhere(
    ana: FactChecker, desk: Desk, visitor: Visitor
) -> None:
    _is_kept(ana, "The town paid.")
    desk.sign_everybody_out()
    ana.verdict_form.get_by_label("Rationale").fill("The town paid it all.")  # this browser's alone
    elsewhere = FactChecker(visitor())
    elsewhere.enters(desk.link("ana", ana.address))
    expect(elsewhere.verdict_form.get_by_label("Rationale")).to_have_value("The town paid.")
    ana.enters(desk.link("ana", ana.address))
    expect(ana.verdict_form.get_by_label("Rationale")).to_have_value("The town paid it all.")
