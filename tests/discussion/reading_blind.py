"""A claim that is read blind, for tests: Ana has written a verdict that nobody else sees."""

from tests.builders import Newsroom
from workbench.claims.models import Claim
from workbench.claims.rules import Priority
from workbench.policies.rules import PolicyFields
from workbench.policies.service import set_policy
from workbench.verdicts.models import Verdict
from workbench.verdicts.second import hand_in_second


def read_blind(room: Newsroom, claim: Claim) -> Verdict:
    """Let the desk want a blind second reader, and Ana hand in her reading; her verdict."""
    policy = PolicyFields(second_for=frozenset(Priority), blind=True)
    set_policy(room.session, seen=0, fields=policy, by=room.adi)
    return room.propose(claim, by=room.ana)


def hand_in(room: Newsroom, claim: Claim, label: str = "False") -> None:
    """Let Eve hand in hers, which opens both."""
    hand_in_second(
        room.session, claim=claim, fields=room.fields(label, "She says so."), revision=0,
        read_in=room.version.number, by=room.eve,
    )  # fmt: skip
