"""Coming to an empty workbench, and bringing in what cannot be read."""

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from alembic import command
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import PASSWORD, Visitor
from tests.browser.desk import Desk
from tests.browser.people import FactChecker, Member
from tests.browser.server import Site
from tests.cli.shell import Shell
from tests.intake.pdf_file import pdf_file
from workbench.articles import incoming
from workbench.config import Settings
from workbench.intake.fetching import AddressPolicy, fetch
from workbench.intake.fetching.addresses import is_globally_routable
from workbench.migrations.moving import alembic_config

LOOPBACK = ip_address("127.0.0.1")
PRIVATE = "http://10.0.0.1/minutes"
NOTED = "https://harbour.example/quay"


def test_the_first_address_makes_the_first_admin_and_works_once(
    site: Site, tmp_path: Path, visitor: Visitor, complaints: list[str]
) -> None:
    address = first_run_address(site, tmp_path / "instance")
    ada = Member(visitor())
    ada.page.goto(address)
    ada.page.get_by_label("Your name").fill("Ada")
    ada.page.get_by_label("E-mail").fill("ada@harbour.example")
    ada.page.get_by_label("Password").fill("short")
    ada.presses("Begin")
    expect(ada.page.get_by_role("alert")).to_contain_text("Password")
    expect(ada.page.get_by_label("Your name")).to_have_value("Ada")
    ada.page.get_by_label("Password").fill(PASSWORD)
    ada.presses("Begin")
    expect(ada.page.get_by_role("navigation", name="Main")).to_be_visible()
    ada.page.goto("/desk/members")
    ada.reads("ada@harbour.example")

    late = Member(visitor())
    late.page.goto(address)
    late.reads("This link was used already")
    complaints.clear()


def first_run_address(site: Site, instance: Path) -> str:
    """The address that `init` prints; at the site that is running."""
    with site.database.engine.begin() as connection:
        command.stamp(alembic_config(connection), "head", purge=True)
    settings: Settings = site.app.extensions["workbench.settings"]
    shell = Shell(
        {
            "WORKBENCH_INSTANCE": str(instance),
            "WORKBENCH_DATABASE_URL": settings.database_url,
            "WORKBENCH_PUBLIC_URL": site.url,
        }
    )
    return next(line for line in shell.said("init").splitlines() if line.startswith(site.url))


def test_a_scanned_pdf_is_refused_and_what_was_typed_stays(
    desk: Desk, visitor: Visitor, tmp_path: Path
) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(pdf_file([[]]))
    ana = FactChecker(visitor())
    ana.enters(desk.link("ana", "/articles/new"))
    ana.page.get_by_label("Web address").fill(NOTED)
    ana.page.get_by_label("Files").set_input_files(scan)
    ana.presses("Read the article")
    is_told(ana.page, "Files", "This PDF holds no text, only pictures of its pages.")
    expect(ana.page.get_by_label("Web address")).to_have_value(NOTED)


def test_files_sent_together_are_ticked_looked_through_and_imported(
    desk: Desk, visitor: Visitor
) -> None:
    ana = FactChecker(visitor())
    ana.enters(desk.link("ana", "/articles/new"))
    ana.page.get_by_label("Files").set_input_files([text_file(name) for name in ("Quay", "Mill")])
    ana.presses("Read the article")
    every, ticked = ana.page.get_by_label("All"), ana.page.locator("[data-ticked]")
    expect(every).to_be_checked()
    ana.page.get_by_label("Mill").uncheck()
    expect(ticked).to_have_text("1")
    expect(every).to_be_checked(indeterminate=True)
    every.check()
    expect(ana.page.get_by_label("Mill")).to_be_checked()
    ana.presses("Confirm those ticked")
    expect(ana.page.get_by_text("2 articles are imported.")).to_be_visible()
    ana.page.get_by_role("link", name="Mill").click()
    expect(ana.page.locator("#text")).to_contain_text("The Mill was sold.")


def test_more_files_than_are_taken_at_once_are_not_even_sent(desk: Desk, visitor: Visitor) -> None:
    ana = FactChecker(visitor())
    ana.enters(desk.link("ana", "/articles/new"))
    chooser = ana.page.get_by_label("Files")
    chooser.set_input_files([text_file(str(number)) for number in range(101)])
    expect(ana.page.get_by_text("These are more than 100 files.")).to_be_visible()
    ana.presses("Read the article")
    expect(chooser).to_be_focused()
    chooser.set_input_files([text_file("Quay")])
    expect(ana.page.get_by_text("These are more than 100 files.")).to_be_hidden()


def text_file(name: str) -> FilePayload:
    words = f"{name}\n\nThe {name} was sold. It cost 41 million."
    return FilePayload(name=f"{name}.txt", mimeType="text/plain", buffer=words.encode())


def test_an_address_that_leads_to_a_private_one_is_refused_and_stays(
    desk: Desk, visitor: Visitor, redirecting: str
) -> None:
    ana = FactChecker(visitor())
    ana.enters(desk.link("ana", "/articles/new"))
    ana.page.get_by_label("Web address").fill(redirecting)
    ana.presses("Read the article")
    is_told(ana.page, "Web address", "10.0.0.1")
    expect(ana.page.get_by_label("Web address")).to_have_value(redirecting)


def is_told(page: Page, label: str, words: str) -> None:
    """See a message beside a field, which is marked as faulty."""
    faulty = page.get_by_label(label, exact=True)
    expect(faulty).to_have_attribute("aria-invalid", "true")
    expect(faulty).to_have_accessible_description(re.compile(re.escape(words)))


class _Redirecting(BaseHTTPRequestHandler):
    """Sends everybody into a private network."""

    def do_GET(self) -> None:
        self.send_response(302)
        self.send_header("Location", PRIVATE)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def redirecting(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An address that counts as public, and whose server redirects to one that does not."""
    with HTTPServer(("127.0.0.1", 0), _Redirecting) as server:
        port = server.server_address[1]
        policy = AddressPolicy(
            resolve=lambda _host, _seconds: [LOOPBACK],
            may_reach=lambda address: address == LOOPBACK or is_globally_routable(address),
            ports=frozenset({80, port}),
        )
        monkeypatch.setattr(incoming, "fetch", partial(fetch, policy=policy))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://news.example:{port}/quay"
        server.shutdown()
        thread.join()
