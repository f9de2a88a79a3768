"""When the long article is first painted in a real browser, and the script sent for it."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.client import Door, signed_in
from bench.instance import CHECKER, PASSWORD
from bench.long_article import make_long_desk
from bench.printing import Results, heading, ms, say, show_table, size
from bench.server import free_port, production, running
from bench.sizes import Extent
from tests.browser.conftest import NAMES, QUIET

OPENINGS = 5
FIRST_PAINT = """() => new Promise(done => new PerformanceObserver(seen => {
    const found = seen.getEntriesByName("first-contentful-paint")[0];
    if (found) done(found.startTime);
}).observe({type: "paint", buffered: true}))"""
WHOLE_PAGE = "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


@dataclass
class Opening:
    """One time that the page was opened: milliseconds from the click on, and bytes by kind."""

    first_paint: float
    ready: float
    sent: dict[str, int]


def measure(folder: Path, results: Results, extent: Extent) -> None:
    """Open the long article with an empty cache, several times."""
    heading(f"First paint of {extent.size}")
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        say("There is no Chromium: left out.")
        return
    desk = make_long_desk(folder / "paint", extent.size)
    port = free_port()
    with running(desk.instance, production(port), port), sync_playwright() as playwright:
        door = signed_in(port, CHECKER, PASSWORD)
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        openings = [_open(browser, door, f"/articles/{desk.article_id}") for _ in range(OPENINGS)]
        browser.close()
    _show(results, openings)


def _open(browser: Browser, door: Door, path: str) -> Opening:
    url = f"http://127.0.0.1:{door.port}"
    context = browser.new_context(base_url=url, viewport={"width": 1440, "height": 900})
    name, _equals, value = door.cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": url}])
    page = context.new_page()
    sent = _count_bytes(page)
    page.goto(path, wait_until="networkidle")
    opening = Opening(page.evaluate(FIRST_PAINT), page.evaluate(WHOLE_PAGE), sent)
    context.close()
    return opening


def _count_bytes(page: Page) -> dict[str, int]:
    """Bytes over the wire, headers included, by kind of resource; filled as they arrive."""
    kinds: dict[str, str] = {}
    sent: dict[str, int] = {}
    session = page.context.new_cdp_session(page)

    def finished(event: dict[str, Any]) -> None:
        kind = kinds.get(event["requestId"], "Other")
        sent[kind] = sent.get(kind, 0) + int(event["encodedDataLength"])

    session.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    return sent


def _show(results: Results, openings: list[Opening]) -> None:
    paint = median(opening.first_paint for opening in openings)
    ready = median(opening.ready for opening in openings)
    results.keep("paint", "first contentful paint", paint)
    results.keep("paint", "sent", openings[-1].sent)
    rows = [("first contentful paint, median", ms(paint)), ("page ready, median", ms(ready))]
    rows += [(kind.lower(), size(sent)) for kind, sent in sorted(openings[-1].sent.items())]
    show_table(("", "empty cache"), rows)
