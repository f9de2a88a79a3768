"""Coverage: every sentence of the body is claimed, set aside or untouched."""

import pytest

from tests.builders import Newsroom
from workbench.claims.coverage import Coverage, coverage_of, next_untouched
from workbench.claims.dispositions import clear_dispositions, reasons_of
from workbench.claims.errors import NothingToSetAside
from workbench.claims.rules import Reason
from workbench.claims.service import restore_claim, withdraw_claim

BODY = 6  # the headline, three sentences of the first paragraph and two of the second


def coverage(room: Newsroom) -> Coverage:
    return coverage_of(room.session, [room.version])[room.version.id]


def counted(room: Newsroom) -> tuple[int, int, int]:
    found = coverage(room)
    return found.claimed, found.set_aside, found.untouched


def aside(room: Newsroom) -> dict[int, Reason]:
    """Why sentences are set aside, by position."""
    reasons = reasons_of(room.session, [sentence.id for sentence in room.sentences()])
    return {s.position: reasons[s.id] for s in room.sentences() if s.id in reasons}


def test_headline_and_body_count_captions_and_boilerplate_do_not(room: Newsroom) -> None:
    assert (coverage(room).total, counted(room)) == (BODY, (0, 0, BODY))
    room.claim("The quay in the rain.")
    room.claim("Share this")
    assert counted(room) == (0, 0, BODY)
    room.claim("The quay that cost too much")
    assert counted(room) == (1, 0, BODY - 1)


def test_a_sentence_that_is_partly_claimed_is_claimed(room: Newsroom) -> None:
    room.claim("million. Nobody")
    assert counted(room) == (2, 0, BODY - 2)


def test_a_sentence_counts_once_however_many_claims_touch_it(room: Newsroom) -> None:
    claim = room.claim("The quay cost 41 million")
    room.claim("cost 41")
    room.passage(claim, "quay cost")
    assert counted(room) == (1, 0, BODY - 1)


def test_a_sentence_claimed_and_set_aside_counts_as_claimed(room: Newsroom) -> None:
    room.set_aside("It opened in May.")
    assert counted(room) == (0, 1, BODY - 1)
    room.claim("opened in May")
    assert counted(room) == (1, 0, BODY - 1)


def test_a_withdrawn_claim_covers_nothing(room: Newsroom) -> None:
    room.set_aside("It opened in May.")
    claim = room.claim("opened in May")
    withdraw_claim(room.session, claim=claim, by=room.ana)
    assert counted(room) == (0, 1, BODY - 1)
    restore_claim(room.session, claim=claim, by=room.ana)
    assert counted(room) == (1, 0, BODY - 1)


def test_setting_aside_acts_on_the_sentences_that_no_claim_covers(room: Newsroom) -> None:
    room.claim("Nobody")
    chosen = room.set_aside("41 million. Nobody 😀 asked why. It opened", Reason.RHETORIC)
    assert [sentence.position for sentence in chosen] == [2, 4]
    assert aside(room) == {2: Reason.RHETORIC, 4: Reason.RHETORIC}
    assert counted(room) == (1, 2, BODY - 3)


def test_setting_aside_leaves_captions_and_boilerplate_alone(room: Newsroom) -> None:
    chosen = room.set_aside("May.\n\nThe quay in the rain.\n\nThe mayor")
    assert [sentence.position for sentence in chosen] == [4, 6]


def test_where_everything_is_claimed_or_no_body_nothing_is_set_aside(room: Newsroom) -> None:
    room.claim("Nobody")
    for words in ("asked why", "The quay in the rain", "Share this"):
        with pytest.raises(NothingToSetAside):
            room.set_aside(words)


def test_the_sentence_of_a_withdrawn_claim_can_be_set_aside(room: Newsroom) -> None:
    withdraw_claim(room.session, claim=room.claim("Nobody"), by=room.ana)
    assert [s.position for s in room.set_aside("asked why")] == [3]


def test_another_reason_replaces_the_first(room: Newsroom) -> None:
    room.set_aside("Nobody", Reason.OPINION)
    room.set_aside("Nobody", Reason.REPEATED, by=room.bo)
    assert aside(room) == {3: Reason.REPEATED}
    assert counted(room) == (0, 1, BODY - 1)


def test_sentences_taken_up_again_are_untouched(room: Newsroom) -> None:
    room.set_aside("Nobody 😀 asked why. It opened")
    place = room.place("asked why")
    clear_dispositions(
        room.session, article=room.article, version=room.version, start=place["start"],
        end=place["end"], by=room.bo,
    )  # fmt: skip
    assert list(aside(room)) == [4]


def test_the_next_untouched_sentence_is_of_the_body_and_begins_again_from_the_top(
    room: Newsroom,
) -> None:
    room.claim("It opened in May")
    room.set_aside("The mayor")

    def following(after: int) -> int | None:
        return next_untouched(room.session, room.version.id, after=after)

    assert [following(after) for after in (0, 1, 2, 3, 6, 7, 99)] == [1, 2, 3, 7, 7, 1, 1]


def test_when_all_is_accounted_for_nothing_is_untouched(room: Newsroom) -> None:
    room.set_aside("The quay that")
    room.set_aside("The quay cost 41 million. Nobody 😀 asked why. It opened")
    room.set_aside("The mayor was ill. His deputy")
    assert counted(room) == (0, BODY, 0)
    assert next_untouched(room.session, room.version.id) is None
    assert next_untouched(room.session, room.version.id, after=3) is None
