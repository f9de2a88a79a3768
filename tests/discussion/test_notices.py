"""What members are told of, and what they are not told of yet."""

import pytest

from tests.builders import Newsroom
from tests.discussion.hiding import hand_in, read_blind
from tests.verdicts.second_readers import ask_for_second_readers, read_twice
from workbench.accounts.rules import Actor
from workbench.claims.assigning import Checker, assign_claim
from workbench.claims.rules import Status
from workbench.discussion.notices import (
    count_unread,
    notices_of,
    read_all_notices,
    read_notices_on,
)
from workbench.discussion.service import (
    answer_thread,
    begin_thread,
    edit_comment,
    remove_comment,
)
from workbench.policies.rules import Balloting
from workbench.verdicts.ballots import cast_vote
from workbench.verdicts.service import return_verdict, take_back
from workbench.verdicts.undo import undo_last


def told(room: Newsroom, viewer: Actor) -> list[str]:
    """Of what somebody is told and has not read, the newest first."""
    found = notices_of(room.session, viewer=viewer, limit=50)
    unread: list[str] = [notice.kind.value for notice in found if notice.read_at is None]
    assert len(unread) == count_unread(room.session, viewer)
    return unread


def test_who_is_mentioned_is_told_once(room: Newsroom) -> None:
    claim = room.claim()
    comment = begin_thread(room.session, claim=claim, text="@Bo and @Ana?", by=room.ana)
    edit_comment(room.session, comment=comment, text="@Bo, @Viv?", revision=1, by=room.ana)
    assert told(room, room.bo) == told(room, room.viv) == ["mention"]
    assert told(room, room.ana) == []


def test_who_spoke_in_a_thread_is_told_of_an_answer_or_of_being_named_in_it(
    room: Newsroom,
) -> None:
    thread = begin_thread(room.session, claim=room.claim(), text="Why?", by=room.ana).thread
    answer_thread(room.session, thread=thread, text="Because.", by=room.bo)
    answer_thread(room.session, thread=thread, text="@Ana, it is not.", by=room.ed)
    assert told(room, room.ana) == ["mention", "answer"]
    assert told(room, room.bo) == ["answer"]


def test_editors_are_told_of_a_verdict_until_it_waits_no_more(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim, by=room.ed)
    assert told(room, room.eve) == told(room, room.adi) == ["to review"]
    assert told(room, room.ed) == told(room, room.bo) == []
    take_back(room.session, claim=claim, by=room.ed)
    assert told(room, room.eve) == []
    room.propose(claim, by=room.ed)
    room.approve(claim, by=room.eve)
    assert told(room, room.adi) == []


def test_an_author_is_told_of_a_return(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    return_verdict(
        room.session, claim=claim, revision=room.revision(claim), comment="Where?", by=room.ed
    )
    assert told(room, room.ana) == ["returned"]
    assert told(room, room.eve) == []


def test_nobody_is_called_to_a_comment_that_was_removed(room: Newsroom) -> None:
    comment = begin_thread(room.session, claim=room.claim(), text="@Bo", by=room.ana)
    remove_comment(room.session, comment=comment, by=room.ana)
    assert told(room, room.bo) == []


def test_what_a_blind_reader_may_not_see_is_told_when_both_are_in(room: Newsroom) -> None:
    claim = room.claim()
    read_blind(room, claim)
    begin_thread(room.session, claim=claim, text="@Bo, it is false.", by=room.ana)
    assert told(room, room.bo) == []
    read_all_notices(room.session, newest=10**9, viewer=room.bo)
    hand_in(room, claim)
    assert told(room, room.bo) == ["mention"]


@pytest.mark.parametrize("label", ["False", "True"])
def test_editors_are_told_when_two_readers_are_in_and_not_before(
    room: Newsroom, label: str
) -> None:
    claim = room.claim()
    read_blind(room, claim)
    assert told(room, room.ed) == []
    hand_in(room, claim, label)
    assert told(room, room.ed) == ["to review"]
    assert told(room, room.eve) == told(room, room.ana) == []
    asked = notices_of(room.session, viewer=room.ed, limit=1)[0].words
    assert ("decide between them" in asked) == (claim.status is Status.DISAGREED)


def test_reading_is_of_one_claim_or_of_all_that_the_page_could_show(room: Newsroom) -> None:
    one, other = room.claim(), room.claim("The mayor was ill")
    for claim in (one, one, other):
        begin_thread(room.session, claim=claim, text="@Bo", by=room.ana)
    read_notices_on(room.session, one, viewer=room.bo)
    assert told(room, room.bo) == ["mention"]
    shown = max(notice.id for notice in notices_of(room.session, viewer=room.bo, limit=9))
    begin_thread(room.session, claim=one, text="@Bo", by=room.ana)
    read_all_notices(room.session, newest=shown, viewer=room.bo)
    assert told(room, room.bo) == ["mention"]


def test_the_list_goes_on_behind_its_last_line(room: Newsroom) -> None:
    for words in ("The quay cost 41 million", "The mayor was ill", "It opened in May"):
        begin_thread(room.session, claim=room.claim(words), text="@Bo", by=room.ana)
    listed = notices_of(room.session, viewer=room.bo, limit=9)
    read_notices_on(room.session, listed[0].claim, viewer=room.bo)
    room.session.expire_all()
    listed = notices_of(room.session, viewer=room.bo, limit=9)
    assert [notice.read_at is None for notice in listed] == [True, True, False]
    for place, notice in enumerate(listed):
        rest = notices_of(room.session, viewer=room.bo, after=notice.place, limit=9)
        assert list(rest) == list(listed)[place + 1 :]


@pytest.mark.parametrize(("choice", "author"), [("first", []), ("neither", ["returned"])])
def test_who_may_vote_is_called_to_a_ballot_and_the_author_to_what_it_sent_back(
    room: Newsroom, choice: str, author: list[str]
) -> None:
    ask_for_second_readers(room, Balloting.ON_DISAGREEMENT)
    claim = room.claim()
    pair = read_twice(room, claim)
    voters = (room.ed, room.eve, room.adi)
    assert [told(room, each) for each in voters] == [["to review"]] * 3
    asked = notices_of(room.session, viewer=room.ed, limit=1)[0].words
    assert asked == "handed in a verdict that you are to vote on"
    chosen = pair.first.id if choice == "first" else None
    for each in voters:
        cast_vote(room.session, claim=claim, verdict_id=chosen, reason="Because.", by=each)
        assert told(room, each) == []
    assert told(room, room.ana) == author


def test_who_has_a_claim_no_more_is_not_called_to_it(room: Newsroom) -> None:
    claim = room.claim()
    ana, bo = (Checker(each.person_id or 0, each.name) for each in (room.ana, room.bo))
    assign_claim(room.session, claim=claim, to=bo, by=room.ed)
    assert told(room, room.bo) == ["assigned"]
    assign_claim(room.session, claim=claim, to=ana, by=room.ed)
    assert (told(room, room.bo), told(room, room.ana)) == ([], ["assigned"])
    undo_last(room.session, article=room.article, by=room.ed)
    assert told(room, room.ana) == []
