"""A claimant is shared by the desk's claims, so one claim does not change it for the others."""

from dataclasses import replace

import pytest

from tests.builders import Newsroom
from workbench.claims.errors import ClaimantDiffers
from workbench.claims.models import Claim
from workbench.claims.service import ClaimFields, edit_claim


def said_by(room: Newsroom, claim: Claim, url: str) -> None:
    fields = ClaimFields(claim.statement, claimant_name="Joe", claimant_role="boss")
    edit_claim(
        room.session, claim=claim, fields=replace(fields, claimant_url=url),
        revision=claim.revision, by=room.ana,
    )  # fmt: skip


def test_a_claimant_gets_its_first_web_page_from_any_claim(room: Newsroom) -> None:
    claim = room.claim()
    said_by(room, claim, "")
    said_by(room, claim, "https://joe.example")
    assert claim.claimant is not None
    assert claim.claimant.url == "https://joe.example"


def test_another_claim_does_not_give_the_claimant_another_web_page(room: Newsroom) -> None:
    approved = room.claim()
    said_by(room, approved, "https://joe.example")
    room.propose(approved)
    room.approve(approved)
    with pytest.raises(ClaimantDiffers, match="Nothing was changed"):
        said_by(room, room.claim(), "https://evil.example")
    assert approved.claimant is not None
    assert approved.claimant.url == "https://joe.example"
