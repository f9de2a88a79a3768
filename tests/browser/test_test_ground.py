"""The browser tests notice what a person at the console would notice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.server import Site

PAGE = """<!doctype html><html lang="en"><title>Ground</title><link rel="icon" href="data:,">
<main><h1>Ground</h1>{}</main></html>"""


def show(site: Site, page: Page, content: str) -> None:
    site.app.add_url_rule("/ground", view_func=lambda: PAGE.format(content))
    page.goto("/ground")


def test_a_sound_page_draws_no_complaint(
    site: Site, page: Page, complaints: list[str], assert_accessible: Callable[[Page], None]
) -> None:
    show(site, page, "<p>All is well.</p>")
    assert_accessible(page)
    assert page.get_by_role("heading").inner_text() == "Ground"


@pytest.mark.parametrize(
    "content",
    ["<p style='color: red'>red</p>", "<script>1</script>", "<img src=/none.png alt=''>"],
)
def test_a_page_that_the_browser_objects_to_draws_a_complaint(
    site: Site, page: Page, complaints: list[str], content: str
) -> None:
    show(site, page, content)
    assert len(complaints) == 1
    complaints.clear()


def test_axe_finds_an_image_without_a_text(
    site: Site, page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    show(site, page, "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>")
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)


def test_axe_finds_words_too_pale_to_read(
    site: Site, page: Page, assert_legible: Callable[[Page], None]
) -> None:
    show(site, page, "<p><font color='#dddddd'>All is well.</font></p>")
    with pytest.raises(AssertionError, match="color-contrast"):
        assert_legible(page)


def test_the_browser_knows_no_other_machine(site: Site, page: Page) -> None:
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://example.org/")
