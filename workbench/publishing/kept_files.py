"""Formats that take long: made in the background, once an edition, and kept in the store.

They are asked for when an edition is published. A timer asks for what newest editions lack besides:
those of an older database, those that a dossier brought, and formats of a newer release.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, String, cast, exists, literal, select
from sqlalchemy.orm import Session, contains_eager

from workbench.accounts.rules import Actor
from workbench.db import Database, lock
from workbench.errors import message as _
from workbench.jobs.models import Job
from workbench.jobs.service import ask
from workbench.publishing.formats import PACK, TAKEN_AWAY, Format
from workbench.publishing.index.models import PublicReport
from workbench.publishing.models import Edition, EditionFile, Report
from workbench.publishing.naming import editions_with_digests

MAKE = _("file of a report")
MOST_AT_ONCE = 5  # asked for in one go, so that what people ask for is not behind hundreds
KEPT: Mapping[str, Format] = {name: each for name, each in TAKEN_AWAY.items() if each.kept}


def job_key(edition_id: int, format_name: str) -> str:
    """By which two who ask for the same file get one job."""
    return f"{format_name} of edition {edition_id}"


def ask_for_files(session: Session, *, edition: Edition, by: Actor | None) -> None:
    """Have every file of an edition made."""
    for name in KEPT:
        ask_for_file(session, edition=edition, format_name=name, by=by)


def ask_for_file(session: Session, *, edition: Edition, format_name: str, by: Actor | None) -> Job:
    """Have a file of an edition made. Made twice, it is the same file."""
    return ask(
        session, desk_id=edition.report.desk_id, kind=MAKE, by=by,
        key=job_key(edition.id, format_name),
        about=f"{KEPT[format_name].words}, edition {edition.number}: {edition.title}",
        payload={"edition_id": edition.id, "format": format_name},
    )  # fmt: skip


def kept_file(session: Session, edition: Edition, format_name: str) -> EditionFile | None:
    """The file of an edition, if it was made."""
    found = select(EditionFile).where(EditionFile.edition_id == edition.id)
    return session.scalars(found.where(EditionFile.format == format_name)).one_or_none()


def make_packs_anew(session: Session, *, digests: Collection[str], by: Actor) -> None:
    """Take away the desk's packs of editions that name these files; have new ones made.

    The same file may be kept of several sources, so it is not asked whose. Each edition is held: a
    worker that is about to keep a pack of it comes before, or after and finds what changed.
    """
    for edition in editions_with_digests(session, by.desk_id, digests):
        lock(session, edition)
        found = kept_file(session, edition, PACK)
        if found is not None:
            session.delete(found)
            session.flush()
            ask_for_file(session, edition=edition, format_name=PACK, by=by)


@dataclass(frozen=True)
class FileState:
    """How it stands with a file: made, or the job that was asked for last, or neither."""

    name: str
    format: Format
    made: EditionFile | None
    job: Job | None


def file_states(session: Session, edition: Edition) -> Sequence[FileState]:
    """How it stands with each file of an edition. Two queries."""
    made = session.scalars(select(EditionFile).where(EditionFile.edition_id == edition.id))
    files = {file.format: file for file in made}
    keys = {job_key(edition.id, name): name for name in KEPT}
    asked = select(Job).where(Job.desk_id == edition.report.desk_id, Job.key.in_(keys))
    jobs = {keys[job.key]: job for job in session.scalars(asked.order_by(Job.id))}
    return [FileState(n, each, files.get(n), jobs.get(n)) for n, each in KEPT.items()]


def ask_for_missing_files(database: Database) -> None:
    """Ask for files that newest editions lack and nobody asked for yet. Any number may do so."""
    with database.reading() as session:
        if not any(session.scalars(_missing(name)).first() for name in KEPT):
            return
    with database.writing() as session:
        for name in KEPT:
            for edition in session.scalars(_missing(name)):
                ask_for_file(session, edition=edition, format_name=name, by=None)


def _missing(format_name: str) -> Select[Edition]:
    """Newest editions without this file; of one whose job failed, a person asks again."""
    made = exists().where(EditionFile.edition_id == Edition.id, EditionFile.format == format_name)
    key = literal(job_key(0, format_name).removesuffix("0")) + cast(Edition.id, String)
    asked = exists().where(Job.desk_id == Report.desk_id, Job.key == key)
    newest = PublicReport.edition_id == Edition.id
    chosen = select(Edition).join(Edition.report).join(PublicReport, newest)
    chosen = chosen.options(contains_eager(Edition.report)).where(~made, ~asked)
    return chosen.order_by(Edition.id.desc()).limit(MOST_AT_ONCE)
