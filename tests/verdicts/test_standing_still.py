"""What a verdict stands on does not change below it."""

from collections.abc import Callable

import pytest

from tests.builders import Newsroom
from workbench.claims.errors import ClaimLocked
from workbench.claims.models import Claim
from workbench.claims.service import ClaimFields, edit_claim
from workbench.evidence.queries import evidence_of
from workbench.evidence.rearranging import merge_claims, split_claim
from workbench.evidence.rules import Stance
from workbench.evidence.service import EvidenceFields, edit_evidence, remove_evidence
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
        room.session, claim=claim, statement="Half of it", passage_ids=[], evidence_ids=[],
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


def test_reopening_an_approved_claim_lets_it_be_changed(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    room.approve(claim)
    reopen_claim(room.session, claim=claim, by=room.ana)
    edit(room, claim)
    assert claim.statement == "Words that no editor saw"
