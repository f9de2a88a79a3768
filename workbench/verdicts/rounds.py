"""Rounds: by which policy a claim is read, by whom, and when everybody may see what was written."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, exists, func, or_, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from workbench.accounts.models import Membership
from workbench.accounts.rules import PERMISSIONS, Act, Actor
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
    """How a claim is reviewed in this round: its policy, and who sits or sat on which seat.

    `away`: who may write no verdicts on the desk any more; their seat is free. `writers`: whoever
    wrote one in this round. `second_in`: whether a second reading was handed in. `hides`: whether
    something that was written is its author's alone.
    """

    policy: PolicyFields = PLAIN
    round: Round | None = None
    readings: Sequence[Reading] = ()
    away: frozenset[int] = frozenset()
    writers: frozenset[int] = frozenset()
    second_in: bool = False
    hides: bool = False

    def sitting(self, seat: Seat) -> Reading | None:
        """Who has a seat now."""
        taken = self.taken(seat)
        return None if taken is None or taken.person_id in self.away else taken

    def taken(self, seat: Seat) -> Reading | None:
        """Who took a seat last and did not leave it, be they on the desk or not."""
        return next((r for r in self.readings if r.seat is seat and r.left_at is None), None)

    @property
    def second_id(self) -> int | None:
        """Who is the second reader now."""
        second = self.sitting(Seat.SECOND)
        return second.person_id if second else None

    @property
    def firsts(self) -> frozenset[int]:
        """Whoever was the first reader, however long ago in this round."""
        return frozenset(r.person_id for r in self.readings if r.seat is Seat.FIRST)

    @property
    def readers(self) -> frozenset[int]:
        """Whoever wrote a verdict in this round, on either seat, and the second reader."""
        kept = self.firsts | self.writers
        return kept if self.second_id is None else kept | {self.second_id}

    @property
    def unopened(self) -> bool:
        """Whether there is a round of which not everybody may see everything yet."""
        return self.round is not None and self.round.opened_at is None

    @property
    def second_missing(self) -> bool:
        """Whether there is a round that goes on, and no second reading was handed in yet."""
        return self.round is not None and self.round.ended_at is None and not self.second_in

    def wants_second(self, claim: Claim) -> bool:
        """Whether a second reader is to follow the first, or reads already."""
        asked = claim.priority in self.policy.second_for or self.second_id is not None
        return self.second_missing and asked

    def is_blind(self, claim: Claim) -> bool:
        """Whether what is written now is its author's alone.

        What was hidden from a reader stays hidden until the round is opened, whatever the claim's
        priority is since. Once opened, nothing of a round is hidden again.
        """
        asked = claim.priority in self.policy.second_for or self.hides
        sat = any(reading.seat is Seat.SECOND for reading in self.readings)
        return self.policy.blind and self.unopened and (asked or sat)

    @property
    def was_shown(self) -> bool:
        """Whether what the policy wants read blind could be seen before by whoever reads second."""
        return self.policy.blind and self.round is not None and self.round.shown


def reviewing_of(session: Session, verdict: Verdict | None) -> Reviewing:
    """How a claim is reviewed whose current verdict this is; one without a round costs no query."""
    if verdict is None or verdict.round_id is None:
        return Reviewing()
    of_round = {"round_id": verdict.round_id}
    found, second_in, hides = session.execute(_ROUND, of_round).one()
    rows = session.execute(_READINGS, of_round | {"desk_id": found.policy.desk_id}).all()
    return Reviewing(
        found.policy.fields,
        found,
        [reading for reading, _stays, _wrote in rows],
        away=frozenset(reading.person_id for reading, stays, _wrote in rows if not stays),
        writers=frozenset(reading.person_id for reading, _stays, wrote in rows if wrote),
        second_in=second_in,
        hides=hides,
    )


def stays_on(desk_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a reader may still write verdicts on the desk; the seat is free where not."""
    return exists().where(
        Membership.person_id == Reading.person_id,
        Membership.desk_id == desk_id,
        Membership.ended_at.is_(None),
        Membership.role.in_([role for role, acts in PERMISSIONS.items() if Act.PROPOSE in acts]),
    )


_ROUND = (
    select(
        Round,
        exists().where(
            Verdict.round_id == Round.id,
            Verdict.reading == Seat.SECOND,
            Verdict.state != VerdictState.DRAFT,
        ),
        exists().where(Verdict.round_id == Round.id, Verdict.blind),
    )
    .options(
        joinedload(Round.policy).options(
            selectinload(Policy.priorities), selectinload(Policy.checks)
        )
    )
    .where(Round.id == bindparam("round_id"))
)
_READINGS = (
    select(
        Reading,
        stays_on(bindparam("desk_id")),
        exists().where(Verdict.round_id == Reading.round_id, Verdict.by_id == Reading.person_id),
    )
    .options(joinedload(Reading.person))
    .where(Reading.round_id == bindparam("round_id"))
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
        second_in=reviewing.second_in,
        firsts=reviewing.firsts,
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
    taken = reviewing.taken(seat)
    if taken is not None and taken.person_id == by.person_id:
        return
    stand(session, reviewing, seat)
    session.add(Reading(round_id=reviewing.round.id, seat=seat, person_id=by.person_id))
    session.flush()


def stand(session: Session, reviewing: Reviewing, seat: Seat) -> None:
    """Let a seat be free."""
    taken = reviewing.taken(seat)
    if taken is not None:
        taken.left_at = now()
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


def open_unread(session: Session, reviewing: Reviewing) -> None:
    """Let everybody see a verdict that nobody is wanted to read second; it is no secret again."""
    if reviewing.round is None:
        return
    if not reviewing.second_in:
        stand(session, reviewing, Seat.SECOND)  # of somebody who is on the desk no more
        reviewing.round.shown = True
    open_round(session, reviewing)


def hide_what_was_shown(session: Session, reviewing: Reviewing) -> None:
    """Hide drafts that all could see, now that the claim is to be read blind; and say so."""
    if reviewing.round is None:
        return
    says = or_(Verdict.rating_id.is_not(None), Verdict.summary != "", Verdict.rationale != "")
    drafted = (Verdict.round_id == reviewing.round.id, ~Verdict.blind, says)
    hidden = update(Verdict).where(*drafted).values(blind=True).returning(Verdict.id)
    if session.execute(hidden).all():
        reviewing.round.shown = True
        session.flush()


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
