"""Verdicts: drafted, proposed, decided by somebody else, and every version kept."""

import pytest
from sqlalchemy.exc import IntegrityError

from tests.builders import Newsroom
from workbench.claims.errors import ClaimLocked, MoveRefused
from workbench.claims.models import Claim
from workbench.claims.rules import Status
from workbench.claims.service import withdraw_claim
from workbench.errors import EditedMeanwhile
from workbench.history.queries import events_of_claim
from workbench.verdicts.errors import CommentMissing, VerdictDecided, VerdictIncomplete
from workbench.verdicts.models import Verdict
from workbench.verdicts.queries import (
    approved_verdict,
    count_awaiting_review,
    current_verdict,
    verdicts_of,
)
from workbench.verdicts.rules import VerdictState
from workbench.verdicts.service import (
    approve_verdict,
    propose_verdict,
    reopen_claim,
    return_verdict,
    save_draft,
    start_review,
    stop_review,
    take_back,
)
from workbench.verdicts.writing import VerdictFields

EMPTY = VerdictFields(None)


def send_back(room: Newsroom, claim: Claim, comment: str = "Ask the council.") -> None:
    return_verdict(
        room.session, claim=claim, revision=room.revision(claim), comment=comment, by=room.ed
    )


def versions(room: Newsroom, claim: Claim) -> list[tuple[int, str, bool]]:
    room.session.expire_all()
    return [
        (v.number, v.state, v.current) for v in verdicts_of(room.session, claim, viewer=room.ed)
    ]


def test_a_draft_takes_the_claim_and_may_be_empty(room: Newsroom) -> None:
    claim = room.claim()
    draft = save_draft(room.session, claim=claim, fields=EMPTY, revision=0, by=room.bo)
    assert (claim.status, claim.taken_by_id) == (Status.IN_PROGRESS, room.bo.person_id)
    assert (draft.state, draft.number, draft.rating) == (VerdictState.DRAFT, 1, None)


def test_saving_again_writes_into_the_same_draft(room: Newsroom) -> None:
    claim = room.claim()
    room.draft(claim)
    room.draft(claim, label="True", summary="It did.")
    [draft] = verdicts_of(room.session, claim, viewer=room.ed)
    assert (draft.summary, draft.rating and draft.rating.label) == ("It did.", "True")


def test_the_second_of_two_people_who_save_a_draft_is_told(room: Newsroom) -> None:
    claim = room.claim()
    room.draft(claim, room.bo)
    with pytest.raises(EditedMeanwhile):  # both began with no verdict
        save_draft(
            room.session, claim=claim, fields=room.fields(summary="Mine."), revision=0, by=room.ana
        )
    assert versions(room, claim) == [(1, "draft", True)]


def test_somebody_elses_draft_is_kept_beside_the_new_one(room: Newsroom) -> None:
    claim = room.claim()
    room.draft(claim, room.bo, summary="Bo's words.")
    room.draft(claim, room.ana, summary="Ana's words.")
    kept = [
        (v.summary, v.by_id, v.current) for v in verdicts_of(room.session, claim, viewer=room.ed)
    ]
    assert kept == [
        ("Ana's words.", room.ana.person_id, True),
        ("Bo's words.", room.bo.person_id, False),
    ]


@pytest.mark.parametrize("missing", ["rating", "summary"])
def test_an_incomplete_verdict_is_not_proposed(room: Newsroom, missing: str) -> None:
    claim = room.claim()
    rating = None if missing == "rating" else room.rating()
    fields = VerdictFields(rating, "  " if missing == "summary" else "So it is.")
    with pytest.raises(VerdictIncomplete):
        propose_verdict(
            room.session, claim=claim, fields=fields, revision=0, read_in=1, by=room.ana
        )
    assert (claim.status, versions(room, claim)) == (Status.OPEN, [])


def test_a_proposed_verdict_waits_and_stands_still(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    assert count_awaiting_review(room.session, room.desk_id, "2026-05-01") == 1
    for by in (room.ana, room.bo, room.ed):
        with pytest.raises(ClaimLocked):
            room.draft(claim, by)


def test_the_author_takes_a_proposal_back_until_a_reviewer_has_it(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    with pytest.raises(MoveRefused):
        take_back(room.session, claim=claim, by=room.bo)
    take_back(room.session, claim=claim, by=room.ana)
    assert (claim.status, versions(room, claim)) == ("in progress", [(1, "draft", True)])
    room.propose(claim)
    start_review(room.session, claim=claim, by=room.ed)
    with pytest.raises(MoveRefused):
        take_back(room.session, claim=claim, by=room.ana)
    stop_review(room.session, claim=claim, by=room.eve)
    take_back(room.session, claim=claim, by=room.ana)


def test_an_editor_approves(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    room.approve(claim, comment="Well done.")
    verdict = approved_verdict(room.session, claim)
    assert verdict is not None
    [review] = verdict.reviews
    assert (review.by_id, review.decision, review.comment) == (
        room.ed.person_id, "approved", "Well done.",
    )  # fmt: skip
    assert (claim.status, count_awaiting_review(room.session, room.desk_id, "2026-05-01")) == (
        "approved",
        0,
    )


def test_nobody_decides_on_their_own_verdict(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim, room.ed)
    with pytest.raises(MoveRefused, match="their own"):
        room.approve(claim, room.ed)
    with pytest.raises(MoveRefused, match="their own"):
        send_back(room, claim)
    room.approve(claim, room.eve)
    assert claim.status is Status.APPROVED


def test_a_fact_checker_decides_nothing(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    with pytest.raises(MoveRefused, match="role"):
        room.approve(claim, room.bo)


def test_a_second_approval_is_refused(room: Newsroom) -> None:
    claim = room.claim()
    seen = room.propose(claim).revision
    room.approve(claim)
    with pytest.raises(VerdictDecided):
        approve_verdict(room.session, claim=claim, revision=seen, by=room.eve)
    with pytest.raises(MoveRefused):
        room.approve(claim, room.eve)
    assert versions(room, claim) == [(1, "approved", True)]


def test_what_was_not_seen_is_not_approved(room: Newsroom) -> None:
    claim = room.claim()
    seen = room.propose(claim).revision
    take_back(room.session, claim=claim, by=room.ana)
    room.propose(claim, summary="Other words.")
    with pytest.raises(VerdictDecided):
        approve_verdict(room.session, claim=claim, revision=seen, by=room.ed)
    with pytest.raises(VerdictDecided):
        return_verdict(room.session, claim=claim, revision=seen, comment="No.", by=room.ed)
    assert claim.status is Status.PROPOSED


def test_nothing_is_approved_where_there_is_no_verdict(room: Newsroom) -> None:
    with pytest.raises(VerdictDecided):
        approve_verdict(room.session, claim=room.claim(), revision=0, by=room.ed)


def test_a_return_says_why(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    with pytest.raises(CommentMissing):
        send_back(room, claim, " \n ")
    assert claim.status is Status.PROPOSED


def test_the_comment_of_a_return_is_kept_for_good(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    send_back(room, claim, "Ask the council.")
    room.draft(claim, summary="Asked.")
    room.propose(claim, summary="Asked.")
    room.approve(claim)
    assert versions(room, claim) == [(2, "approved", True), (1, "returned", False)]
    first = verdicts_of(room.session, claim, viewer=room.ed)[1]
    assert [r.comment for r in first.reviews] == ["Ask the council."]
    assert first.summary == "It cost 32 million."
    said = [e.details.get("comment") for e in events_of_claim(room.session, claim.id)]
    assert "Ask the council." in said


def test_a_returned_claim_may_be_proposed_again_by_somebody_else(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    send_back(room, claim)
    room.propose(claim, room.ed, summary="I found it.")
    with pytest.raises(MoveRefused):
        room.approve(claim, room.ed)
    room.approve(claim, room.eve)


def test_a_reopened_claims_verdict_stands_until_another_is_approved(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    room.approve(claim)
    reopen_claim(room.session, claim=claim, by=room.bo)
    room.propose(claim, room.bo, label="True", summary="It did.")
    standing = approved_verdict(room.session, claim)
    assert standing is not None
    assert (standing.number, claim.status) == (1, Status.PROPOSED)
    room.approve(claim)
    assert versions(room, claim) == [(2, "approved", True), (1, "superseded", False)]


def test_a_returned_second_verdict_leaves_the_first_standing(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    room.approve(claim)
    reopen_claim(room.session, claim=claim, by=room.bo)
    room.propose(claim, room.bo, label="True")
    send_back(room, claim)
    assert versions(room, claim) == [(2, "returned", True), (1, "approved", False)]


def test_a_withdrawn_claim_takes_no_verdict(room: Newsroom) -> None:
    claim = room.claim()
    withdraw_claim(room.session, claim=claim, by=room.ana)
    with pytest.raises(MoveRefused):
        room.draft(claim)


@pytest.mark.parametrize("state", [VerdictState.APPROVED, VerdictState.RETURNED])
def test_the_database_itself_refuses_a_second_one(room: Newsroom, state: VerdictState) -> None:
    """Two approved verdicts, or two current ones."""
    claim = room.claim()
    room.propose(claim)
    room.approve(claim)
    assert current_verdict(room.session, claim) is not None
    room.session.add(
        Verdict(
            claim_id=claim.id, number=2, rating=room.rating(), state=state,
            current=state is VerdictState.RETURNED,
        )
    )  # fmt: skip
    with pytest.raises(IntegrityError):
        room.session.flush()


def test_a_draft_seen_before_another_person_wrote_theirs_is_refused(room: Newsroom) -> None:
    claim = room.claim()
    seen = room.draft(claim, by=room.ana).revision
    room.draft(claim, by=room.bo, summary="Bo says so.")
    with pytest.raises(EditedMeanwhile):
        save_draft(room.session, claim=claim, fields=room.fields(), revision=seen, by=room.ana)
    assert current_verdict(room.session, claim).summary == "Bo says so."  # type: ignore[union-attr]
