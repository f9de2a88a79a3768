"""A claimant is shared by the desk's claims, so one claim does not change it for the others."""

from dataclasses import replace

import pytest

from tests.builders import Newsroom
from workbench.accounts.rules import Actor
from workbench.claims.errors import CannotUndo, ClaimantDiffers
from workbench.claims.models import Claim
from workbench.claims.service import ClaimFields, edit_claim
from workbench.verdicts.undo import undo_last


def said_by(room: Newsroom, claim: Claim, url: str, by: Actor | None = None) -> None:
    fields = ClaimFields(claim.statement, claimant_name="Joe", claimant_role="boss")
    edit_claim(
        room.session, claim=claim, fields=replace(fields, claimant_url=url),
        revision=claim.revision, by=by or room.ana,
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


def test_a_claimant_of_a_decided_claim_gets_no_web_page_through_another_claim(
    room: Newsroom,
) -> None:
    decided = room.claim()
    said_by(room, decided, "")
    room.propose(decided)
    with pytest.raises(ClaimantDiffers, match="Nothing was changed"):
        said_by(room, room.claim(), "https://joe.example")
    room.approve(decided)
    with pytest.raises(ClaimantDiffers, match="give no web page"):
        said_by(room, room.claim(), "https://joe.example")
    assert decided.claimant is not None
    assert decided.claimant.url == ""


def test_undo_takes_no_web_page_from_the_claimant_of_a_decided_claim(room: Newsroom) -> None:
    claim, other = room.claim(), room.claim()
    said_by(room, claim, "")
    said_by(room, claim, "https://joe.example")
    said_by(room, other, "https://joe.example", by=room.ed)
    room.propose(other, by=room.ed)
    with pytest.raises(CannotUndo, match="Nothing was changed"):
        undo_last(room.session, article=room.article, by=room.ana)
