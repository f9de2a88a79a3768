"""Rounds: by which policy a claim is read, by whom, and when everybody may see what was written."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.workflow import Situation
from workbench.db import now
from workbench.policies.models import Policy
from workbench.policies.queries import current_policy
from workbench.policies.rules import PLAIN, Balloting, PolicyFields
from workbench.verdicts.models import Reading, Round, Verdict
from workbench.verdicts.rules import Decision, Seat, VerdictState


@dataclass(frozen=True)
class Reviewing:
    """How a claim is reviewed in this round: its policy, and who sits or sat on which seat."""

    policy: PolicyFields = PLAIN
    round: Round | None = None
    readings: Sequence[Reading] = ()

    def sitting(self, seat: Seat) -> Reading | None:
        """Who has a seat now."""
        seated = (r for r in self.readings if r.seat is seat and r.left_at is None)
        return next(seated, None)

    @property
    def second_id(self) -> int | None:
        """Who is the second reader now."""
        second = self.sitting(Seat.SECOND)
        return second.person_id if second else None

    @property
    def readers(self) -> frozenset[int]:
        """Whoever wrote as the first reader, however long ago in this round, and the second."""
        kept = {r.person_id for r in self.readings if r.seat is Seat.FIRST}
        return frozenset(kept if self.second_id is None else kept | {self.second_id})

    @property
    def unopened(self) -> bool:
        """Whether there is a round of which not everybody may see everything yet."""
        return self.round is not None and self.round.opened_at is None

    def wants_second(self, claim: Claim) -> bool:
        """Whether a second reader is to follow the first, who has not had one in this round."""
        return self.unopened and claim.priority in self.policy.second_for

    def is_blind(self, claim: Claim) -> bool:
        """Whether what is written now is its author's alone."""
        return self.policy.blind and self.wants_second(claim)


def reviewing_of(session: Session, verdict: Verdict | None) -> Reviewing:
    """How a claim is reviewed whose current verdict this is; one without a round costs no query."""
    if verdict is None or verdict.round_id is None:
        return Reviewing()
    found = session.scalars(_ROUND.where(Round.id == verdict.round_id)).one()
    readings = session.scalars(_READINGS.where(Reading.round_id == found.id)).all()
    return Reviewing(found.policy.fields, found, readings)


_ROUND = select(Round).options(
    joinedload(Round.policy).options(selectinload(Policy.priorities), selectinload(Policy.checks))
)
_READINGS = (
    select(Reading)
    .options(joinedload(Reading.person))
    .order_by(Reading.id)
    .execution_options(populate_existing=True)
)


def situation_of(
    claim: Claim, verdict: Verdict | None, reviewing: Reviewing, *, agree: bool = False
) -> Situation:
    """What the table of moves asks of a claim, `verdict` being its current one."""
    if verdict is None:
        return Situation(second_wanted=reviewing.wants_second(claim))
    approved = {r.by_id for r in verdict.reviews if r.decision is Decision.APPROVED}
    return Situation(
        author_id=verdict.by_id,
        second_id=reviewing.second_id,
        readers=reviewing.readers,
        approvals=reviewing.policy.approvals,
        approved_by=frozenset(approved),
        second_wanted=reviewing.wants_second(claim),
        agree=agree,
        votes_wanted=_votes_wanted(reviewing.policy, agree=agree),
        stale=verdict.stale_since is not None,
    )


def _votes_wanted(policy: PolicyFields, *, agree: bool) -> bool:
    always = policy.ballot is Balloting.ALWAYS
    return always or (policy.ballot is Balloting.ON_DISAGREEMENT and not agree)


def begin_or_go_on(session: Session, claim: Claim, latest: Verdict | None) -> Reviewing:
    """How a verdict that is about to be written is reviewed; the caller has locked the claim.

    What was begun before there was a policy goes on without one.
    """
    if latest is not None and latest.state in _UNDECIDED:
        return reviewing_of(session, latest)
    policy = current_policy(session, claim.desk_id)
    if policy is None:
        return Reviewing()
    number = session.scalar(_NEXT_NUMBER.where(Round.claim_id == claim.id)) or 1
    added = Round(claim_id=claim.id, number=number, policy=policy)
    session.add(added)
    session.flush()
    return Reviewing(policy.fields, added)


_UNDECIDED = {VerdictState.DRAFT, VerdictState.PROPOSED, VerdictState.RETURNED}
_NEXT_NUMBER = select(func.coalesce(func.max(Round.number), 0) + 1)


def sit(session: Session, reviewing: Reviewing, seat: Seat, by: Actor) -> None:
    """Let somebody have a seat of a round, which whoever had it leaves."""
    if reviewing.round is None or by.person_id is None:
        return
    sitting = reviewing.sitting(seat)
    if sitting is not None and sitting.person_id == by.person_id:
        return
    stand(session, reviewing, seat)
    session.add(Reading(round_id=reviewing.round.id, seat=seat, person_id=by.person_id))
    session.flush()


def stand(session: Session, reviewing: Reviewing, seat: Seat) -> None:
    """Let a seat be free."""
    sitting = reviewing.sitting(seat)
    if sitting is not None:
        sitting.left_at = now()
        session.flush()


def open_round(session: Session, reviewing: Reviewing) -> None:
    """Let everybody see what was written in a round, from now on."""
    if reviewing.round is None or reviewing.round.opened_at is not None:
        return
    reviewing.round.opened_at = now()
    session.flush()
    session.execute(
        update(Verdict)
        .where(Verdict.round_id == reviewing.round.id, Verdict.blind)
        .values(blind=False)
    )


def end_round(session: Session, reviewing: Reviewing) -> None:
    """The verdict stands; whoever works on the claim again begins another round."""
    if reviewing.round is not None:
        reviewing.round.ended_at = now()
        session.flush()


def go_on_with_round(session: Session, reviewing: Reviewing) -> None:
    """The verdict does not stand after all; it is reviewed as it was."""
    if reviewing.round is not None:
        reviewing.round.ended_at = None
        session.flush()
