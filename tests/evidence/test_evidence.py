"""Evidence: what is said of a claim's use of a source, and by how many at once."""

from typing import Any

import pytest

from tests.builders import Newsroom
from workbench.claims.errors import ClaimLocked
from workbench.errors import EditedMeanwhile
from workbench.evidence.errors import EvidenceUnknown
from workbench.evidence.queries import claims_using, evidence_of, get_evidence, uses_of_source
from workbench.evidence.rules import Stance
from workbench.evidence.service import EvidenceFields, edit_evidence, fields_of, remove_evidence

THEIRS = EvidenceFields(Stance.SUPPORTS, "41 million, they say", "02:14", "checked by phone")
MINE = EvidenceFields(Stance.CONTEXT, "about 40", "p. 2", "")


def test_everything_said_of_evidence_is_kept(room: Newsroom) -> None:
    claim = room.claim()
    piece = room.evidence(claim)
    edit_evidence(room.session, claim=claim, evidence=piece, fields=THEIRS, revision=1, by=room.bo)
    room.session.expire_all()
    assert [fields_of(e) for e in evidence_of(room.session, claim)] == [THEIRS]


def test_the_second_of_two_people_who_save_evidence_is_told(room: Newsroom) -> None:
    claim = room.claim()
    piece = room.evidence(claim)
    editing: dict[str, Any] = {"claim": claim, "evidence": piece}
    edit_evidence(room.session, **editing, fields=THEIRS, revision=1, by=room.bo)
    with pytest.raises(EditedMeanwhile):
        edit_evidence(room.session, **editing, fields=MINE, revision=1, by=room.ana)
    assert fields_of(piece) == THEIRS
    edit_evidence(room.session, **editing, fields=MINE, revision=2, by=room.ana)
    assert fields_of(piece) == MINE


def test_removed_evidence_is_gone_from_the_claim_but_not_from_the_database(room: Newsroom) -> None:
    claim = room.claim()
    piece = room.evidence(claim)
    remove_evidence(room.session, claim=claim, evidence=piece, by=room.bo)
    assert evidence_of(room.session, claim) == []
    assert piece.removed_at is not None
    with pytest.raises(EvidenceUnknown):
        get_evidence(room.session, claim, piece.id)


def test_evidence_that_somebody_removed_is_neither_edited_nor_removed(room: Newsroom) -> None:
    claim = room.claim()
    piece = room.evidence(claim)
    remove_evidence(room.session, claim=claim, evidence=piece, by=room.bo)
    with pytest.raises(EvidenceUnknown):
        remove_evidence(room.session, claim=claim, evidence=piece, by=room.ana)
    with pytest.raises(EvidenceUnknown):
        edit_evidence(
            room.session, claim=claim, evidence=piece, fields=MINE, revision=1, by=room.ana
        )


def test_evidence_of_another_claim_is_not_found(room: Newsroom) -> None:
    piece, other = room.evidence(room.claim()), room.claim("The mayor")
    with pytest.raises(EvidenceUnknown):
        get_evidence(room.session, other, piece.id)
    with pytest.raises(EvidenceUnknown):
        remove_evidence(room.session, claim=other, evidence=piece, by=room.ana)


def test_evidence_stands_still_while_the_verdict_waits(room: Newsroom) -> None:
    claim = room.claim()
    piece = room.evidence(claim)
    room.propose(claim)
    with pytest.raises(ClaimLocked):
        room.evidence(claim)
    with pytest.raises(ClaimLocked):
        remove_evidence(room.session, claim=claim, evidence=piece, by=room.ana)
    with pytest.raises(ClaimLocked):
        edit_evidence(
            room.session, claim=claim, evidence=piece, fields=MINE, revision=1, by=room.ana
        )


def test_one_source_serves_many_claims(room: Newsroom) -> None:
    source, one, two = room.source(), room.claim(), room.claim("The mayor")
    for claim in (two, one, one):
        room.evidence(claim, source=source)
    uses = uses_of_source(room.session, source.id)
    assert [piece.claim.number for piece in uses] == [1, 1, 2]
    assert claims_using(room.session, [source.id]) == {source.id: 2}
