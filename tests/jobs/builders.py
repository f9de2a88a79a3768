"""Jobs for tests: asked for, and brought to whatever moment a test begins at."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from workbench.db import Database, now
from workbench.history.models import Event
from workbench.jobs.models import Job
from workbench.jobs.rules import Lease
from workbench.jobs.service import ask, take
from workbench.jobs.work import Work

DESK, KIND = 1, "count"
LONG_AGO = timedelta(hours=1)


def a_job(session: Session, key: str = "count:1", **others: Any) -> Job:
    """A job that waits and is due, asked for by the machine."""
    given = {"desk_id": DESK, "kind": KIND, "payload": {"of": key}, "by": None, **others}
    return ask(session, key=key, **given)


def taken(session: Session) -> Lease:
    """The lease of the job that is due, which there must be."""
    job = take(session, kinds={KIND})
    assert job is not None
    return job.hold


def let_time_pass(session: Session) -> None:
    """Whatever waits becomes due, and every lease that nobody renews has run out."""
    session.flush()
    past = now() - LONG_AGO
    session.execute(update(Job).where(Job.lease.is_(None)).values(due_at=past))
    session.execute(update(Job).where(Job.lease.is_not(None)).values(leased_until=past))
    session.expire_all()


def keep_result(session: Session, words: str) -> None:
    """What the handlers of these tests leave behind: a line that can be counted."""
    line = {"desk_id": DESK, "kind": words, "by_name": "worker"}
    session.execute(insert(Event).values(line))


def results(database: Database) -> list[str]:
    """What handlers left behind, in order."""
    with database.reading() as session:
        return list(session.scalars(select(Event.kind).order_by(Event.id)))


def counting(work: Work) -> None:
    """A handler whose result can be counted."""
    with work.finishing() as session:
        keep_result(session, work.payload["of"])


def jobs_in(database: Database) -> list[Job]:
    """Every job, the oldest first."""
    with database.reading() as session:
        return list(session.scalars(select(Job).order_by(Job.id)))


Change = Callable[[Session], object]


def write(database: Database, change: Change) -> None:
    """Do something in a unit of work of its own."""
    with database.writing() as session:
        change(session)
