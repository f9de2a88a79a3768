"""What is selected on the screen is what the server marks, letter by letter."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.desk import Desk
from tests.browser.people import FactChecker
from tests.browser.pointing import Point, drag, drag_over, ends_of, selected
from tests.builders import Block
from workbench.intake.rules import BlockKind

SELECT_THREE_BLOCKS = """() => {
  const [first, , third] = document.querySelectorAll("#text .words");
  getSelection().setBaseAndExtent(first, 0, third, third.childNodes.length);
}"""
BAR_COVERS_NO_WORD = """() => {
  const bar = document.getElementById("selection-bar").getBoundingClientRect();
  return [...getSelection().getRangeAt(0).getClientRects()].every((line) =>
    line.bottom <= bar.top || line.top >= bar.bottom || line.right <= bar.left
    || line.left >= bar.right);
}"""
SECOND = "The mayor was ill. His deputy spoke for an hour."
ARTICLE: tuple[Block, ...] = (
    (BlockKind.HEADLINE, "What the quay cost"),
    # An emoji of one code point and one of five; letters with marks that have no single code point.
    "Nobody 😀👩‍👩‍👧 asked why it cost 41 million. The x\u0304 and q\u0307 paid for it.",
    SECOND,
    "הרציף נפתח בחודש מאי והעיר שילמה עליו. أنفقت المدينة المال كله على الرصيف.",
    *("The rain fell on the quay and on the town, and the town did not mind it.",) * 14,
    "It opened in May.",
)


@pytest.fixture
def ana(desk: Desk, visitor: Visitor) -> FactChecker:
    """The fact-checker, before the article."""
    member = FactChecker(visitor())
    member.enters(desk.link("ana", desk.article(ARTICLE)))
    return member


@pytest.mark.parametrize(
    "words",
    [
        "it cost 41 million",
        "👩‍👩‍👧 asked",
        "paid for it",
        "x\u0304 and q\u0307",
        "נפתח בחודש",
        "المدينة المال",
        "paid for it.\n\nThe mayor",
        "His deputy spoke",  # from the first letter of a sentence in the middle of a block
    ],
)
def test_exactly_the_selected_words_are_marked(ana: FactChecker, words: str) -> None:
    ana.marks(words)


def test_a_drag_down_over_several_lines_passes_under_the_bar(ana: FactChecker) -> None:
    words = ends_of(ana.page, "Nobody")[0], ends_of(ana.page, "an hour")[1]
    drag(ana.page, *words)
    expect(selected(ana.page)).to_have_value(re.compile(r"^Nobody.*an hour$", re.DOTALL))


def test_the_bar_is_in_sight_and_off_the_words_of_a_selection_that_fills_the_window(
    ana: FactChecker,
) -> None:
    ana.page.set_viewport_size({"width": 1440, "height": 335})
    ana.page.reload()
    # A mouse so near the edge would make the browser scroll, and select as far as it came.
    ana.page.evaluate(SELECT_THREE_BLOCKS)
    ana.page.locator("body").dispatch_event("mouseup")
    expect(selected(ana.page)).to_have_value(f"What the quay cost\n\n{ARTICLE[1]}\n\n{SECOND}")
    expect(ana.page.locator("#selection-bar")).to_be_in_viewport(ratio=1)
    ana.page.wait_for_function(BAR_COVERS_NO_WORD)


def test_a_triple_click_selects_the_block_and_nothing_of_the_next(ana: FactChecker) -> None:
    start, _end = ends_of(ana.page, "mayor was ill")
    ana.page.mouse.click(start.x, start.y, click_count=3)
    expect(selected(ana.page)).to_have_value(SECOND)


def test_a_drag_that_ends_in_the_margin_is_brought_back_to_the_words(ana: FactChecker) -> None:
    start, _end = ends_of(ana.page, "spoke for an hour")
    part = ana.page.locator("#part-text").bounding_box()
    assert part is not None
    drag(ana.page, start, Point(part["x"] + part["width"] - 20, start.y))
    expect(selected(ana.page)).to_have_value("spoke for an hour.")


def test_marking_moves_neither_the_text_nor_the_sentence_in_hand(ana: FactChecker) -> None:
    drag_over(ana.page, "It opened in May")
    before = scrolled(ana.page)
    assert before > 0
    ana.presses("Claim")
    expect(ana.panel.locator(".passages q")).to_have_text("It opened in May")
    assert scrolled(ana.page) == before


def test_saving_leaves_the_scroll_position_and_the_focus(desk: Desk, visitor: Visitor) -> None:
    ana = FactChecker(visitor())
    ana.enters(desk.link("ana", desk.claim(desk.article(ARTICLE), "It opened in May")))
    field = ana.verdict_form.get_by_label("In one sentence")
    field.fill("It did.")
    text, panel = scrolled(ana.page), scrolled(ana.page, "#part-panel")
    with ana.page.expect_response("**/verdict"):
        ana.page.keyboard.press("Control+s")
    expect(ana.panel).to_contain_text("In progress")
    expect(field).to_be_focused()
    expect(field).to_have_value("It did.")
    assert (scrolled(ana.page), scrolled(ana.page, "#part-panel")) == (text, panel)


def scrolled(page: Page, part: str = "#part-text") -> float:
    """How far a part of the page is scrolled down."""
    down: float = page.locator(part).evaluate("element => element.scrollTop")
    return down
