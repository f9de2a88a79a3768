"""Threads of comments: what is said, by whom it is seen, and when nothing is left to say."""

import pytest

from tests.builders import Newsroom, events_of_article
from tests.discussion.hiding import hand_in, read_blind, seal
from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.rules import Priority
from workbench.discussion.errors import CommentUnknown, ThreadMoved, ThreadUnknown
from workbench.discussion.queries import (
    get_own_comment,
    get_thread,
    threads_of_claim,
    verdict_to_discuss,
)
from workbench.discussion.service import (
    answer_thread,
    begin_thread,
    edit_comment,
    put_comment_back,
    remove_comment,
    resolve_thread,
)
from workbench.errors import EditedMeanwhile
from workbench.evidence.service import remove_evidence
from workbench.policies.rules import PolicyFields
from workbench.policies.service import set_policy


def words(room: Newsroom, claim: Claim, viewer: Actor) -> list[list[str]]:
    """What somebody reads of each thread."""
    found = threads_of_claim(room.session, claim, viewer=viewer)
    return [[comment.text for comment in seen.comments] for seen in found]


def test_a_thread_is_about_a_claim_its_evidence_or_its_verdict(room: Newsroom) -> None:
    claim = room.claim()
    piece, verdict = room.evidence(claim), room.propose(claim)
    for on in (None, piece, verdict):
        begin_thread(room.session, claim=claim, on=on, text=" Why? ", by=room.bo)
    found = threads_of_claim(room.session, claim, viewer=room.viv)
    assert [seen.thread.about for seen in found] == ["claim", "evidence", "verdict"]
    assert words(room, claim, room.viv) == [["Why?"]] * 3


def test_the_record_tells_that_something_was_said_and_never_what(room: Newsroom) -> None:
    claim = room.claim()
    comment = begin_thread(room.session, claim=claim, text="Secretly", by=room.ana)
    edit_comment(room.session, comment=comment, text="Secretively", revision=1, by=room.ana)
    remove_comment(room.session, comment=comment, by=room.ana)
    put_comment_back(room.session, comment=comment, by=room.ana)
    lines = events_of_article(room.session, room.article.id)[-4:]
    kinds = ["comment posted", "comment edited", "comment removed", "comment put back"]
    assert [line.kind for line in lines] == kinds
    assert "Secret" not in str([line.details for line in lines])


def test_an_answer_opens_a_thread_that_was_resolved_meanwhile(room: Newsroom) -> None:
    claim = room.claim()
    thread = begin_thread(room.session, claim=claim, text="Why?", by=room.ana).thread
    resolve_thread(room.session, thread=thread, by=room.ed)
    answer_thread(room.session, thread=thread, text="Because.", by=room.bo)
    assert words(room, claim, room.ana) == [["Why?", "Because."]]
    assert thread.resolved_at is None


def test_a_thread_is_resolved_once(room: Newsroom) -> None:
    thread = begin_thread(room.session, claim=room.claim(), text="Why?", by=room.ana).thread
    resolve_thread(room.session, thread=thread, by=room.ed)
    with pytest.raises(ThreadMoved):
        resolve_thread(room.session, thread=thread, by=room.ana)


def test_only_who_wrote_a_comment_changes_it(room: Newsroom) -> None:
    claim = room.claim()
    comment = begin_thread(room.session, claim=claim, text="Why?", by=room.ana)
    assert get_own_comment(room.session, claim, comment.id, viewer=room.ana) is comment
    with pytest.raises(CommentUnknown):
        get_own_comment(room.session, claim, comment.id, viewer=room.adi)


def test_of_two_who_edit_a_comment_at_once_the_second_is_told(room: Newsroom) -> None:
    comment = begin_thread(room.session, claim=room.claim(), text="Why?", by=room.ana)
    edit_comment(room.session, comment=comment, text="Why so?", revision=1, by=room.ana)
    with pytest.raises(EditedMeanwhile):
        edit_comment(room.session, comment=comment, text="How?", revision=1, by=room.ana)
    assert comment.text == "Why so?"


def test_a_thread_stays_when_its_evidence_is_removed(room: Newsroom) -> None:
    claim = room.claim()
    piece = room.evidence(claim)
    begin_thread(room.session, claim=claim, on=piece, text="Which page?", by=room.ana)
    remove_evidence(room.session, claim=claim, evidence=piece, by=room.bo)
    assert words(room, claim, room.ed) == [["Which page?"]]


def test_comments_on_a_confidential_source_are_for_its_confidants(room: Newsroom) -> None:
    claim = room.claim()
    source = room.source("Erika Muster")
    comment = begin_thread(
        room.session, claim=claim, on=room.evidence(claim, source=source), text="Ask her.",
        by=room.ana,
    )  # fmt: skip
    seal(room, source)
    assert words(room, claim, room.ana) == [["Ask her."]]
    assert words(room, claim, room.adi) == []
    with pytest.raises(ThreadUnknown):
        get_thread(room.session, claim, comment.thread_id, viewer=room.adi)


def test_who_does_not_see_a_blind_verdict_sees_no_comment_on_it(room: Newsroom) -> None:
    claim = room.claim()
    verdict = read_blind(room, claim)
    begin_thread(room.session, claim=claim, on=verdict, text="False it is.", by=room.ana)
    assert words(room, claim, room.ana) == [["False it is."]]
    for viewer in (room.bo, room.ed, room.adi, room.viv):
        assert words(room, claim, viewer) == []
        with pytest.raises(ThreadUnknown):
            verdict_to_discuss(room.session, claim, verdict.id, viewer=viewer)


def test_while_a_claim_is_read_blind_everybody_sees_what_they_said_themselves(
    room: Newsroom,
) -> None:
    claim = room.claim()
    begin_thread(room.session, claim=claim, text="Before.", by=room.ed)
    read_blind(room, claim)
    said = begin_thread(room.session, claim=claim, text="It is false.", by=room.ana)
    answer_thread(room.session, thread=said.thread, text="Quite.", by=room.ana)
    assert words(room, claim, room.bo) == [["Before."]]
    assert words(room, claim, room.ana) == [["Before."], ["It is false.", "Quite."]]
    hand_in(room, claim)
    assert words(room, claim, room.bo) == words(room, claim, room.ana)


def test_what_the_first_reader_said_before_writing_waits_too(room: Newsroom) -> None:
    claim = room.claim()
    begin_thread(room.session, claim=claim, text="I think it is false.", by=room.ana)
    assert words(room, claim, room.bo) == [["I think it is false."]]
    read_blind(room, claim)
    assert words(room, claim, room.bo) == []
    hand_in(room, claim)
    assert words(room, claim, room.bo) == [["I think it is false."]]


def test_what_is_written_into_an_old_comment_of_a_blind_claim_waits_too(room: Newsroom) -> None:
    claim = room.claim()
    comment = begin_thread(room.session, claim=claim, text="Before.", by=room.bo)
    read_blind(room, claim)
    edit_comment(room.session, comment=comment, text="It is false.", revision=1, by=room.bo)
    assert words(room, claim, room.eve) == []
    hand_in(room, claim)
    assert words(room, claim, room.eve) == [["It is false."]]


def test_where_the_second_reader_is_not_blind_everybody_sees_every_comment(
    room: Newsroom,
) -> None:
    policy = PolicyFields(second_for=frozenset({Priority.HIGH}), blind=True)
    set_policy(room.session, seen=0, fields=policy, by=room.adi)
    claim = room.claim()
    room.propose(claim)
    begin_thread(room.session, claim=claim, text="It is false.", by=room.ana)
    assert words(room, claim, room.ed) == [["It is false."]]
