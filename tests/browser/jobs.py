"""Work in the background, in every state, for the page to show."""

from typing import Any

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.db import now
from workbench.jobs.models import Job
from workbench.jobs.rules import LEASE
from workbench.jobs.service import ask, cancel, fail, finish, take, tell_progress

KIND = "snapshot"


def some_jobs(session: Session, by: Actor) -> None:
    """One job of each state, asked for by a member; the one that runs goes on for long."""
    _asked(session, by, "Council minutes of 14 February 2019")
    finish(session, lease=_taken(session).hold)
    _asked(session, by, "The operator’s annual report, with an address that nobody can break: " * 2)
    trouble = "The server at ledger.example did not answer in time. Look whether the page exists."
    fail(session, lease=_taken(session).hold, trouble=trouble, for_good=True)
    _asked(session, by, "Minutes of the harbour board")
    fail(session, lease=_taken(session).hold, trouble="The server is busy.", for_good=False)
    _asked(session, by, "A study of 300 pages")
    running = _taken(session)
    tell_progress(session, lease=running.hold, done=120, total=300, words="page 120 of 300")
    running.leased_until = now() + 60 * LEASE
    cancel(session, job=_asked(session, by, ""))


def _asked(session: Session, by: Actor, about: str) -> Job:
    given: dict[str, Any] = {"kind": KIND, "key": f"snapshot:{about}", "payload": {}}
    return ask(session, desk_id=by.desk_id, about=about, by=by, **given)


def _taken(session: Session) -> Job:
    job = take(session, kinds={KIND})
    assert job is not None
    return job
