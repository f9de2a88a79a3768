"""Second readings that come to be wanted, or not wanted any more, while a claim is worked on."""

import pytest
from sqlalchemy import select

from tests.builders import Newsroom
from tests.verdicts.second_readers import hand_in, seen_by, set_priority_of
from tests.verdicts.test_readings import let_hold, remove
from workbench.accounts.models import Membership
from workbench.accounts.rules import Role
from workbench.accounts.service import change_role
from workbench.claims.assigning import Checker
from workbench.claims.errors import CannotAssign, ClaimLocked, MoveRefused
from workbench.claims.models import Claim
from workbench.claims.rules import Priority, Status
from workbench.claims.service import release_claim, restore_claim, withdraw_claim
from workbench.discussion.models import Notice
from workbench.discussion.rules import NoticeKind
from workbench.history.queries import events_of_claim
from workbench.policies.rules import PolicyFields
from workbench.screens.record import event_words
from workbench.verdicts.bulk import assign_claims
from workbench.verdicts.claim_views import ClaimView, count_views
from workbench.verdicts.holding import assign_claim, hand_over_claim, take_claim
from workbench.verdicts.reading import reading_of
from workbench.verdicts.reading_pairs import reading_pairs
from workbench.verdicts.rechecking import hold_on
from workbench.verdicts.second import (
    free_second_seat,
    leave_second_seat,
    save_second,
    take_second_seat,
)
from workbench.verdicts.service import return_verdict, start_review, take_back
from workbench.verdicts.work import claims_to_read_second

HIGH_ONLY = PolicyFields(second_for=frozenset({Priority.HIGH}))


@pytest.fixture
def claim(room: Newsroom) -> Claim:
    """A claim of normal priority, on a desk that has those of high priority read twice, blind."""
    let_hold(room, HIGH_ONLY)
    return room.claim()


def test_a_priority_raised_after_a_verdict_was_taken_back_asks_for_a_second_reader(
    room: Newsroom, claim: Claim
) -> None:
    room.propose(claim)
    take_back(room.session, claim=claim, by=room.ana)
    set_priority_of(room, claim, Priority.HIGH)
    room.propose(claim)
    statuses = [claim.status]
    hand_in(room, claim, "False")
    assert [*statuses, claim.status] == [Status.SECOND_READING, Status.PROPOSED]


def test_a_priority_raised_after_a_return_asks_for_a_second_reader(
    room: Newsroom, claim: Claim
) -> None:
    room.propose(claim)
    return_verdict(
        room.session, claim=claim, revision=room.revision(claim), comment="Why?", by=room.ed
    )
    set_priority_of(room, claim, Priority.HIGH)
    room.propose(claim)
    assert claim.status is Status.SECOND_READING


def test_a_second_reading_that_was_handed_in_is_not_wanted_again(
    room: Newsroom, claim: Claim
) -> None:
    set_priority_of(room, claim, Priority.HIGH)
    room.propose(claim)
    hand_in(room, claim, "False")
    take_back(room.session, claim=claim, by=room.ana)
    room.propose(claim, summary="Better said.")
    assert claim.status is Status.PROPOSED


def test_an_editor_frees_the_seat_of_a_second_reader_who_is_away(
    room: Newsroom, claim: Claim
) -> None:
    set_priority_of(room, claim, Priority.HIGH)
    room.propose(claim)
    fields = room.fields(summary="Mine.")
    save_second(room.session, claim=claim, fields=fields, revision=0, by=room.bo)
    with pytest.raises(MoveRefused, match="Your role"):
        free_second_seat(room.session, claim=claim, by=room.ana)
    free_second_seat(room.session, claim=claim, by=room.ed)
    told = event_words(events_of_claim(room.session, claim.id)[0])
    assert told == "let somebody else than Bo read claim 1 as its second reader"
    assert seen_by(room, claim, room.bo) == ["Mine."]
    assert seen_by(room, claim, room.ed) == []
    hand_in(room, claim, "False", by=room.eve)
    assert claim.status is Status.PROPOSED
    with pytest.raises(MoveRefused, match="they have read"):
        start_review(room.session, claim=claim, by=room.eve)


def test_a_second_reader_writes_nothing_on_a_claim_that_was_withdrawn(
    room: Newsroom, claim: Claim
) -> None:
    set_priority_of(room, claim, Priority.HIGH)
    room.propose(claim)
    fields = room.fields(summary="Mine.")
    own = save_second(room.session, claim=claim, fields=fields, revision=0, by=room.bo)
    take_back(room.session, claim=claim, by=room.ana)
    withdraw_claim(room.session, claim=claim, by=room.ana)
    with pytest.raises(ClaimLocked, match="withdrawn"):
        save_second(room.session, claim=claim, fields=fields, revision=own.revision, by=room.bo)
    assert not reading_of(room.session, claim, None, room.bo).reads_second
    assert seen_by(room, claim, room.bo) == ["Mine."]
    restore_claim(room.session, claim=claim, by=room.ana)
    save_second(room.session, claim=claim, fields=fields, revision=own.revision, by=room.bo)


@pytest.mark.parametrize("viewing", [False, True])
def test_a_claim_whose_second_reader_may_write_no_more_is_offered_to_others(
    room: Newsroom, claim: Claim, *, viewing: bool
) -> None:
    set_priority_of(room, claim, Priority.HIGH)
    room.propose(claim)
    take_second_seat(room.session, claim=claim, by=room.bo)
    offered = [_offered_to_eve(room)]
    if viewing:
        of_bo = select(Membership).where(Membership.person_id == room.bo.person_id)
        membership = room.session.scalars(of_bo).one()
        change_role(
            room.session,
            membership=membership,
            role=Role.VIEWER,
            revision=membership.revision,
            by=room.adi,
        )
    else:
        remove(room, room.bo)
    assert [*offered, _offered_to_eve(room)] == [(0, []), (1, [claim.number])]


def _offered_to_eve(room: Newsroom) -> tuple[int, list[int]]:
    """How many claims are nobody's, and the numbers of those that wait for a second reader."""
    free = count_views(room.session, room.eve, "2027-05-15")[ClaimView.UNASSIGNED]
    waiting = claims_to_read_second(room.session, room.eve)
    return free, [row.claim.number for row in waiting]


def test_what_all_could_see_is_not_hidden_from_a_reader_who_comes_late(
    room: Newsroom, claim: Claim
) -> None:
    room.propose(claim, summary="First words.")
    take_back(room.session, claim=claim, by=room.ana)
    set_priority_of(room, claim, Priority.HIGH)
    room.propose(claim, summary="First words again.")
    assert seen_by(room, claim, room.bo) == ["First words again."]


def test_a_lowered_priority_shows_no_seated_reader_the_first_verdict(
    room: Newsroom, claim: Claim
) -> None:
    set_priority_of(room, claim, Priority.HIGH)
    room.propose(claim, summary="First words.")
    take_second_seat(room.session, claim=claim, by=room.bo)
    take_back(room.session, claim=claim, by=room.ana)
    set_priority_of(room, claim, Priority.NORMAL)
    room.draft(claim, summary="First words again.")
    assert seen_by(room, claim, room.bo) == []
    room.propose(claim, summary="First words at last.")
    assert claim.status is Status.SECOND_READING, "somebody reads it already"
    assert seen_by(room, claim, room.bo) == []


def test_what_was_hidden_stays_so_until_it_is_proposed_also_from_who_left_the_seat(
    room: Newsroom, claim: Claim
) -> None:
    set_priority_of(room, claim, Priority.HIGH)
    room.propose(claim, summary="First words.")
    save_second(room.session, claim=claim, fields=room.fields("True"), revision=0, by=room.bo)
    leave_second_seat(room.session, claim=claim, by=room.bo)
    take_back(room.session, claim=claim, by=room.ana)
    set_priority_of(room, claim, Priority.NORMAL)
    room.draft(claim, summary="First words again.")
    assert len(seen_by(room, claim, room.bo)) == 1, "their own"
    room.propose(claim, summary="First words at last.")
    assert claim.status is Status.PROPOSED
    assert len(seen_by(room, claim, room.bo)) == 2


def test_the_record_tells_that_a_late_second_reading_was_not_blind(
    room: Newsroom, claim: Claim
) -> None:
    room.propose(claim)
    take_back(room.session, claim=claim, by=room.ana)
    set_priority_of(room, claim, Priority.HIGH)
    room.propose(claim)
    hand_in(room, claim, "False")
    opened = events_of_claim(room.session, claim.id)[0]
    assert "not blind" in event_words(opened)


@pytest.mark.parametrize(
    ("shown_as", "counted"), [("a verdict", (0, 1)), ("a draft", (0, 1)), ("", (1, 0))]
)
def test_only_a_second_reading_of_what_was_always_hidden_says_something_of_agreement(
    room: Newsroom, claim: Claim, shown_as: str, counted: tuple[int, int]
) -> None:
    if shown_as == "a verdict":
        room.propose(claim)
        take_back(room.session, claim=claim, by=room.ana)
    elif shown_as == "a draft":
        room.draft(claim)
    set_priority_of(room, claim, Priority.HIGH)
    room.propose(claim)
    hand_in(room, claim, "False")
    found = reading_pairs(room.session, room.desk_id)
    assert (sum(each.pairs for each in found.confusions), found.read_openly) == counted


def test_the_seat_of_who_was_taken_off_the_desk_is_free(room: Newsroom, claim: Claim) -> None:
    set_priority_of(room, claim, Priority.HIGH)
    room.propose(claim)
    take_second_seat(room.session, claim=claim, by=room.bo)
    remove(room, room.bo)
    hand_in(room, claim, "False", by=room.eve)
    assert [claim.status] == [Status.PROPOSED]


def test_nobody_waits_for_a_second_reader_who_was_taken_off_the_desk(
    room: Newsroom, claim: Claim
) -> None:
    set_priority_of(room, claim, Priority.HIGH)
    room.propose(claim)
    take_second_seat(room.session, claim=claim, by=room.bo)
    remove(room, room.bo)
    take_back(room.session, claim=claim, by=room.ana)
    set_priority_of(room, claim, Priority.NORMAL)
    room.propose(claim)
    assert claim.status is Status.PROPOSED


@pytest.fixture
def read_second(room: Newsroom, claim: Claim) -> Claim:
    """The claim, which Bo reads second while Ana mends her verdict; she let go of it."""
    set_priority_of(room, claim, Priority.HIGH)
    room.propose(claim)
    take_second_seat(room.session, claim=claim, by=room.bo)
    take_back(room.session, claim=claim, by=room.ana)
    release_claim(room.session, claim=claim, by=room.ana)
    return claim


def test_a_second_reader_does_not_take_the_claim_but_may_leave_the_seat_for_it(
    room: Newsroom, read_second: Claim
) -> None:
    with pytest.raises(MoveRefused, match="let somebody else read it second"):
        take_claim(room.session, claim=read_second, by=room.bo)
    leave_second_seat(room.session, claim=read_second, by=room.bo)
    take_claim(room.session, claim=read_second, by=room.bo)
    assert read_second.taken_by_id == room.bo.person_id


def test_a_claim_is_not_assigned_or_handed_over_to_its_second_reader(
    room: Newsroom, read_second: Claim
) -> None:
    assert room.bo.person_id is not None
    bo = Checker(room.bo.person_id, "Bo")
    with pytest.raises(CannotAssign, match="choose another person"):
        assign_claim(room.session, claim=read_second, to=bo, by=room.ed)
    take_claim(room.session, claim=read_second, by=room.ana)
    with pytest.raises(CannotAssign, match="choose another person"):
        hand_over_claim(room.session, claim=read_second, to=bo, by=room.ana)
    done = assign_claims(room.session, claim_ids=[read_second.id], to=bo, by=room.ed)
    assert [type(refusal.why) for refusal in done.refused] == [CannotAssign]


def test_who_wrote_a_second_reading_and_left_does_not_approve_and_who_only_sat_may(
    room: Newsroom, claim: Claim
) -> None:
    set_priority_of(room, claim, Priority.HIGH)
    room.propose(claim)
    save_second(room.session, claim=claim, fields=room.fields("True"), revision=0, by=room.ed)
    leave_second_seat(room.session, claim=claim, by=room.ed)
    take_second_seat(room.session, claim=claim, by=room.eve)
    leave_second_seat(room.session, claim=claim, by=room.eve)
    hand_in(room, claim, "False")
    with pytest.raises(MoveRefused, match="they have read"):
        room.approve(claim, room.ed)
    room.approve(claim, room.eve)
    assert claim.status is Status.APPROVED


def test_a_second_reader_does_not_say_that_what_was_approved_still_holds(
    room: Newsroom, claim: Claim
) -> None:
    set_priority_of(room, claim, Priority.HIGH)
    room.propose(claim)
    hand_in(room, claim, "False", by=room.eve)
    room.approve(claim, room.ed)
    seen = room.revision(claim)
    with pytest.raises(MoveRefused, match="they have read"):
        hold_on(room.session, claim=claim, revision=seen, day="", by=room.eve)
    hold_on(room.session, claim=claim, revision=seen, day="", by=room.ed)


def test_a_second_reader_who_is_an_editor_is_not_called_to_decide(
    room: Newsroom, claim: Claim
) -> None:
    set_priority_of(room, claim, Priority.HIGH)
    room.propose(claim)
    hand_in(room, claim, "False", by=room.eve)
    called = room.session.scalars(
        select(Notice.person_id).where(Notice.kind == NoticeKind.TO_REVIEW)
    )
    assert set(called) == {room.ed.person_id, room.adi.person_id}


def test_a_draft_that_all_could_see_is_hidden_once_the_claim_is_to_be_read_blind(
    room: Newsroom, claim: Claim
) -> None:
    room.draft(claim, room.bo, summary="Bo began it.")
    room.draft(claim, summary="Ana went on.")
    seen = [seen_by(room, claim, room.eve)]
    set_priority_of(room, claim, Priority.HIGH)
    room.propose(claim, summary="Ana proposes.")
    seen.append(seen_by(room, claim, room.eve))
    assert seen == [["Ana went on.", "Bo began it."], []]
    assert seen_by(room, claim, room.bo) == ["Bo began it."]
