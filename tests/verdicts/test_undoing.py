"""Taking back what was done on a claim's way: taking, assigning, proposing, deciding."""

from typing import Any

import pytest
from sqlalchemy import select

from tests.builders import Newsroom
from workbench.accounts.rules import Actor
from workbench.claims.assigning import Checker, set_due_day
from workbench.claims.errors import CannotAssign, CannotUndo, MoveRefused
from workbench.claims.models import Claim
from workbench.claims.rules import Priority, Status
from workbench.claims.service import release_claim
from workbench.claims.tags import tag_claim
from workbench.evidence.errors import NothingToUndo
from workbench.policies.rules import PolicyFields
from workbench.policies.service import set_policy
from workbench.verdicts.holding import assign_claim, hand_over_claim, take_claim
from workbench.verdicts.models import Review, Round
from workbench.verdicts.queries import approved_verdict, current_verdict, verdicts_of
from workbench.verdicts.rules import VerdictState
from workbench.verdicts.second import hand_in_second, take_second_seat
from workbench.verdicts.service import (
    reopen_claim,
    return_verdict,
    start_review,
    stop_review,
    take_back,
)
from workbench.verdicts.undo import undo_last


def checker(actor: Actor) -> Checker:
    """A member as somebody to give claims to."""
    return Checker(actor.person_id or 0, actor.name)


def undo(room: Newsroom, by: Actor) -> str:
    """Take back what somebody did last, and say what it was."""
    return undo_last(room.session, article=room.article, by=by).kind


def send_back(room: Newsroom, claim: Claim, comment: str = "Add the page.") -> None:
    """Return the verdict to its author."""
    return_verdict(
        room.session, claim=claim, revision=room.revision(claim), comment=comment, by=room.ed
    )


def test_whoever_assigns_says_who_and_until_when(room: Newsroom) -> None:
    claim = room.claim()
    assign_claim(room.session, claim=claim, to=checker(room.bo), due_on="2026-12-01", by=room.ed)
    assert (claim.status, claim.taken_by_id, claim.due_on) == (
        Status.IN_PROGRESS, room.bo.person_id, "2026-12-01",
    )  # fmt: skip
    assert undo(room, room.ed) == "claim assigned"
    assert (claim.status, claim.taken_by_id, claim.due_on) == (Status.OPEN, None, "")


def test_a_fact_checker_assigns_nobody(room: Newsroom) -> None:
    claim = room.claim()
    with pytest.raises(MoveRefused):
        assign_claim(room.session, claim=claim, to=checker(room.bo), by=room.ana)
    assert claim.taken_by_id is None


def test_assigning_again_without_a_day_keeps_the_day(room: Newsroom) -> None:
    claim = room.claim()
    assign_claim(room.session, claim=claim, to=checker(room.bo), due_on="2026-12-01", by=room.ed)
    assign_claim(room.session, claim=claim, to=checker(room.ana), by=room.ed)
    assert (claim.taken_by_id, claim.due_on) == (room.ana.person_id, "2026-12-01")
    again = assign_claim(room.session, claim=claim, to=checker(room.ana), by=room.ed)
    assert again is None


def test_whoever_works_on_a_claim_hands_it_over_and_nobody_else(room: Newsroom) -> None:
    claim = room.claim()
    take_claim(room.session, claim=claim, by=room.ana)
    with pytest.raises(MoveRefused, match="not yours"):
        hand_over_claim(room.session, claim=claim, to=checker(room.bo), by=room.ed)
    hand_over_claim(room.session, claim=claim, to=checker(room.bo), by=room.ana)
    assert claim.taken_by_id == room.bo.person_id
    assert undo(room, room.ana) == "claim handed over"
    assert claim.taken_by_id == room.ana.person_id


def test_what_was_handed_over_and_went_on_from_there_is_not_taken_back(room: Newsroom) -> None:
    claim = room.claim()
    take_claim(room.session, claim=claim, by=room.ana)
    hand_over_claim(room.session, claim=claim, to=checker(room.bo), by=room.ana)
    release_claim(room.session, claim=claim, by=room.bo)
    with pytest.raises(CannotUndo):
        undo(room, room.ana)
    assert claim.taken_by_id is None


def test_nothing_of_a_finished_claim_is_due(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    set_due_day(room.session, claim=claim, due_on="2026-12-01", by=room.ed)
    room.approve(claim)
    with pytest.raises(CannotAssign):
        set_due_day(room.session, claim=claim, due_on="2026-12-02", by=room.ed)
    assert claim.due_on == "2026-12-01"


def test_a_claim_that_is_reopened_is_not_late_from_before(room: Newsroom) -> None:
    claim = room.claim()
    set_due_day(room.session, claim=claim, due_on="2019-12-01", by=room.ed)
    room.propose(claim)
    room.approve(claim)
    reopen_claim(room.session, claim=claim, by=room.ana)
    assert claim.due_on == ""
    undo(room, room.ana)
    assert (claim.due_on, claim.status) == ("2019-12-01", Status.APPROVED)


def test_a_day_goes_back_while_somebody_works_on_the_claim(room: Newsroom) -> None:
    claim = room.claim()
    set_due_day(room.session, claim=claim, due_on="2026-12-01", by=room.ed)
    take_claim(room.session, claim=claim, by=room.ana)
    assert undo(room, room.ed) == "day set by which a claim is due"
    assert (claim.due_on, claim.status) == ("", Status.IN_PROGRESS)


def test_taking_and_releasing_are_taken_back_in_turn(room: Newsroom) -> None:
    claim = room.claim(by=room.bo)
    take_claim(room.session, claim=claim, by=room.ana)
    release_claim(room.session, claim=claim, by=room.ana)
    undo(room, room.ana)
    assert (claim.status, claim.taken_by_id) == (Status.IN_PROGRESS, room.ana.person_id)
    undo(room, room.ana)
    assert (claim.status, claim.taken_by_id) == (Status.OPEN, None)


def test_a_proposal_that_is_taken_back_is_a_draft_with_every_word(room: Newsroom) -> None:
    claim = room.claim()
    verdict = room.propose(claim)
    assert undo(room, room.ana) == "verdict proposed"
    assert (verdict.state, verdict.rationale) == (VerdictState.DRAFT, "See the minutes.")
    assert (claim.status, claim.taken_by_id) == (Status.IN_PROGRESS, room.ana.person_id)


def test_a_tag_keeps_nobody_from_taking_a_proposal_back(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    tag_claim(room.session, claim=claim, tags=["harbour"], by=room.ed)
    undo(room, room.ana)
    assert claim.status is Status.IN_PROGRESS


def test_a_proposal_that_an_editor_looks_at_stays(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    start_review(room.session, claim=claim, by=room.ed)
    with pytest.raises(CannotUndo):
        undo(room, room.ana)
    assert claim.status is Status.IN_REVIEW


def test_taking_back_and_proposing_go_back_and_forth(room: Newsroom) -> None:
    claim = room.claim()
    verdict = room.propose(claim)
    take_back(room.session, claim=claim, by=room.ana)
    undo(room, room.ana)
    assert (claim.status, verdict.state) == (Status.PROPOSED, VerdictState.PROPOSED)


def test_beginning_and_ending_a_review_are_taken_back(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    start_review(room.session, claim=claim, by=room.ed)
    stop_review(room.session, claim=claim, by=room.ed)
    undo(room, room.ed)
    statuses = [claim.status]
    undo(room, room.ed)
    assert [*statuses, claim.status] == [Status.IN_REVIEW, Status.PROPOSED]


def test_an_approval_taken_back_stays_in_the_history_and_the_words_wait_again(
    room: Newsroom,
) -> None:
    claim = room.claim()
    first = room.propose(claim)
    room.approve(claim, comment="Fine.")
    assert undo(room, room.ed) == "verdict approved"
    again = current_verdict(room.session, claim)
    assert again is not None
    assert (again.state, again.summary, again.by_id) == (
        VerdictState.PROPOSED, first.summary, room.ana.person_id,
    )  # fmt: skip
    assert (claim.status, approved_verdict(room.session, claim)) == (Status.PROPOSED, None)
    assert [review.comment for review in room.session.scalars(select(Review))] == ["Fine."]
    room.approve(claim)
    assert claim.status is Status.APPROVED


def test_with_an_approval_goes_back_what_stood_before(room: Newsroom) -> None:
    claim = room.claim()
    stood = room.propose(claim)
    room.approve(claim)
    reopen_claim(room.session, claim=claim, by=room.ana)
    room.propose(claim, summary="It cost 33 million.")
    room.approve(claim)
    undo(room, room.ed)
    assert approved_verdict(room.session, claim) is stood
    assert claim.status is Status.PROPOSED


def test_a_return_taken_back_keeps_its_comment(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    send_back(room, claim)
    assert undo(room, room.ed) == "verdict returned"
    assert claim.status is Status.PROPOSED
    newest, returned = verdicts_of(room.session, claim, viewer=room.ed)
    assert (newest.state, returned.state) == (VerdictState.PROPOSED, VerdictState.RETURNED)
    assert returned.reviews[0].comment == "Add the page."


def test_a_return_that_its_author_answered_stays(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    send_back(room, claim)
    room.draft(claim)
    with pytest.raises(CannotUndo):
        undo(room, room.ed)
    assert claim.status is Status.RETURNED


def with_policy(room: Newsroom, **asked: Any) -> None:
    """Let the desk have a policy from now on."""
    set_policy(room.session, seen=0, fields=PolicyFields(**asked), by=room.adi)


def test_a_first_reading_that_is_taken_back_stays_blind(room: Newsroom) -> None:
    with_policy(room, second_for=frozenset(Priority))
    claim = room.claim()
    verdict = room.propose(claim)
    assert claim.status is Status.SECOND_READING
    assert undo(room, room.ana) == "reading handed in"
    assert (verdict.state, verdict.blind) == (VerdictState.DRAFT, True)


def test_once_somebody_reads_second_a_first_reading_stays(room: Newsroom) -> None:
    with_policy(room, second_for=frozenset(Priority))
    claim = room.claim()
    room.propose(claim)
    take_second_seat(room.session, claim=claim, by=room.bo)
    with pytest.raises(CannotUndo):
        undo(room, room.ana)
    assert claim.status is Status.SECOND_READING


def test_a_second_reading_that_was_opened_is_not_closed_again(room: Newsroom) -> None:
    with_policy(room, second_for=frozenset(Priority))
    claim = room.claim(by=room.ana)
    room.propose(claim)
    hand_in_second(
        room.session, claim=claim, fields=room.fields(), revision=0, read_in=1, by=room.bo
    )
    with pytest.raises(NothingToUndo):
        undo(room, room.bo)
    assert claim.status is Status.PROPOSED


def test_the_only_approval_of_two_is_taken_back_and_others_are_not_lost(room: Newsroom) -> None:
    with_policy(room, approvals=2)
    claim = room.claim()
    room.propose(claim)
    room.approve(claim, by=room.ed)
    undo(room, room.ed)
    statuses = [claim.status]
    room.approve(claim, by=room.ed)
    room.approve(claim, by=room.eve)
    with pytest.raises(CannotUndo, match="Other editors"):
        undo(room, room.eve)
    assert [*statuses, claim.status] == [Status.PROPOSED, Status.APPROVED]


def test_an_approval_taken_back_leaves_the_claim_in_its_round(room: Newsroom) -> None:
    with_policy(room, second_for=frozenset({Priority.HIGH}))
    claim = room.claim()
    room.propose(claim)
    room.approve(claim)
    undo(room, room.ed)
    room.approve(claim)
    [only] = room.session.scalars(select(Round))
    assert only.ended_at is not None
