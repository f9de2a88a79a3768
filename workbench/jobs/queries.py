"""Reads about jobs."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from workbench.db import now
from workbench.errors import message as _
from workbench.jobs.errors import LeaseLost, NoSuchJob
from workbench.jobs.models import LIVE_ROWS, Job
from workbench.jobs.rules import JobState, Lease


def get_job(session: Session, desk_id: int, job_id: int) -> Job:
    """A job of a desk. Raises `NoSuchJob`."""
    job = session.get(Job, job_id)
    if job is None or job.desk_id != desk_id:
        raise NoSuchJob(_("There is no such job on this desk."))
    return job


def live_job(session: Session, desk_id: int, key: str) -> Job | None:
    """The job with this key that waits or runs."""
    return session.scalars(live_jobs(desk_id, key)).one_or_none()


def latest_job(session: Session, desk_id: int, key: str) -> Job | None:
    """The job with this key that was asked for last."""
    asked = select(Job).where(Job.desk_id == desk_id, Job.key == key)
    return session.scalars(asked.order_by(Job.id.desc()).limit(1)).first()


def live_jobs(desk_id: int, key: str) -> Select[Job]:
    """The statement for it."""
    return select(Job).where(Job.desk_id == desk_id, Job.key == key, LIVE_ROWS)


def jobs_of_desk(
    session: Session,
    desk_id: int,
    *,
    state: JobState | None = None,
    before: int | None = None,
    limit: int,
) -> Sequence[Job]:
    """A desk's jobs, those asked for last first: those with an id below `before`."""
    wanted = select(Job).where(Job.desk_id == desk_id)
    if state is not None:
        wanted = wanted.where(Job.state == state)
    if before is not None:
        wanted = wanted.where(Job.id < before)
    return session.scalars(wanted.order_by(Job.id.desc()).limit(limit)).all()


def due_jobs(kinds: Collection[str]) -> Select[Job]:
    """The statement for the jobs that wait and whose time has come, the longest due first."""
    due = (Job.state == JobState.WAITING, Job.due_at <= now(), Job.kind.in_(kinds))
    return select(Job).where(*due).order_by(Job.due_at, Job.id)


def lapsed_jobs(kinds: Collection[str]) -> Select[Job]:
    """The statement for the jobs whose worker was not heard of while their lease held."""
    lapsed = (Job.state == JobState.RUNNING, Job.leased_until < now(), Job.kind.in_(kinds))
    return select(Job).where(*lapsed).order_by(Job.leased_until, Job.id)


def is_something_due(session: Session, kinds: Collection[str]) -> bool:
    """Whether there is anything to take. Asking holds nobody up."""
    found = (session.scalar(of(kinds).limit(1)) for of in (due_jobs, lapsed_jobs))
    return any(found)


def is_held(session: Session, lease: Lease) -> bool:
    """Whether a job is still whose lease this is."""
    return session.scalar(_held(lease)) is not None


def held_job(session: Session, lease: Lease) -> Job:
    """The job of a lease, locked until the unit of work ends. Raises `LeaseLost`."""
    fresh = _held(lease).with_for_update().execution_options(populate_existing=True)
    job = session.scalar(fresh)
    if job is None:
        raise LeaseLost(_("The job was cancelled, or another worker has it by now."))
    return job


def _held(lease: Lease) -> Select[Job]:
    running = (Job.state == JobState.RUNNING, Job.lease == lease.token)
    return select(Job).where(Job.id == lease.job_id, *running)
