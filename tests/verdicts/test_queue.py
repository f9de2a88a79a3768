"""The editors' queue: its order, its places, and claims that come back to be checked again."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from tests.builders import Newsroom
from workbench.claims.errors import MoveRefused
from workbench.claims.models import Claim
from workbench.claims.rules import Priority
from workbench.errors import EditedMeanwhile
from workbench.verdicts.queries import approved_verdict, count_awaiting_review, current_verdict
from workbench.verdicts.queue import (
    QueuePlace,
    Turn,
    next_waiting,
    previous_waiting,
    review_queue,
)
from workbench.verdicts.rechecking import hold_on, set_recheck

TODAY = "2026-05-10"
WORDS = (
    "The quay cost 41 million",
    "It opened in May",
    "The mayor was ill",
    "The quay in the rain",
)


def proposed(room: Newsroom, words: str, days_ago: int, **said: Any) -> Claim:
    """A claim whose verdict has waited for some days."""
    claim = room.claim(words)
    verdict = room.propose(claim)
    verdict.at = datetime(2026, 5, 10, tzinfo=UTC) - timedelta(days=days_ago)
    for name, value in said.items():
        setattr(claim, name, value)
    room.session.flush()
    return claim


def again(room: Newsroom, words: str, day: str) -> Claim:
    """A claim that was approved, with the day on which it is to be checked again."""
    claim = room.claim(words)
    room.propose(claim)
    room.approve(claim)
    set_recheck(room.session, claim=claim, day=day, seen="", by=room.ed)
    return claim


def numbers(room: Newsroom, **where: Any) -> Sequence[int]:
    """The queue, by the numbers of the claims."""
    return [row.number for row in review_queue(room.session, room.desk_id, TODAY, **where)]


@pytest.fixture
def queue(room: Newsroom) -> Sequence[Claim]:
    """One of each part, the one that comes last marked first."""
    return [
        again(room, WORDS[0], "2026-05-10"),
        proposed(room, WORDS[1], 9),
        proposed(room, WORDS[2], 1, priority=Priority.HIGH),
        proposed(room, WORDS[3], 0, due_on="2026-05-09", priority=Priority.LOW),
    ]


def test_late_comes_first_then_high_priority_then_the_oldest_then_what_is_due_again(
    room: Newsroom, queue: Sequence[Claim]
) -> None:
    assert numbers(room) == [4, 3, 2, 1]
    assert count_awaiting_review(room.session, room.desk_id, TODAY) == 4


def test_what_is_due_today_is_not_late(room: Newsroom) -> None:
    proposed(room, WORDS[0], 0, due_on=TODAY)
    proposed(room, WORDS[1], 9)
    assert numbers(room) == [2, 1]


def test_the_queue_pages_by_key_in_its_order_and_back(
    room: Newsroom, queue: Sequence[Claim]
) -> None:
    whole = review_queue(room.session, room.desk_id, TODAY)
    for before, row in pairwise(whole):
        place = QueuePlace.parse(str(before.place))
        assert place == before.place
        assert next_waiting(room.session, room.desk_id, TODAY, place) == row.verdict_id
        earlier = previous_waiting(room.session, room.desk_id, TODAY, row.place)
        assert earlier == before.verdict_id
        assert numbers(room, start=row.place, limit=1) == [row.number]
    assert previous_waiting(room.session, room.desk_id, TODAY, whole[0].place) is None
    assert next_waiting(room.session, room.desk_id, TODAY, whole[-1].place) is None


def test_a_verdict_stands_where_the_queue_says(room: Newsroom, queue: Sequence[Claim]) -> None:
    rows = {row.number: row.place for row in review_queue(room.session, room.desk_id, TODAY)}
    for claim in queue:
        verdict = current_verdict(room.session, claim)
        assert verdict is not None
        assert QueuePlace.of(verdict, TODAY) == rows[claim.number]


def test_a_claim_comes_back_on_its_day_and_not_before(room: Newsroom) -> None:
    again(room, WORDS[0], "2026-05-11")
    assert numbers(room) == []
    assert count_awaiting_review(room.session, room.desk_id, TODAY) == 0
    [row] = review_queue(room.session, room.desk_id, "2026-05-11")
    assert (row.turn, row.number) == (Turn.RECHECK, 1)


def test_a_claim_that_still_holds_leaves_the_queue_until_its_next_day(room: Newsroom) -> None:
    claim = again(room, WORDS[0], TODAY)
    verdict = approved_verdict(room.session, claim)
    assert verdict is not None
    hold_on(room.session, claim=claim, revision=verdict.revision, day="2027-05-10", by=room.eve)
    assert numbers(room) == []
    assert claim.recheck_on == "2027-05-10"


def test_nobody_says_of_their_own_verdict_that_it_still_holds(room: Newsroom) -> None:
    claim = room.claim(WORDS[0])
    room.propose(claim, room.ed)
    room.approve(claim, room.eve)
    verdict = approved_verdict(room.session, claim)
    assert verdict is not None
    with pytest.raises(MoveRefused):
        hold_on(room.session, claim=claim, revision=verdict.revision, day="", by=room.ed)


def test_two_who_set_a_day_do_not_write_over_each_other(room: Newsroom) -> None:
    claim = again(room, WORDS[0], TODAY)
    with pytest.raises(EditedMeanwhile):
        set_recheck(room.session, claim=claim, day="2027-01-01", seen="", by=room.ana)
