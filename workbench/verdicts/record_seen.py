"""The record as somebody may see it: the one way by which pages and exports read it.

Of a verdict that is read blind its lines carry no words, and what it said is compared with what it
says for those alone who see it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Act, Actor
from workbench.history.changes import Change, changes_in
from workbench.history.models import Event
from workbench.history.queries import Chained, LineFilter, lines_of_record
from workbench.history.rules import EventKind
from workbench.verdicts.models import Rating, Verdict, VerdictRevision
from workbench.verdicts.sight import sees

A_MOMENT = timedelta(seconds=5)  # by which what was saved may be older than its line
_SAVING = (EventKind.VERDICT_DRAFTED, EventKind.READING_SAVED)


@dataclass(frozen=True)
class Line:
    """A line of the record, with what it changed; an address is there for those who may see it."""

    event: Event
    number: int | None
    digest: str
    address: str
    changes: Sequence[Change]


def lines_seen(
    session: Session, viewer: Actor, wanted: LineFilter, *, before: int | None, limit: int
) -> Sequence[Line]:
    """Lines of the viewer's desk, newest first, as the viewer may see them. Two queries at most."""
    found = lines_of_record(session, viewer.desk_id, wanted, before=before, limit=limit)
    saved = _saved(session, viewer, [each.event for each in found])
    return [_line(each, viewer, saved) for each in found]


@dataclass(frozen=True)
class _Saved:
    """What a verdict said when it was saved, and what there was before."""

    revision: VerdictRevision
    number: int
    rating: str
    before: "_Saved | None" = None


def _line(each: Chained, viewer: Actor, saved: Mapping[int, Sequence[_Saved]]) -> Line:
    event, number, digest, address = each
    told = address or "" if viewer.may(Act.ADMINISTER) else ""
    changes = [*changes_in(event), *_verdict_changes(event, saved)]
    return Line(event, number, digest or "", told, changes)


def _saved(
    session: Session, viewer: Actor, events: Sequence[Event]
) -> Mapping[int, Sequence[_Saved]]:
    """What was saved of verdicts of the events' claims, by the claim's id, the oldest first."""
    claims = {event.claim_id for event in events if event.kind in _SAVING}
    if not claims:
        return {}
    rows = session.execute(
        select(VerdictRevision, Verdict.number, Rating.label, Verdict.claim_id, Verdict.reading)
        .join(Verdict, Verdict.id == VerdictRevision.verdict_id)
        .outerjoin(Rating, Rating.id == VerdictRevision.rating_id)
        .where(Verdict.claim_id.in_(claims), sees(viewer))
        .order_by(Verdict.number, Verdict.id, VerdictRevision.revision)
    )
    readings = defaultdict[tuple[int, str], list[_Saved]](list)
    for revision, number, rating, claim_id, reading in rows:
        before = readings[claim_id, reading][-1:]
        saved = _Saved(revision, number, rating or "", before[0] if before else None)
        readings[claim_id, reading].append(saved)
    return _by_claim(readings)


def _by_claim(
    readings: Mapping[tuple[int, str], Sequence[_Saved]],
) -> Mapping[int, Sequence[_Saved]]:
    found = defaultdict[int, list[_Saved]](list)
    for (claim_id, _reading), saved in readings.items():
        found[claim_id] += saved
    return found


def _verdict_changes(event: Event, saved: Mapping[int, Sequence[_Saved]]) -> list[Change]:
    if event.kind not in _SAVING or event.claim_id is None:
        return []
    theirs = [each for each in saved.get(event.claim_id, ()) if _was_saved_by(event, each)]
    return _differences(theirs[-1]) if theirs else []


def _was_saved_by(event: Event, saved: _Saved) -> bool:
    revision, version = saved.revision, event.details.get("version")
    then = event.at - A_MOMENT <= revision.at <= event.at
    return then and revision.by_id == event.by_id and saved.number == version


def _differences(saved: _Saved) -> list[Change]:
    after, before = saved.revision, saved.before
    said = before.revision if before else None
    changes = (
        Change("rating", before.rating if before else "", saved.rating),
        Change("summary", said.summary if said else "", after.summary),
        Change("rationale", said.rationale if said else "", after.rationale),
    )
    return [each for each in changes if each.before != each.after]
