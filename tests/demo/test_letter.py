"""The demo's letter has something of everything that a review consists of."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from workbench.accounts.rules import Actor
from workbench.articles.models import Article
from workbench.claims.models import Claim
from workbench.claims.queries import get_claim
from workbench.claims.rules import Priority, Status
from workbench.demo.desk import DemoDesk, furnish
from workbench.demo.stage import day
from workbench.discussion.queries import threads_of_claim
from workbench.policies.queries import policy_of
from workbench.policies.rules import Balloting, Check
from workbench.verdicts.ballots import cast_vote
from workbench.verdicts.claim_views import ClaimView, in_view
from workbench.verdicts.models import Verdict
from workbench.verdicts.pairs import pair_of
from workbench.verdicts.points import last_return
from workbench.verdicts.queries import current_verdict
from workbench.verdicts.rules import About, VerdictState
from workbench.verdicts.sight import is_seen
from workbench.verdicts.votes_seen import ballot_held


@pytest.fixture
def demo(session: Session) -> DemoDesk:
    """The demo desk, furnished."""
    return furnish(session, public_url="https://demo.example")


def claim_of(demo: DemoDesk, number: int) -> Claim:
    session = object_session(demo.editor)
    assert session is not None
    titled = select(Article).where(Article.title == "Before we plant anything")
    return get_claim(session, session.scalars(titled).one(), number)


def in_view_of(session: Session, view: ClaimView, who: Actor) -> list[str]:
    chosen = select(Claim).where(Claim.desk_id == who.desk_id, in_view(view, who, day(0)))
    return [f"{claim.article.title}, {claim.number}" for claim in session.scalars(chosen)]


def test_the_policy_asks_for_a_blind_second_reader_of_what_matters(
    session: Session, demo: DemoDesk
) -> None:
    policy = policy_of(session, demo.desk_id)
    assert (set(policy.second_for), policy.blind) == ({Priority.HIGH}, True)
    assert (policy.ballot, set(policy.blocking)) == (Balloting.NEVER, {Check.NO_LOCATOR})


def test_a_claim_waits_for_a_reader_who_does_not_see_the_first_verdict(
    session: Session, demo: DemoDesk
) -> None:
    claim = claim_of(demo, 5)
    first = current_verdict(session, claim)
    assert claim.status is Status.SECOND_READING
    assert first is not None
    assert not is_seen(first, demo.fact_checker.actor())


def test_two_readers_disagree_and_used_different_evidence(session: Session, demo: DemoDesk) -> None:
    claim = claim_of(demo, 4)
    pair = pair_of(session, claim)
    assert claim.status is Status.DISAGREED
    assert pair is not None
    assert pair.first.label != pair.second.label


def test_a_settled_claim_waits_with_its_dissent(session: Session, demo: DemoDesk) -> None:
    claim = claim_of(demo, 7)
    states = select(Verdict.state).where(Verdict.claim_id == claim.id)
    assert claim.status is Status.PROPOSED
    assert set(session.scalars(states)) == {VerdictState.PROPOSED, VerdictState.DISSENTING}


def test_the_vote_of_the_visitor_decides_the_ballot(session: Session, demo: DemoDesk) -> None:
    claim, editor = claim_of(demo, 8), demo.editor.actor()
    pair = pair_of(session, claim)
    assert claim.status == "ballot"
    assert pair is not None
    assert ballot_held(session, pair.round.id, editor).voted == 2
    cast_vote(session, claim=claim, verdict_id=pair.first.id, reason="", by=editor)
    assert claim.status == "approved"


def test_what_was_returned_says_what_to_do_with_which_evidence(
    session: Session, demo: DemoDesk
) -> None:
    claim = claim_of(demo, 1)
    asked = last_return(session, claim)
    assert claim.status is Status.RETURNED
    assert asked is not None
    assert [point.about for point in asked.points] == [
        About.EVIDENCE, About.EVIDENCE, About.VERDICT,
    ]  # fmt: skip


def test_something_is_late_and_something_comes_back_soon(session: Session, demo: DemoDesk) -> None:
    late = in_view_of(session, ClaimView.LATE, demo.fact_checker.actor())
    assert late == ["Before we plant anything, 2"]
    assert claim_of(demo, 6).recheck_on == day(3)


def test_both_visitors_are_mentioned_in_a_thread_that_is_open(
    session: Session, demo: DemoDesk
) -> None:
    (thread,) = threads_of_claim(session, claim_of(demo, 3), viewer=demo.editor.actor())
    mentioned = {person.name for said in thread.comments for person in said.mentioned}
    assert mentioned == {"Ana Novak", "Ed Moreau"}
    assert not thread.resolved
