"""A return asks for things, each of something, and they are ticked off."""

from typing import Any

import pytest

from tests.builders import Newsroom
from workbench.claims.models import Claim
from workbench.errors import EditedMeanwhile
from workbench.evidence.models import Evidence
from workbench.evidence.service import remove_evidence
from workbench.verdicts.errors import CommentMissing, PointElsewhere, PointUnknown
from workbench.verdicts.models import Point
from workbench.verdicts.points import PointFields, answer_point, get_point, last_return
from workbench.verdicts.queries import current_verdict
from workbench.verdicts.rules import About
from workbench.verdicts.service import return_verdict
from workbench.verdicts.undo import undo_last
from workbench.verdicts.work import returns_of


def send_back(room: Newsroom, claim: Claim, *points: PointFields, comment: str = "") -> list[Point]:
    """Return the verdict, and give what was asked for."""
    return_verdict(
        room.session, claim=claim, revision=room.revision(claim), comment=comment, points=points,
        by=room.ed,
    )  # fmt: skip
    review = last_return(room.session, claim)
    assert review is not None
    return review.points


@pytest.fixture
def claim(room: Newsroom) -> Claim:
    """A claim with a piece of evidence."""
    claim = room.claim()
    room.evidence(claim)
    return claim


@pytest.fixture
def piece(room: Newsroom, claim: Claim) -> Evidence:
    """The claim's evidence; its verdict waits from here on."""
    room.propose(claim)
    return room.session.query(Evidence).filter_by(claim_id=claim.id).one()


def test_a_comment_alone_is_a_point_on_the_verdict(
    room: Newsroom, claim: Claim, piece: Evidence
) -> None:
    [point] = send_back(room, claim, comment="Which year?")
    assert (point.about, point.comment, point.evidence_id) == (About.VERDICT, "Which year?", None)


def test_points_keep_what_they_are_about_and_the_comment_says_all_of_it(
    room: Newsroom, claim: Claim, piece: Evidence
) -> None:
    asked = [
        PointFields(About.STATEMENT, "Say which quay."),
        PointFields(About.EVIDENCE, "Which page?", piece.id),
    ]
    points = send_back(room, claim, *asked)
    assert [(p.position, p.about, p.evidence_id) for p in points] == [
        (1, About.STATEMENT, None), (2, About.EVIDENCE, piece.id),
    ]  # fmt: skip
    verdict = current_verdict(room.session, claim)
    assert verdict is not None
    assert verdict.reviews[0].comment == "Say which quay.\n\nWhich page?"


def test_a_return_that_asks_for_nothing_is_refused(
    room: Newsroom, claim: Claim, piece: Evidence
) -> None:
    with pytest.raises(CommentMissing):
        send_back(room, claim)


def test_a_point_on_evidence_of_another_claim_is_refused(room: Newsroom, claim: Claim) -> None:
    other = room.claim("His deputy spoke for an hour")
    elsewhere = room.evidence(other)
    room.propose(claim)
    with pytest.raises(PointElsewhere):
        send_back(room, claim, PointFields(About.EVIDENCE, "Which page?", elsewhere.id))


def test_a_point_is_ticked_off_with_an_answer_and_can_be_taken_up_again(
    room: Newsroom, claim: Claim, piece: Evidence
) -> None:
    [point] = send_back(room, claim, comment="Which year?")
    say: dict[str, Any] = {"claim": claim, "point": point, "by": room.ana}
    answer_point(room.session, done=True, answer="2018.", revision=1, **say)
    assert (point.answer, point.done_by_id) == ("2018.", room.ana.person_id)
    answer_point(room.session, done=False, answer="2018.", revision=2, **say)
    assert (point.done_at, point.done_by_id) == (None, None)


def test_two_who_answer_one_point_do_not_write_over_each_other(
    room: Newsroom, claim: Claim, piece: Evidence
) -> None:
    [point] = send_back(room, claim, comment="Which year?")
    say: dict[str, Any] = {"claim": claim, "point": point, "done": True}
    answer_point(room.session, answer="2018.", revision=1, by=room.ana, **say)
    with pytest.raises(EditedMeanwhile):
        answer_point(room.session, answer="2017.", revision=1, by=room.bo, **say)


def test_the_points_stay_when_the_verdict_is_proposed_again_and_go_when_it_is_approved(
    room: Newsroom, claim: Claim, piece: Evidence
) -> None:
    [point] = send_back(room, claim, comment="Which year?")
    room.propose(claim)
    assert get_point(room.session, claim, point.id) is point
    room.approve(claim)
    with pytest.raises(PointUnknown):
        get_point(room.session, claim, point.id)


def test_a_point_on_evidence_that_was_taken_off_stays(
    room: Newsroom, claim: Claim, piece: Evidence
) -> None:
    [point] = send_back(room, claim, PointFields(About.EVIDENCE, "Wrong paper.", piece.id))
    remove_evidence(room.session, claim=claim, evidence=piece, by=room.ana)
    assert get_point(room.session, claim, point.id).evidence is piece


def test_a_return_that_was_taken_back_asks_for_nothing_any_more(
    room: Newsroom, claim: Claim, piece: Evidence
) -> None:
    [point] = send_back(room, claim, comment="Which year?")
    undo_last(room.session, article=room.article, by=room.ed)
    assert last_return(room.session, claim) is None
    assert returns_of(room.session, [claim.id]) == {}
    with pytest.raises(PointUnknown):
        get_point(room.session, claim, point.id)
    send_back(room, claim, comment="Which month?")
    room.propose(claim, summary="In May.")
    again = last_return(room.session, claim)
    assert again is not None
    assert again.comment == "Which month?"
