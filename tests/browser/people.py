"""What people do in the browser, named as they would name it."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.pointing import drag_over


@dataclass(frozen=True)
class Evidence:
    """What a claim's evidence form is filled with."""

    source: str
    quote: str
    stance: str = "refutes"
    url: str = ""
    publisher: str = ""
    locator: str = ""


@dataclass(frozen=True)
class Judgement:
    """What a verdict's form is filled with."""

    rating: str
    summary: str
    rationale: str = ""


class Member:
    """Somebody of the desk, before a window of their own."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def enters(self, link: str) -> None:
        """Come in by a one-time link."""
        self.page.goto(link)
        expect(self.page.get_by_role("navigation", name="Main")).to_be_visible()

    def presses(self, name: str) -> None:
        """Press a button of the page."""
        self.page.get_by_role("button", name=name).first.click()

    def reads(self, words: str | re.Pattern[str]) -> None:
        """See these words somewhere on the page."""
        expect(self.page.locator("body")).to_contain_text(words)

    @property
    def panel(self) -> Locator:
        """The open claim."""
        return self.page.locator("#panel")

    @property
    def address(self) -> str:
        """The page's path."""
        return re.sub(r"^https?://[^/]+", "", self.page.url)


class FactChecker(Member):
    """Who breaks the article into claims and finds out."""

    def uploads(self, file: Path) -> None:
        """Bring in an article, as far as its preview."""
        self.page.goto("/articles/new")
        self.page.get_by_label("Files").set_input_files(file)
        self.presses("Read the article")
        expect(self.page.get_by_role("heading", name="Is this the article?")).to_be_visible()

    def confirms(self) -> None:
        """Make an article of the preview."""
        self.presses("Confirm the article")
        expect(self.page.locator("#text")).to_be_visible()

    def selects(self, words: str) -> None:
        """Drag the mouse over words of the text."""
        drag_over(self.page, words)

    def marks(self, words: str) -> str:
        """Make a claim of exactly these words; its number."""
        before = self.panel.get_attribute("data-claim")
        self.selects(words)
        self.page.locator("#selection-bar").get_by_role("button", name="Claim", exact=True).click()
        expect(self.panel).not_to_have_attribute("data-claim", before or "")
        expect(self.panel.locator(".passages q")).to_have_text(words)
        return self.panel.get_attribute("data-claim") or ""

    def opens(self, number: str) -> None:
        """Open a claim from the list."""
        self.page.locator(f"#row-{number} > a").click()
        expect(self.panel).to_have_attribute("data-claim", number)

    @property
    def claim_form(self) -> Locator:
        """The form with the open claim's statement."""
        return self.panel.locator("[id^=claim-form]")

    def begins_to_edit(self, statement: str) -> None:
        """Type another statement, and save nothing yet."""
        if not self.claim_form.is_visible():
            self.panel.locator(".panel-head summary", has_text="Edit").click()
        self.claim_form.get_by_label("Statement").fill(statement)

    def edits(self, statement: str, claimant: str, role: str = "") -> None:
        """Say what the claim is, and whose it is."""
        self.begins_to_edit(statement)
        self.claim_form.get_by_label("Claimant", exact=False).first.fill(claimant)
        self.claim_form.get_by_label("Claimant’s role").fill(role)
        self.presses("Save claim")
        expect(self.panel.locator("h2.statement")).to_have_text(statement)
        expect(self.panel.locator(".fact-line")).to_contain_text(claimant)

    @property
    def evidence_form(self) -> Locator:
        """The form that adds evidence."""
        return self.panel.locator("[id^=add-evidence-form]")

    def adds(self, evidence: Evidence) -> None:
        """Attach a source that the library does not have yet."""
        self._begins_evidence(evidence.source)
        form = self.evidence_form
        form.get_by_label("Web address").fill(evidence.url)
        form.get_by_text("More about the source").click()
        form.get_by_label("Publisher").fill(evidence.publisher)
        self._ends_evidence(evidence)

    def adds_known(self, evidence: Evidence, typed: str) -> None:
        """Attach a source of the library, chosen while its title is typed."""
        self._begins_evidence("")
        self.evidence_form.get_by_label("Source", exact=True).press_sequentially(typed)
        self.evidence_form.get_by_role("option", name=evidence.source).click()
        expect(self.evidence_form.get_by_label("Source", exact=True)).to_have_value(evidence.source)
        self._ends_evidence(evidence)

    def _begins_evidence(self, source: str) -> None:
        self.panel.locator("summary", has_text="Add evidence").click()
        self.evidence_form.get_by_label("Source", exact=True).fill(source)

    def _ends_evidence(self, evidence: Evidence) -> None:
        form, pieces = self.evidence_form, self.panel.locator("li.evidence")
        before = pieces.count()
        form.get_by_label(evidence.stance).check()
        form.get_by_label("Exact quote").fill(evidence.quote)
        form.get_by_label("Page, paragraph or time").fill(evidence.locator)
        form.get_by_role("button", name="Add evidence").click()
        expect(pieces).to_have_count(before + 1)
        expect(pieces.last).to_contain_text(evidence.quote)

    def sets_aside(self, words: str, reason: str) -> None:
        """Decide that the sentence with these words needs no check."""
        sentence = self.page.locator(".sentence", has_text=words)
        sentence.click()
        self.page.locator("#reason").select_option(reason)
        self.page.locator("#selection-bar").get_by_role("button", name="Set aside").click()
        expect(sentence).to_have_class(re.compile("is-set-aside"))

    @property
    def verdict_form(self) -> Locator:
        """The form with the open claim's verdict."""
        return self.page.locator("#verdict-form")

    def judges(self, judgement: Judgement) -> None:
        """Fill in a verdict, and send nothing yet."""
        form = self.verdict_form
        form.get_by_role("radio", name=judgement.rating, exact=True).check()
        form.get_by_label("In one sentence").fill(judgement.summary)
        form.get_by_label("Rationale").fill(judgement.rationale)

    def proposes(self, judgement: Judgement) -> None:
        """Put a verdict before the editors."""
        self.judges(judgement)
        self.presses("Propose verdict")
        expect(self.panel).to_contain_text("Waits for an editor")


class Editor(Member):
    """Who decides, and publishes."""

    def opens_review(self, statement: str) -> None:
        """Open a verdict of the queue."""
        self.page.goto("/review")
        row = self.page.locator(".review-queue a", has_text=statement)
        row.click()
        expect(self.page.locator(".review-card h2")).to_have_text(statement)

    def approves(self, statement: str) -> None:
        """Let a verdict stand."""
        self.opens_review(statement)
        self.presses("Approve")
        self.reads("Approved: claim")

    def returns(self, statement: str, comment: str) -> None:
        """Send a verdict back."""
        self.opens_review(statement)
        self.page.get_by_label("Comment to the author").fill(comment)
        self.presses("Return")
        self.reads("Returned to its author")

    def publishes(self, article: str, title: str, summary: str, note: str) -> None:
        """Make an edition that shows the whole text."""
        self.page.goto(article)
        self.page.get_by_role("link", name=re.compile("^Publish")).click()
        self.page.get_by_label("Title of the report").fill(title)
        self.page.get_by_label("What holds?").fill(summary)
        self.page.get_by_label("Note on this edition").fill(note)
        self.page.get_by_label("The whole text").check()
        self.page.get_by_role("button", name=re.compile("^Publish edition")).click()
        self.reads("is published: readers have it now.")
        self.page.get_by_role("link", name=re.compile("^Read edition")).click()
        self.page.wait_for_url(re.compile("/reports/"))


class Reader:
    """Somebody from outside, without scripts."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def opens(self, address: str) -> None:
        """Open a public page."""
        response = self.page.goto(address)
        assert response is not None
        assert response.ok

    def follows(self, link: Locator) -> None:
        """Follow a link of the page."""
        link.click()

    def takes(self, format_words: str) -> bytes:
        """Download a format offered at the foot of the report."""
        link = self.page.get_by_role("region", name="Take it away").get_by_role(
            "link", name=format_words, exact=True
        )
        response = self.page.request.get(link.get_attribute("href") or "")
        assert response.ok
        return response.body()
