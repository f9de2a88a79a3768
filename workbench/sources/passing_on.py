"""Whether a snapshot may be passed on: with its licence it is in packs that anybody may have."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.db import lock
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.sources.errors import NotPassedOn
from workbench.sources.models import Snapshot, Source


def say_licence(
    session: Session, *, source: Source, snapshot: Snapshot, licence: str, by: Actor
) -> bool:
    """Say why a snapshot may be passed on, in words for readers; no words: it may not.

    Tells whether that is new. Raises `NotPassedOn` for a confidential source's.
    """
    lock(session, source)  # whoever seals it comes before or after
    if source.confidential:
        raise NotPassedOn(_("What is kept of a confidential source is never passed on."))
    if snapshot.licence == licence:
        return False
    snapshot.licence = licence
    session.flush()
    kind = EventKind.SNAPSHOT_PASSED_ON if licence else EventKind.SNAPSHOT_KEPT_BACK
    record(session, kind, by=by, details={"title": source.title, "name": snapshot.name})
    return True


def passed_on(session: Session, source_id: int) -> Sequence[str]:
    """The SHA-256 of each snapshot of a source that may be passed on."""
    chosen = select(Snapshot.sha256).where(Snapshot.source_id == source_id, Snapshot.licence != "")
    return session.scalars(chosen.order_by(Snapshot.id)).all()


def keep_back(session: Session, source_id: int) -> None:
    """Let nothing that is kept of a source be passed on any more."""
    own = Snapshot.source_id == source_id
    session.execute(update(Snapshot).where(own).values(licence=""))
