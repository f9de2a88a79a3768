"""The bench of a desk at work says so when the desk has not what its people were told."""

from collections.abc import Sequence

import pytest
from sqlalchemy.orm import Session

from bench.desk_holds import Before, before, faults
from bench.desk_work import Done, Kept
from tests.builders import Newsroom, open_newsroom
from workbench.accounts.kept_words import keep_words, typed_words
from workbench.claims.rules import Status
from workbench.verdicts.holding import take_claim

FORM, PATH = "/articles/1/claims/1/verdict", "/articles/1/claims/1"
TYPED = '[["rationale", "So far"]]'
Began = tuple[Session, Before, Newsroom, list[Done]]
NEVER_HAPPENED = (
    "mark", "take", "release", "edit", "draft", "propose", "take back", "sit", "stand", "hand in",
    "comment", "start review", "stop review", "approve", "return", "reopen", "settle", "vote",
    "set the policy", "undo", "undo last",
)  # fmt: skip


@pytest.fixture
def began(session: Session) -> Began:
    """A desk on which a claim was marked and taken, and what Ana was told."""
    room = open_newsroom(session)
    session.commit()
    start = before(session)
    take_claim(session, claim=room.claim(), by=room.ana)
    typed = typed_words(FORM, {"tab": "a", "words": TYPED, "typed": 1})
    keep_words(session, typed=typed, instead=(), by=room.ana)
    session.commit()
    return session, start, room, [told(room, "mark", PATH), told(room, "take", PATH)]


def told(room: Newsroom, act: str, path: str = PATH, status: int = 303) -> Done:
    """What Ana was answered."""
    return Done(act, room.ana.person_id or 0, status, 1.0, path, "w7x", revision=1, event_id=99)


def found(began: Began, more: Sequence[Done] = (), kept: Sequence[Kept] = ()) -> list[str]:
    """The faults."""
    session, start, _room, done = began
    return list(faults(session, start, [*done, *more], kept))


def test_a_desk_that_has_what_its_people_were_told_has_no_fault(began: Began) -> None:
    kept = Kept(began[2].ana.person_id or 0, FORM, "a", TYPED)
    assert found(began, kept=[kept]) == []


def test_every_act_that_left_no_line_is_told(began: Began) -> None:
    silent = [act for act in NEVER_HAPPENED if not found(began, [told(began[2], act)])]
    assert silent == []


def test_a_line_that_is_there_once_too_often_is_told(began: Began) -> None:
    del began[3][0]
    assert "0 acts, but 1 lines “claim marked”" in found(began)[0]


@pytest.mark.parametrize("status", [500, 503])
def test_an_error_page_is_told(began: Began, status: int) -> None:
    assert f": {status} after" in found(began, [told(began[2], "comment", status=status)])[0]


def test_a_refusal_is_no_fault(began: Began) -> None:
    assert found(began, [told(began[2], "comment", status=409)]) == []


def test_a_status_to_which_no_move_led_is_told(began: Began) -> None:
    claim = began[2].claims()[0]
    began[0].get_one(type(claim), claim.id).status = Status.APPROVED
    said = " ".join(found(began))
    assert "is approved, but its record ends at in progress" in said
    assert "is approved, but its current verdicts are" in said


def test_words_that_are_not_kept_as_they_were_typed_last_are_told(began: Began) -> None:
    kept = Kept(began[2].ana.person_id or 0, FORM, "a", '[["rationale", "So far, and on"]]')
    assert "is not kept as it was typed last" in found(began, kept=[kept])[0]
