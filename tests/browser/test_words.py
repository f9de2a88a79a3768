"""Words of a snapshot, chosen beside the claim: by mouse, keys and taps, and without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.desk import Desk
from tests.browser.pointing import drag_over
from tests.intake.pdf_file import column, pdf_file
from workbench.articles.views import files
from workbench.claims.models import Claim
from workbench.evidence.models import Evidence
from workbench.evidence.rules import Stance
from workbench.evidence.service import EvidenceFields, add_evidence
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.sources.keeping import keep_snapshot
from workbench.sources.models import Source
from workbench.sources.service import SourceFields, add_source
from workbench.sources.taking import take
from workbench.storage.files import FileStore

ARTICLE = ("What the quay cost", "The quay cost 41 million. Nobody asked why.")
MINUTES = (
    "Minutes of May",
    "The council 😀 approves 32 million. Nobody spoke against it.",
    "The mayor was ill.",
    *(f"Point {n} was put off." for n in range(4, 1501)),
)

SELECT_TO = """(end) => {
  const all = [...document.querySelectorAll(".words")];
  const words = all.find((each) => each.textContent.startsWith("The mayor"));
  const node = document.createTreeWalker(words, NodeFilter.SHOW_TEXT).nextNode();
  getSelection().setBaseAndExtent(node, 4, node, end);
}"""


@pytest.fixture
def claim(desk: Desk, tmp_path: Path) -> str:
    """The address of a claim with evidence, quoted by heart, whose source has a long snapshot."""
    address = desk.claim(desk.article(ARTICLE), "The quay cost 41 million")
    with desk.site.database.writing() as session:
        by = desk.actor(session, "ana")
        source = add_source(session, fields=SourceFields("Minutes"), by=by)
        taken = take("\n\n".join(MINUTES).encode(), name="minutes.txt", files=FileStore(tmp_path))
        keep_snapshot(session, source=source, taken=taken, by=by)
        fields = EvidenceFields(Stance.REFUTES, "It approved 32 million", note="Ask again.")
        found = session.query(Claim).one()
        add_evidence(session, claim=found, source=source, fields=fields, by=by)
    return address


def opened(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("link", name="Find the words").click()
    page.wait_for_url("**/words/*")
    expect(page.get_by_role("heading", name="The quay cost 41 million")).to_be_visible()


def holds(page: Page, quote: str, place: str) -> None:
    """The form has these words, which stand there."""
    expect(page.get_by_label("Exact quote")).to_have_value(quote)
    expect(page.get_by_label("Page, paragraph or time")).to_have_value(place)
    expect(page.get_by_text("Verbatim", exact=True)).to_be_visible()


def saved(page: Page, desk: Desk, quote: str, place: str) -> None:
    """The claim is open again, and the evidence refers to the words in the snapshot."""
    expect(page.locator("li.evidence blockquote.quote")).to_have_text(quote)
    expect(page.locator("li.evidence .quote-check")).to_contain_text("in the snapshot")
    expect(page.locator("li.evidence .evidence-foot")).to_contain_text(place)
    with desk.site.database.reading() as session:
        piece = session.query(Evidence).one()
        assert (piece.quote, piece.locator, piece.snapshot_id is None) == (quote, place, False)


def test_words_are_dragged_over_and_quoted_with_their_place(
    desk: Desk, visitor: Visitor, claim: str
) -> None:
    page, words = visitor(), "approves 32 million. Nobody spoke against it.\n\nThe mayor"
    opened(page, desk.link("ana", claim))
    drag_over(page, words)
    page.get_by_role("button", name="Quote these words").click()
    holds(page, words, "para. 2–3")
    expect(page.locator("#told")).to_have_text("Quote filled. 9 words. para. 2–3. Verbatim.")
    expect(page.get_by_role("button", name="Quote these words")).to_be_hidden()
    expect(page.get_by_label("Note")).to_have_value("Ask again.")
    page.get_by_role("button", name="Save evidence").click()
    expect(page.locator("#panel")).to_have_attribute("data-claim", "1")
    saved(page, desk, words, "para. 2–3")


def test_the_keyboard_does_it_all(desk: Desk, visitor: Visitor, claim: str) -> None:
    page = visitor()
    opened(page, desk.link("ana", claim))
    for key in ("j", "ArrowRight", "ArrowRight", "q"):
        page.keyboard.press(key)
    expect(page.get_by_label("Exact quote")).to_have_value("😀 approves 32 million.")
    for _impatient in range(2):
        page.keyboard.press("Control+s")
    saved(page, desk, "😀 approves 32 million.", "para. 2")
    with desk.site.database.reading() as session:
        edited = session.query(Event).filter_by(kind=EventKind.EVIDENCE_EDITED)
        assert edited.count() == 1


def test_who_saves_second_from_another_tab_chooses_and_keeps_their_words(
    desk: Desk, visitor: Visitor, claim: str
) -> None:
    first = visitor()
    opened(first, desk.link("ana", claim))
    second = first.context.new_page()
    second.goto(first.url)
    for page, words in ((first, "The mayor was ill"), (second, "Nobody spoke against it")):
        drag_over(page, words)
        page.get_by_role("button", name="Quote these words").click()
        expect(page.get_by_label("Exact quote")).to_have_value(words)
        page.get_by_role("button", name="Save evidence").click()
    expect(second.get_by_text("Somebody else saved this")).to_be_visible()
    holds(second, "Nobody spoke against it", "para. 2")
    second.get_by_role("button", name="Save yours").click()
    saved(second, desk, "Nobody spoke against it", "para. 2")


def test_what_was_typed_is_put_back_at_the_press_of_a_button(
    desk: Desk, visitor: Visitor, claim: str
) -> None:
    page = visitor()
    opened(page, desk.link("ana", claim))
    page.get_by_label("Exact quote").fill("Typed by hand")
    page.get_by_label("Page, paragraph or time").fill("verso")
    drag_over(page, "The mayor was ill")
    page.get_by_role("button", name="Quote these words").click()
    holds(page, "The mayor was ill", "para. 3")
    expect(page.locator("#quote-fields")).to_contain_text("Typed by hand")
    page.get_by_role("button", name="Put them back").click()
    expect(page.get_by_label("Exact quote")).to_have_value("Typed by hand")
    expect(page.get_by_label("Page, paragraph or time")).to_have_value("verso")
    expect(page.get_by_text("Verbatim")).to_be_hidden()


def test_words_that_were_taken_over_survive_the_browser(
    desk: Desk, visitor: Visitor, claim: str
) -> None:
    page = visitor()
    opened(page, desk.link("ana", claim))
    drag_over(page, "The mayor was ill")
    page.get_by_role("button", name="Quote these words").click()
    holds(page, "The mayor was ill", "para. 3")
    page.reload()
    expect(page.get_by_text("Brought back")).to_be_visible()
    expect(page.get_by_label("Exact quote")).to_have_value("The mayor was ill")


def test_typed_words_are_looked_for_far_down_and_shown_there(
    desk: Desk, visitor: Visitor, claim: str
) -> None:
    page = visitor()
    opened(page, desk.link("ana", claim))
    page.get_by_label("Exact quote").fill("Point 1400 was put off.")
    page.get_by_role("button", name="Look for them").click()
    holds(page, "Point 1400 was put off.", "para. 1400")
    expect(page.locator("mark.is-quoted")).to_be_in_viewport()
    drag_over(page, "Point 1402 was put off")
    page.get_by_role("button", name="Quote these words").click()
    holds(page, "Point 1402 was put off", "para. 1402")


def test_without_scripts_words_are_pasted_looked_for_and_saved(
    desk: Desk, visitor: Visitor, claim: str
) -> None:
    page = visitor(javascript=False)
    opened(page, desk.link("ana", claim))
    page.get_by_label("Search in this snapshot").fill("MAYOR")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("mark.is-searched")).to_have_text("mayor")
    page.get_by_label("Exact quote").fill("The mayor was ill.")
    page.get_by_role("button", name="Look for them").click()
    holds(page, "The mayor was ill.", "para. 3")
    expect(page.locator("mark.is-quoted")).to_have_text("The mayor was ill.")
    page.get_by_role("button", name="Save evidence").click()
    saved(page, desk, "The mayor was ill.", "para. 3")


def test_on_a_phone_text_and_form_are_in_sight_together(
    desk: Desk, visitor: Visitor, claim: str
) -> None:
    page = visitor(touch=True)
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, desk.link("ana", claim))
    page.get_by_text("The mayor was ill.").tap()
    expect(page.get_by_role("button", name="Save evidence")).to_be_in_viewport()
    quoting = page.get_by_role("button", name="Quote these words")
    quoting.tap()
    holds(page, "The mayor was ill.", "para. 3")
    expect(page.get_by_label("Exact quote")).to_be_in_viewport()
    for end in (9, 17):  # a finger selects a word and drags a handle: the browser tells no more
        page.evaluate(SELECT_TO, end)
        quoting.wait_for()
    bar, panel = (page.locator(each).bounding_box() for each in ("#selection-bar", "#part-panel"))
    assert bar is not None
    assert panel is not None
    assert bar["y"] + bar["height"] < panel["y"]
    assert bar["height"] >= 44
    quoting.tap()
    holds(page, "mayor was ill", "para. 3")
    expect(page.get_by_text("The mayor was ill.").first).to_be_in_viewport()


def test_a_page_of_a_pdf_is_asked_for_when_its_picture_is_opened(
    desk: Desk, visitor: Visitor, claim: str
) -> None:
    report = pdf_file([column(["The council met."]), column(["Nobody asked why."])])
    with desk.site.database.writing() as session:
        source, store = session.query(Source).one(), desk.site.app.extensions[files.EXTENSION]
        taken = take(report, name="report.pdf", files=store)
        keep_snapshot(session, source=source, taken=taken, by=desk.actor(session, "ana"))
    page = visitor(width=390)
    asked = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    opened(page, desk.link("ana", claim))
    page.locator("summary", has_text="of page 2").click()
    picture = page.get_by_alt_text("Page 2 as a picture")
    expect(picture).to_have_js_property("complete", True)  # noqa: FBT003
    assert [name for name in asked if name.endswith(".png")] == ["2.png"]
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_who_adds_evidence_of_the_library_is_led_to_its_words(
    desk: Desk, visitor: Visitor, claim: str
) -> None:
    page = visitor()
    page.goto(desk.link("ana", claim))
    page.locator("summary", has_text="Add evidence").click()
    form = page.locator("[id^=add-evidence-form]")
    form.get_by_label("Source", exact=True).press_sequentially("Minu")
    form.get_by_role("option", name="Minutes").click()
    form.get_by_role("button", name="Add, and find the words").click()
    page.wait_for_url("**/words/*")
    expect(page.get_by_label("Exact quote")).to_have_value("")
    expect(page.locator("#text")).to_contain_text("The mayor was ill.")
