"""What somebody may know of the votes on a claim: how many there are, and their own.

The others' are told when a ballot is closed, and then to everybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from workbench.accounts.rules import Actor
from workbench.verdicts.models import Ballot, SettledReading, Vote


@dataclass(frozen=True)
class BallotSeen:
    """A ballot that is held: how many have voted, and what the viewer has, if they did."""

    voted: int = 0
    own: Vote | None = None


def ballot_held(session: Session, round_id: int, viewer: Actor) -> BallotSeen:
    """What the viewer may know of a round's ballot that is not closed."""
    held = (
        select(Vote)
        .join(Vote.ballot)
        .where(Ballot.round_id == round_id, Ballot.closed_at.is_(None))
    )
    voted = session.scalar(select(func.count()).select_from(held.subquery())) or 0
    own = session.scalars(held.where(Vote.by_id == viewer.person_id)).one_or_none()
    return BallotSeen(voted, own)


def ballots_closed(session: Session, round_id: int) -> Sequence[Ballot]:
    """A round's ballots that are closed, with their votes and who gave them, the newest first."""
    return session.scalars(
        select(Ballot)
        .where(Ballot.round_id == round_id, Ballot.closed_at.is_not(None))
        .options(selectinload(Ballot.votes).joinedload(Vote.by))
        .order_by(Ballot.id.desc())
    ).all()


def settled_of(session: Session, round_id: int) -> Sequence[SettledReading]:
    """What was decided between a round's readers, the newest first."""
    return session.scalars(
        select(SettledReading)
        .where(SettledReading.round_id == round_id)
        .options(joinedload(SettledReading.by))
        .order_by(SettledReading.id.desc())
    ).all()
