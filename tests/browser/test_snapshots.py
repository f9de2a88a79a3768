"""A snapshot in a browser: it is sent, read to its end, and cannot run there."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import Visitor
from tests.browser.desk import Desk
from workbench.jobs.service import finish, take, tell_progress
from workbench.sources.fetching import FETCH, ask_for_snapshot
from workbench.sources.rules import how_far
from workbench.sources.service import SourceFields, add_source

MINUTES = "\n\n".join(f"Point {n}. 😀 The council did not ask why." for n in range(1, 1501))
PAGE = b"<html><body><p>The quay.</p><script>document.title = 'run'</script></body></html>"
OFFSETS_ARE_CODE_POINTS = """() => {
  const found = [...document.querySelectorAll(".words")];
  return found.slice(1).every((words, at) => [...found[at].textContent].length + 2
    === Number(words.dataset.start) - Number(found[at].dataset.start));
}"""


@pytest.fixture
def source(desk: Desk) -> str:
    """The address of a source of which nothing is kept."""
    with desk.site.database.writing() as session:
        by = desk.actor(session, "ana")
        return f"/sources/{add_source(session, fields=SourceFields('Minutes'), by=by).id}"


def keep(page: Page, name: str, content: bytes) -> None:
    file = FilePayload(name=name, mimeType="text/html", buffer=content)
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Keep a snapshot").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def test_a_long_text_goes_on_as_one_scrolls_and_begins_where_one_asks(
    desk: Desk, visitor: Visitor, source: str
) -> None:
    page = visitor()
    page.goto(desk.link("ana", source))
    keep(page, "minutes.txt", MINUTES.encode())
    expect(page.locator("#p-1")).to_contain_text("Point 1.")
    before = page.locator(".stretch").count()
    page.locator(".text-more").scroll_into_view_if_needed()
    expect(page.locator(f"#p-{before + 1}")).to_be_attached()
    assert page.evaluate(OFFSETS_ARE_CODE_POINTS)
    page.get_by_label("Paragraph", exact=True).fill("1200")
    page.get_by_role("button", name="Go there").click()
    expect(page).to_have_url(re.compile(r"\?at=1200#p-1200$"))
    expect(page.locator("#p-1200:target")).to_be_in_viewport()
    page.get_by_role("link", name="para. 1201").click()
    expect(page.locator("#p-1201:target")).to_be_in_viewport()


def test_without_scripts_a_snapshot_is_kept_read_to_its_end_and_deleted(
    desk: Desk, visitor: Visitor, source: str
) -> None:
    page = visitor(javascript=False)
    page.goto(desk.link("ed", source))
    keep(page, "minutes.txt", MINUTES.encode())
    more = page.get_by_role("link", name="More text")
    while more.count():
        more.click()
    expect(page.locator("#p-1500")).to_contain_text("Point 1500.")
    page.get_by_role("link", name="Earlier text").click()
    page.locator("summary", has_text="Delete this snapshot").click()
    page.get_by_role("button", name="Delete it for good").click()
    expect(page.get_by_text("The snapshot is deleted.")).to_be_visible()
    expect(page.get_by_text("Nothing is kept of it yet")).to_be_visible()


def test_a_page_that_would_run_is_saved_and_not_opened(
    desk: Desk, visitor: Visitor, source: str
) -> None:
    page = visitor()
    page.goto(desk.link("ana", source))
    keep(page, "page.html", PAGE)
    with page.expect_download() as saving:
        page.get_by_role("link", name="Download").click()
    assert saving.value.suggested_filename == "page.html"
    expect(page).to_have_title(re.compile("^page.html"))


def test_bytes_are_told_as_they_come_and_a_file_that_was_chosen_stays(
    desk: Desk, visitor: Visitor
) -> None:
    with desk.site.database.writing() as session:
        by, url = desk.actor(session, "ana"), "https://council.example/minutes"
        source = add_source(session, fields=SourceFields("Minutes", url=url), by=by)
        ask_for_snapshot(session, source=source, by=by)
        job = take(session, kinds={FETCH})
        assert job is not None
    page = visitor()
    page.goto(desk.link("ana", f"/sources/{source.id}"))
    chosen = page.get_by_label("File")
    chosen.set_input_files(FilePayload(name="m.txt", mimeType="text/plain", buffer=b"Minutes"))
    with desk.site.database.writing() as session:
        words = how_far(1_200_000, 8_400_000)
        tell_progress(session, lease=job.hold, done=1_200_000, total=8_400_000, words=words)
    expect(page.get_by_text("1.2 of 8.4 MB")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "14")
    expect(chosen).to_have_value(re.compile("m.txt"))
    with desk.site.database.writing() as session:
        finish(session, lease=job.hold)
    expect(page.get_by_role("button", name="Fetch the page now")).to_be_visible()
    expect(chosen).to_have_value(re.compile("m.txt"))
