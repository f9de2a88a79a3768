"""Claims: their numbers and order, what is said of them, and who may change it."""

from dataclasses import replace

import pytest

from tests.builders import Newsroom
from workbench.claims.errors import ClaimLocked, ClaimUnknown, MoveRefused
from workbench.claims.models import Claimant
from workbench.claims.queries import claimants, get_claim
from workbench.claims.rules import ClaimKind, Priority, Status
from workbench.claims.service import (
    ClaimFields,
    edit_claim,
    fields_of,
    release_claim,
    reorder_claim,
    restore_claim,
    withdraw_claim,
)
from workbench.errors import EditedMeanwhile
from workbench.verdicts.holding import take_claim
from workbench.verdicts.undo import undo_last


def test_a_statement_begins_as_the_words_marked(room: Newsroom) -> None:
    claim = room.claim("It opened in May.")
    assert claim.statement == "It opened in May."
    assert (claim.status, claim.kind, claim.priority) == ("open", "fact", "normal")


def test_a_statement_from_two_blocks_is_one_line(room: Newsroom) -> None:
    claim = room.claim("in May.\n\nThe quay in the rain.")
    assert claim.statement == "in May. The quay in the rain."


def test_numbers_follow_the_marking_and_positions_the_text(room: Newsroom) -> None:
    for words in ("It opened in May", "The mayor was ill", "The quay cost 41 million"):
        room.claim(words)
    assert room.numbers() == [3, 1, 2]
    assert [claim.position for claim in room.claims()] == [1, 2, 3]


def test_a_number_never_recurs(room: Newsroom) -> None:
    withdraw_claim(room.session, claim=room.claim("It opened in May"), by=room.ana)
    room.claim("The mayor was ill")
    undo_last(room.session, article=room.article, by=room.ana)
    room.claim("The mayor was ill")
    assert sorted(room.numbers()) == [1, 2, 3]


@pytest.mark.parametrize(
    ("number", "position", "order"),
    [
        (1, 3, [2, 3, 1, 4]),
        (4, 1, [4, 1, 2, 3]),
        (2, 2, [1, 2, 3, 4]),
        (1, 4, [2, 3, 4, 1]),
        (3, 2, [1, 3, 2, 4]),
        (1, 10**9, [2, 3, 4, 1]),
    ],
)
def test_a_claim_is_put_at_the_place_asked_for(
    room: Newsroom, number: int, position: int, order: list[int]
) -> None:
    for words in ("The quay cost", "Nobody", "It opened", "The mayor"):
        room.claim(words)
    reorder_claim(room.session, claim=room.again(number), position=position, by=room.ana)
    assert room.numbers() == order
    assert [claim.position for claim in room.claims()] == [1, 2, 3, 4]


FULL = ClaimFields(
    "It cost 41.", ClaimKind.FIGURE, Priority.HIGH, "M. Brandt", "mayor", "https://m.example",
    "2019-05", "https://speech.example",
)  # fmt: skip


def test_everything_said_of_a_claim_is_kept(room: Newsroom) -> None:
    claim = room.claim()
    edit_claim(room.session, claim=claim, fields=FULL, revision=1, by=room.bo)
    assert fields_of(room.again(1)) == FULL


def test_the_second_of_two_people_who_save_a_claim_is_told(room: Newsroom) -> None:
    claim = room.claim()
    edit_claim(room.session, claim=claim, fields=FULL, revision=1, by=room.bo)
    with pytest.raises(EditedMeanwhile):
        edit_claim(room.session, claim=claim, fields=ClaimFields("Mine."), revision=1, by=room.ana)
    assert fields_of(room.again(1)) == FULL
    edit_claim(room.session, claim=claim, fields=ClaimFields("Mine."), revision=2, by=room.ana)
    assert room.again(1).statement == "Mine."


def test_a_claimant_is_one_row_of_the_desk(room: Newsroom) -> None:
    one, two = room.claim("It opened"), room.claim("The mayor")
    edit_claim(room.session, claim=one, fields=FULL, revision=1, by=room.ana)
    named = replace(FULL, claimant_name=" M. Brandt ", claimant_url="")
    edit_claim(room.session, claim=two, fields=named, revision=1, by=room.ana)
    assert one.claimant_id == two.claimant_id
    [brandt] = claimants(room.session, room.desk_id)
    assert (brandt.name, brandt.role, brandt.url) == ("M. Brandt", "mayor", "https://m.example")


def test_somebody_with_another_role_is_somebody_else(room: Newsroom) -> None:
    room.session.add(Claimant(desk_id=room.desk_id, name="M. Brandt", role="poet"))
    edit_claim(room.session, claim=room.claim(), fields=FULL, revision=1, by=room.ana)
    assert [c.role for c in claimants(room.session, room.desk_id)] == ["poet", "mayor"]


def test_a_claim_stands_still_while_its_verdict_waits(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    with pytest.raises(ClaimLocked):
        edit_claim(room.session, claim=claim, fields=FULL, revision=1, by=room.ana)
    with pytest.raises(MoveRefused):
        withdraw_claim(room.session, claim=claim, by=room.ana)


def test_who_takes_a_claim_is_known_until_it_is_released(room: Newsroom) -> None:
    claim = room.claim()
    take_claim(room.session, claim=claim, by=room.bo)
    assert (claim.status, claim.taken_by_id) == (Status.IN_PROGRESS, room.bo.person_id)
    with pytest.raises(MoveRefused):
        take_claim(room.session, claim=claim, by=room.ana)
    release_claim(room.session, claim=claim, by=room.bo)
    assert (claim.status, claim.taken_by_id) == (Status.OPEN, None)


def test_a_viewer_moves_nothing(room: Newsroom) -> None:
    claim = room.claim()
    for act in (take_claim, release_claim, withdraw_claim, restore_claim):
        with pytest.raises(MoveRefused):
            act(room.session, claim=claim, by=room.viv)
    assert room.again(1).status is Status.OPEN


def test_a_withdrawn_claim_keeps_everything_and_comes_back_open(room: Newsroom) -> None:
    claim = room.claim()
    room.evidence(claim)
    room.draft(claim)
    withdraw_claim(room.session, claim=claim, by=room.ana)
    assert not claim.live
    restore_claim(room.session, claim=claim, by=room.bo)
    assert (claim.status, len(claim.passages), room.revision(claim)) == ("open", 1, 1)


def test_a_claim_of_another_article_is_not_found_by_its_number(room: Newsroom) -> None:
    room.claim()
    with pytest.raises(ClaimUnknown):
        get_claim(room.session, room.article, 2)
