"""The record: who did what, when, to what; one line an act, and none is ever changed."""

from datetime import UTC, datetime, timedelta

from tests.builders import HARBOUR, Newsroom, article_from, events_of_article, open_newsroom
from workbench.accounts.rules import command_line
from workbench.history.queries import (
    events_counted,
    events_of_claim,
    last_undoable,
    latest_events,
    worked_on_since,
)
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.verdicts.undo import undo_last

LONG_AGO = datetime(2019, 5, 1, tzinfo=UTC)


def kinds(room: Newsroom) -> list[str]:
    return [event.kind for event in events_of_article(room.session, room.article.id)]


def test_a_claims_whole_way_can_be_read(room: Newsroom) -> None:
    claim = room.claim()
    room.evidence(claim, by=room.bo)
    room.propose(claim)
    room.approve(claim, comment="Well done.")
    lines = events_of_claim(room.session, claim.id)
    assert [(line.kind, line.by_name) for line in reversed(lines)] == [
        ("claim marked", "Ana"),
        ("evidence added", "Bo"),
        ("verdict drafted", "Ana"),
        ("verdict proposed", "Ana"),
        ("verdict approved", "Ed"),
    ]
    assert lines[0].details == {
        "number": 1, "version": 1, "rating": "False", "summary": "It cost 32 million.",
        "comment": "Well done.",
    }  # fmt: skip


def test_a_line_tells_when_by_whom_and_where(room: Newsroom) -> None:
    claim = room.claim(by=room.bo)
    line = events_of_claim(room.session, claim.id)[0]
    assert datetime.now(UTC) - line.at < timedelta(minutes=5)
    assert (line.by_id, line.desk_id) == (room.bo.person_id, room.desk_id)
    assert (line.article_id, line.claim_id) == (room.article.id, claim.id)


def test_what_was_taken_back_stays_in_the_record(room: Newsroom) -> None:
    room.claim()
    undo_last(room.session, article=room.article, by=room.ana)
    assert kinds(room) == ["article imported", "claim marked", "taken back"]


def test_what_names_an_articles_state_changes_with_every_line(room: Newsroom) -> None:
    before = events_counted(room.session, room.article.id)
    record(room.session, EventKind.DESK_EDITED, by=room.ana)
    assert events_counted(room.session, room.article.id) == before
    room.claim()
    assert events_counted(room.session, room.article.id) == before + 1


def test_the_latest_undoable_act_is_the_persons_own_on_this_article(room: Newsroom) -> None:
    room.claim()
    room.claim("Nobody", by=room.bo)
    other = article_from(room.session, HARBOUR, by=room.ana)
    mine = last_undoable(
        room.session, article_id=room.article.id, person_id=room.ana.person_id, since=LONG_AGO
    )
    assert mine is not None
    assert mine.details["number"] == 1
    for article, who in ((other, room.ana), (room.article, room.viv)):
        last = last_undoable(
            room.session, article_id=article.id, person_id=who.person_id, since=LONG_AGO
        )
        assert last is None


def test_acts_of_the_command_line_are_taken_back_by_the_command_line(room: Newsroom) -> None:
    by = command_line(room.desk_id)
    room.claim(by=by)
    assert undo_last(room.session, article=room.article, by=by).by_name == "command line"


def test_a_claim_is_worked_on_since_an_act_unless_that_was_taken_back(room: Newsroom) -> None:
    claim = room.claim(by=room.bo)
    marked = events_of_claim(room.session, claim.id)[0]
    assert not worked_on_since(room.session, marked, claim.id)
    room.evidence(claim)
    assert worked_on_since(room.session, marked, claim.id)
    undo_last(room.session, article=room.article, by=room.ana)
    assert not worked_on_since(room.session, marked, claim.id)


def test_a_desk_sees_its_own_latest_lines_newest_first(room: Newsroom) -> None:
    open_newsroom(room.session, name="Other desk")
    room.claim()
    lines = latest_events(room.session, room.desk_id, limit=2)
    assert [line.kind for line in lines] == ["claim marked", "article imported"]
    assert {e.desk_id for e in latest_events(room.session, room.desk_id)} == {room.desk_id}
