"""Every screen: nothing that axe objects to, light and dark; nothing that scrolls sideways."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.browser.conftest import PATIENCE, Visitor, watch
from tests.browser.desk import DemoDoors
from tests.browser.server import Site, served
from tests.databases import sqlite_url
from tests.intake.test_remarks import comment, data_of, manuscript
from tests.settings import settings_for

NARROW = (390, 320)


@dataclass(frozen=True)
class Screen:
    """Where a screen is, who opens it, and what they do there before it is looked at."""

    address: str
    who: str = "ed"
    then: Callable[[Page], object] = Page.wait_for_load_state


def edit_badly(page: Page) -> None:
    page.locator(".panel-head summary", has_text="Edit").click()
    page.get_by_label("Statement").first.fill("")
    page.get_by_label("Said on").fill("yesterday")
    page.evaluate("document.querySelector('[id^=claim-form]').noValidate = true")
    page.get_by_role("button", name="Save claim").click()
    expect(page.get_by_role("alert")).to_be_visible()


def find_words(page: Page) -> None:
    page.get_by_role("link", name="Find the words").last.click()
    page.wait_for_url("**/words/*")
    page.get_by_label("Search in this snapshot").fill("sanctions")
    page.get_by_role("button", name="Search").last.click()
    expect(page.locator("mark.is-searched").first).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("j")
    page.get_by_role("button", name="Quote these words").click()
    expect(page.get_by_text("took the place of these")).to_be_visible()


def read_article(page: Page) -> None:
    page.get_by_label("The article’s text").fill("The quay\n\nIt cost 41 million. It is late.")
    page.get_by_role("button", name="Read the article").click()
    expect(page.locator(".import-blocks")).to_be_visible()


def read_nothing(page: Page) -> None:
    page.get_by_role("button", name="Read the article").click()
    expect(page.locator("[aria-invalid]").first).to_be_visible()


def leave_words(page: Page) -> None:
    with page.expect_response("**/kept/**"):
        page.get_by_label("Title").fill("Minutes of the harbour council")
    page.goto("/kept")
    expect(page.locator(".kept")).to_have_text(["Minutes of the harbour council"])


def send_several(page: Page) -> None:
    names = ("quay", "mill")
    files = [(f"{n}.txt", f"The {n}\n\nIt cost 41 million. It is late.") for n in names]
    files.append(("scan.pdf", "%PDF-1.4 and nothing else"))
    page.get_by_label("Files").set_input_files(
        [FilePayload(name=n, mimeType="text/plain", buffer=words.encode()) for n, words in files]
    )
    page.get_by_role("button", name="Read the article").click()
    expect(page.get_by_text("1 file could not be read")).to_be_visible()


def start_empty(page: Page) -> None:
    read_article(page)
    page.get_by_role("button", name="Confirm the article").click()
    expect(page.get_by_text("No claims yet")).to_be_visible()


def sign_in_wrongly(page: Page) -> None:
    page.get_by_label("E-mail address").fill("nobody@demo.example")
    page.get_by_label("Password").fill("a wrong password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()


def show_keys(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def bring_nothing(page: Page) -> None:
    page.get_by_label("The article’s text").fill("")
    page.get_by_label("Web address").fill("")
    page.get_by_role("button", name="Compare it").click()
    expect(page.locator("[aria-invalid]").first).to_be_visible()


def point_at_a_place(page: Page) -> None:
    page.keyboard.press("j")
    expect(page.locator("#selection-bar")).to_be_visible()


def end_wrongly(page: Page) -> None:
    page.get_by_label("Changed on").fill("yesterday")
    page.get_by_role("button", name="Make it version 3").click()
    expect(page.get_by_role("alert")).to_be_visible()


def edit_block_wrongly(page: Page) -> None:
    page.get_by_label("Kind").select_option("headline")
    page.get_by_role("button", name="Save block").click()
    expect(page.get_by_role("alert")).to_be_visible()


def open_everything(page: Page) -> None:
    page.evaluate(
        "document.querySelectorAll('details:not(.menu)').forEach(e => { e.open = true; })"
    )


MINUTES = "\n\n".join(f"{n}. It cost 32 million, and not 41. 😀 שלום" for n in range(1, 900))
PICTURE = b"\x89PNG\r\n\x1a\n"


def keep(page: Page, name: str, content: bytes) -> None:
    file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Keep a snapshot").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def keep_long_text(page: Page) -> None:
    keep(page, "minutes of the council.txt", MINUTES.encode())
    page.goto(f"{page.url}?at=300")
    expect(page.get_by_role("link", name="Earlier text")).to_be_visible()
    open_everything(page)


def keep_picture(page: Page) -> None:
    keep(page, "quay.png", PICTURE)


def keep_several(page: Page) -> None:
    source = page.url
    keep_picture(page)
    page.goto(source)
    keep(page, f"{'a-long-name-' * 9}.txt", b"It cost 32 million.")
    page.goto(source)
    expect(page.get_by_text("Kept without text.")).to_be_visible()


def compare_two(page: Page) -> None:
    source = page.url
    for day, words in ("Monday", "It cost 32 million."), ("Tuesday", "It did not cost 41 million."):
        page.goto(source)
        keep(page, "minutes.txt", f"{day}\n\nMinutes\n\n{words}\n\nThe end".encode())
    page.get_by_role("link", name="What changed").click()
    expect(page.get_by_role("heading", name="What changed since")).to_be_visible()
    page.locator("summary", has_text="Do not watch this place").first.click()
    page.get_by_role("button", name="Do not watch it").first.click()
    expect(page.get_by_role("heading", name="Not watched")).to_be_visible()
    open_everything(page)


def tick_claim(page: Page) -> None:
    page.locator("[name=claims]").first.check()
    expect(page.locator(".chosen-actions")).to_be_visible()


def tag_one(page: Page) -> None:
    tick_claim(page)
    page.get_by_label("Tags, with commas between them").fill("harbour")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".message").get_by_role("button", name="Undo")).to_be_visible()


def tick_one(page: Page) -> None:
    page.get_by_role("checkbox").first.check()
    expect(page.get_by_role("group", name="Tags of those ticked")).to_be_visible()
    page.get_by_role("button", name="Change").click()
    expect(page.get_by_text("Choose what these sources are.")).to_be_visible()


def keep_nothing(page: Page) -> None:
    page.get_by_role("button", name="Keep a snapshot").click()
    expect(page.locator("[aria-invalid]").first).to_be_visible()


def send_nothing(page: Page) -> None:
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_be_visible()


def make_claim_of_nothing(page: Page) -> None:
    page.get_by_label("Statement").fill("")
    page.get_by_role("button", name="Make it a claim").click()
    expect(page.get_by_role("alert")).to_be_visible()


def tie_to_no_claim(page: Page) -> None:
    page.get_by_text("Say which claim it is about").click()
    page.get_by_label("Which claim is it about?").fill("99999")
    page.get_by_role("button", name="Tie it to this claim").click()
    expect(page.locator("[aria-invalid]").first).to_be_visible()


def bring_manuscript(page: Page) -> None:
    """One with a comment, and one that was dismissed."""
    made = manuscript(("The quay was late. ", "It cost 41 million."), ("It rained in May.",))
    comment(made, 1, 1, "It cost 32 million.")
    comment(made, 2, 0, "It rained in June.")
    file = FilePayload(name="quay.docx", mimeType="", buffer=data_of(made))
    page.get_by_label("Files").set_input_files([file])
    page.get_by_role("button", name="Read the article").click()
    page.get_by_role("button", name="Confirm the article").click()
    page.get_by_role("button", name="Dismiss").first.click()
    expect(page.get_by_role("heading", name="Settled")).to_be_visible()


def read_withdrawn(page: Page) -> None:
    page.locator("#why").fill("The minutes were forged.")
    page.get_by_role("button", name="Withdraw the report").click()
    page.locator("a.item-title[href*='/editions/']").first.click()
    expect(page.get_by_text("The minutes were forged.")).to_be_visible()


def vote_for_neither(page: Page) -> None:
    """Without a word on why."""
    page.get_by_label("Neither").check()
    page.evaluate("document.querySelector('#vote-form').noValidate = true")
    page.get_by_role("button", name="Vote").click()
    expect(page.locator("[aria-invalid], [role=alert]").first).to_be_visible()


def close_the_ballot(page: Page) -> None:
    page.get_by_label("The first reader’s").check()
    page.get_by_role("button", name="Vote").click()
    expect(page.get_by_role("heading", name="Decided")).to_be_visible()


def answer_a_point(page: Page) -> None:
    open_everything(page)
    page.locator("#points").get_by_label("Answer").first.fill("There is none.")
    page.locator("#points").get_by_role("button", name="Save answer").first.click()
    expect(page.locator("#points").get_by_label("Answer").first).to_have_value("There is none.")
    open_everything(page)


SCREENS: Mapping[str, Screen] = {
    "sign-in": Screen("/sign-in", who=""),
    "first run": Screen("/first-run?token={first_run}", who=""),
    "invitation": Screen("/invitations/{invitation}", who=""),
    "invitation of a member": Screen("/invitations/{invitation}/join", who=""),
    "new password": Screen("/passwords/{password}", who=""),
    "sign-in, refused": Screen("/sign-in", who="", then=sign_in_wrongly),
    "desk": Screen("/", who="ana"),
    "articles": Screen("/articles"),
    "import": Screen("/articles/new"),
    "import with an error": Screen("/articles/new", then=read_nothing),
    "preview": Screen("/articles/new", then=read_article),
    "articles sent together": Screen("/articles/new", then=send_several),
    "previews that wait": Screen("/imports"),
    "workbench, empty": Screen("/articles/new", then=start_empty),
    "workbench": Screen("{article}?sentence=3", who="ana"),
    "workbench, claim open": Screen("{article}/claims/{open}", who="ana", then=open_everything),
    "workbench, decided": Screen("{article}/claims/{published}", then=open_everything),
    "workbench, to decide": Screen("{article}/claims/{proposed}", then=open_everything),
    "workbench with an error": Screen("{article}/claims/{open}", who="ana", then=edit_badly),
    "words of a snapshot": Screen("{article}/claims/{quoted}", who="ana", then=find_words),
    "workbench, words changed": Screen("{rewritten}/claims/1", then=open_everything),
    "workbench, left behind": Screen("{rewritten}/claims/2", then=open_everything),
    "versions": Screen("{rewritten}/versions"),
    "new version": Screen("{rewritten}/versions/new"),
    "new version with an error": Screen("{rewritten}/versions/new", then=bring_nothing),
    "version": Screen("{rewritten}/versions/1"),
    "comparison": Screen("{rewritten}/versions/2/against/1?all=yes"),
    "amendment": Screen("{rewritten}/versions/2/amendment"),
    "draft, changed": Screen("{draft}", who="ana", then=point_at_a_place),
    "draft, ambiguous": Screen("{ambiguous}&all=yes"),
    "draft, at its end": Screen("{settled}"),
    "draft with an error": Screen("{settled}", then=end_wrongly),
    "blocks": Screen("{draft}/blocks"),
    "block in a form": Screen("{draft}/blocks?edit=3"),
    "block with an error": Screen("{draft}/blocks?edit=3", then=edit_block_wrongly),
    "keys": Screen("/articles", then=show_keys),
    "notices": Screen("/notices"),
    "no notices": Screen("/notices", who="other"),
    "e-mail about notices": Screen("/account/mail"),
    "no more e-mail": Screen("/unsubscribe/{unsubscribe}", who=""),
    "review": Screen("/review"),
    "review, to be checked again": Screen("/review/{to_recheck}", then=open_everything),
    "review, empty": Screen("/review", who="other"),
    "claims": Screen("/claims"),
    "history": Screen("/history", then=open_everything),
    "history, none found": Screen("/history?about=sources&until=2019-05-15"),
    "history of a claim": Screen("{article}/claims/{published}/history", then=open_everything),
    "claims, one ticked": Screen("/claims?view=unassigned", then=tick_claim),
    "claims, tagged": Screen("/claims", then=tag_one),
    "what one did lately": Screen("/undo"),
    "how the desk gets on": Screen("/desk/pace", then=open_everything),
    "claims, none found": Screen("/claims?q=zebra&status=open"),
    "contacts": Screen("/contacts"),
    "contacts, none found": Screen("/contacts?state=declined"),
    "sources": Screen("/sources"),
    "sources, one ticked": Screen("/sources", then=tick_one),
    "source": Screen("/sources/1", then=open_everything),
    "source with snapshots": Screen("/sources/2", then=keep_several),
    "source, no file chosen": Screen("/sources/2", then=keep_nothing),
    "snapshot": Screen("/sources/3", then=keep_long_text),
    "what changed in a snapshot": Screen("/sources/3", then=compare_two),
    "snapshot without text": Screen("/sources/3", then=keep_picture),
    "source, its double looked for": Screen("/sources/1/merge?q=a"),
    "two sources compared": Screen("/sources/1/merge/2"),
    "new source": Screen("/sources/new"),
    "new confidential source": Screen("/sources/new/confidential"),
    "import of sources": Screen("/sources/import"),
    "publish": Screen("{article}/publish"),
    "withdrawing a report": Screen("{article}/editions/1/withdraw"),
    "preview of a report": Screen("{article}/preview", who="ana", then=open_everything),
    "report": Screen("{report}", who="", then=open_everything),
    "older edition": Screen("{report}/editions/1", who=""),
    "claim page": Screen("{report}/claims/{published}", who=""),
    "file that is being made": Screen("{report}/report.pdf", who=""),
    "nothing at a reader’s address": Screen("{report}/claims/99999", who=""),
    "reports": Screen("/reports/", who=""),
    "reports, searched": Screen("/reports/?q=a&from=2019", who=""),
    "reports of a verdict": Screen("/reports/verdicts/true/", who=""),
    "corrections": Screen("/reports/corrections/", who=""),
    "every verdict": Screen("/reports/verdicts/", who=""),
    "topics": Screen("{article}/topics"),
    "embedded report": Screen("{report}/embed", who=""),
    "embedded claim": Screen("{report}/claims/{published}/embed", who=""),
    "a reader writes": Screen("/desks/demo-desk/message", who=""),
    "a reader writes nothing": Screen("/desks/demo-desk/message", who="", then=send_nothing),
    "a reader is thanked": Screen("/desks/demo-desk/message/thanks/1", who=""),
    "readers’ messages": Screen("/messages"),
    "readers’ messages, none": Screen("/messages", who="other"),
    "message of a reader": Screen("/messages/1"),
    "message about no claim": Screen("/messages/1", then=tie_to_no_claim),
    "message on its way to a claim": Screen("/messages/1/claim"),
    "claim that a message suggests": Screen("/messages/1/claim/new", then=make_claim_of_nothing),
    "same as another claim": Screen("{article}/claims/{open}/same", who="ana"),
    "remarks of a manuscript": Screen("/articles/new", then=bring_manuscript),
    "report that was withdrawn": Screen("/articles/2/editions/1/withdraw", then=read_withdrawn),
    "members": Screen("/desk/members", who="adi"),
    "the name of a member": Screen("/desk/members/1/name", who="adi"),
    "scales": Screen("/desk/scales", who="adi"),
    "policy": Screen("/desk/policy", who="adi"),
    "agreement": Screen("/desk/agreement"),
    "two readings, none yet": Screen("{article}/claims/{open}/readings"),
    "two readings that differ": Screen("{letter}/claims/4/readings"),
    "two readings, settled": Screen("{letter}/claims/7/readings", who="ana"),
    "ballot, voted on badly": Screen("{letter}/claims/8/readings", then=vote_for_neither),
    "ballot, closed": Screen("{letter}/claims/8/readings", then=close_the_ballot),
    "points of a return": Screen("{letter}/claims/1", who="ana", then=answer_a_point),
    "thread with mentions": Screen("{letter}/claims/3", who="ana", then=open_everything),
    "to be read second": Screen("{letter}/claims/5", who="ana", then=open_everything),
    "checks that block": Screen("{letter}/claims/7", then=open_everything),
    "day to be checked again": Screen("{letter}/claims/6", then=open_everything),
    "late claims": Screen("/claims?view=late"),
    "settings": Screen("/desk/settings", who="adi"),
    "site of the desk": Screen("/desk/site", who="adi"),
    "ratings of the desk": Screen("/desks/demo-desk/ratings", who=""),
    "method of the desk": Screen("/desks/demo-desk/method", who=""),
    "citations": Screen("/desk/citations", who="adi"),
    "jobs": Screen("/desk/jobs"),
    "jobs that failed": Screen("/desk/jobs?state=failed"),
    "jobs, none": Screen("/desk/jobs", who="other"),
    "account": Screen("/account"),
    # Of somebody who types on no other screen.
    "words not sent": Screen("/sources/new", who="other", then=leave_words),
    "not found": Screen("/articles/999999"),
}

# What the browser notes as failed, since nothing is there, or not yet.
MISSING = {"not found", "nothing at a reader’s address", "file that is being made"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Site]:
    """One site with the demo desk for all screens: they are only looked at."""
    instance = tmp_path_factory.mktemp("screens")
    database = instance / "workbench.sqlite3"
    shutil.copy(sqlite_template, database)
    with served(settings_for(instance, sqlite_url(database))) as site:
        yield site


@pytest.fixture(scope="module")
def doors(site: Site) -> DemoDoors:
    """The ways into the demo desk."""
    return DemoDoors.of(site)


@pytest.fixture(scope="module")
def window(chromium: Browser, site: Site) -> Iterator[Page]:
    """A page for all screens. To open another takes the browser longer than to show three."""
    context = chromium.new_context(base_url=site.url, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(window: Page, complaints: list[str]) -> Iterator[Page]:
    """The page, of somebody new: nothing is left of who was here before."""
    window.context.clear_cookies()
    window.set_viewport_size({"width": 1440, "height": 900})
    window.emulate_media(color_scheme="light")
    end_watching = watch(window, complaints)
    yield window
    window.evaluate("localStorage.clear(); sessionStorage.clear()")
    end_watching()
    window.goto("about:blank")


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_accessible_and_fits(
    name: str,
    doors: DemoDoors,
    page: Page,
    complaints: list[str],
    assert_accessible: Callable[[Page], None],
    assert_legible: Callable[[Page], None],
) -> None:
    screen = SCREENS[name]
    page.goto(doors.way_to(screen.who, screen.address))
    screen.then(page)
    assert_accessible(page)
    page.emulate_media(color_scheme="dark")
    assert_legible(page)
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 800})
        assert overflow(page) <= 0, f"{name} scrolls sideways at {width}"
    if name in MISSING:
        complaints.clear()


def test_nothing_is_said_of_keys_to_somebody_who_has_none(
    doors: DemoDoors, visitor: Visitor
) -> None:
    page = visitor(touch=True)
    page.goto(doors.way_to("ana", "{article}?hint=1"))
    expect(page.locator(".hint-card")).to_be_visible()
    for key in page.locator("main kbd").all():
        expect(key).to_be_hidden()


def test_the_text_of_a_report_does_not_wait_for_its_notes(
    doors: DemoDoors, visitor: Visitor
) -> None:
    page = visitor()
    page.goto(doors.way_to("", "{report}"))
    for width in (1024, 1100, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert max(gaps(page)) <= 24, f"more than the margin of a paragraph at {width}"


def test_a_reader_chooses_what_is_shown_of_a_report(doors: DemoDoors, visitor: Visitor) -> None:
    page = visitor(javascript=False)
    page.goto(doors.way_to("", "{report}"))
    notes = page.locator(".note:visible")
    everything = notes.count()
    page.get_by_label("All but True").check()
    expect(notes.filter(has=page.locator(".verdict-chip.verdict-true"))).to_have_count(0)
    assert 0 < notes.count() < everything
    page.get_by_label("As a list").check()
    expect(page.locator(".report-text .block:visible")).to_have_count(0)
    expect(page.locator(".stepping")).to_be_hidden()


def test_a_reader_steps_through_the_claims_that_are_chosen(
    doors: DemoDoors, visitor: Visitor
) -> None:
    page = visitor()
    page.goto(doors.way_to("", "{report}"))
    page.get_by_role("radio", name="False 2").check()
    chosen = page.locator(".note:visible .note-title a")
    for nth in range(chosen.count()):
        page.get_by_role("button", name="Next claim").click()
        expect(chosen.nth(nth)).to_be_focused()
    page.reload()
    expect(page.locator(".note:visible")).to_have_count(chosen.count())
    assert "shown=false" in page.url
    page.goto(page.url + "#claim-1")
    expect(page.locator("#note-1")).to_be_visible()


def gaps(page: Page) -> list[int]:
    """How many pixels are free between a paragraph of a report and the next."""
    pixels: list[int] = page.evaluate(
        """[...document.querySelectorAll('.report-text > .block')]
           .map(block => block.getBoundingClientRect())
           .map((place, i, all) => i ? Math.round(place.top - all[i - 1].bottom) : 0)"""
    )
    return pixels


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    pixels: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return pixels
