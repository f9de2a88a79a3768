"""The record of every desk is as it was written."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from workbench.cli.progress import Advance
from workbench.history.verifying import desks_recorded, record_faults


def history_faults(session: Session, advance: Advance) -> Iterator[str]:
    """What was changed, taken out, put in or moved past the application."""
    for desk_id in desks_recorded(session):
        for fault in record_faults(session, desk_id, advance):
            yield f"Record of desk {desk_id}: {fault}"
