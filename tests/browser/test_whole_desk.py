"""A whole desk at work, each before a screen of their own: from the first mark to a correction."""

from dataclasses import dataclass, fields

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD, Visitor
from tests.browser.desk import Desk
from tests.browser.people import Editor, Evidence, Judgement
from tests.browser.playing import FAR, Player
from workbench.cli.checks.history import history_faults

COST, MAY, MAYOR = "The quay cost 41 million", "It opened in May", "The mayor was ill"
ARTICLE = ("What the quay cost", f"{COST}. {MAY}. {MAYOR} that day.")

MINUTES = Evidence("Minutes of the council", "The council approves 32 million.")
LEDGER = Evidence("Ledger of the town", "Paid in all: 32 million.")
PAGE = "p. 7"
WHICH_PAGE, ON_SEVEN = "Which page of the minutes?", "It stands on page seven."

FALSE = Judgement("False", "It cost a quarter less.", "The council approved far less.")
MISLEADING = Judgement("Misleading", "The sum counts the lighthouse.", "Two bills were added up.")
WHY = "Nobody who reads the sum thinks of a lighthouse."
MENDED = Judgement("False", "It cost a quarter less.", "The council approved far less, in writing.")
CORRECTED = Judgement("Half true", "With the crane it did.", "The crane came later.")
CRANE = "We had left the crane out."


@dataclass(frozen=True)
class Cast:
    """Two fact-checkers, two editors, and an admin who reads second, and votes."""

    ana: Player
    sam: Player
    adi: Player
    ed: Player
    eve: Player


@pytest.fixture
def threads() -> int:
    """Enough for a stream of news to each of five browsers."""
    return 4 * len(fields(Cast))


@pytest.fixture
def article(desk: Desk) -> str:
    """An article that nobody has read yet; its address."""
    return desk.article(ARTICLE)


@pytest.fixture
def cast(desk: Desk, visitor: Visitor, article: str) -> Cast:
    """All of them before the article, in five browsers."""
    players = {each.name: Player(visitor()) for each in fields(Cast)}
    for name, player in players.items():
        player.enters(desk.link(name, article))
    return Cast(**players)


def test_a_desk_plays(cast: Cast, desk: Desk, article: str) -> None:
    cast.adi.sets_policy(second_for=["High"], ballot="Never")
    claims_are_marked(cast)
    cast.adi.goes_to(article)
    two_read_one_claim_and_disagree(cast)
    an_editor_settles(cast, f"{article}/claims/1")
    an_editor_asks_for_the_page(cast)
    the_author_answers(cast)
    the_editor_sees_the_answer(cast)


def claims_are_marked(cast: Cast) -> None:
    """By one; the others have the article open, and are told."""
    cast.ana.marks(COST)
    cast.ana.ranks("high")
    cast.ana.marks(MAY)
    cast.ana.ranks("high")
    cast.ana.marks(MAYOR)
    expect(cast.sam.page.get_by_text("Ana changed claims")).to_be_visible(timeout=FAR)
    cast.sam.follows("Show the list anew")
    expect(cast.sam.claims.get_by_role("link", name=MAYOR)).to_be_visible()


def two_read_one_claim_and_disagree(cast: Cast) -> None:
    """The second reader finds nothing of the first verdict, wherever she looks."""
    cast.ana.opens(COST)
    cast.ana.adds(MINUTES)
    cast.ana.proposes(FALSE, "Second reading")
    cast.adi.opens(COST)
    cast.adi.sits_down()
    claim = cast.adi.address
    for address in ("/", "/claims", "/notices", f"{claim}/history", claim):
        knows_nothing(cast.adi, address, FALSE)
    cast.adi.adds(LEDGER)
    cast.adi.hands_in(MISLEADING, "Disagreed")


def knows_nothing(reader: Player, address: str, judgement: Judgement) -> None:
    """Neither words of a verdict, nor, but for the scale to choose from, its rating."""
    reader.goes_to(address)
    source = reader.page.content()
    assert judgement.summary not in source
    assert judgement.rationale not in source


def an_editor_settles(cast: Cast, claim: str) -> None:
    cast.ed.goes_to(claim)
    cast.ed.follows("Compare and decide")
    first, second = cast.ed.side("First reader"), cast.ed.side("Second reader")
    expect(first).to_contain_text(FALSE.summary)
    expect(second).to_contain_text(MISLEADING.summary)
    expect(cast.ed.side("Only the second")).to_contain_text(LEDGER.source)
    cast.ed.settles(f"The first reader’s: {FALSE.rating}", WHY)


def an_editor_asks_for_the_page(cast: Cast) -> None:
    cast.eve.opens_review(COST)
    cast.eve.reads(MISLEADING.summary)
    cast.eve.asks_about(MINUTES.source, WHICH_PAGE)
    cast.eve.presses("Return")
    cast.eve.reads("Returned to its author")


def the_author_answers(cast: Cast) -> None:
    """What is asked for leads to what it is about, and is ticked off."""
    expect(cast.ana.row(COST)).to_contain_text("Returned", timeout=FAR)
    cast.ana.claim.get_by_role("link", name="Show").click()
    cast.ana.reads(WHICH_PAGE)
    cast.ana.says_where(MINUTES.source, PAGE)
    cast.ana.answers(WHICH_PAGE, ON_SEVEN)
    cast.ana.proposes(MENDED, "Proposed")


def the_editor_sees_the_answer(cast: Cast) -> None:
    cast.eve.opens_review(COST)
    answer = cast.eve.page.get_by_role("region", name="Answer to the return")
    expect(answer).to_contain_text(ON_SEVEN)
    inserted = answer.get_by_role("insertion")
    expect(inserted.filter(has_text=PAGE)).to_be_visible()
    expect(inserted.filter(has_text="in writing")).to_be_visible()
    cast.eve.page.get_by_role("button", name="Approve").click()
    cast.eve.reads("Approved: claim 1")
