"""What the checks before approval find on a claim that a page has open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.policies.rules import Check, PolicyFields
from workbench.verdicts.checks.blocking import policy_for
from workbench.verdicts.checks.grounds import Finding, Grounds
from workbench.verdicts.checks.reasons import QUESTIONS, reasons_seen
from workbench.verdicts.checks.running import findings
from workbench.verdicts.models import CheckReason


@dataclass(frozen=True)
class Checked:
    """What was found under a policy, and the reasons given why it need not be mended."""

    findings: Sequence[Finding]
    reasons: Mapping[Check, CheckReason]
    policy: PolicyFields

    @property
    def blocks(self) -> bool:
        """Whether the verdict cannot be approved as things are."""
        return any(finding.blocks for finding in self.findings)

    @property
    def questions(self) -> Mapping[Check, str]:
        """The beginning of each reason that was given."""
        return {check: QUESTIONS[check] for check in self.reasons}


def check_before_approval(session: Session, grounds: Grounds, viewer: Actor) -> Checked:
    """Carry the checks of a desk out on what a page has read of a claim. Two queries more.

    Of a verdict that is hidden from whoever looks the grounds have nothing, so nothing is found,
    and of the reasons they see their own.
    """
    policy = policy_for(session, grounds.claim, grounds.verdict)
    reasons = reasons_seen(session, grounds.claim, viewer)
    whole = replace(grounds, reasons=reasons, shortest=policy.shortest_rationale)
    return Checked(findings(whole, policy.effects), reasons, policy)
