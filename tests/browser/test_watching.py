"""A source is watched in a browser; what was noticed is found, looked at and marked as seen."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import Visitor
from tests.browser.desk import Desk
from workbench.app import WORKER
from workbench.sources.service import SourceFields, add_source

BEFORE = "Minutes\n\nThe council approves 32 million."


@pytest.fixture
def source(desk: Desk) -> str:
    """The address of a source of which nothing is kept."""
    with desk.site.database.writing() as session:
        fields = SourceFields("Minutes", url="https://harbour.example/minutes")
        return f"/sources/{add_source(session, fields=fields, by=desk.actor(session, 'ana')).id}"


def keep(desk: Desk, page: Page, text: str) -> None:
    file = FilePayload(name="minutes.txt", mimeType="text/plain", buffer=text.encode())
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Keep a snapshot").click()
    expect(page.get_by_role("heading", name="minutes.txt")).to_be_visible()
    desk.site.app.extensions[WORKER].work_off()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_change_is_noticed_looked_at_and_marked_as_seen(
    desk: Desk, visitor: Visitor, source: str, *, javascript: bool
) -> None:
    desk.article(["The quay cost 41 million."])
    page = visitor(javascript=javascript)
    page.goto(desk.link("ana", source))
    page.get_by_label("Look at it by itself").select_option("weekly")
    page.locator("#watch").get_by_role("button", name="Save").click()
    expect(page.get_by_text("The source is watched.")).to_be_visible()
    for text in (BEFORE, BEFORE.replace("32", "41")):
        page.goto(desk.site.url + source)
        keep(desk, page, text)
    page.goto(desk.site.url)
    page.get_by_role("link", name="Minutes", exact=True).click()
    page.locator("#alerts").get_by_role("link", name="What changed").click()
    expect(page.locator("ins.is-number")).to_have_text("41")
    page.get_by_role("link", name="Minutes", exact=True).click()
    page.get_by_role("button", name="Mark as seen").click()
    expect(page.get_by_text("Marked as seen.")).to_be_visible()
    page.goto(desk.site.url)
    expect(page.get_by_role("heading", name="Sources that changed")).to_have_count(0)
