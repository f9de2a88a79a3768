"""What members said to each other goes along in a dossier, as far as all of them see it."""

import pytest

from tests.builders import Newsroom, open_newsroom
from tests.discussion.hiding import read_blind, seal
from workbench.discussion.models import Thread
from workbench.discussion.queries import threads_of_claim
from workbench.discussion.service import (
    answer_thread,
    begin_thread,
    remove_comment,
    resolve_thread,
)
from workbench.publishing.dossier import BadDossier, dump, load


@pytest.fixture
def discussed(room: Newsroom) -> Newsroom:
    """A claim with comments on all that can be discussed; one was removed."""
    claim = room.claim()
    room.evidence(claim)
    piece = room.evidence(claim, "33 million")
    verdict = room.propose(claim)
    begin_thread(room.session, claim=claim, on=piece, text="@Bo, which page?", by=room.ana)
    said = begin_thread(room.session, claim=claim, on=verdict, text="Half of it.", by=room.ed)
    answer_thread(room.session, thread=said.thread, text="No.", by=room.ana)
    thread: Thread = said.thread
    resolve_thread(room.session, thread=thread, by=room.bo)
    gone = begin_thread(room.session, claim=claim, text="Nonsense.", by=room.bo)
    remove_comment(room.session, comment=gone, by=room.bo)
    return room


def test_what_was_said_is_there_again_when_a_dossier_is_loaded(discussed: Newsroom) -> None:
    told = dump(discussed.session, discussed.article)
    other = open_newsroom(discussed.session, name="Other desk")
    article = load(discussed.session, told, by=other.ana)
    again = dump(discussed.session, article)
    assert again["claims"] == told["claims"]
    [first, second, third] = told["claims"][0]["threads"]
    assert (first["about"], first["evidence"]) == ("evidence", "e2")
    assert [
        told["people"][int(each[1:]) - 1]["name"] for each in first["comments"][0]["mentions"]
    ] == ["Bo"]
    assert (second["about"], second["place"]) == ("verdict", 1)
    assert second["resolved_at"]
    assert [each["text"] for each in second["comments"]] == ["Half of it.", "No."]
    assert (third["comments"][0]["text"], bool(third["comments"][0]["removed_at"])) == ("", True)


def test_an_article_of_which_nothing_was_said_tells_of_no_thread(room: Newsroom) -> None:
    room.claim()
    assert "threads" not in dump(room.session, room.article)["claims"][0]


def test_what_some_may_not_see_stays_out(room: Newsroom) -> None:
    claim, source = room.claim(), room.source("Erika Muster")
    piece = room.evidence(claim, source=source)
    begin_thread(room.session, claim=claim, on=piece, text="ZZ of the source", by=room.ana)
    seal(room, source)
    verdict = read_blind(room, claim)
    begin_thread(room.session, claim=claim, on=verdict, text="ZZ of the verdict", by=room.ana)
    begin_thread(room.session, claim=claim, text="ZZ of the claim", by=room.ana)
    assert len(threads_of_claim(room.session, claim, viewer=room.ana)) == 3
    assert "ZZ" not in str(dump(room.session, room.article))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            {"about": "evidence", "evidence": None, "place": 3},
            "3 is the place of no evidence of the claim",
        ),
        ({"about": "evidence", "evidence": "e3"}, "“e3” is the id of no evidence"),
        ({"about": "evidence", "place": 1}, "evidence goes by its id"),
        ({"about": "claim"}, "a thread about the claim has none"),
        (
            {"about": "verdict", "evidence": None},
            "None is the place of no verdict of the claim",
        ),
        (
            {"comments": [{"text": "A.", "mentions": ["x"]}]},
            "comments[0].mentions[0]: “x” is the id of nobody",
        ),
        ({"about": "claim", "place": 1}, "a thread about the claim itself has none"),
        ({"comments": []}, "a thread has one comment at least"),
        ({"comments": [{"text": " "}]}, "a comment that was not removed says something"),
    ],
)
def test_a_thread_that_cannot_be_is_named(
    discussed: Newsroom, changes: dict[str, object], fault: str
) -> None:
    told = dump(discussed.session, discussed.article)
    told["claims"][0]["threads"][0] |= changes
    with pytest.raises(BadDossier) as caught:
        load(discussed.session, told, by=discussed.ana)
    assert fault in str(caught.value)
