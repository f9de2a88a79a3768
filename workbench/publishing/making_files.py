"""Making the files of editions, in a worker."""

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, undefer

from workbench.errors import message as _
from workbench.jobs.work import Work
from workbench.publishing.exports.rendering import render
from workbench.publishing.formats import PACK
from workbench.publishing.kept_files import kept_file
from workbench.publishing.models import Edition, EditionFile
from workbench.publishing.pack.contents import public_pack
from workbench.publishing.pack.signing import signer_of
from workbench.storage.files import FileStore


def make_file(work: Work, *, files: FileStore, secret_key: str) -> None:
    """The handler. The file is kept before the row that names it."""
    name = work.payload["format"]
    with work.reading() as session:
        edition = session.scalars(_whole(work.payload["edition_id"])).one()
    work.progress(0, None, _("Making the file"))
    body = _pack(work, edition, secret_key) if name == PACK else render(edition, name)[0]
    digest = files.keep(body)
    with work.finishing() as session:
        if kept_file(session, edition, name) is None:
            session.add(
                EditionFile(edition_id=edition.id, format=name, sha256=digest, size=len(body))
            )


def _pack(work: Work, edition: Edition, secret_key: str) -> bytes:
    with work.writing() as session:  # the key that is made stays, whatever becomes of the pack
        signer = signer_of(session, work.desk_id, secret_key)
    return public_pack(edition, signer, advance=work.progress)


def _whole(edition_id: int) -> Select[Edition]:
    chosen = select(Edition).join(Edition.report).where(Edition.id == edition_id)
    return chosen.options(contains_eager(Edition.report), undefer(Edition.content))
