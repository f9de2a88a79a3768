"""Writes about jobs: those of people who ask, and those of the worker that has one."""

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from workbench.db import lock, now
from workbench.errors import message as _
from workbench.jobs.errors import JobMoved
from workbench.jobs.models import Job
from workbench.jobs.queries import due_jobs, held_job, lapsed_jobs, live_job
from workbench.jobs.rules import (
    LEASE,
    LIVE,
    MOST_ATTEMPTS,
    TRIED_AGAIN,
    Asker,
    JobState,
    Lease,
    pause_after,
)


def ask(
    session: Session,
    *,
    desk_id: int,
    kind: str,
    key: str,
    payload: dict[str, Any],
    by: Asker | None,
    about: str = "",
    due_at: datetime | None = None,
) -> Job:
    """Ask for work, in the unit of work that makes it necessary. The machine asks by nobody.

    While a job with this key waits or runs, it is the answer. Work that must be done anew when
    things change under a running job has in its key what changes, such as a revision.
    `due_at`: not before then; at once when not given.
    """
    return live_job(session, desk_id, key) or _added(
        session,
        Job(
            desk_id=desk_id, kind=kind, key=key, about=about, payload=payload,
            due_at=due_at or now(), asked_by_id=by.person_id if by else None,
        ),
    )  # fmt: skip


def _added(session: Session, job: Job) -> Job:
    """The job, or the one that somebody else asked for a moment ago."""
    try:
        with session.begin_nested():
            session.add(job)
    except IntegrityError:
        found = live_job(session, job.desk_id, job.key)
        if found is None:
            raise
        return found
    return job


def cancel(session: Session, *, job: Job) -> None:
    """End a job that waits or runs. What its worker does from now on does not count.

    Raises `JobMoved`.
    """
    lock(session, job)
    if job.state not in LIVE:
        raise JobMoved(_("This job has ended already. Nothing was changed."))
    _end(session, job, JobState.CANCELLED)


def silence(session: Session, *, job: Job, about: str, payload: dict[str, Any]) -> None:
    """Let a job tell nothing of what it was about but this; one that waits or runs is cancelled.

    Nobody can carry it out any more.
    """
    if job.state in LIVE:
        cancel(session, job=job)
    job.about, job.payload, job.doing, job.trouble = about, payload, "", ""
    job.silenced = True
    session.flush()


def retry(session: Session, *, job: Job) -> None:
    """Let a job that failed or was cancelled wait again, all attempts before it.

    Raises `JobMoved`, also when the same work was asked for since, or it was silenced.
    """
    lock(session, job)
    if job.silenced:
        raise JobMoved(
            _(
                "What this job was about has become confidential, so it keeps nothing of it and "
                "cannot be tried again. Nothing was changed."
            )
        )
    if job.state not in TRIED_AGAIN:
        raise JobMoved(_("Only a job that failed or was cancelled can be tried again."))
    try:
        with session.begin_nested():
            job.attempts, job.trouble = 0, ""
            _wait(session, job, now())
    except IntegrityError as error:
        raise JobMoved(
            _("The same work was asked for since, and waits or runs. See that job.")
        ) from error


def take(session: Session, *, kinds: Collection[str]) -> Job | None:
    """Lease the job of these kinds that has been due longest, if there is one.

    A job whose lease ran out comes first. One that ran out as often as anything is tried may be
    what ends the workers, so it fails.
    """
    while (lapsed := _first(session, lapsed_jobs(kinds))) is not None:
        if lapsed.attempts < MOST_ATTEMPTS:
            return _leased(session, lapsed)
        lapsed.trouble = _("The worker stopped in the middle of it, time and again.")
        _end(session, lapsed, JobState.FAILED)
    due = _first(session, due_jobs(kinds))
    return _leased(session, due) if due is not None else None


def _first(session: Session, wanted: Select[Job]) -> Job | None:
    """The first that nobody else is just taking."""
    return session.scalar(wanted.limit(1).with_for_update(skip_locked=True))


def _leased(session: Session, job: Job) -> Job:
    job.state, job.lease, job.leased_until = JobState.RUNNING, secrets.token_urlsafe(16), _until()
    job.attempts += 1
    job.done_parts, job.all_parts, job.doing = 0, None, ""
    session.flush()
    return job


def _until() -> datetime:
    return now() + LEASE


def keep_alive(session: Session, *, lease: Lease) -> None:
    """Let a lease hold on. Raises `LeaseLost`, as does everything that is done with one."""
    held_job(session, lease).leased_until = _until()
    session.flush()


def tell_progress(
    session: Session, *, lease: Lease, done: int, total: int | None, words: str
) -> None:
    """Say how far a job is: so many of so many parts, if that is known. Raises `LeaseLost`."""
    job = held_job(session, lease)
    job.done_parts, job.all_parts, job.doing = done, total, words
    job.leased_until = _until()
    session.flush()


def finish(session: Session, *, lease: Lease) -> None:
    """Mark a job done, in the unit of work that keeps its result. Raises `LeaseLost`."""
    job = held_job(session, lease)
    job.trouble = ""
    _end(session, job, JobState.DONE)


def fail(session: Session, *, lease: Lease, trouble: str, for_good: bool) -> None:
    """Say why a job did not succeed. It is tried again later, unless in vain or often enough.

    `trouble` is read by people: no secret, no stack. Raises `LeaseLost`.
    """
    job = held_job(session, lease)
    job.trouble = trouble
    if for_good or job.attempts >= MOST_ATTEMPTS:
        _end(session, job, JobState.FAILED)
    else:
        _wait(session, job, now() + pause_after(job.attempts))


def release(session: Session, *, lease: Lease) -> None:
    """Give a job back, as if it had not been taken. Raises `LeaseLost`."""
    job = held_job(session, lease)
    job.attempts -= 1
    _wait(session, job, now())


def _wait(session: Session, job: Job, due_at: datetime) -> None:
    job.state, job.due_at, job.lease, job.leased_until = JobState.WAITING, due_at, None, None
    job.ended_at = None
    session.flush()


def _end(session: Session, job: Job, state: JobState) -> None:
    job.state, job.ended_at, job.lease, job.leased_until = state, now(), None, None
    session.flush()


def forget_ended(session: Session, *, before: datetime) -> int:
    """Delete the jobs that ended before a moment, of every desk; how many."""
    gone = delete(Job).where(Job.ended_at < before)
    return len(session.scalars(gone.returning(Job.id)).all())
