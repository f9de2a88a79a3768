"""Writes about alerts: raised by the workbench, and seen by a person."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor, machine
from workbench.db import lock, now
from workbench.errors import message as _
from workbench.evidence.alerts import open_alerts
from workbench.evidence.errors import NoticedMeanwhile
from workbench.evidence.models import Alert
from workbench.evidence.queries import uses_of_source
from workbench.evidence.rules import AlertKind
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.sources.models import Source
from workbench.sources.snapshots import newest_snapshot_id


class Noticed(NamedTuple):
    """Something that is worth an alert; `evidence_id` says whose quote changed."""

    kind: AlertKind
    evidence_id: int | None = None


def raise_alerts(
    session: Session, *, source: Source, noticed: Sequence[Noticed], since_id: int | None = None
) -> None:
    """Let a desk know. What an alert stands for already is not said twice.

    `since_id`: the last snapshot before the change.
    """
    lock(session, source)
    standing = {Noticed(alert.kind, alert.evidence_id) for alert in open_alerts(session, source)}
    fresh = [each for each in noticed if each not in standing]
    session.add_all(
        Alert(
            desk_id=source.desk_id, source_id=source.id, since_id=since_id,
            kind=each.kind, evidence_id=each.evidence_id,
        )
        for each in fresh
    )  # fmt: skip
    session.flush()
    _record(session, EventKind.SOURCE_CHANGED, source, fresh, machine(source.desk_id))


def mark_seen(
    session: Session, *, source: Source, last_id: int, newest_id: int | None, by: Actor
) -> None:
    """Say that a person has seen the alerts of a source, up to one, and its newest snapshot.

    Raises `NoticedMeanwhile` if there is more to see by now.
    """
    lock(session, source)
    alerts, newest = open_alerts(session, source), newest_snapshot_id(session, source)
    if newest != newest_id or any(alert.id > last_id for alert in alerts):
        raise NoticedMeanwhile(_("More was noticed at this source meanwhile. Look at it again."))
    for alert in alerts:
        alert.seen_at, alert.seen_by_id = now(), by.person_id
    session.flush()
    noticed = [Noticed(alert.kind, alert.evidence_id) for alert in alerts]
    _record(session, EventKind.SOURCE_CHANGE_SEEN, source, noticed, by)


def _record(
    session: Session, kind: EventKind, source: Source, noticed: Sequence[Noticed], by: Actor
) -> None:
    """A line for each article with a claim it is about, the gravest named; else one for the desk.

    Not of the claims: nobody did anything to them, so what was done last can still be taken back.
    """
    found: dict[int | None, AlertKind] = {}
    for use in uses_of_source(session, source.id):
        about = [each.kind for each in noticed if each.evidence_id in (None, use.id)]
        if about and use.claim.live:
            known = found.get(use.claim.article_id, max(AlertKind))
            found[use.claim.article_id] = min(*about, known)
    if noticed and not found:
        found = {None: min(each.kind for each in noticed)}
    for article_id, gravest in found.items():
        details = {"noticed": gravest.value}
        record(session, kind, by=by, article_id=article_id, details=details)
