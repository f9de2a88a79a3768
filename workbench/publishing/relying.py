"""What relies on a snapshot: quotes that are found in it, and editions that name its bytes.

Evidence whose words were chosen in a snapshot refers to it by a foreign key. A quote that was typed
does not, nor does an edition: for these somebody has to look, and does so when it shall be deleted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.db import lock
from workbench.errors import message as _
from workbench.evidence.models import Evidence
from workbench.evidence.quote_checks import standing_on
from workbench.publishing.naming import NamingEdition, editions_naming
from workbench.sources.errors import SnapshotInUse
from workbench.sources.keeping import delete_snapshot
from workbench.sources.models import Snapshot, Source


@dataclass(frozen=True)
class Relying:
    """The evidence and the editions that rely on a snapshot, each newest first."""

    evidence: Sequence[Evidence]
    editions: Sequence[NamingEdition]

    def __bool__(self) -> bool:
        return bool(self.evidence or self.editions)


def relying_on(session: Session, snapshot: Snapshot) -> Relying:
    """What relies on a snapshot. Slow at first: quotes are checked, and what is found remembered.

    The same few queries, however much there is.
    """
    return Relying(
        standing_on(session, snapshot),
        editions_naming(session, snapshot.source_id, [snapshot.sha256]),
    )


def delete_unless_relied_on(
    session: Session, *, source: Source, snapshot: Snapshot, by: Actor
) -> None:
    """Take a snapshot away for good. Raises `SnapshotInUse`."""
    lock(session, source)  # as whoever quotes it anew, or keeps another snapshot of it
    if relying_on(session, snapshot):
        raise SnapshotInUse(
            _("Quotes or editions rely on this snapshot, so it stays. Nothing was deleted.")
        )
    delete_snapshot(session, source=source, snapshot=snapshot, by=by)
