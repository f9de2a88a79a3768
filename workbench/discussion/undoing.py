"""How resolving a thread, or opening it again, is taken back."""

from typing import Any

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.db import lock, now
from workbench.discussion.models import Thread
from workbench.evidence.undo import refuse_if
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.verdicts.undo import offer


def way_back(thread: Thread) -> dict[str, Any]:
    """What the line of such an act keeps, to be taken back by."""
    return {"thread": thread.id, "comments": len(thread.comments)}


def _turn(session: Session, event: Event, by: Actor) -> None:
    """Open, what was resolved; resolved, what was opened: unless somebody said more since."""
    undo = event.undo or {}
    thread = session.get_one(Thread, undo["thread"])
    lock(session, thread)
    resolved = event.kind == EventKind.THREAD_RESOLVED
    refuse_if((thread.resolved_at is not None) != resolved)
    refuse_if(len(thread.comments) != undo["comments"])
    thread.resolved_at = None if resolved else now()
    thread.resolved_by_id = None if resolved else by.person_id
    thread.revision += 1


for _kind in (EventKind.THREAD_RESOLVED, EventKind.THREAD_REOPENED):
    offer(_kind, _turn)
