"""The network addresses that people acted from: kept for a time, then deleted; the chain holds."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import delete, select

from workbench.db import Database, now
from workbench.history.models import EventAddress

AT_ONCE = 2_000  # addresses deleted in one unit of work


def forgetting_addresses(*, after_days: int) -> Callable[[Database], None]:
    """What deletes addresses that are older than so many days, whenever it is asked to.

    Some at a time, so that nobody who writes waits for long.
    """

    def forget_addresses(database: Database) -> None:
        old = EventAddress.at < now() - timedelta(days=after_days)
        some = select(EventAddress.event_id).where(old).order_by(EventAddress.at).limit(AT_ONCE)
        with database.reading() as session:
            if session.scalar(some.limit(1)) is None:
                return
        with database.writing() as session:
            session.execute(delete(EventAddress).where(EventAddress.event_id.in_(some)))

    return forget_addresses
