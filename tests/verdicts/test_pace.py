"""How long each step of a claim's way takes, and what waits, told from the record."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import Newsroom
from workbench.claims.rules import Status
from workbench.db import now
from workbench.history.rules import EventKind
from workbench.verdicts.holding import take_claim
from workbench.verdicts.pace import pace_of
from workbench.verdicts.service import return_verdict
from workbench.verdicts.steps import Length, Line, WayStep, lengths_of
from workbench.verdicts.undo import undo_last

BEGIN = datetime(2026, 5, 1, tzinfo=UTC)


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def way(*lines: tuple[EventKind, float], claim_id: int = 1) -> list[Line]:
    """What happened to a claim, each at so many hours."""
    return [Line(kind, 1, claim_id, BEGIN + hours(at)) for kind, at in lines]


def medians(lines: list[Line]) -> dict[WayStep, timedelta]:
    return {step: length.median for step, length in lengths_of(lines).items()}


def test_each_step_lasts_from_what_begins_it_to_what_ends_it() -> None:
    lines = way(
        (EventKind.CLAIM_MARKED, 0), (EventKind.CLAIM_TAKEN, 2), (EventKind.VERDICT_DRAFTED, 3),
        (EventKind.VERDICT_PROPOSED, 7), (EventKind.VERDICT_RETURNED, 8),
        (EventKind.VERDICT_DRAFTED, 9), (EventKind.VERDICT_PROPOSED, 14),
        (EventKind.VERDICT_APPROVED, 17),
    )  # fmt: skip
    lines.append(Line(EventKind.EDITION_PUBLISHED, 1, None, BEGIN + hours(21)))
    assert medians(lines) == {
        WayStep.TAKING: hours(2), WayStep.CHECKING: hours(5), WayStep.DECIDING: hours(2),
        WayStep.ANSWERING: hours(6), WayStep.PUBLISHING: hours(4),
    }  # fmt: skip


def test_a_second_reading_is_a_step_of_its_own() -> None:
    lines = way(
        (EventKind.CLAIM_TAKEN, 0), (EventKind.READING_SAVED, 1), (EventKind.READING_HANDED_IN, 2),
        (EventKind.SECOND_SEAT_TAKEN, 3), (EventKind.READING_SAVED, 4),
        (EventKind.READING_HANDED_IN, 7), (EventKind.READINGS_OPENED, 7),
        (EventKind.VERDICT_APPROVED, 8),
    )  # fmt: skip
    assert medians(lines) == {
        WayStep.CHECKING: hours(2), WayStep.READING: hours(5), WayStep.DECIDING: hours(1),
    }  # fmt: skip


def test_what_was_given_up_counts_nowhere() -> None:
    lines = way(
        (EventKind.CLAIM_MARKED, 0), (EventKind.CLAIM_WITHDRAWN, 2), (EventKind.CLAIM_TAKEN, 3),
    )  # fmt: skip
    assert medians(lines) == {}


def test_an_edition_ends_the_wait_of_its_own_articles_claims_alone() -> None:
    lines = way((EventKind.VERDICT_APPROVED, 0))
    lines.append(Line(EventKind.EDITION_PUBLISHED, 2, None, BEGIN + hours(1)))
    assert medians(lines) == {}


def test_nine_tenths_are_told_beside_the_median() -> None:
    assert Length.of([hours(n) for n in range(1, 12)]) == Length(11, hours(6), hours(10))
    assert Length.of([hours(5)]) == Length(1, hours(5), hours(5))


def test_what_waits_and_what_moved_are_counted_and_what_was_taken_back_is_not(
    room: Newsroom,
) -> None:
    proposed, taken, _open = room.claim(), room.claim("Nobody"), room.claim("It opened in May")
    room.propose(proposed)
    return_verdict(
        room.session, claim=proposed, revision=room.revision(proposed), comment="No.", by=room.ed
    )
    undo_last(room.session, article=room.article, by=room.ed)
    take_claim(room.session, claim=taken, by=room.ana)
    pace = pace_of(room.session, room.desk_id)
    assert {wait.status: wait.number for wait in pace.waits} == {
        Status.OPEN: 1, Status.IN_PROGRESS: 1, Status.PROPOSED: 1,
    }  # fmt: skip
    assert dict(pace.weeks[-1].moves) == {
        "claim marked": 3, "verdict proposed": 1, "verdict returned": 0, "verdict approved": 0,
    }  # fmt: skip
    assert WayStep.DECIDING not in pace.lengths


def test_what_is_older_than_ninety_days_is_left_out(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.propose(room.claim())
    later = now() + timedelta(days=91)
    monkeypatch.setattr("workbench.verdicts.pace.now", lambda: later)
    pace = pace_of(room.session, room.desk_id)
    assert (pace.lengths, {n for week in pace.weeks for n in week.moves.values()}) == ({}, {0})
