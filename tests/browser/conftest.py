"""A real Chromium before a real server. Any complaint of the browser fails the test."""

import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, sync_playwright

from tests.browser.desk import Desk, open_desk
from tests.browser.server import Site, served
from tests.databases import sqlite_url
from tests.requirements import missing
from tests.settings import settings_for
from workbench.accounts.credentials import passwords

NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = (
    "No Chromium was found (as chromium, chromium-browser or google-chrome)."
    " Install it (on Debian: sudo apt install chromium), then run 'make test' again."
)
QUIET = (
    "--no-sandbox",  # needed as root; the pages are our own
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
# The browser notes every answer from 400 up; these are how the workbench refuses, with a page.
REFUSALS = re.compile(
    r"Failed to load resource: .* status of (401|403|409|410|413|415|422|429|502|504) "
)

OF_COLOURS = ("color-contrast", "link-in-text-block")  # what axe judges by colours

PASSWORD = "between tides"
PATIENCE = 10_000  # ms

Visitor = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies here, so that `-m "not browser"` leaves it out.

    Where the processors are busy, a browser may take ten seconds for what is done in a tenth of
    one. What fails is run once more, and the last line counts it; what fails twice is wrong.
    """
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """This worker's browser."""
    found = next(filter(None, map(shutil.which, NAMES)), None) or missing(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def threads() -> int:
    """With how many threads the site answers: one of four may stream news to a browser."""
    return 4


@pytest.fixture
def site(tmp_path: Path, sqlite_template: Path, threads: int) -> Iterator[Site]:
    """A running site with an empty SQLite database of its own."""
    instance = tmp_path / "instance"
    instance.mkdir()
    database = instance / "workbench.sqlite3"
    shutil.copy(sqlite_template, database)
    with served(settings_for(instance, sqlite_url(database)), threads) as site:
        yield site


@pytest.fixture
def desk(site: Site) -> Desk:
    """A desk with nothing on it but its members, whose password is `PASSWORD`."""
    with site.app.app_context():
        return open_desk(site, passwords().hash(PASSWORD))


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser complained of: a test that provoked one on purpose clears the list."""
    found: list[str] = []
    yield found
    assert found == [], "the browser complained"


@pytest.fixture
def visitor(chromium: Browser, site: Site, complaints: list[str]) -> Iterator[Visitor]:
    """Open a page as somebody new, with cookies of their own: `visitor(dark=True, width=390)`."""
    contexts = []

    def visit(
        *, dark: bool = False, width: int = 1440, javascript: bool = True, touch: bool = False
    ) -> Page:
        context = chromium.new_context(
            base_url=site.url,
            color_scheme="dark" if dark else "light",
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            has_touch=touch,
            is_mobile=touch,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watch(page, complaints)
        return page

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def page(visitor: Visitor) -> Page:
    """The page of the only visitor."""
    return visitor()


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """Check the page as it stands with axe, against everything it knows of WCAG."""
    return _without_violations


@pytest.fixture
def assert_legible() -> Callable[[Page], None]:
    """Check the colours of the page as it stands: all in which the dark one differs."""
    return partial(_without_violations, runOnly=OF_COLOURS)


def _without_violations(page: Page, **options: object) -> None:
    """What passes is not told node by node: on a long page that takes longer than all the rules."""
    script = "null" if page.evaluate("'axe' in window") else AXE_SCRIPT
    found = Axe(script).run(page, options={"resultTypes": ["violations"], **options})
    assert found.violations_count == 0, found.generate_report()


def watch(page: Page, complaints: list[str]) -> Callable[[], None]:
    """Note what the page logs as an error, violations of the content policy among it.

    What this gives back ends it.
    """

    def heed(message: ConsoleMessage) -> None:
        if message.type == "error" and not REFUSALS.match(message.text):
            complaints.append(f"{page.url}: {message.text}")

    def blame(error: Error) -> None:
        complaints.append(f"{page.url}: {error}")

    def end() -> None:
        page.remove_listener("console", heed)
        page.remove_listener("pageerror", blame)

    page.on("console", heed)
    page.on("pageerror", blame)
    return end
