"""How far the readers of a claim have come, as one of its people may know it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.workflow import Situation
from workbench.verdicts.models import Verdict
from workbench.verdicts.queries import current_verdict
from workbench.verdicts.rounds import Reviewing, reviewing_of, situation_of
from workbench.verdicts.rules import Seat
from workbench.verdicts.second import second_verdict


@dataclass(frozen=True)
class ClaimReading:
    """What the table of moves asks, and what a reader's own part is; no word of the other's.

    `own_second`: what the viewer wrote as the second reader. `hidden`: whether there is a verdict
    that the viewer may not see yet. `live`: whether the claim was not withdrawn.
    """

    situation: Situation
    reviewing: Reviewing
    own_second: Verdict | None
    viewer_id: int | None
    hidden: bool
    live: bool

    @property
    def reads_second(self) -> bool:
        """Whether the viewer is the second reader, and has not handed in."""
        seated = self.viewer_id is not None and self.viewer_id == self.reviewing.second_id
        return seated and self.live and self.reviewing.second_missing

    @property
    def reads_blind(self) -> bool:
        """Whether the viewer, who reads second, sees nothing of the first verdict yet."""
        return self.reviewing.policy.blind and self.reviewing.unopened

    @property
    def second_name(self) -> str | None:
        """Who the second reader is."""
        second = self.reviewing.sitting(Seat.SECOND)
        return second.person.name if second else None


def reading_of(
    session: Session, claim: Claim, shown: Verdict | None, viewer: Actor
) -> ClaimReading:
    """How a claim is being read; `shown` is its current verdict, if the viewer may see that."""
    verdict = shown or current_verdict(session, claim)
    reviewing = reviewing_of(session, verdict)
    return ClaimReading(
        situation=situation_of(claim, verdict, reviewing),
        reviewing=reviewing,
        own_second=second_verdict(session, reviewing, viewer),
        viewer_id=viewer.person_id,
        hidden=verdict is not None and verdict.blind and verdict.by_id != viewer.person_id,
        live=claim.live,
    )
