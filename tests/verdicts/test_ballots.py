"""Three editors vote on two verdicts: blind until the third, then what two of them want is done."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from tests.builders import Newsroom, events_of_article
from tests.verdicts.second_readers import another_editor, ask_for_second_readers, read_twice
from workbench.accounts.models import Membership
from workbench.accounts.rules import Actor, Role, command_line
from workbench.accounts.service import end_membership
from workbench.claims.errors import MoveRefused
from workbench.claims.models import Claim
from workbench.claims.rules import Outcome, Status
from workbench.discussion.models import Notice
from workbench.discussion.rules import NoticeKind
from workbench.history.rules import EventKind
from workbench.policies.rules import Balloting, Check
from workbench.screens.record import event_words
from workbench.verdicts.ballots import cast_vote, end_ballot, left_to_vote
from workbench.verdicts.deciding import settle_readings
from workbench.verdicts.errors import Blocked, VerdictDecided, WhyMissing
from workbench.verdicts.models import Ballot, Review, Round, Vote
from workbench.verdicts.pace import pace_of
from workbench.verdicts.pairs import Pair, pair_of
from workbench.verdicts.rules import Decision, VerdictState
from workbench.verdicts.service import reopen_claim
from workbench.verdicts.undo import late_acts
from workbench.verdicts.votes_seen import ballot_held, ballots_closed


@pytest.fixture
def pair(room: Newsroom) -> Pair:
    """A claim on which Ed, Eve and Adi are to vote."""
    ask_for_second_readers(room, Balloting.ON_DISAGREEMENT)
    return read_twice(room, room.claim())


def vote(room: Newsroom, pair: Pair, by: Actor, choice: str, reason: str = "") -> None:
    """Vote `first`, `second` or `neither`, and for neither with a reason."""
    chosen = {"first": pair.first.id, "second": pair.second.id, "neither": None}[choice]
    if chosen is None:
        reason = reason or f"{by.name} wants neither."
    cast_vote(room.session, claim=pair.first.claim, verdict_id=chosen, reason=reason, by=by)


def vote_all(room: Newsroom, pair: Pair, *choices: str) -> Claim:
    for by, choice in zip((room.ed, room.eve, room.adi), choices, strict=False):
        vote(room, pair, by, choice)
    return pair.first.claim


def ballot(room: Newsroom) -> Ballot:
    return room.session.scalars(select(Ballot)).one()


def send_away(room: Newsroom, who: Actor) -> None:
    chosen = select(Membership).where(
        Membership.desk_id == room.desk_id, Membership.person_id == who.person_id
    )
    membership = room.session.scalars(chosen).one()
    end_membership(room.session, membership=membership, by=command_line(room.desk_id))


def test_readers_who_disagree_are_voted_on_where_the_policy_asks_for_it(pair: Pair) -> None:
    assert pair.first.claim.status is Status.BALLOT


@pytest.mark.parametrize(
    ("balloting", "second", "status"),
    [
        (Balloting.ON_DISAGREEMENT, "False", Status.PROPOSED),
        (Balloting.ALWAYS, "False", Status.BALLOT),
        (Balloting.ALWAYS, "True", Status.BALLOT),
        (Balloting.NEVER, "True", Status.DISAGREED),
    ],
)
def test_the_policy_says_when_there_is_a_ballot(
    room: Newsroom, balloting: Balloting, second: str, status: Status
) -> None:
    ask_for_second_readers(room, balloting)
    assert read_twice(room, room.claim(), "False", second).first.claim.status is status


def test_two_votes_that_agree_wait_for_the_third(room: Newsroom, pair: Pair) -> None:
    claim = vote_all(room, pair, "first", "first")
    assert claim.status is Status.BALLOT
    assert ballot(room).closed_at is None


@pytest.mark.parametrize(
    ("choices", "stands"),
    [
        (("first", "first", "first"), "first"),
        (("second", "first", "second"), "second"),
        (("neither", "second", "second"), "second"),
        (("first", "neither", "first"), "first"),
    ],
)
def test_what_two_of_three_vote_for_stands_and_is_approved_by_their_votes(
    room: Newsroom, pair: Pair, choices: Sequence[str], stands: str
) -> None:
    claim = vote_all(room, pair, *choices)
    chosen, other = pair.verdicts if stands == "first" else reversed(pair.verdicts)
    assert claim.status is Status.APPROVED
    assert (chosen.state, chosen.current) == (VerdictState.APPROVED, True)
    assert (other.state, other.current) == (VerdictState.DISSENTING, False)
    assert (ballot(room).outcome, ballot(room).verdict_id) == (Outcome.STANDS, chosen.id)
    reviews = room.session.scalars(select(Review).order_by(Review.id)).all()
    assert {review.verdict_id for review in reviews} == {chosen.id}
    assert {review.decision for review in reviews} == {Decision.APPROVED}
    assert len(reviews) == choices.count(stands)
    assert room.session.scalars(select(Round.ended_at)).one() is not None


def test_a_majority_for_what_a_check_holds_up_waits_for_an_editor(room: Newsroom) -> None:
    ask_for_second_readers(
        room, Balloting.ON_DISAGREEMENT, blocking=frozenset({Check.NOT_CONTACTED})
    )
    pair = read_twice(room, room.claim())
    claim = vote_all(room, pair, "second", "second", "first")
    assert (claim.status, pair.second.current) == (Status.PROPOSED, True)
    assert pair.second.reviews == []
    assert ballot(room).outcome is Outcome.STANDS
    with pytest.raises(Blocked):
        room.approve(claim)


def test_a_majority_for_neither_sends_the_claim_back_with_all_their_reasons(
    room: Newsroom, pair: Pair
) -> None:
    claim = vote_all(room, pair, "neither", "first", "neither")
    assert claim.status is Status.RETURNED
    assert pair.first.state is VerdictState.RETURNED
    assert [review.comment for review in pair.first.reviews] == [
        "Ed wants neither.", "Adi wants neither.",
    ]  # fmt: skip
    assert ballot(room).outcome is Outcome.NONE_STANDS


def test_without_a_majority_somebody_decides(room: Newsroom, pair: Pair) -> None:
    claim = vote_all(room, pair, "neither", "first", "second")
    statuses = [claim.status]
    assert ballot(room).outcome is Outcome.NO_MAJORITY
    settle_readings(
        room.session, claim=claim, verdict_id=pair.second.id, why="It is newer.", by=room.ed
    )
    assert [*statuses, claim.status] == [Status.DISAGREED, Status.PROPOSED]


def test_the_votes_are_kept(room: Newsroom, pair: Pair) -> None:
    vote(room, pair, room.ed, "first", "The minutes say so.")
    vote(room, pair, room.eve, "second")
    vote(room, pair, room.adi, "first")
    votes = room.session.scalars(select(Vote).order_by(Vote.id)).all()
    assert [(each.by.name, each.verdict_id, each.reason) for each in votes] == [
        ("Ed", pair.first.id, "The minutes say so."),
        ("Eve", pair.second.id, ""),
        ("Adi", pair.first.id, ""),
    ]


def test_nobody_votes_twice(room: Newsroom, pair: Pair) -> None:
    vote(room, pair, room.ed, "first")
    for choice in ("first", "second"):
        with pytest.raises(MoveRefused, match="voted on this claim already"):
            vote(room, pair, room.ed, choice)
    assert len(ballot(room).votes) == 1


def test_after_the_third_vote_there_is_no_fourth(room: Newsroom, pair: Pair) -> None:
    vote_all(room, pair, "first", "first", "second")
    with pytest.raises(MoveRefused, match="approved now"):
        vote(room, pair, another_editor(room, "Flo"), "second")


@pytest.mark.parametrize("reader", ["ana", "bo"])
def test_neither_reader_votes(room: Newsroom, pair: Pair, reader: str) -> None:
    by = getattr(room, reader)
    promoted = Actor(by.desk_id, by.name, Role.EDITOR, by.person_id)
    with pytest.raises(MoveRefused, match="Nobody decides on"):
        vote(room, pair, promoted, "first")


@pytest.mark.parametrize("who", ["ana", "viv"])
def test_only_editors_vote(room: Newsroom, pair: Pair, who: str) -> None:
    with pytest.raises(MoveRefused, match="role"):
        vote(room, pair, getattr(room, who), "first")


def test_the_command_line_has_no_vote(room: Newsroom, pair: Pair) -> None:
    with pytest.raises(MoveRefused, match="Only a member"):
        vote(room, pair, command_line(room.desk_id), "first")


def test_who_wants_neither_says_what_is_wrong(room: Newsroom, pair: Pair) -> None:
    with pytest.raises(WhyMissing):
        cast_vote(room.session, claim=pair.first.claim, verdict_id=None, reason=" \n", by=room.ed)


def test_a_vote_is_for_a_verdict_of_this_claim(room: Newsroom, pair: Pair) -> None:
    other = read_twice(room, room.claim("Nobody 😀 asked why"))
    with pytest.raises(VerdictDecided):
        cast_vote(
            room.session, claim=pair.first.claim, verdict_id=other.first.id, reason="", by=room.ed
        )


def test_somebody_who_voted_and_left_the_desk_goes_on_counting(room: Newsroom, pair: Pair) -> None:
    vote(room, pair, room.ed, "second")
    send_away(room, room.ed)
    vote(room, pair, room.eve, "first")
    vote(room, pair, room.adi, "second")
    assert pair.first.claim.status is Status.APPROVED
    assert pair.second.state is VerdictState.APPROVED


def test_a_ballot_with_too_few_left_is_ended_and_an_editor_decides(
    room: Newsroom, pair: Pair
) -> None:
    vote(room, pair, room.ed, "second")
    with pytest.raises(MoveRefused, match="still enough members"):
        end_ballot(room.session, claim=pair.first.claim, by=room.adi)
    send_away(room, room.eve)
    assert left_to_vote(room.session, pair.first.claim, pair) == 1
    end_ballot(room.session, claim=pair.first.claim, by=room.adi)
    assert pair.first.claim.status is Status.DISAGREED
    assert ballot(room).outcome is Outcome.NO_MAJORITY
    assert len(ballot(room).votes) == 1


def test_the_last_who_is_left_ends_the_ballot_by_voting(room: Newsroom, pair: Pair) -> None:
    vote(room, pair, room.ed, "second")
    send_away(room, room.eve)
    vote(room, pair, room.adi, "second")
    assert pair.first.claim.status is Status.DISAGREED


def test_readers_and_viewers_are_not_counted_among_those_left(room: Newsroom, pair: Pair) -> None:
    assert left_to_vote(room.session, pair.first.claim, pair) == 3
    another_editor(room, "Flo")
    assert left_to_vote(room.session, pair.first.claim, pair) == 4
    vote(room, pair, room.ed, "first")
    assert left_to_vote(room.session, pair.first.claim, pair) == 3


def test_until_the_third_vote_each_knows_their_own_and_how_many_there_are(
    room: Newsroom, pair: Pair
) -> None:
    vote(room, pair, room.ed, "first", "The minutes say so.")
    vote(room, pair, room.eve, "second")
    seen = ballot_held(room.session, pair.round.id, room.ed)
    assert seen.voted == 2
    assert seen.own is not None
    assert seen.own.verdict_id == pair.first.id
    assert ballot_held(room.session, pair.round.id, room.adi).own is None
    assert not ballots_closed(room.session, pair.round.id)
    vote(room, pair, room.adi, "first")
    assert len(ballots_closed(room.session, pair.round.id)[0].votes) == 3


def test_the_record_tells_that_somebody_voted_and_for_what_only_when_it_is_closed(
    room: Newsroom, pair: Pair
) -> None:
    vote_all(room, pair, "first", "second")
    lines = events_of_article(room.session, room.article.id)
    votes = [line for line in lines if line.kind == EventKind.VOTE_CAST]
    assert [set(line.details) for line in votes] == [{"number"}, {"number"}]
    vote(room, pair, room.adi, "first")
    closed, _approved = events_of_article(room.session, room.article.id)[-2:]
    assert closed.kind == EventKind.BALLOT_CLOSED
    assert closed.details["votes"] == "“False” 2, “True” 1"


def test_a_verdict_that_stood_before_gives_way(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim, label="Half true")
    room.approve(claim)
    ask_for_second_readers(room, Balloting.ALWAYS)
    reopen_claim(room.session, claim=claim, by=room.ana)
    pair = read_twice(room, claim)
    vote_all(room, pair, "second", "second", "second")
    assert pair_of(room.session, claim) is not None
    assert pair.second.state is VerdictState.APPROVED


@pytest.mark.parametrize(
    ("choices", "kind"),
    [
        (("first", "second", "first"), EventKind.VERDICT_APPROVED),
        (("neither", "second", "neither"), EventKind.VERDICT_RETURNED),
    ],
)
def test_what_a_ballot_decides_is_told_and_counted_as_any_decision_and_not_unmade_by_one(
    room: Newsroom, pair: Pair, choices: Sequence[str], kind: EventKind
) -> None:
    vote_all(room, pair, *choices)
    last = events_of_article(room.session, room.article.id)[-1]
    assert (last.kind, last.undo) == (kind, None)
    assert "gave the last vote" in event_words(last)
    assert pace_of(room.session, room.desk_id).weeks[-1].moves[kind] == 1
    [mine] = [act for act in late_acts(room.session, room.adi) if act.event.kind == kind]
    assert not mine.open


def test_the_author_is_told_once_that_a_ballot_returned_the_verdict(
    room: Newsroom, pair: Pair
) -> None:
    vote_all(room, pair, "neither", "first", "neither")
    told = select(Notice.person_id).where(Notice.kind == NoticeKind.RETURNED)
    assert room.session.scalars(told).all() == [room.ana.person_id]
