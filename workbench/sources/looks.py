"""What became of a look at a watched source, and when the next one is due."""

import random
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.db import lock, now
from workbench.sources.models import Source, Watch

SOONER = (timedelta(hours=1), timedelta(hours=6))  # after a first failure, and a second
DEAD_AFTER = len(SOONER) + 1  # failures on end
SPREAD = 0.1  # of a pause: what is watched since the same minute is not looked at in the same one


def next_look(watch: Watch) -> datetime:
    """When to look again. Counted from now: of looks that were missed one is made."""
    if 0 < watch.failures < DEAD_AFTER:
        return now() + SOONER[watch.failures - 1]
    return now() + watch.every.pause * random.uniform(1 - SPREAD, 1)  # noqa: S311 - no secret


def note_answer(session: Session, source: Source) -> None:
    """The source's page was there, whoever asked for it."""
    watch = _watch(session, source)
    if watch is not None:
        watch.looked_at, watch.failures, watch.trouble = now(), 0, ""
        session.flush()


def note_failure(session: Session, source: Source, trouble: str) -> bool:
    """A look found no page. Whether that happened so often that the link is dead."""
    lock(session, source)  # before its watch, as everybody else does
    watch = _watch(session, source)
    if watch is None:
        return False
    watch.looked_at, watch.failures, watch.trouble = now(), watch.failures + 1, trouble
    watch.next_look_at = next_look(watch)
    session.flush()
    return watch.failures == DEAD_AFTER


def _watch(session: Session, source: Source) -> Watch | None:
    return session.scalars(
        select(Watch).where(Watch.source_id == source.id).with_for_update()
    ).one_or_none()
