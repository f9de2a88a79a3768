"""What people do to a verdict between them, by the names of what they see on the screen."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.people import Evidence, Judgement, Member
from tests.browser.pointing import drag_over


class Player(Member):
    """Somebody of the desk, before an article, the queue or the policy."""

    def goes_to(self, address: str) -> None:
        """Open a page of the site, which is there."""
        response = self.page.goto(address)
        assert response is not None
        assert response.ok

    def follows(self, name: str) -> None:
        """Follow a link."""
        self.page.get_by_role("link", name=name, exact=True).click()

    def unfolds(self, words: str, within: Locator) -> None:
        """Open what is folded away under these words, the first of them."""
        within.locator("summary").filter(has_text=re.compile(rf"^\s*{words}\b")).first.click()

    # ---- Claims

    @property
    def claim(self) -> Locator:
        """The open claim."""
        return self.page.get_by_role("region", name="Open claim")

    @property
    def claims(self) -> Locator:
        """The list beside it."""
        return self.page.get_by_role("region", name="Claims", exact=True)

    def row(self, statement: str) -> Locator:
        """A claim's line in the list."""
        return self.claims.get_by_role("listitem").filter(has_text=statement)

    def marks(self, words: str) -> None:
        """Make a claim of exactly these words."""
        drag_over(self.page, words)
        bar = self.page.get_by_role("form", name="What to do with these words")
        bar.get_by_role("button", name="Claim", exact=True).click()
        self.has_open(words)

    def ranks(self, priority: str) -> None:
        """Say how pressing the open claim is."""
        self.unfolds("Edit", self.claim)
        self.claim.get_by_label("Priority").select_option(priority)
        self.claim.get_by_role("button", name="Save claim").click()
        expect(self.claim.get_by_text(f"Priority {priority}")).to_be_visible()

    def opens(self, statement: str) -> None:
        """Open a claim from the list."""
        self.claims.get_by_role("link", name=statement, exact=True).click()
        self.has_open(statement)

    def has_open(self, statement: str) -> None:
        """See a claim beside the text."""
        expect(self.claim.get_by_role("heading", name=statement, exact=True)).to_be_visible()

    def stands(self, status: str) -> None:
        """See where the open claim stands."""
        expect(self.claim.get_by_text(status, exact=True).first).to_be_visible()

    # ---- Evidence

    def piece(self, source: str) -> Locator:
        """The open claim's evidence from a source."""
        named = self.page.get_by_role("link", name=source, exact=True)
        return self.claim.get_by_role("listitem").filter(has=named).first

    def adds(self, evidence: Evidence) -> None:
        """Attach a source that the library does not have yet."""
        self.unfolds("Add evidence", self.claim)
        adding = self.claim
        adding.get_by_label("Source", exact=True).fill(evidence.source)
        adding.get_by_role("radio", name=evidence.stance).check()
        adding.get_by_label("Exact quote").fill(evidence.quote)
        adding.get_by_role("button", name="Add evidence").click()
        expect(self.piece(evidence.source)).to_contain_text(evidence.quote)

    def says_where(self, source: str, locator: str) -> None:
        """Name the page on which a source has the words."""
        piece = self.piece(source)
        self.unfolds("Edit", piece)
        piece.get_by_label("Page, paragraph or time").fill(locator)
        piece.get_by_role("button", name="Save evidence").click()
        expect(piece.get_by_text(locator, exact=True)).to_be_visible()

    # ---- Verdicts

    @property
    def rationale(self) -> Locator:
        """Where the open claim's verdict is argued."""
        return self.claim.get_by_label("Rationale")

    def judges(self, judgement: Judgement) -> None:
        """Fill in a verdict, and send nothing yet."""
        self.claim.get_by_role("radio", name=judgement.rating, exact=True).check()
        self.claim.get_by_label("In one sentence").fill(judgement.summary)
        self.rationale.fill(judgement.rationale)

    def saves_draft(self) -> None:
        """Keep a verdict that is not finished."""
        drafts = self.claim.get_by_text("saved a draft")
        before = drafts.count()
        self.claim.get_by_role("button", name="Save draft").click()
        expect(drafts).to_have_count(before + 1)

    def sees_change_by(self, name: str) -> None:
        """Be told, without reloading, that somebody changed the open claim, and look at it."""
        told = self.claim.get_by_text(f"{name} changed this claim.")
        expect(told).to_be_visible()
        self.claim.get_by_role("link", name="Show", exact=True).click()
        expect(told).to_be_hidden()

    def proposes(self, judgement: Judgement, status: str) -> None:
        """Put a verdict before whoever is to look at it next."""
        self.judges(judgement)
        self.claim.get_by_role("button", name="Propose verdict").click()
        self.stands(status)

    def sits_down(self) -> None:
        """Become the open claim's second reader."""
        self.claim.get_by_role("button", name="Read it second").click()
        expect(self.claim).to_contain_text("You read this claim as its second reader.")

    def hands_in(self, judgement: Judgement, status: str) -> None:
        """Let the second verdict be seen beside the first."""
        self.judges(judgement)
        self.claim.get_by_role("button", name="Hand in verdict").click()
        self.stands(status)

    def answers(self, asked: str, about: str, words: str) -> None:
        """Tick off what an editor asked for of something, and say what was done."""
        point = self.claim.get_by_role("listitem").filter(has_text=asked)
        expect(point.get_by_role("link", name=about, exact=True)).to_be_visible()
        point.get_by_label("Done").check()
        point.get_by_label("Answer").fill(words)
        point.get_by_role("button", name="Save answer").click()
        expect(self.claim).to_contain_text("1 of 1 done")

    # ---- Between two readers

    def side(self, reader: str) -> Locator:
        """One of the two verdicts that are compared."""
        return self.page.get_by_role("region", name=reader, exact=True)

    def settles(self, verdict: str, why: str) -> None:
        """Decide which of two verdicts goes on."""
        self.page.get_by_role("radio", name=verdict).check()
        self.page.get_by_label("Why").fill(why)
        self.page.get_by_role("button", name="Decide").click()
        self.reads("Decided. The verdict waits for an editor’s approval.")

    def votes(self, verdict: str, reason: str) -> None:
        """Vote for one of two verdicts, or for neither."""
        self.page.get_by_role("radio", name=verdict).check()
        self.page.get_by_label("Reason").fill(reason)
        self.page.get_by_role("button", name="Vote").click()

    # ---- The queue

    def opens_review(self, statement: str) -> None:
        """Open a verdict that waits for a decision."""
        self.goes_to("/review")
        queue = self.page.get_by_role("list", name="Waiting for a decision")
        queue.get_by_role("link", name=statement).click()
        expect(self.page.get_by_role("heading", name=statement, exact=True)).to_be_visible()

    def asks_about(self, source: str, words: str) -> None:
        """Say what is to be done about a piece of evidence."""
        named = self.page.get_by_role("link", name=source, exact=True)
        piece = self.page.get_by_role("listitem").filter(has=named)
        self.unfolds("Ask for a change here", piece)
        piece.get_by_label("What is to be done").fill(words)

    def approves(self, statement: str) -> None:
        """Let a verdict stand."""
        self.opens_review(statement)
        self.page.get_by_role("button", name="Approve").click()
        self.reads("Approved: claim")

    # ---- The policy

    def sets_policy(self, ballot: str, second_for: str = "") -> None:
        """Say when editors vote, and which claims need a second reader besides those of now."""
        self.goes_to("/desk/policy")
        form = self.page.get_by_role("region", name="The next policy")
        if second_for:
            form.get_by_role("checkbox", name=second_for, exact=True).check()
        form.get_by_role("radio", name=ballot).check()
        form.get_by_role("button", name="Set as the next version").click()
        holds = self.page.get_by_role("region", name="What holds")
        expect(holds).to_contain_text(re.compile(ballot, re.IGNORECASE))

    # ---- Sessions

    def signs_in_again(self, email: str, password: str) -> None:
        """Sign in in a tab of its own, and come back to the one that is open."""
        with self.page.expect_popup() as popup:
            self.page.get_by_role("link", name="Sign in in a new tab").click()
        door = popup.value
        door.get_by_label("E-mail").fill(email)
        door.get_by_label("Password").fill(password)
        door.get_by_role("button", name="Sign in", exact=True).click()
        expect(door.get_by_role("navigation", name="Main")).to_be_visible()
        door.close()
