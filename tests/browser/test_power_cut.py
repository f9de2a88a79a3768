"""The server is killed while somebody settles, and started again on the same database."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import tram
from tests.browser.conftest import Visitor
from tests.browser.desk import Desk
from tests.browser.people import FactChecker
from tests.browser.server import Site
from tests.browser.settling import Settler
from tests.cli.servers import free_port, kill, running, wait_for, wait_until_dead
from tests.cli.shell import Shell, shell_for
from tests.databases import sqlite_url
from tests.settings import settings_for
from workbench.app import create_app
from workbench.web.database import EXTENSION

TYPED = "The operator greases the rails at night."
NOTE = "Fewer people rode the tram than was first said."


@dataclass
class Power:
    """A server in processes of its own, from whose machine the plug can be pulled."""

    shell: Shell
    log: Path
    port: int = field(default_factory=free_port)
    running: ExitStack = field(default_factory=ExitStack)

    def on(self) -> None:
        """Start the server, and wait until it answers."""
        command = running(self.shell, self.log, "serve", "--port", str(self.port))
        self.process = self.running.enter_context(command)
        wait_for(self.port, self.process, self.log)

    def cut(self) -> None:
        """End every process of it with SIGKILL."""
        kill(self.process)
        wait_until_dead(self.port)


@pytest.fixture
def power(tmp_path: Path) -> Iterator[Power]:
    """An instance that `init` has made, being served."""
    instance = tmp_path / "instance"
    shell = shell_for(instance, sqlite_url(instance / "workbench.sqlite3"))
    shell.said("init")
    power = Power(shell, tmp_path / "log")
    with power.running:
        power.on()
        yield power


@pytest.fixture
def site(power: Power, tmp_path: Path) -> Iterator[Site]:
    """What the server in the other processes serves; its desk is furnished from here."""
    instance = tmp_path / "instance"
    app = create_app(settings_for(instance, sqlite_url(instance / "workbench.sqlite3")))
    yield Site(f"http://127.0.0.1:{power.port}", app, app.extensions[EXTENSION])
    app.extensions[EXTENSION].close()


def test_what_was_decided_and_typed_outlives_the_server(
    power: Power, desk: Desk, visitor: Visitor, complaints: list[str]
) -> None:
    ana = Settler(visitor())
    article = desk.article(tram.BEFORE)
    for number in ("1", "2"):
        desk.claim(article, tram.CLAIMS[number])
    ana.enters(desk.link("ana"))
    ana.pastes_anew(article, tram.AFTER)
    ana.is_asked_about("2", "0 of 2")
    ana.accepts()
    ana.is_asked_about("1", "1 of 2")

    power.cut()
    ana.accepts()
    ana.reads("The workbench did not answer.")
    ana.is_asked_about("1", "1 of 2")
    power.on()
    ana.accepts()
    ana.is_at_the_end("2 of 2")
    ana.page.get_by_label("What changed").fill(NOTE)
    ana.page.get_by_role("link", name="Edit blocks").click()
    ana.edits_block(8, TYPED)

    power.cut()
    ana.presses("Save block")
    ana.reads("The workbench did not answer.")
    expect(ana.page.get_by_label("Words")).to_have_value(TYPED)
    power.on()
    ana.page.reload()
    expect(ana.page.get_by_label("Words")).to_have_value(TYPED)
    ana.presses("Save block")
    expect(ana.page.locator("#block-8 > .block")).to_have_text(TYPED)
    ana.page.get_by_role("link", name="Compare and settle").click()
    ana.is_at_the_end("2 of 2")
    expect(ana.page.get_by_label("What changed")).to_have_value(NOTE)
    complaints.clear()  # the browser's, of a server that did not answer


def test_what_was_typed_and_not_sent_outlives_the_server(
    power: Power, desk: Desk, visitor: Visitor, complaints: list[str]
) -> None:
    ana = FactChecker(visitor())
    ana.enters(desk.link("ana", desk.claim(desk.article(tram.BEFORE), tram.CLAIMS["1"])))
    with ana.page.expect_response("**/kept/articles/**"):
        ana.verdict_form.get_by_label("Rationale").fill(TYPED)
    power.cut()
    ana.page.close()
    power.on()
    elsewhere = FactChecker(visitor())
    elsewhere.enters(desk.link("ana", ana.address))
    expect(elsewhere.verdict_form.get_by_label("Rationale")).to_have_value(TYPED)
    complaints.clear()
