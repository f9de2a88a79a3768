"""What the checks look at, and what they find."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbench.claims.models import Claim
from workbench.evidence.footing import Footing
from workbench.evidence.models import Contact, Evidence, Search
from workbench.evidence.quote_checks import QuoteCheck
from workbench.policies.rules import Check, Effect
from workbench.verdicts.models import CheckReason, Verdict


@dataclass(frozen=True)
class Grounds:
    """A claim with all that a verdict on it rests on, and the verdict, if there is one to be seen.

    `quotes`: the quote checks by the id of the evidence. `reasons`: what somebody gave as the
    reason why a check need not hold. `shortest`: of a rationale, in code points.
    """

    claim: Claim
    evidence: Sequence[Evidence]
    quotes: Mapping[int, QuoteCheck]
    footing: Footing
    contacts: Sequence[Contact]
    searches: Sequence[Search]
    verdict: Verdict | None
    reasons: Mapping[Check, CheckReason] = field(default_factory=dict)
    shortest: int = 0


@dataclass(frozen=True)
class Fault:
    """Something to be mended: in words, and the anchor on the claim's page where that is done."""

    words: str
    anchor: str


@dataclass(frozen=True)
class Finding:
    """A fault that a check found, and what the desk makes of it."""

    check: Check
    effect: Effect
    words: str
    anchor: str
    question: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the verdict cannot be approved as long as this is so."""
        return self.effect is Effect.BLOCK
