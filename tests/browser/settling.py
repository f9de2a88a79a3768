"""What people do with an article that was rewritten, until its claims stand in the new text."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.people import FactChecker
from tests.browser.pointing import selected

PATIENCE = 60_000  # ms: with its first text a server loads what reads formats


class Settler(FactChecker):
    """Who brings the new text, and decides where each claim stands in it."""

    def pastes_anew(self, article: str, text: str) -> None:
        """Give an article's text as it is now, as far as the draft made of it."""
        self.page.goto(article)
        self.page.get_by_role("link", name=re.compile("^version ")).click()
        self.page.get_by_role("link", name="New version").click()
        self.page.get_by_label("The article’s text").fill(text)
        self.page.get_by_role("button", name="Compare it").click(timeout=PATIENCE)
        self.page.wait_for_url(re.compile("/drafts/"), timeout=PATIENCE)

    def is_asked_about(self, number: str, settled: str) -> None:
        """See which claim is in question, and how many are settled: "2 of 7"."""
        expect(self.panel.locator(".panel-line strong")).to_have_text(f"Claim {number}")
        expect(self.page.locator(".coverage-line")).to_have_text(f"{settled} settled")

    def is_at_the_end(self, settled: str) -> None:
        """See that nothing is left to decide."""
        expect(self.making).to_be_visible()
        expect(self.page.locator(".coverage-line")).to_have_text(f"{settled} settled")

    @property
    def making(self) -> Locator:
        """What makes the version."""
        return self.page.get_by_role("button", name=re.compile("^Make it version "))

    def accepts(self) -> None:
        """Let the claim stand at the place proposed."""
        self.presses("Accept this place")

    def picks(self, number: int) -> None:
        """Let it stand at another place that may be it, counted from 1."""
        self.page.locator(".settle-choices form").nth(number - 1).get_by_role("button").click()

    def leaves_behind(self) -> None:
        """Let it stand in the version before alone."""
        self.presses("Leave it behind")

    def drags_to(self, words: str) -> None:
        """Let it stand at words of the new text that the mouse is dragged over."""
        self.selects(words)
        expect(selected(self.page)).to_have_value(words)
        self.page.get_by_role("button", name="stands here").click()

    def copies_to(self, words: str) -> None:
        """Let it stand at words that are copied from the new text."""
        self.page.get_by_label("The words, as they stand in the new text").fill(words)
        self.presses("It stands there")

    def goes_to(self, number: str) -> None:
        """Ask for another claim of those in question."""
        queue = self.page.get_by_role("list", name="Passages to settle")
        queue.get_by_role("link", name=re.compile(rf"^Claim {number}\b")).click()

    def says_what_changed(self, on: str, notice: str, note: str) -> None:
        """Note what the outlet did."""
        self.page.get_by_label("Changed on").fill(on)
        self.page.get_by_label("The outlet’s own notice").fill(notice)
        self.page.get_by_label("What changed").fill(note)

    def edits_block(self, number: int, words: str) -> None:
        """Begin to write other words into a block of a draft, and save nothing yet."""
        self.page.get_by_role("link", name=f"Edit block {number}", exact=True).click()
        self.page.get_by_label("Words").fill(words)
