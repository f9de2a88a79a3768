"""A claim that is read blind, for tests: the policy, the round, and who reads first."""

from tests.builders import Newsroom
from workbench.claims.models import Claim
from workbench.db import now
from workbench.policies.models import Policy
from workbench.policies.rules import Balloting
from workbench.verdicts.models import Round


def blind_round(room: Newsroom, claim: Claim) -> Round:
    """Let a claim be read blind from now on."""
    policy = Policy(
        desk_id=room.desk_id, version=1, blind=True, approvals=1, ballot=Balloting.NEVER,
        shortest_rationale=0,
    )  # fmt: skip
    begun = Round(claim_id=claim.id, number=1, policy=policy)
    room.session.add(begun)
    room.session.flush()
    return begun


def open_the_round(room: Newsroom, begun: Round) -> None:
    """Let everybody see what was read."""
    begun.opened_at = now()
    room.session.flush()
