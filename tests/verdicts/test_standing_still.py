"""What a verdict stands on does not change below it."""

from collections.abc import Callable

import pytest

from tests.builders import Newsroom
from workbench.claims.errors import ClaimLocked, MoveRefused
from workbench.claims.models import Claim
from workbench.claims.passages import adjust_passage
from workbench.claims.service import ClaimFields, edit_claim, restore_claim, withdraw_claim
from workbench.evidence.errors import CannotMerge
from workbench.evidence.queries import evidence_of
from workbench.evidence.rearranging import merge_claims, split_claim
from workbench.evidence.rules import Stance
from workbench.evidence.service import EvidenceFields, edit_evidence, remove_evidence
from workbench.history.queries import events_of_claim
from workbench.verdicts.service import reopen_claim

Change = Callable[[Newsroom, Claim], object]


def edit(room: Newsroom, claim: Claim) -> None:
    fields = ClaimFields("Words that no editor saw")
    edit_claim(room.session, claim=claim, fields=fields, revision=claim.revision, by=room.ana)


def change_evidence(room: Newsroom, claim: Claim) -> None:
    [piece] = evidence_of(room.session, claim)
    edit_evidence(
        room.session, claim=claim, evidence=piece, fields=EvidenceFields(Stance.SUPPORTS, "no"),
        revision=piece.revision, by=room.ana,
    )  # fmt: skip


def take_evidence_off(room: Newsroom, claim: Claim) -> None:
    [piece] = evidence_of(room.session, claim)
    remove_evidence(room.session, claim=claim, evidence=piece, by=room.ana)


def split(room: Newsroom, claim: Claim) -> None:
    split_claim(
        room.session, claim=claim, statement="Half of it", passage_ids=[], attached={},
        by=room.ana,
    )  # fmt: skip


def merge(room: Newsroom, claim: Claim) -> None:
    other = room.session.merge(claim)
    merge_claims(room.session, claim=claim, into=other, by=room.ana)


CHANGES: list[Change] = [
    edit,
    change_evidence,
    take_evidence_off,
    lambda room, claim: room.evidence(claim),
    split,
    merge,
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("decided", [False, True])
def test_a_claim_whose_verdict_waits_or_was_approved_is_not_changed(
    room: Newsroom, change: Change, *, decided: bool
) -> None:
    claim = room.claim()
    room.evidence(claim)
    room.propose(claim)
    if decided:
        room.approve(claim)
    with pytest.raises(ClaimLocked, match="Nothing was changed"):
        change(room, claim)


def another_passage(room: Newsroom, claim: Claim) -> None:
    room.passage(claim, "The mayor was ill")


def move_passage(room: Newsroom, claim: Claim) -> None:
    [passage] = claim.passages
    adjust_passage(
        room.session, passage=passage, revision=passage.revision, by=room.ana,
        **room.place("The mayor was ill"),
    )  # fmt: skip


def draft(room: Newsroom, claim: Claim) -> None:
    room.draft(claim)


REFUSED = (ClaimLocked, MoveRefused, CannotMerge)


@pytest.mark.parametrize("change", [*CHANGES, another_passage, move_passage, draft])
def test_a_withdrawn_claim_is_not_changed(room: Newsroom, change: Change) -> None:
    claim = room.claim()
    room.evidence(claim)
    withdraw_claim(room.session, claim=claim, by=room.ana)
    before = events_of_claim(room.session, claim.id)
    with pytest.raises(REFUSED):
        change(room, claim)
    room.session.expire_all()
    assert events_of_claim(room.session, claim.id) == before
    restore_claim(room.session, claim=claim, by=room.ana)
    edit(room, claim)


def test_reopening_an_approved_claim_lets_it_be_changed(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    room.approve(claim)
    reopen_claim(room.session, claim=claim, by=room.ana)
    edit(room, claim)
    assert claim.statement == "Words that no editor saw"
