"""Making the files of editions, in a worker."""

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, undefer

from workbench.errors import message as _
from workbench.jobs.work import Work
from workbench.publishing.exports.rendering import render
from workbench.publishing.kept_files import kept_file
from workbench.publishing.models import Edition, EditionFile
from workbench.storage.files import FileStore


def make_file(work: Work, *, files: FileStore) -> None:
    """The handler. The file is kept before the row that names it."""
    name = work.payload["format"]
    with work.reading() as session:
        edition = session.scalars(_whole(work.payload["edition_id"])).one()
    work.progress(0, None, _("Making the file"))
    body, _media_type, _name = render(edition, name)
    digest = files.keep(body)
    with work.finishing() as session:
        if kept_file(session, edition, name) is None:
            session.add(
                EditionFile(edition_id=edition.id, format=name, sha256=digest, size=len(body))
            )


def _whole(edition_id: int) -> Select[Edition]:
    chosen = select(Edition).join(Edition.report).where(Edition.id == edition_id)
    return chosen.options(contains_eager(Edition.report), undefer(Edition.content))
