"""What a desk lets block is not approved, whoever tries and wherever."""

import pytest

from tests.builders import Newsroom
from workbench.claims.rules import Status
from workbench.policies.rules import Check, PolicyFields
from workbench.policies.service import set_policy
from workbench.verdicts.checks.reasons import give_reason
from workbench.verdicts.errors import Blocked


def block(room: Newsroom, *checks: Check) -> None:
    """Let these checks block on the room's desk."""
    fields = PolicyFields(blocking=frozenset(checks))
    set_policy(room.session, seen=0, fields=fields, by=room.adi)


def test_a_desk_without_a_policy_approves_as_before(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    room.approve(claim)
    assert claim.status is Status.APPROVED


@pytest.mark.parametrize("check", [Check.FEW_ORIGINS, Check.NOT_CONTACTED])
def test_a_check_that_blocks_refuses_the_approval_and_says_why(
    room: Newsroom, check: Check
) -> None:
    block(room, check)
    claim = room.claim()
    room.propose(claim)
    with pytest.raises(Blocked, match="does not approve a verdict while"):
        room.approve(claim)


def test_a_check_that_only_warns_refuses_nothing(room: Newsroom) -> None:
    block(room, Check.SHORT_RATIONALE)  # of no length: nothing is found
    claim = room.claim()
    room.propose(claim)
    room.approve(claim)
    assert claim.status is Status.APPROVED


def test_a_reason_lets_the_verdict_be_approved(room: Newsroom) -> None:
    block(room, Check.NOT_CONTACTED)
    claim = room.claim()
    give_reason(
        room.session, claim=claim, check=Check.NOT_CONTACTED, reason="He died.", revision=0,
        by=room.ana,
    )  # fmt: skip
    room.propose(claim)
    room.approve(claim)
    assert claim.status is Status.APPROVED
