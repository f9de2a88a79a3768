"""One act on several claims: told as one, refused claim by claim, taken back as one."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.builders import Newsroom, open_newsroom
from workbench.claims.errors import CannotUndo
from workbench.claims.models import Claim, Disposition
from workbench.claims.rules import Priority, Reason, Status
from workbench.db import now
from workbench.evidence.errors import NothingToUndo
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.verdicts.bulk import prioritise_claims, set_claims_aside, tag_claims, untag_claims
from workbench.verdicts.undo import late_acts, undo_act

OTHERS = ("Nobody", "It opened in May", "The mayor was ill")


def ids(*claims: Claim) -> list[int]:
    """The claims as a form names them."""
    return [claim.id for claim in claims]


def words(claim: Claim) -> list[str]:
    """A claim's tags."""
    return [tag.words for tag in claim.tags]


def test_one_line_tells_of_all_and_each_claim_has_its_own(room: Newsroom) -> None:
    one, two = room.claim(), room.claim("Nobody")
    done = prioritise_claims(
        room.session, claim_ids=ids(one, two), priority=Priority.HIGH, by=room.ed
    )
    assert [one.priority, two.priority] == [Priority.HIGH, Priority.HIGH]
    line = room.session.get_one(Event, done.event_id)
    assert (line.article_id, line.details) == (None, {"priority": "high", "number": 2})
    edits = select(Event.claim_id).where(Event.kind == EventKind.CLAIM_EDITED)
    assert set(room.session.scalars(edits)) == {one.id, two.id}


def test_a_refusal_is_told_of_its_claim_and_stops_no_other(room: Newsroom) -> None:
    waits, free = room.claim(), room.claim("Nobody")
    room.propose(waits)
    done = prioritise_claims(
        room.session, claim_ids=ids(waits, free), priority=Priority.LOW, by=room.ana
    )
    assert [(refusal.claim.id, done.changed) for refusal in done.refused] == [(waits.id, 1)]
    assert "stands still" in str(done.refused[0].why)
    assert (waits.priority, free.priority) == (Priority.NORMAL, Priority.LOW)


def test_what_is_as_it_should_be_already_is_neither_changed_nor_refused(room: Newsroom) -> None:
    done = prioritise_claims(
        room.session, claim_ids=ids(room.claim()), priority=Priority.NORMAL, by=room.ana
    )
    assert (done.event_id, done.changed, list(done.refused)) == (None, 0, [])


def test_claims_of_another_desk_are_left_out(room: Newsroom) -> None:
    theirs = open_newsroom(room.session, name="Another desk").claim()
    done = tag_claims(room.session, claim_ids=ids(theirs), tags=["harbour"], by=room.ana)
    assert (done.changed, words(theirs)) == (0, [])


def test_claims_set_aside_take_their_sentences_with_them(room: Newsroom) -> None:
    alone, shared, kept = room.claim(), room.claim("Nobody"), room.claim("asked why")
    done = set_claims_aside(
        room.session, claim_ids=ids(alone, shared), reason=Reason.OPINION, by=room.ana
    )
    assert [each.status for each in (alone, shared, kept)] == [
        Status.WITHDRAWN, Status.WITHDRAWN, Status.OPEN,
    ]  # fmt: skip
    aside = room.session.scalars(select(Disposition)).all()
    # The sentence of “Nobody” is still claimed, by the words behind.
    assert [each.sentence.start for each in aside] == [room.place("The quay cost")["start"]]
    assert done.changed == 2


def test_what_waits_for_an_editor_is_not_set_aside(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    done = set_claims_aside(room.session, claim_ids=ids(claim), reason=Reason.OPINION, by=room.ana)
    assert (claim.status, done.event_id) == (Status.PROPOSED, None)
    assert room.session.scalars(select(Disposition)).all() == []


def test_a_claim_withdrawn_before_keeps_its_sentences_as_they_were(room: Newsroom) -> None:
    claim = room.claim()
    set_claims_aside(room.session, claim_ids=ids(claim), reason=Reason.OPINION, by=room.ana)
    again = set_claims_aside(
        room.session, claim_ids=ids(claim), reason=Reason.RHETORIC, by=room.ana
    )
    assert again.event_id is None
    [aside] = room.session.scalars(select(Disposition))
    assert aside.reason is Reason.OPINION


def test_tags_are_spelled_as_the_desk_has_them_and_come_off_again(room: Newsroom) -> None:
    one, two = room.claim(), room.claim("Nobody")
    tag_claims(room.session, claim_ids=ids(one), tags=["Città"], by=room.ana)
    tag_claims(room.session, claim_ids=ids(one, two), tags=["citta", "budget"], by=room.bo)
    assert (words(one), words(two)) == (["budget", "Città"], ["budget", "Città"])
    done = untag_claims(room.session, claim_ids=ids(one, two), tags=["CITTA"], by=room.bo)
    assert (words(one), words(two), done.changed) == (["budget"], ["budget"], 2)


def test_a_whole_bulk_act_is_taken_back_in_one_step(room: Newsroom) -> None:
    claims = [room.claim(), *map(room.claim, OTHERS)]
    done = set_claims_aside(
        room.session, claim_ids=ids(*claims), reason=Reason.OPINION, by=room.ana
    )
    undo_act(room.session, event_id=done.event_id or 0, by=room.ana)
    assert {claim.status for claim in claims} == {Status.OPEN}
    assert room.session.scalars(select(Disposition)).all() == []


def test_of_a_bulk_act_what_was_worked_on_since_stays_and_is_named(room: Newsroom) -> None:
    one, two = room.claim(), room.claim("Nobody")
    done = prioritise_claims(
        room.session, claim_ids=ids(one, two), priority=Priority.HIGH, by=room.ed
    )
    prioritise_claims(room.session, claim_ids=ids(two), priority=Priority.LOW, by=room.bo)
    undone = undo_act(room.session, event_id=done.event_id or 0, by=room.ed)
    assert [left.event.claim_id for left in undone.left] == [two.id]
    assert (one.priority, two.priority) == (Priority.NORMAL, Priority.LOW)


def test_a_bulk_act_of_which_all_was_worked_on_since_stays(room: Newsroom) -> None:
    claim = room.claim()
    done = prioritise_claims(room.session, claim_ids=ids(claim), priority=Priority.HIGH, by=room.ed)
    prioritise_claims(room.session, claim_ids=ids(claim), priority=Priority.LOW, by=room.bo)
    with pytest.raises(CannotUndo):
        undo_act(room.session, event_id=done.event_id or 0, by=room.ed)
    assert claim.priority is Priority.LOW


def test_tags_taken_off_come_back_with_one_step(room: Newsroom) -> None:
    one, two = room.claim(), room.claim("Nobody")
    tag_claims(room.session, claim_ids=ids(one, two), tags=["harbour"], by=room.ana)
    done = untag_claims(room.session, claim_ids=ids(one, two), tags=["harbour"], by=room.ana)
    undo_act(room.session, event_id=done.event_id or 0, by=room.ana)
    assert (words(one), words(two)) == (["harbour"], ["harbour"])


def test_only_ones_own_acts_of_the_last_hour_are_taken_back_and_once(room: Newsroom) -> None:
    claim = room.claim()
    done = tag_claims(room.session, claim_ids=ids(claim), tags=["harbour"], by=room.ana)
    event_id = done.event_id or 0
    with pytest.raises(NothingToUndo):
        undo_act(room.session, event_id=event_id, by=room.bo)
    undo_act(room.session, event_id=event_id, by=room.ana)
    with pytest.raises(NothingToUndo):
        undo_act(room.session, event_id=event_id, by=room.ana)
    assert words(claim) == []


def test_after_an_hour_an_act_is_not_taken_back_in_one_step(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = room.claim()
    done = tag_claims(room.session, claim_ids=ids(claim), tags=["harbour"], by=room.ana)
    later = now() + timedelta(minutes=61)
    monkeypatch.setattr("workbench.verdicts.undo.now", lambda: later)
    with pytest.raises(NothingToUndo):
        undo_act(room.session, event_id=done.event_id or 0, by=room.ana)
    assert words(claim) == ["harbour"]
    assert late_acts(room.session, room.ana) == []


def test_the_list_of_the_last_hour_has_a_bulk_act_once(room: Newsroom) -> None:
    claims = [room.claim(), room.claim("Nobody")]
    done = tag_claims(room.session, claim_ids=ids(*claims), tags=["harbour"], by=room.ed)
    assert [(act.event.id, act.open) for act in late_acts(room.session, room.ed)] == [
        (done.event_id, True)
    ]
    undo_act(room.session, event_id=done.event_id or 0, by=room.ed)
    assert {act.open for act in late_acts(room.session, room.ed)} == {False}
