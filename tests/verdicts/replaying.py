"""A claim's status, told from its record alone."""

from collections.abc import Iterable, Mapping

from workbench.claims.rules import Status
from workbench.history.models import Event
from workbench.history.rules import EventKind as K

_LEADS_TO = {
    K.CLAIM_MARKED: Status.OPEN,
    K.CLAIM_TAKEN: Status.IN_PROGRESS,
    K.CLAIM_RELEASED: Status.OPEN,
    K.CLAIM_REOPENED: Status.IN_PROGRESS,
    K.CLAIM_WITHDRAWN: Status.WITHDRAWN,
    K.CLAIM_RESTORED: Status.OPEN,
    K.VERDICT_TAKEN_BACK: Status.IN_PROGRESS,
    K.READING_TAKEN_BACK: Status.IN_PROGRESS,
    K.READINGS_SETTLED: Status.PROPOSED,
    K.REVIEW_STARTED: Status.IN_REVIEW,
    K.REVIEW_STOPPED: Status.PROPOSED,
    K.VERDICT_APPROVED_IN_PART: Status.PROPOSED,
    K.VERDICT_APPROVED: Status.APPROVED,
    K.VERDICT_RETURNED: Status.RETURNED,
}
_FIRST_WORDS = {K.VERDICT_DRAFTED, K.READING_SAVED}
_BALLOTS = {
    "a majority for one verdict": Status.APPROVED,
    "a majority for none": Status.RETURNED,
    "no majority": Status.DISAGREED,
}


def status_replayed(events: Iterable[Event]) -> Status | None:
    """Where a claim came, from its lines oldest first; none before it was marked."""
    status: Status | None = None
    told: dict[int, Event] = {}
    for event in events:
        told[event.id] = event
        status = _after(event, status, told)
    return status


def _after(event: Event, status: Status | None, told: Mapping[int, Event]) -> Status | None:
    kind = event.kind
    if event.undoes_id is not None:
        return _before(told[event.undoes_id]) or status
    if kind in _FIRST_WORDS and status is Status.OPEN:
        return Status.IN_PROGRESS
    if kind in {K.VERDICT_PROPOSED, K.READING_HANDED_IN} and event.undo:  # a first reader's
        return Status(event.undo["after"]["status"])
    if kind == K.READINGS_OPENED:
        return _both_in(event)
    if kind == K.BALLOT_CLOSED:
        return _BALLOTS[event.details["outcome"]]
    return _LEADS_TO.get(K(kind), status)


def _before(undone: Event) -> Status | None:
    """Where a claim was before an act, by what the act left for its way back."""
    if undone.kind == K.CLAIM_MARKED:
        return Status.WITHDRAWN
    left = undone.undo or {}
    if undone.kind in {K.CLAIM_WITHDRAWN, K.CLAIM_RESTORED}:
        return Status(left["status"])
    return Status(left["before"]["status"]) if "status" in left.get("before", {}) else None


def _both_in(event: Event) -> Status:
    """Readers who differ are decided between, or voted on where the policy says so."""
    if event.details["first"] == event.details["second"]:
        return Status.PROPOSED
    return Status.DISAGREED
