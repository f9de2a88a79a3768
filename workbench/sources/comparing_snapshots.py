"""Asking for a new snapshot to be compared with the one before: a quote may be gone."""

from sqlalchemy.orm import Session

from workbench.errors import message as _
from workbench.jobs.service import ask
from workbench.sources.models import Snapshot, Source

COMPARE = _("comparison of snapshots")


def ask_for_comparison(
    session: Session, *, source: Source, earlier: Snapshot, later: Snapshot
) -> None:
    """Have two snapshots compared, in the background: checking quotes takes its time."""
    ask(
        session, desk_id=source.desk_id, kind=COMPARE, key=f"comparison of snapshot {later.id}",
        about=source.title, by=None,
        payload={"source_id": source.id, "earlier_id": earlier.id, "later_id": later.id},
    )  # fmt: skip
