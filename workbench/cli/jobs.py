"""Work in the background, looked at and steered from the command line."""

from collections.abc import Callable

import click
from sqlalchemy.orm import Session

from workbench.accounts.errors import MayNot
from workbench.accounts.rules import Act
from workbench.cli.instance import as_member, opened, the_desk
from workbench.jobs.models import Job
from workbench.jobs.queries import get_job, jobs_of_desk
from workbench.jobs.rules import JobState
from workbench.jobs.service import cancel, retry

MOST = 100
_HIGHEST = 2**31 - 1  # what a number in the database can be
JOB = click.IntRange(0, _HIGHEST, clamp=True)


@click.group("jobs", invoke_without_command=True)
@click.option("--state", type=click.Choice(list(map(str, JobState))), help="Only those.")
@click.pass_context
def jobs(ctx: click.Context, state: str | None) -> None:
    """List, cancel and retry work in the background.

    Without a command it lists the hundred that were asked for last: number, state, when (UTC),
    what about, and how far it is or what went wrong. `workbench work` carries them out.
    """
    if ctx.invoked_subcommand is None:
        _list(JobState(state) if state else None)


def _list(state: JobState | None) -> None:
    with opened() as instance, instance.database.reading() as session:
        found = jobs_of_desk(session, the_desk(session).id, state=state, limit=MOST)
        for job in found:
            click.echo(_line(job))
    if not found:
        click.echo("There is no job.")


def _line(job: Job) -> str:
    far = f"{job.percent} %" if job.percent is not None and job.state is JobState.RUNNING else ""
    said = (job.kind, job.about, far, job.doing, job.trouble)
    words = ": ".join(filter(None, said))
    return f"{job.id:>6}  {job.state:<9}  {job.asked_at:%Y-%m-%d %H:%M}  {words}"


@jobs.command("cancel")
@click.argument("number", type=JOB)
@as_member
def cancel_job(number: int, *, email: str | None) -> None:
    """End a job that waits or runs."""
    _steer(number, email, lambda session, job: cancel(session, job=job))
    click.echo(f"Job {number} is cancelled.")


@jobs.command("retry")
@click.argument("number", type=JOB)
@as_member
def retry_job(number: int, *, email: str | None) -> None:
    """Let a job that failed or was cancelled wait again."""
    _steer(number, email, lambda session, job: retry(session, job=job))
    click.echo(f"Job {number} waits to be tried again.")


def _steer(number: int, email: str | None, act: Callable[[Session, Job], None]) -> None:
    with opened() as instance:
        by = instance.actor(email, Act.RESEARCH)
        with instance.database.writing() as session:
            job = get_job(session, by.desk_id, number)
            if not by.may_steer(job.asked_by_id):
                raise MayNot("Only who asked for a job may do this, or an admin.")
            act(session, job)
