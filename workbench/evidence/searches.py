"""Writes about searches: what the desk looked for, where, and did not find."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.recording import record_claim
from workbench.claims.status import refuse_if_still
from workbench.db import begin_edit, lock, now
from workbench.evidence.errors import SearchUnknown
from workbench.evidence.models import Search
from workbench.evidence.queries import on_claim
from workbench.history.rules import EventKind


@dataclass(frozen=True)
class SearchFields:
    """What a person may say of a search: for readers, all but the note. A day is `2019-05-15`."""

    sought: str
    places: tuple[str, ...]
    searched_on: str
    note: str = ""


def add_search(session: Session, *, claim: Claim, fields: SearchFields, by: Actor) -> Search:
    """Record what was looked for in vain. Raises `ClaimLocked`."""
    lock(session, claim)
    refuse_if_still(claim, adding=True)
    search = Search(claim_id=claim.id)
    write_fields(search, fields)
    session.add(search)
    session.flush()
    undo = {"id": search.id, "after": asdict(fields)}
    _record(session, EventKind.SEARCH_ADDED, claim, search, by, undo=undo)
    return search


def edit_search(
    session: Session,
    *,
    claim: Claim,
    search: Search,
    fields: SearchFields,
    revision: int,
    by: Actor,
) -> None:
    """Say something else of a search.

    Raises `EditedMeanwhile`, `ClaimLocked`, and `SearchUnknown` when it was removed.
    """
    _hold(session, claim, search)
    begin_edit(session, search, revision)
    before = fields_of(search)
    write_fields(search, fields)
    session.flush()
    undo = {"id": search.id, "before": asdict(before), "after": asdict(fields)}
    _record(session, EventKind.SEARCH_EDITED, claim, search, by, undo=undo)


def remove_search(session: Session, *, claim: Claim, search: Search, by: Actor) -> None:
    """Take a search off a claim; it can be put back.

    Raises `ClaimLocked`, and `SearchUnknown` when it was removed before.
    """
    _hold(session, claim, search)
    search.removed_at = now()
    session.flush()
    _record(session, EventKind.SEARCH_REMOVED, claim, search, by, undo={"id": search.id})


def _hold(session: Session, claim: Claim, search: Search) -> None:
    """Lock a claim and a search for it, as they are now."""
    lock(session, claim)
    refuse_if_still(claim)
    lock(session, search)
    on_claim(search, claim, SearchUnknown)


def fields_of(search: Search) -> SearchFields:
    """What is said of a search now."""
    return SearchFields(search.sought, tuple(search.places), search.searched_on, search.note)


def fields_from(places: Sequence[str], **said: str) -> SearchFields:
    """What an event keeps of a search: lists, where fields have tuples."""
    return SearchFields(places=tuple(places), **said)


def write_fields(search: Search, fields: SearchFields) -> None:
    """Let a row say these things."""
    search.sought, search.places = fields.sought, list(fields.places)
    search.searched_on, search.note = fields.searched_on, fields.note


def _record(
    session: Session,
    kind: EventKind,
    claim: Claim,
    search: Search,
    by: Actor,
    *,
    undo: dict[str, Any],
) -> None:
    details = {"sought": search.sought}
    record_claim(session, kind, claim=claim, by=by, details=details, undo=undo)
