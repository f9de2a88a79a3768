"""A whole desk at work, each before a screen of their own: from the first mark to a correction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD, Visitor
from tests.browser.desk import Desk
from tests.browser.people import Editor, Evidence, Judgement
from tests.browser.playing import Player
from workbench.cli.checks.history import history_faults
from workbench.history.verifying import ends_of_records

PATIENCE = 30_000  # milliseconds

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
JUNE = Judgement("False", "It opened in June.", "The harbour master wrote it down.")
LATE = Judgement("Mostly false", "A part of it opened in May.", "The crane was there in May.")
BOTH_PARTS, NO_SHIP = "May saw a crane and no ships.", "A quay without ships is not open."
MORNING, EVENING = "He was ill in the morning.", "By the evening he spoke."
BEFORE_NOON = "He was ill before noon."
ILL = Judgement("Half true", "He was ill, and not all day.", f"{MORNING}\n\nHis doctor said so.")
TITLE, HOLDS = "The quay, checked", "Hardly anything holds."
CORRECTED = Judgement("Half true", "With the crane it did.", "The crane came later.")
CRANE = "We had left the crane out."
STAND = {
    COST: re.compile(rf"{CORRECTED.rating}.*Corrected", re.DOTALL),
    MAY: re.compile(rf"{LATE.rating}.*Published", re.DOTALL),
    MAYOR: re.compile(rf"{ILL.rating}.*Published", re.DOTALL),
}


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


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    """Five browsers on a busy machine are slow; what fails says so no sooner."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)  # as Playwright has it


@pytest.fixture
def article(desk: Desk) -> str:
    """An article that nobody has read yet; its address."""
    return desk.article(ARTICLE)


@pytest.fixture
def cast(desk: Desk, visitor: Visitor, article: str) -> Cast:
    """All of them before the article, in five browsers."""
    players = {each.name: Player(visitor()) for each in fields(Cast)}
    for name, player in players.items():
        player.page.set_default_timeout(PATIENCE)
        player.enters(desk.link(name, article))
    return Cast(**players)


def test_a_desk_takes_its_claims_from_the_first_mark_to_a_correction(
    cast: Cast, desk: Desk, article: str
) -> None:
    cast.adi.sets_policy("Never", second_for="High")
    claims_are_marked(cast)
    two_read_one_claim_and_disagree(cast, article)
    an_editor_settles(cast, f"{article}/claims/1")
    an_editor_asks_for_the_page(cast)
    the_author_answers(cast)
    the_editor_sees_the_answer(cast)

    cast.adi.sets_policy("When the readers disagree")
    two_disagree_again(cast)
    three_vote_blind(cast, f"{article}/claims/2")

    two_write_one_verdict(cast)
    a_session_runs_out(cast, desk)
    what_both_wrote_is_joined(cast)

    the_desk_publishes(cast, article)
    what_was_published_is_corrected(cast, article)
    all_stand_where_they_were_left(cast, article)
    the_record_is_whole(desk)


def claims_are_marked(cast: Cast) -> None:
    """By one; the others have the article open, and are told."""
    cast.ana.marks(COST)
    cast.ana.ranks("high")
    cast.ana.marks(MAY)
    cast.ana.ranks("high")
    cast.ana.marks(MAYOR)
    expect(cast.sam.page.get_by_text("Ana changed claims")).to_be_visible()
    cast.sam.follows("Show the list anew")
    expect(cast.sam.claims.get_by_role("link", name=MAYOR)).to_be_visible()


def two_read_one_claim_and_disagree(cast: Cast, article: str) -> None:
    """The second reader finds nothing of the first verdict, wherever she looks."""
    cast.ana.opens(COST)
    cast.ana.adds(MINUTES)
    cast.ana.proposes(FALSE, "Second reading")
    cast.adi.goes_to(article)
    cast.adi.opens(COST)
    cast.adi.sits_down()
    claim = cast.adi.address
    for address in ("/", "/claims", "/notices", f"{claim}/history", claim):
        cast.adi.goes_to(address)
        knows_nothing(cast.adi, FALSE)
    expect(cast.adi.row(COST)).to_contain_text("No verdict")
    expect(cast.adi.claim.get_by_role("radio", checked=True)).to_have_count(0)
    cast.adi.adds(LEDGER)
    cast.adi.hands_in(MISLEADING, "Disagreed")


def knows_nothing(reader: Player, judgement: Judgement) -> None:
    """Of a verdict no word is in the page, seen or unseen."""
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
    expect(cast.ed.page.get_by_role("region", name="Decided")).to_contain_text(WHY)


def an_editor_asks_for_the_page(cast: Cast) -> None:
    cast.eve.opens_review(COST)
    cast.eve.reads(MISLEADING.summary)
    cast.eve.asks_about(MINUTES.source, WHICH_PAGE)
    cast.eve.presses("Return")
    cast.eve.reads("Returned to its author")


def the_author_answers(cast: Cast) -> None:
    """What is asked for leads to what it is about, and is ticked off."""
    cast.ana.sees_change_by("Eve")
    cast.ana.reads(WHICH_PAGE)
    cast.ana.says_where(MINUTES.source, PAGE)
    cast.ana.answers(WHICH_PAGE, f"Evidence: {MINUTES.source}", ON_SEVEN)
    cast.ana.proposes(MENDED, "Proposed")


def the_editor_sees_the_answer(cast: Cast) -> None:
    cast.eve.opens_review(COST)
    answer = cast.eve.page.get_by_role("region", name="Answer to the return")
    expect(answer).to_contain_text(ON_SEVEN)
    inserted = answer.get_by_role("insertion")
    expect(inserted.filter(has_text="7")).to_be_visible()
    expect(inserted.filter(has_text="in writing")).to_be_visible()
    cast.eve.page.get_by_role("button", name="Approve").click()
    cast.eve.reads("Approved: claim 1")


def two_disagree_again(cast: Cast) -> None:
    """Under the policy that asks for a ballot then."""
    cast.sam.opens(MAY)
    cast.sam.proposes(JUNE, "Second reading")
    cast.ana.opens(MAY)
    cast.ana.sits_down()
    cast.ana.hands_in(LATE, "Ballot")


def three_vote_blind(cast: Cast, claim: str) -> None:
    """The two editors and the admin, none of whom has read the claim; nobody sees a vote before."""
    voters = (cast.ed, cast.eve, cast.adi)
    for player in voters:
        player.goes_to(claim)
        player.follows("Compare and vote")
    cast.ed.votes("The second reader’s", BOTH_PARTS)
    cast.ed.reads("1 of 3 have voted")
    cast.eve.votes("The first reader’s", NO_SHIP)
    cast.eve.reads("2 of 3 have voted")
    for player, others in ((cast.ed, NO_SHIP), (cast.eve, BOTH_PARTS)):
        player.goes_to(player.address)
        player.reads("2 of 3 have voted")
        assert others not in player.page.content()
    cast.adi.votes("The second reader’s", "")
    decided = cast.adi.page.get_by_role("region", name="Decided")
    expect(decided).to_contain_text(f"Ed: {LATE.rating} the second reader’s – {BOTH_PARTS}")
    expect(decided).to_contain_text(f"Eve: {JUNE.rating} the first reader’s – {NO_SHIP}")


def two_write_one_verdict(cast: Cast) -> None:
    """Each sees that the other is there; what one saves is told to the other, who looks at it."""
    for player in (cast.ana, cast.sam):
        player.opens(MAYOR)
    expect(cast.ana.claim.get_by_text("Also here: Sam")).to_be_visible()
    expect(cast.sam.claim.get_by_text("Also here: Ana")).to_be_visible()
    cast.ana.judges(ILL)
    cast.ana.saves_draft()
    cast.sam.sees_change_by("Ana")
    expect(cast.sam.rationale).to_have_value(ILL.rationale)


def a_session_runs_out(cast: Cast, desk: Desk) -> None:
    """While one of them types: the words stay, and are saved after signing in."""
    cast.ana.rationale.fill(ILL.rationale.replace(MORNING, BEFORE_NOON))
    cast.sam.rationale.fill(f"{ILL.rationale} {EVENING}")
    desk.let_session_run_out("sam")
    cast.sam.presses("Save draft")
    cast.sam.reads("Your session ran out")
    cast.sam.signs_in_again(f"sam@{desk.domain}", PASSWORD)
    expect(cast.sam.rationale).to_have_value(f"{ILL.rationale} {EVENING}")
    cast.sam.saves_draft()


def what_both_wrote_is_joined(cast: Cast) -> None:
    """Three-way: what both began with, what one saved, what the other typed."""
    expect(cast.ana.claim.get_by_text("Sam changed this claim.")).to_be_visible()
    expect(cast.ana.rationale).to_have_value(ILL.rationale.replace(MORNING, BEFORE_NOON))
    cast.ana.presses("Save draft")
    expect(cast.ana.claim.get_by_role("heading", name="Both, joined")).to_be_visible()
    cast.ana.presses("Put this into the form")
    both = f"{ILL.rationale} {EVENING}".replace(MORNING, BEFORE_NOON)
    expect(cast.ana.rationale).to_have_value(both)
    cast.ana.presses("Propose verdict")
    cast.ana.stands("Proposed")
    cast.ed.opens_review(MAYOR)
    for words in (BEFORE_NOON, EVENING):
        cast.ed.reads(words)
    cast.ed.approves(MAYOR)


def the_desk_publishes(cast: Cast, article: str) -> None:
    """Readers get the verdict that stands, and nothing of the other."""
    Editor(cast.ed.page).publishes(article, TITLE, HOLDS, "")
    for words in (MENDED.rationale, LATE.summary, EVENING):
        cast.ed.reads(words)
    assert MISLEADING.summary not in cast.ed.page.content()


def what_was_published_is_corrected(cast: Cast, article: str) -> None:
    """A second reader agrees, an editor approves, and readers see both verdicts and why."""
    cast.ana.opens(COST)
    cast.ana.presses("Reopen")
    cast.ana.stands("In progress")
    cast.ana.proposes(CORRECTED, "Second reading")
    cast.adi.goes_to(f"{article}/claims/1")
    cast.adi.sits_down()
    cast.adi.hands_in(CORRECTED, "Proposed")
    cast.eve.approves(COST)
    cast.ed.goes_to(f"{article}/publish")
    cast.ed.page.get_by_label("Why does claim 1 change?").fill(CRANE)
    cast.ed.presses("Publish edition 2")
    cast.ed.follows("Read edition 2")
    cast.ed.reads(CRANE)
    corrected = cast.ed.page.get_by_role("deletion").filter(has_text=MENDED.rating)
    expect(corrected.first).to_be_visible()


def all_stand_where_they_were_left(cast: Cast, article: str) -> None:
    cast.eve.goes_to(article)
    for statement, verdict in STAND.items():
        expect(cast.eve.row(statement)).to_contain_text(verdict)


def the_record_is_whole(desk: Desk) -> None:
    """As `workbench history verify` looks at it: every line holds on to the one before."""
    with desk.site.database.reading() as session:
        assert [end.desk_id for end in ends_of_records(session)] == [desk.id]
        assert list(history_faults(session, lambda _lines: None)) == []
