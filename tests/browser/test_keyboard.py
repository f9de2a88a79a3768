"""The main path with the keyboard alone: nothing here ever points or clicks."""

import re
from collections.abc import Callable
from importlib.resources import files

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Visitor
from tests.browser.desk import Desk
from tests.browser.keyboard import Keyboard
from tests.builders import HARBOUR

TEXT = files("workbench.demo").joinpath("page.txt").read_text()
STATEMENT = "The column says it will not last."
COMMENT = "Which sentence of the report?"


def test_the_main_path_needs_no_mouse(desk: Desk, visitor: Visitor) -> None:
    ana, ed = Keyboard(visitor()), Keyboard(visitor())
    ana.opens(desk.link("ana", "/articles/new"))
    article = import_by_keys(ana)
    mark_by_keys(ana)
    find_by_keys(ana)
    propose_by_keys(ana, "It holds.")

    ed.opens(desk.link("ed", "/review"))
    return_by_keys(ed)
    ana.opens(f"{article}/claims/2")
    expect(panel(ana.page)).to_contain_text(COMMENT)
    propose_by_keys(ana, "It holds, by volume I.")
    ed.opens("/review")
    ed.leaves_with("Shift+A")
    expect(ed.page.locator("#messages")).to_contain_text("Approved: claim 2")
    publish_by_keys(ed, article)
    read_by_keys(ed)


def test_fifty_claims_are_reviewed_with_the_keys_alone(desk: Desk, visitor: Visitor) -> None:
    said = [f"Ship {number} came in late." for number in range(1, 51)]
    article = desk.article([" ".join(said)])
    for words in said:
        desk.proposal(article, words)
    ed = Keyboard(visitor())
    ed.opens(desk.link("ed", "/review"))
    statement = ed.page.locator("#statement")
    ed.leaves_with("j")
    expect(statement).to_have_text(said[1])
    ed.leaves_with("k")
    expect(statement).to_have_text(said[0])
    for number, words in enumerate(said, start=1):
        expect(statement).to_have_text(words)
        if number % 10 == 0:
            return_by_keys(ed)
        else:
            ed.leaves_with("Shift+A")
    expect(ed.page.get_by_role("heading", name="Nothing waits for you.")).to_be_visible()
    ed.opens(f"{article}?status=returned")
    expect(ed.page.locator(".claim-row")).to_have_count(5)


def panel(page: Page) -> Locator:
    return page.locator("#panel")


def import_by_keys(ana: Keyboard) -> str:
    """Paste, correct a block, save, confirm; the article's address."""
    expect(ana.page.get_by_label("The article’s text")).to_be_focused()
    ana.types(TEXT)
    ana.leaves_with("Control+s")
    ana.presses("j", "x", "b", "ArrowDown", "k", "Control+s")
    expect(ana.page.locator("[data-saved]")).to_be_visible()
    ana.tabs_to(ana.button("Confirm the article"))
    ana.leaves_with("Enter")
    return ana.page.url


def mark_by_keys(ana: Keyboard) -> None:
    """Claim a sentence, undo it, claim it again, set the next aside, and say what is claimed."""
    rows = ana.page.locator(".claim-row:not(.is-withdrawn)")
    ana.presses("j", "j", "c")
    expect(panel(ana.page)).to_have_attribute("data-claim", "1")
    ana.presses("u")
    expect(rows).to_have_count(0)
    ana.presses("j", "c")
    expect(panel(ana.page)).to_have_attribute("data-claim", "2")
    here = ana.page.locator(".sentence.is-current")
    second = here.get_attribute("id")
    ana.presses("j", "x")
    expect(ana.page.locator(".sentence.is-set-aside").first).to_be_visible()
    expect(here).not_to_have_attribute("id", second or "")
    ana.presses("Shift+J")
    expect(here).to_have_class(re.compile("is-untouched"))
    ana.tabs_to(panel(ana.page).locator(".panel-head summary", has_text="Edit"))
    ana.presses("Enter")
    ana.fills("Statement", STATEMENT, within="#panel .panel-head")
    ana.tabs_to(ana.button("Save claim"))
    ana.presses("Enter")
    expect(panel(ana.page).locator("h2.statement")).to_have_text(STATEMENT)


def find_by_keys(ana: Keyboard) -> None:
    """Add evidence, then again from the same source, chosen from what is found."""
    pieces = panel(ana.page).locator("li.evidence")
    ana.presses("e")
    ana.types("Report of the inquiry")
    quote_by_keys(ana, "Not before June.")
    expect(pieces).to_have_count(1)
    ana.presses("e")
    ana.types("inquiry")
    expect(ana.page.locator(".source-found [role=option]")).to_be_visible()
    ana.presses("ArrowDown", "Enter")
    quote_by_keys(ana, "Nor after.")
    expect(pieces).to_have_count(2)
    assert len(set(pieces.locator(".evidence-source").all_inner_texts())) == 1


def quote_by_keys(ana: Keyboard, quote: str) -> None:
    ana.fills("Exact quote", quote, within="#add-evidence")
    ana.tabs_to(ana.page.locator("#add-evidence form").get_by_role("button", name="Add evidence"))
    ana.presses("Enter")


def propose_by_keys(ana: Keyboard, summary: str) -> None:
    """Rate, save a draft while typing, leave the field, and propose."""
    ana.presses("v")
    ana.presses("ArrowRight", "ArrowLeft", "ArrowRight")
    ana.fills("In one sentence", summary, within="#verdict-form")
    ana.presses("Control+s")
    expect(panel(ana.page).locator(".history li").first).to_contain_text("saved a draft")
    expect(ana.page.get_by_label("In one sentence")).to_be_focused()
    ana.presses("Escape", "Shift+P")
    expect(panel(ana.page)).to_contain_text("Waits for an editor")


def return_by_keys(ed: Keyboard) -> None:
    """Asked for a comment, type it, and return the verdict."""
    ed.presses("r")
    expect(ed.page.get_by_label("Comment to the author")).to_be_focused()
    ed.types(COMMENT)
    ed.tabs_to(ed.button("Return", within=".decision"))
    ed.leaves_with("Enter")
    expect(ed.page.locator("#messages")).to_contain_text("Returned to its author")


def publish_by_keys(ed: Keyboard, article: str) -> None:
    ed.opens(article)
    ed.tabs_to(ed.page.get_by_role("link", name=re.compile("^Publish")))
    ed.leaves_with("Enter")
    ed.fills("What holds?", "One claim does.")
    ed.tabs_to(ed.button("Publish edition"))
    ed.leaves_with("Enter")
    ed.tabs_to(ed.page.get_by_role("link", name="Read edition 1"))
    ed.leaves_with("Enter")


def read_by_keys(reader: Keyboard) -> None:
    """From a number in the text to its note, and on to the claim's page."""
    reader.tabs_to(reader.page.locator("#claim-2"))
    reader.page.keyboard.press("Enter")  # the browser goes on from the note, without a focus
    expect(reader.page.locator("#note-2")).to_be_in_viewport()
    reader.tabs_to(reader.page.locator("#note-2 .note-title a"))
    reader.leaves_with("Enter")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(STATEMENT)


@pytest.fixture
def workbench(desk: Desk, visitor: Visitor) -> Keyboard:
    """Hands on the keys, before an article with two claims."""
    keys = Keyboard(visitor())
    article = desk.article(HARBOUR)
    desk.claim(article, "The quay cost 41 million")
    desk.claim(article, "It opened in May")
    keys.opens(desk.link("ana", article))
    return keys


def test_n_and_p_go_from_claim_to_claim(workbench: Keyboard) -> None:
    for key, number in (("n", "1"), ("n", "2"), ("p", "1")):
        workbench.presses(key)
        expect(panel(workbench.page)).to_have_attribute("data-claim", number)
        expect(workbench.page).to_have_url(re.compile(f"/claims/{number}$"))


def test_words_are_selected_and_a_passage_is_moved_by_the_keys_alone(workbench: Keyboard) -> None:
    words = panel(workbench.page).locator(".passages q")
    workbench.presses("j", "j", "ArrowRight", "Shift+ArrowLeft", "Shift+ArrowLeft", "c")
    expect(words).to_have_text("quay cost 41")
    workbench.presses("ArrowRight", "m")
    expect(words).to_have_text("quay cost 41 million.")


def test_the_arrows_leave_a_word_and_stay_in_the_text(workbench: Keyboard) -> None:
    exact = workbench.page.locator("#selection-bar [name=exact]")
    workbench.presses("j", "j", *["ArrowRight"] * 12)
    expect(exact).to_have_value(re.compile(r"^ ?million\.$"))
    workbench.presses(*["Shift+ArrowRight"] * 50)
    expect(exact).to_have_value(re.compile(r"with your friends\.$"))
    workbench.presses("Shift+ArrowLeft", "Shift+ArrowLeft")
    expect(exact).to_have_value(re.compile(r"with your ?$"))


def test_j_goes_on_from_a_caption(workbench: Keyboard) -> None:
    workbench.opens(f"{workbench.page.url}?sentence=5")
    workbench.presses("j")
    expect(workbench.page.locator(".sentence.is-current")).to_have_id("sentence-6")


def test_keys_pressed_before_the_answer_comes_are_acts_of_their_own(workbench: Keyboard) -> None:
    let_answer = hold_the_first(workbench, "**/claims")
    workbench.presses("j", "j", "c", "j", "c", "j", "c")
    let_answer()
    expect(workbench.page.locator(".claim-row")).to_have_count(5)
    expect(workbench.page.locator("#messages")).to_be_empty()


def test_who_goes_on_before_a_sentence_is_set_aside_skips_none(workbench: Keyboard) -> None:
    sentence = workbench.page.locator(".sentence")
    let_answer = hold_the_first(workbench, "**/dispositions")
    workbench.presses("Shift+J", "x", "Shift+J", "x")
    let_answer()
    for number in (0, 2):
        expect(sentence.nth(number)).to_have_class(re.compile("is-set-aside"))
    expect(sentence.nth(3)).to_have_class(re.compile("is-current"))


def test_a_block_that_comes_anew_sends_the_keyboard_to_no_other_place(workbench: Keyboard) -> None:
    sentence = workbench.page.locator(".words .sentence")
    workbench.presses("j", "j")
    sentence.nth(1).evaluate("it => it.classList.remove('is-current')")
    workbench.presses("j")
    expect(sentence.nth(2)).to_be_focused()


def test_the_last_claim_asked_for_opens_however_late_an_earlier_one_would(
    workbench: Keyboard,
) -> None:
    hold_the_first(workbench, "**/claims/1")
    with workbench.page.expect_request("**/claims/1"):
        workbench.presses("n")
    with workbench.page.expect_event("requestfailed", lambda r: r.url.endswith("/claims/1")):
        workbench.presses("n")
    expect(panel(workbench.page)).to_have_attribute("data-claim", "2")
    expect(workbench.page).to_have_url(re.compile("/claims/2$"))
    expect(workbench.page.locator("#messages")).to_be_empty()


def hold_the_first(keys: Keyboard, address: str) -> Callable[[], None]:
    """Let the first request to an address wait; what is returned lets it go on.

    The page is opened anew: of one that is open, the browser may send a first request past a route
    that was put up a moment before.
    """
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    def let_go() -> None:
        held[0].continue_()

    keys.page.route(address, hold, times=1)
    keys.opens(keys.page.url)
    return let_go


def test_the_question_mark_lists_the_keys_and_escape_closes_the_list(workbench: Keyboard) -> None:
    keys = workbench.page.get_by_role("dialog", name="Keys")
    workbench.page.keyboard.press("j")
    workbench.page.keyboard.press("?")
    expect(keys).to_be_visible()
    for key in ("j", "c", "x", "n", "e", "v", "u", "Shift+A", "r", "/"):
        expect(keys.locator("kbd").get_by_text(key, exact=True).first).to_be_visible()
    workbench.presses("Escape")
    expect(keys).not_to_be_visible()


def test_single_letter_keys_can_be_switched_off(workbench: Keyboard) -> None:
    page = workbench.page
    workbench.presses("j")
    page.keyboard.press("?")
    workbench.tabs_to(page.get_by_label("Use single-letter keys"))
    workbench.presses(" ", "Escape")
    workbench.presses("c")
    page.reload()
    page.keyboard.press("c")
    page.keyboard.press("j")
    expect(page.locator(".sentence.is-current")).to_have_count(0)
    expect(page.locator(".claim-row")).to_have_count(2)


def test_the_slash_goes_to_the_search_and_escape_leaves_it(workbench: Keyboard) -> None:
    workbench.presses("/")
    expect(workbench.page.get_by_role("searchbox")).to_be_focused()
    workbench.presses("Escape", "j")
    expect(workbench.page.locator(".sentence.is-current")).to_be_focused()
