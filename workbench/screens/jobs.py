"""Work in the background: what the desk has asked for, how far it is, and what went wrong."""

from collections.abc import Sequence
from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.accounts.errors import MayNot
from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.queries import names_of
from workbench.accounts.rules import Act
from workbench.db import now
from workbench.jobs.models import Job
from workbench.jobs.queries import get_job, jobs_of_desk
from workbench.jobs.rules import JobState
from workbench.jobs.service import cancel, retry
from workbench.publishing.tables import Cell, Column, Table
from workbench.screens.forms import JobFilterForm
from workbench.screens.tables import TABLES, as_file, every
from workbench.web.database import reading
from workbench.web.htmx import is_htmx
from workbench.web.pages import PAGE_SIZE, page_of
from workbench.web.submissions import writes

COLUMNS = (
    Column("job", width=8),
    Column("kind", width=24),
    Column("about", width=50),
    Column("state"),
    Column("asked (UTC)"),
    Column("asked by"),
    Column("ended (UTC)"),
    Column("attempts", width=8),
    Column("trouble", width=50),
)
SOON = timedelta(minutes=15)  # longer than any pause between attempts

blueprint = Blueprint("jobs", __name__)


@blueprint.get("/desk/jobs")
@permit(Act.RESEARCH)
def jobs() -> ResponseReturnValue:
    """The desk's jobs, newest first, as far as the address asks for them.

    The list alone goes to htmx, which asks again while something on it waits or runs.
    """
    desk_id, form = current_actor().desk_id, JobFilterForm(request.args)
    state, before = form.wanted(), request.args.get("before", type=int)
    with reading() as session:
        rows = jobs_of_desk(session, desk_id, state=state, before=before, limit=PAGE_SIZE + 1)
        page = page_of(rows, lambda job: str(job.id))
        return render_template(
            "jobs/_list.html" if is_htmx() else "jobs/page.html",
            form=form,
            chosen=form.chosen(),
            before=before,
            page=page,
            live=any(map(_is_watched, page.items)),
            people=names_of(session, {job.asked_by_id for job in rows}),
            time_zone=time_zone(),
            formats=TABLES.values(),
        )


@blueprint.get("/desk/jobs.<ending>")
@permit(Act.RESEARCH)
def table(ending: str) -> ResponseReturnValue:
    """The same jobs, all of them, as a table."""
    desk_id, wanted = current_actor().desk_id, JobFilterForm(request.args).wanted()

    def read(session: Session, before: int | None, limit: int) -> Sequence[tuple[Job, str]]:
        found = jobs_of_desk(session, desk_id, state=wanted, before=before, limit=limit)
        people = names_of(session, {job.asked_by_id for job in found})
        return [(job, people.get(job.asked_by_id or 0, "")) for job in found]

    rows = (_cells(job, asked_by) for job, asked_by in every(read, lambda row: row[0].id))
    return as_file(Table("jobs", "job", COLUMNS, rows), ending)


def _cells(job: Job, asked_by: str) -> Sequence[Cell]:
    return (
        job.id,
        job.kind,
        job.about,
        job.state.value,
        job.asked_at,
        asked_by,
        job.ended_at,
        job.attempts,
        str(job.trouble),
    )


def _is_watched(job: Job) -> bool:
    """Whether something may happen to it while somebody looks."""
    soon = job.state is JobState.WAITING and job.due_at < now() + SOON
    return soon or job.state is JobState.RUNNING


@blueprint.post("/desk/jobs/<int:job_id>/cancel")
@permit(Act.RESEARCH)
@writes
def stop(session: Session, job_id: int) -> ResponseReturnValue:
    """End a job that waits or runs."""
    cancel(session, job=_own_job(session, job_id))
    flash(_("The job is cancelled."), "message")
    return redirect(url_for(".jobs"), 303)


@blueprint.post("/desk/jobs/<int:job_id>/retry")
@permit(Act.RESEARCH)
@writes
def try_again(session: Session, job_id: int) -> ResponseReturnValue:
    """Let a job that failed or was cancelled wait again."""
    retry(session, job=_own_job(session, job_id))
    flash(_("The job waits to be tried again."), "message")
    return redirect(url_for(".jobs"), 303)


def _own_job(session: Session, job_id: int) -> Job:
    """A job that the actor may cancel and try again. Raises `MayNot`."""
    actor = current_actor()
    job = get_job(session, actor.desk_id, job_id)
    if not actor.may_steer(job.asked_by_id):
        raise MayNot(_("Only who asked for a job may do this, or an admin. Nothing was changed."))
    return job
