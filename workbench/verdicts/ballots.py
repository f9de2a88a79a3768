"""Votes on two readers' verdicts. Nobody learns another's vote before the ballot is closed."""

from collections import Counter
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from workbench.accounts.models import Membership
from workbench.accounts.rules import PERMISSIONS, Act, Actor
from workbench.claims.errors import MoveRefused
from workbench.claims.models import Claim
from workbench.claims.recording import record_claim
from workbench.claims.rules import Outcome, Status
from workbench.claims.service import move_claim
from workbench.claims.workflow import Move, Situation
from workbench.db import lock, now
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.verdicts.checks.blocking import what_blocks
from workbench.verdicts.deciding import (
    let_go_on,
    pair_to_decide,
    state_beside,
    supersede_approved,
)
from workbench.verdicts.errors import WhyMissing
from workbench.verdicts.models import Ballot, Review, Verdict, Vote
from workbench.verdicts.pairs import Pair
from workbench.verdicts.recording import record_verdict
from workbench.verdicts.rounds import Reviewing, end_round, reviewing_of, situation_of
from workbench.verdicts.rules import Decision, VerdictState
from workbench.verdicts.tallying import Tally, tally

_VOTERS = [role for role, acts in PERMISSIONS.items() if Act.REVIEW in acts]


@dataclass(frozen=True)
class _Held:
    """A ballot that is held, with the claim locked."""

    claim: Claim
    pair: Pair
    ballot: Ballot
    reviewing: Reviewing

    @property
    def votes(self) -> list[int | None]:
        return [vote.verdict_id for vote in self.ballot.votes]

    def situation(self, outcome: Outcome | None) -> Situation:
        found = situation_of(self.claim, self.pair.first, self.reviewing)
        voted = frozenset(vote.by_id for vote in self.ballot.votes)
        return replace(found, voted_by=voted, outcome=outcome)


def cast_vote(
    session: Session, *, claim: Claim, verdict_id: int | None, reason: str, by: Actor
) -> None:
    """Vote for one of two verdicts, or for none of them, and then say why. The third vote decides.

    Raises `WhyMissing`, `MoveRefused` (one of the readers, a second vote, no ballot), and
    `VerdictDecided` for a verdict that is neither of the two.
    """
    if verdict_id is None and not reason.strip():
        raise WhyMissing(_("Say what is wrong with both: their author works on with your words."))
    held = _hold(session, claim)
    if verdict_id is not None:
        held.pair.choose(verdict_id)
    left = left_to_vote(session, claim, held.pair)
    found = tally([*held.votes, verdict_id], left_to_vote=left - 1)
    situation = held.situation(found.outcome if found else None)
    situation = replace(situation, blocked=_is_blocked(session, held, found))
    move_claim(session, claim=claim, move=Move.VOTE, by=by, situation=situation)
    _add_vote(session, held.ballot, verdict_id, reason, by)
    record_claim(session, EventKind.VOTE_CAST, claim=claim, by=by)
    if found is not None:
        _close(session, held, found, by)


def _is_blocked(session: Session, held: _Held, found: Tally | None) -> bool:
    """Whether a check of the desk holds up the verdict that a majority is for."""
    if found is None or found.verdict_id is None:
        return False
    chosen, _other = held.pair.choose(found.verdict_id)
    return bool(what_blocks(session, held.claim, chosen))


def end_ballot(session: Session, *, claim: Claim, by: Actor) -> None:
    """Close a ballot for which too few are left to vote; somebody with the right decides then.

    Raises `MoveRefused` while enough are left.
    """
    held = _hold(session, claim)
    left = left_to_vote(session, claim, held.pair)
    found = tally(held.votes, left_to_vote=left)
    situation = held.situation(found.outcome if found else None)
    move_claim(session, claim=claim, move=Move.END_BALLOT, by=by, situation=situation)
    _close(session, held, Tally(Outcome.NO_MAJORITY), by)


def _hold(session: Session, claim: Claim) -> _Held:
    """The claim's ballot, everything locked; the first who looks opens it."""
    lock(session, claim)
    pair = pair_to_decide(session, claim)
    chosen = select(Ballot).where(Ballot.round_id == pair.round.id, Ballot.closed_at.is_(None))
    ballot = session.scalars(chosen.options(selectinload(Ballot.votes))).one_or_none()
    if ballot is None:
        ballot = Ballot(round_id=pair.round.id)
        session.add(ballot)
    return _Held(claim, pair, ballot, reviewing_of(session, pair.first))


def _add_vote(
    session: Session, ballot: Ballot, verdict_id: int | None, reason: str, by: Actor
) -> None:
    if by.person_id is None:
        raise MoveRefused(_("Only a member of the desk can vote."))
    ballot.votes.append(Vote(verdict_id=verdict_id, reason=reason.strip(), by_id=by.person_id))
    session.flush()


def left_to_vote(session: Session, claim: Claim, pair: Pair) -> int:
    """How many members of the desk may vote on a claim, and have not."""
    readers = reviewing_of(session, pair.first).readers | {v.by_id for v in pair.verdicts}
    voted = (
        select(Vote.by_id)
        .join(Vote.ballot)
        .where(Ballot.round_id == pair.round.id, Ballot.closed_at.is_(None))
    )
    chosen = select(func.count()).where(
        Membership.desk_id == claim.desk_id,
        Membership.ended_at.is_(None),
        Membership.role.in_(_VOTERS),
        Membership.person_id.not_in([each for each in readers if each is not None]),
        Membership.person_id.not_in(voted),
    )
    return session.scalar(chosen) or 0


def _close(session: Session, held: _Held, found: Tally, by: Actor) -> None:
    """Carry out what the votes say; from now on everybody sees them.

    Who gave the last vote did not decide alone, so there is no taking it back in one step.
    """
    ballot = held.ballot
    ballot.closed_at, ballot.outcome, ballot.verdict_id = now(), found.outcome, found.verdict_id
    session.flush()
    decided = _carry_out(session, held, found)
    votes = _counted(held)
    details = {"outcome": found.outcome, "votes": votes}
    record_claim(session, EventKind.BALLOT_CLOSED, claim=held.claim, by=by, details=details)
    if decided is not None:
        kind, verdict = decided
        said = "\n\n".join(review.comment for review in verdict.reviews if review.comment)
        record_verdict(session, kind, held.claim, verdict, by, said, votes=votes)


def _carry_out(session: Session, held: _Held, found: Tally) -> tuple[EventKind, Verdict] | None:
    """What was decided of which verdict, if that is decided now."""
    if found.verdict_id is not None and held.claim.status is Status.PROPOSED:
        let_go_on(session, *held.pair.choose(found.verdict_id))
        return None
    if found.verdict_id is not None:
        return EventKind.VERDICT_APPROVED, _approve(session, held, found.verdict_id)
    if found.outcome is Outcome.NONE_STANDS:
        return EventKind.VERDICT_RETURNED, _return(session, held)
    return None


def _approve(session: Session, held: _Held, verdict_id: int) -> Verdict:
    """Let the majority's verdict stand: their votes are its approvals.

    One whose claim got other words meanwhile stays stale: nobody can tell who voted on which.
    """
    chosen, other = held.pair.choose(verdict_id)
    let_go_on(session, chosen, other)
    supersede_approved(session, held.claim)
    chosen.state = VerdictState.APPROVED
    _review(session, held, chosen, Decision.APPROVED, verdict_id)
    end_round(session, held.reviewing)
    return chosen


def _return(session: Session, held: _Held) -> Verdict:
    """Send the first verdict back to its author with the reasons of those who want neither."""
    first, second = held.pair.first, held.pair.second
    first.state, second.state = VerdictState.RETURNED, state_beside(first, second)
    _review(session, held, first, Decision.RETURNED, None)
    return first


def _review(
    session: Session, held: _Held, verdict: Verdict, decision: Decision, voted_for: int | None
) -> None:
    for vote in held.ballot.votes:
        if vote.verdict_id == voted_for:
            verdict.reviews.append(Review(decision=decision, comment=vote.reason, by_id=vote.by_id))
    verdict.revision += 1
    session.flush()


def _counted(held: _Held) -> str:
    """How many voted for what, as the record tells it: readers' verdicts by their labels."""
    labels = {v.id: f"“{v.label}”" for v in (held.pair.first, held.pair.second)}
    counted = Counter(held.votes)
    return ", ".join(f"{labels.get(each or 0, '–')} {times}" for each, times in counted.items())
