"""How a desk gets on: what moves, what waits, and how long each step takes.

Nothing of it tells what a verdict says.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median_high

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workbench.claims.models import Claim
from workbench.claims.rules import FINISHED, Status
from workbench.db import now, plain_rows
from workbench.history.models import Event
from workbench.history.queries import taken_back
from workbench.history.rules import EventKind
from workbench.verdicts.steps import TELLING, Length, Line, WayStep, lengths_of

DAYS = 90
WEEKS = 13  # of seven days, the last of which ends now
MOVES = (
    EventKind.CLAIM_MARKED, EventKind.VERDICT_PROPOSED, EventKind.VERDICT_RETURNED,
    EventKind.VERDICT_APPROVED,
)  # fmt: skip


@dataclass(frozen=True)
class Wait:
    """The claims of a status: how many, and for how long they have had it."""

    status: Status
    number: int
    median: timedelta
    longest: timedelta


@dataclass(frozen=True)
class Week:
    """Seven days, and how often each of the moves was made in them."""

    begins: datetime
    moves: Mapping[EventKind, int]


@dataclass(frozen=True)
class Pace:
    """What a desk did in the last ninety days, and what it has still to do."""

    waits: Sequence[Wait]
    weeks: Sequence[Week]
    lengths: Mapping[WayStep, Length]


def pace_of(session: Session, desk_id: int) -> Pace:
    """How a desk gets on now. What was taken back counts nowhere."""
    until = now()
    since = until - timedelta(days=DAYS)
    found = plain_rows(session, _LINES, {"desk_id": desk_id, "since": since})
    lines = [Line(*row) for row in found]
    return Pace(_waits(session, desk_id, until), _weeks(lines, until), lengths_of(lines))


_LINES = (
    select(Event.kind, Event.article_id, Event.claim_id, Event.at)
    .where(
        Event.desk_id == bindparam("desk_id"),
        Event.at >= bindparam("since"),
        Event.kind.in_(TELLING),
        ~taken_back(Event.id),
    )
    .order_by(Event.id)
)


def _waits(session: Session, desk_id: int, until: datetime) -> Sequence[Wait]:
    since: dict[Status, list[datetime]] = {}
    for status, moment in plain_rows(session, _WAITING, {"desk_id": desk_id}):
        since.setdefault(status, []).append(moment)
    return [
        Wait(status, len(found), until - median_high(found), until - min(found))
        for status in Status
        if (found := since.get(status))
    ]


_WAITING = select(Claim.status, Claim.status_since).where(
    Claim.desk_id == bindparam("desk_id"),
    Claim.status.in_([status for status in Status if status not in FINISHED]),
)


def _weeks(lines: Sequence[Line], until: datetime) -> Sequence[Week]:
    """The oldest first."""
    made = Counter(
        (ago, line.kind) for line in lines if (ago := (until - line.at).days // 7) < WEEKS
    )
    return [
        Week(until - timedelta(weeks=ago + 1), {kind: made[ago, kind] for kind in MOVES})
        for ago in reversed(range(WEEKS))
    ]
