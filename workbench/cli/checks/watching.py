"""Watched sources are looked at, and alerts belong to what they are about."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from workbench.cli.progress import Advance
from workbench.db import now
from workbench.evidence.models import Alert, Evidence
from workbench.evidence.rules import AlertKind
from workbench.jobs.models import Job
from workbench.jobs.rules import JobState
from workbench.sources.models import Snapshot, Source, Watch
from workbench.sources.rules import Every
from workbench.sources.watching import LOOK

LONG_DUE = timedelta(days=1)  # a worker asks every ten seconds what is due


def watching_faults(session: Session, advance: Advance) -> Iterator[str]:
    """Watches that come to nothing, looks that nobody takes, and alerts that contradict themselves.

    An alert whose snapshot was deleted names none, and its page says so.
    """
    yield from _long_due(session)
    yield from _watches(session)
    yield from _alerts(session)
    advance(1)


def _long_due(session: Session) -> Iterator[str]:
    """In one line: what is missing is the same for all of them."""
    long_ago = now() - LONG_DUE
    due = select(Watch.next_look_at).join(Watch.source)
    due = due.where(Watch.next_look_at < long_ago, _HAS_PAGE)
    asked = (Job.kind == LOOK, Job.state == JobState.WAITING, Job.due_at < long_ago)
    looks = sorted(session.scalars(due.union_all(select(Job.due_at).where(*asked))))
    if looks:
        yield (
            f"{len(looks)} looks at watched sources are due, the first since "
            f"{looks[0]:%Y-%m-%d %H:%M} UTC: no worker runs, or it cannot keep up"
        )


_HAS_PAGE = (Source.url != "") & ~Source.confidential & Source.merged_into_id.is_(None)


def _watches(session: Session) -> Iterator[str]:
    """Those whose time never comes, and those that have nothing to look at when it does."""
    watched = select(Watch.source_id).join(Watch.source).order_by(Watch.source_id)
    for source_id in session.scalars(watched.where(~_HAS_PAGE)):
        yield f"Source {source_id}: it is watched, and there is no address to look at"
    for source_id in session.scalars(watched.where(_HAS_PAGE, or_(*_beyond_a_pause()))):
        yield f"Source {source_id}: its next look is later than its watch allows"


def _beyond_a_pause() -> Iterator[ColumnElement[bool]]:
    for every in Every:
        yield (Watch.every == every) & (Watch.next_look_at > now() + every.pause)


def _alerts(session: Session) -> Iterator[str]:
    for words, wrong in _WRONG.items():
        found = _ALERTS.where(wrong)
        for alert_id, source_id in session.execute(found):
            yield f"Source {source_id}, alert {alert_id}: {words}"


_ALERTS = (
    select(Alert.id, Alert.source_id)
    .join(Alert.source)
    .outerjoin(Alert.evidence)
    .outerjoin(Snapshot, Snapshot.id == Alert.since_id)
    .order_by(Alert.id)
)
_WRONG = {
    "it is of another desk than its source": Alert.desk_id != Source.desk_id,
    "it names a quote and is about none, or the other way round": (
        (Alert.kind == AlertKind.CHANGED_QUOTE) != Alert.evidence_id.is_not(None)
    ),
    "its quote is of another source": Evidence.source_id != Alert.source_id,
    # What was noticed of a source that went into another stays its own; its snapshots went along.
    "the snapshot before it is of another source": (
        (Snapshot.source_id != Alert.source_id) & Source.merged_into_id.is_(None)
    ),
    "somebody saw it, at no time": Alert.seen_at.is_(None) & Alert.seen_by_id.is_not(None),
}
