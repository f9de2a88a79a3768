"""Somebody with the right decides between two readers, and says why; the other verdict is kept."""

import pytest
from sqlalchemy import select

from tests.builders import Newsroom, events_of_article
from tests.verdicts.second_readers import ask_for_second_readers, hand_in, read_twice
from workbench.accounts.rules import Role
from workbench.claims.errors import MoveRefused
from workbench.claims.rules import Status
from workbench.history.rules import EventKind
from workbench.verdicts.deciding import settle_readings
from workbench.verdicts.errors import VerdictDecided, WhyMissing
from workbench.verdicts.models import SettledReading
from workbench.verdicts.pairs import Pair, evidence_used, pair_of
from workbench.verdicts.queries import current_verdict
from workbench.verdicts.rules import VerdictState
from workbench.verdicts.service import approve_verdict, return_verdict, take_back
from workbench.verdicts.undo import undo_last

WHY = "The minutes are newer than the press release."


@pytest.fixture
def disagreed(room: Newsroom) -> Pair:
    """A claim that Ana calls false and Bo true."""
    ask_for_second_readers(room)
    return read_twice(room, room.claim())


@pytest.mark.parametrize("choice", ["first", "second"])
def test_the_verdict_that_was_chosen_goes_on_and_the_other_is_kept_as_dissent(
    room: Newsroom, disagreed: Pair, choice: str
) -> None:
    claim = disagreed.first.claim
    chosen = disagreed.first if choice == "first" else disagreed.second
    other = disagreed.second if choice == "first" else disagreed.first
    settle_readings(room.session, claim=claim, verdict_id=chosen.id, why=f" {WHY} ", by=room.ed)
    assert claim.status is Status.PROPOSED
    assert current_verdict(room.session, claim) is chosen
    assert (chosen.state, other.state) == (VerdictState.PROPOSED, VerdictState.DISSENTING)
    settled = room.session.scalars(select(SettledReading)).one()
    assert (settled.verdict_id, settled.dissent_id) == (chosen.id, other.id)
    assert (settled.why, settled.by_id) == (WHY, room.ed.person_id)


def test_the_record_tells_what_was_decided_and_why(room: Newsroom, disagreed: Pair) -> None:
    settle_readings(
        room.session, claim=disagreed.first.claim, verdict_id=disagreed.second.id, why=WHY,
        by=room.ed,
    )  # fmt: skip
    line = events_of_article(room.session, room.article.id)[-1]
    assert line.kind == EventKind.READINGS_SETTLED
    told = {name: line.details[name] for name in ("rating", "dissent", "why")}
    assert told == {"rating": "True", "dissent": "False", "why": WHY}


@pytest.mark.parametrize("choice", ["first", "second"])
def test_what_goes_on_is_approved_by_an_editor_as_any_verdict_is(
    room: Newsroom, disagreed: Pair, choice: str
) -> None:
    claim = disagreed.first.claim
    chosen = disagreed.first if choice == "first" else disagreed.second
    settle_readings(room.session, claim=claim, verdict_id=chosen.id, why=WHY, by=room.ed)
    room.approve(claim, by=room.ed)
    assert chosen.state is VerdictState.APPROVED
    pair = pair_of(room.session, claim)
    assert pair is not None
    assert {v.state for v in pair.verdicts} == {VerdictState.APPROVED, VerdictState.DISSENTING}


@pytest.mark.parametrize("reader", ["ana", "bo"])
def test_neither_reader_decides(room: Newsroom, disagreed: Pair, reader: str) -> None:
    by = getattr(room, reader)
    promoted = type(by)(by.desk_id, by.name, Role.ADMIN, by.person_id)
    with pytest.raises(MoveRefused, match="Nobody decides on"):
        settle_readings(
            room.session, claim=disagreed.first.claim, verdict_id=disagreed.first.id, why=WHY,
            by=promoted,
        )  # fmt: skip


@pytest.mark.parametrize("who", ["viv", "ana"])
def test_only_editors_decide(room: Newsroom, disagreed: Pair, who: str) -> None:
    with pytest.raises(MoveRefused, match="role"):
        settle_readings(
            room.session, claim=disagreed.first.claim, verdict_id=disagreed.first.id, why=WHY,
            by=getattr(room, who),
        )  # fmt: skip


def test_nothing_is_decided_without_a_reason(room: Newsroom, disagreed: Pair) -> None:
    with pytest.raises(WhyMissing):
        settle_readings(
            room.session, claim=disagreed.first.claim, verdict_id=disagreed.first.id, why="  \n",
            by=room.ed,
        )  # fmt: skip
    assert disagreed.first.claim.status is Status.DISAGREED


def test_a_verdict_of_another_claim_is_not_chosen(room: Newsroom, disagreed: Pair) -> None:
    other = read_twice(room, room.claim("Nobody 😀 asked why"))
    with pytest.raises(VerdictDecided):
        settle_readings(
            room.session, claim=disagreed.first.claim, verdict_id=other.first.id, why=WHY,
            by=room.ed,
        )  # fmt: skip


def test_what_is_decided_is_decided_once(room: Newsroom, disagreed: Pair) -> None:
    claim = disagreed.first.claim
    settle_readings(room.session, claim=claim, verdict_id=disagreed.first.id, why=WHY, by=room.ed)
    with pytest.raises(MoveRefused, match="proposed now"):
        settle_readings(
            room.session, claim=claim, verdict_id=disagreed.second.id, why=WHY, by=room.eve
        )


def test_readers_who_agree_leave_nothing_to_decide(room: Newsroom) -> None:
    ask_for_second_readers(room)
    pair = read_twice(room, room.claim(), "False", "False")
    assert pair.second.state is VerdictState.CONCURRING
    with pytest.raises(MoveRefused):
        settle_readings(
            room.session, claim=pair.first.claim, verdict_id=pair.first.id, why=WHY, by=room.ed
        )


def test_after_a_return_the_author_of_what_went_on_writes_the_next_version(
    room: Newsroom, disagreed: Pair
) -> None:
    claim = disagreed.first.claim
    settle_readings(room.session, claim=claim, verdict_id=disagreed.second.id, why=WHY, by=room.ed)
    return_verdict(
        room.session, claim=claim, revision=disagreed.second.revision, comment="Say more.",
        by=room.eve,
    )  # fmt: skip
    again = room.propose(claim, label="Mostly true", by=room.bo)
    assert claim.status is Status.PROPOSED
    assert current_verdict(room.session, claim) is again


def test_the_evidence_that_only_one_of_them_had_is_told_apart(room: Newsroom) -> None:
    ask_for_second_readers(room)
    claim = room.claim()
    both = room.evidence(claim, "both had it")
    room.propose(claim, label="False")
    second_only = room.evidence(claim, "found later", by=room.bo)
    hand_in(room, claim)
    pair = pair_of(room.session, claim)
    assert pair is not None
    used = evidence_used(room.session, pair)
    assert (list(used.by_both), list(used.by_second)) == ([both], [second_only])
    assert not used.by_first


def test_before_both_are_in_there_is_no_pair(room: Newsroom) -> None:
    ask_for_second_readers(room)
    claim = room.claim()
    room.propose(claim, label="False")
    assert pair_of(room.session, claim) is None


def test_who_saw_the_first_verdict_does_not_approve_the_second_unseen(
    room: Newsroom, disagreed: Pair
) -> None:
    claim, seen = disagreed.first.claim, disagreed.first.revision
    settle_readings(room.session, claim=claim, verdict_id=disagreed.second.id, why=WHY, by=room.ed)
    with pytest.raises(VerdictDecided):
        approve_verdict(room.session, claim=claim, revision=seen, by=room.eve)
    assert claim.status is Status.PROPOSED


def test_a_reader_who_agreed_dissents_from_what_the_author_made_of_it_since(
    room: Newsroom,
) -> None:
    ask_for_second_readers(room)
    claim = room.claim()
    second = read_twice(room, claim, "False", "False").second
    states = [second.state]
    for label in ("True", "False"):
        take_back(room.session, claim=claim, by=room.ana)
        room.propose(claim, label=label)
        states.append(second.state)
    agrees, dissents = VerdictState.CONCURRING, VerdictState.DISSENTING
    assert states == [agrees, dissents, agrees]


def test_a_return_that_is_taken_back_leaves_it_said_what_the_verdict_stands_on(
    room: Newsroom,
) -> None:
    ask_for_second_readers(room)
    claim = room.claim()
    piece = room.evidence(claim)
    second = read_twice(room, claim, "False", "False").second
    seen = room.revision(claim)
    return_verdict(room.session, claim=claim, revision=seen, comment="Why?", by=room.ed)
    undo_last(room.session, article=room.article, by=room.ed)
    pair = pair_of(room.session, claim)
    assert pair is not None
    assert (pair.first.state, pair.second) == (VerdictState.PROPOSED, second)
    assert evidence_used(room.session, pair).by_both == [piece]
