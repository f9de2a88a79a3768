"""What hides comments, for tests: a claim that Ana reads blind, a source that is Ana's secret."""

from sqlalchemy import select

from tests.builders import Newsroom
from workbench.accounts.models import Membership
from workbench.claims.models import Claim
from workbench.claims.rules import Priority
from workbench.policies.rules import PolicyFields
from workbench.policies.service import set_policy
from workbench.sources.models import Source
from workbench.sources.sealing import make_confidential
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


def seal(room: Newsroom, source: Source) -> None:
    """Make a source confidential to Ana alone."""
    ana = select(Membership).where(Membership.person_id == room.ana.person_id)
    make_confidential(
        room.session, source=source, shown_as="A clerk",
        confidants=room.session.scalars(ana).all(), revision=source.revision, by=room.ana,
    )  # fmt: skip
