"""Two people at one thing, and words that are typed and not saved: nothing is lost."""

import re

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.conftest import PASSWORD, Visitor
from tests.browser.desk import Desk
from tests.browser.network import held
from tests.browser.people import Editor, FactChecker, Judgement
from tests.builders import HARBOUR

QUAY = "The quay cost 41 million"
MINE, THEIRS = "The quay cost the town 41 million.", "The quay cost 41 million in 2019."
LONG = "The town paid 41 million for the quay, all told."


@pytest.fixture
def ana(desk: Desk, visitor: Visitor) -> FactChecker:
    """The fact-checker who opened the claim first."""
    member = FactChecker(visitor())
    member.enters(desk.link("ana", desk.claim(desk.article(HARBOUR), QUAY)))
    return member


def colleague(ana: FactChecker, desk: Desk, visitor: Visitor, statement: str) -> FactChecker:
    """Another fact-checker, who saves another statement meanwhile."""
    sam = FactChecker(visitor())
    sam.enters(desk.link("sam", ana.address))
    sam.begins_to_edit(statement)
    sam.presses("Save claim")
    expect(sam.panel.locator("h2.statement")).to_have_text(statement)
    return sam


def test_the_second_to_save_sees_both_texts_and_lets_their_own_stand(
    ana: FactChecker, desk: Desk, visitor: Visitor
) -> None:
    ana.begins_to_edit(MINE)
    sam = colleague(ana, desk, visitor, THEIRS)
    ana.presses("Save claim")
    sides = ana.panel.locator(".versus-side")
    expect(sides.first).to_contain_text(THEIRS)
    expect(sides.nth(1)).to_contain_text(MINE)
    expect(ana.claim_form.get_by_label("Statement")).to_have_value(MINE)
    ana.presses("Save yours")
    expect(ana.panel.locator("h2.statement")).to_have_text(MINE)
    sam.page.reload()
    expect(sam.panel.locator("h2.statement")).to_have_text(MINE)


def test_the_second_to_save_may_keep_the_others_text(
    ana: FactChecker, desk: Desk, visitor: Visitor
) -> None:
    ana.begins_to_edit(MINE)
    colleague(ana, desk, visitor, THEIRS)
    ana.presses("Save claim")
    ana.page.get_by_role("link", name="Keep theirs").click()
    expect(ana.panel.locator("h2.statement")).to_have_text(THEIRS)
    expect(ana.panel.locator(".versus")).to_have_count(0)
    expect(ana.claim_form.get_by_label("Statement")).to_have_value(THEIRS)


def test_of_two_who_approve_at_once_one_decides_and_the_other_is_told(
    desk: Desk, visitor: Visitor
) -> None:
    address = desk.proposal(desk.article(HARBOUR), QUAY)
    ed, eve = Editor(visitor()), Editor(visitor())
    ed.enters(desk.link("ed", address))
    eve.enters(desk.link("eve", address))
    eve.page.get_by_label("Comment to the author").fill("Well found.")
    ed.presses("Approve")
    ed.reads("Approved: claim 1.")
    eve.presses("Approve")
    expect(eve.page.get_by_role("alert")).to_be_visible()
    eve.reads("Well found.")
    expect(eve.page.locator(".status")).to_have_text("Approved")


def test_a_double_click_makes_one_claim(desk: Desk, visitor: Visitor) -> None:
    ana = FactChecker(visitor())
    ana.enters(desk.link("ana", desk.article(HARBOUR)))
    ana.selects(QUAY)
    ana.page.get_by_role("button", name="Claim", exact=True).dblclick()
    expect(ana.panel).to_have_attribute("data-claim", "1")
    ana.page.reload()
    expect(ana.page.locator(".claim-row")).to_have_count(1)


def test_what_was_typed_survives_a_reload_and_another_claim(
    ana: FactChecker, desk: Desk, visitor: Visitor
) -> None:
    desk.claim(ana.address.partition("/claims")[0], "It opened in May")
    ana.page.reload()
    ana.begins_to_edit(MINE)
    ana.page.reload()
    expect(ana.claim_form.get_by_label("Statement")).to_have_value(MINE)
    ana.reads("Brought back")
    ana.opens("2")
    expect(ana.claim_form.get_by_label("Statement")).to_have_value("It opened in May")
    ana.opens("1")
    expect(ana.claim_form.get_by_label("Statement")).to_have_value(MINE)
    ana.presses("Save claim")
    expect(ana.panel.locator("h2.statement")).to_have_text(MINE)
    ana.page.reload()
    expect(ana.page.locator(".kept-note")).to_have_count(0)


def test_words_brought_back_do_not_go_over_what_was_saved_meanwhile(
    ana: FactChecker, desk: Desk, visitor: Visitor
) -> None:
    ana.begins_to_edit(MINE)
    colleague(ana, desk, visitor, THEIRS)
    ana.page.reload()
    ana.reads("Brought back")
    ana.presses("Save claim")
    expect(ana.panel.locator(".versus-side").first).to_contain_text(THEIRS)
    expect(ana.panel.locator("h2.statement")).to_have_text(THEIRS)


def test_what_was_refused_survives_a_reload(ana: FactChecker) -> None:
    ana.begins_to_edit(MINE)
    ana.claim_form.get_by_label("Said on").fill("last spring")
    ana.presses("Save claim")
    ana.reads("Nothing was saved yet")
    ana.page.reload()
    expect(ana.claim_form.get_by_label("Statement")).to_have_value(MINE)
    expect(ana.claim_form.get_by_label("Said on")).to_have_value("last spring")


def test_keeping_the_others_text_gives_up_no_other_words(
    ana: FactChecker, desk: Desk, visitor: Visitor
) -> None:
    rationale = ana.verdict_form.get_by_label("Rationale")
    rationale.fill(LONG)
    ana.begins_to_edit(MINE)
    colleague(ana, desk, visitor, THEIRS)
    ana.presses("Save claim")
    ana.page.get_by_role("link", name="Keep theirs").click()
    expect(ana.claim_form.get_by_label("Statement")).to_have_value(THEIRS)
    expect(rationale).to_have_value(LONG)


def test_what_is_typed_while_a_draft_is_being_saved_is_kept(ana: FactChecker) -> None:
    rationale, waiting = _saving_a_draft(ana, "The town paid")
    rationale.press_sequentially(" 41 million.")
    waiting[0].continue_()
    ana.reads("saved a draft")
    ana.page.reload()
    expect(rationale).to_have_value("The town paid 41 million.")


def _saving_a_draft(ana: FactChecker, words: str) -> tuple[Locator, list[Route]]:
    """Save words of a rationale; the field, and the request that is not answered yet."""
    waiting = held(ana.page, "**/verdict", times=1)
    rationale = ana.verdict_form.get_by_label("Rationale")
    rationale.press_sequentially(words)
    with ana.page.expect_request("**/verdict"):
        rationale.press("Control+s")
    return rationale, waiting


def test_saving_again_before_the_answer_saves_what_stands_there_by_then(ana: FactChecker) -> None:
    rationale, waiting = _saving_a_draft(ana, "The town")
    rationale.press_sequentially(" paid")
    rationale.press("Control+s")
    rationale.press_sequentially(" it all.")
    waiting[0].continue_()
    expect(ana.panel.locator(".history li", has_text="saved a draft")).to_have_count(2)
    expect(rationale).to_be_focused()
    expect(ana.page.get_by_role("alert")).to_have_count(0)
    ana.page.reload()
    expect(rationale).to_have_value("The town paid it all.")
    expect(ana.page.locator(".kept-note")).to_have_count(0)


def test_a_draft_saved_twice_with_the_same_words_is_sent_once(ana: FactChecker) -> None:
    rationale, waiting = _saving_a_draft(ana, "The town paid.")
    rationale.press("Control+s")
    waiting[0].continue_()
    ana.reads("saved a draft")
    rationale.press("!")
    rationale.press("Control+s")
    expect(ana.page.locator("form[data-dirty]")).to_have_count(0)
    expect(ana.panel.locator(".history li", has_text="saved a draft")).to_have_count(2)


def test_proposing_before_a_draft_is_saved_proposes_after_it(ana: FactChecker) -> None:
    ana.verdict_form.get_by_label("False", exact=True).check()
    ana.verdict_form.get_by_label("In one sentence").fill("The town paid nothing.")
    _, waiting = _saving_a_draft(ana, "See the minutes.")
    ana.presses("Propose verdict")
    with ana.page.expect_response("**/verdict") as saved:
        waiting[0].continue_()
    assert saved.value.status == 303
    expect(ana.panel.locator(".status")).to_have_text("Proposed")


def test_adding_evidence_twice_before_the_answer_adds_it_once(ana: FactChecker) -> None:
    waiting = held(ana.page, "**/claims/1/evidence")
    ana.panel.locator("summary", has_text="Add evidence").click()
    ana.evidence_form.get_by_label("Source", exact=True).fill("Minutes of the council")
    add = ana.evidence_form.get_by_role("button", name="Add evidence")
    with ana.page.expect_request("**/claims/1/evidence"):
        add.click()
    ana.evidence_form.get_by_label("Note").fill("They met in May.")
    add.click()
    waiting[0].continue_()
    expect(ana.panel.locator("li.evidence")).to_have_count(1)
    ana.begins_to_edit(MINE)
    ana.presses("Save claim")
    expect(ana.panel.locator("h2.statement")).to_have_text(MINE)
    assert len(waiting) == 1
    expect(ana.evidence_form.get_by_label("Note")).to_have_value("They met in May.")


def test_what_waits_when_another_claim_is_opened_is_told_and_kept(
    ana: FactChecker, desk: Desk
) -> None:
    desk.claim(ana.address.partition("/claims")[0], "It opened in May")
    ana.page.reload()
    rationale, waiting = _saving_a_draft(ana, "The town")
    rationale.press_sequentially(" paid.")
    rationale.press("Control+s")
    ana.opens("2")
    waiting[0].continue_()
    ana.reads("What you sent last was not saved")
    ana.opens("1")
    expect(rationale).to_have_value("The town paid.")


def test_words_whose_form_is_gone_are_shown_until_they_are_given_up(
    ana: FactChecker, desk: Desk, visitor: Visitor
) -> None:
    ana.verdict_form.get_by_label("Rationale").fill(LONG)
    sam = FactChecker(visitor())
    sam.enters(desk.link("sam", ana.address))
    sam.proposes(Judgement("True", "The town paid it.", "See the minutes."))
    ana.page.reload()
    stranded = ana.page.get_by_role("region", name="Typed here by you, and not saved")
    expect(stranded).to_contain_text(LONG)
    stranded.get_by_role("button", name="Discard them").click()
    ana.page.reload()
    expect(ana.verdict_form).to_have_count(0)
    expect(stranded).to_be_hidden()


def test_the_next_person_at_a_browser_does_not_find_the_words_of_the_last(
    ana: FactChecker, desk: Desk
) -> None:
    ana.begins_to_edit(MINE)
    claim = ana.address
    ana.page.goto(desk.link("sam", claim))
    expect(ana.claim_form.get_by_label("Statement")).to_have_value(QUAY)
    ana.page.goto(desk.link("ana", claim))
    expect(ana.claim_form.get_by_label("Statement")).to_have_value(MINE)


def test_an_expired_session_leaves_the_words_in_the_form(ana: FactChecker, desk: Desk) -> None:
    ana.begins_to_edit(MINE)
    desk.sign_everybody_out()
    ana.presses("Save claim")
    ana.reads("Your session ran out")
    with ana.page.expect_popup() as popup:
        ana.page.get_by_role("link", name="Sign in in a new tab").click()
    signs_in(FactChecker(popup.value))
    ana.presses("Save claim")
    expect(ana.panel.locator("h2.statement")).to_have_text(MINE)


def test_an_expired_session_gives_a_pasted_article_back(desk: Desk, visitor: Visitor) -> None:
    ana = FactChecker(visitor())
    ana.enters(desk.link("ana", "/articles/new"))
    ana.page.get_by_label("The article’s text").fill(f"The quay\n\n{LONG}\n\n{LONG}")
    desk.sign_everybody_out()
    ana.presses("Read the article")
    expect(ana.page.get_by_role("heading", name="Your session ran out")).to_be_visible()
    signs_in(ana)
    ana.presses("Send it now")
    expect(ana.page.locator(".import-blocks")).to_contain_text(LONG)


def signs_in(ana: FactChecker) -> None:
    ana.page.get_by_label("E-mail").fill("ana@harbour.example")
    ana.page.get_by_label("Password").fill(PASSWORD)
    ana.page.get_by_role("button", name=re.compile("^Sign in$")).click()
    expect(ana.page.get_by_role("navigation", name="Main").or_(
        ana.page.get_by_role("heading", name="Your words were kept")
    ).first).to_be_visible()  # fmt: skip


def test_what_somebody_else_does_is_told_and_moves_nothing(
    ana: FactChecker, desk: Desk, visitor: Visitor
) -> None:
    rationale = ana.verdict_form.get_by_label("Rationale")
    rationale.fill("The town paid.")
    rationale.press("Home")
    sam = FactChecker(visitor())
    sam.enters(desk.link("sam", ana.address))
    sam.begins_to_edit(THEIRS)
    sam.presses("Save claim")
    expect(ana.page.locator("#row-1 > a")).to_have_text(THEIRS, timeout=20_000)
    ana.reads("Also here: Sam")
    said = ana.page.locator("#told-of-others")
    line = ana.panel.locator(".news-changed")
    expect(line).to_contain_text("Sam changed this claim.")
    expect(line).to_be_in_viewport(ratio=1)
    expect(said).to_contain_text("Sam changed this claim.")
    expect(ana.panel.locator("h2.statement")).not_to_have_text(THEIRS)
    expect(rationale).to_be_focused()
    assert rationale.evaluate("field => field.selectionStart") == 0
    line.get_by_role("link", name="Show").click()
    expect(ana.panel.locator("h2.statement")).to_have_text(THEIRS)
    expect(rationale).to_have_value("The town paid.")
    expect(line).to_be_hidden()


def test_the_text_is_drawn_anew_where_nobody_has_words_selected(
    ana: FactChecker, desk: Desk
) -> None:
    article = ana.address.partition("/claims")[0]
    ana.selects("The mayor was ill.")
    desk.set_aside(article, "The mayor was ill.")
    desk.proposal(article, "It opened in May")
    desk.approve(article, 2)
    expect(ana.page.locator("mark.claim[data-claims='2'].verdict-true")).to_have_text(
        "It opened in May", timeout=20_000
    )
    assert ana.page.evaluate("String(getSelection())") == "The mayor was ill."
    mayor = ana.page.locator(".sentence", has_text="The mayor was ill.")
    expect(mayor).to_have_class(re.compile("is-untouched"))
    ana.page.evaluate("getSelection().removeAllRanges()")
    expect(mayor).to_have_class(re.compile("is-set-aside"))
