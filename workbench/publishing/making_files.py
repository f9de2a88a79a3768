"""Making the files of editions, in a worker."""

from tempfile import TemporaryFile
from typing import IO

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, undefer

from workbench.db import lock
from workbench.errors import message as _
from workbench.jobs.errors import TryLater
from workbench.jobs.work import Work
from workbench.publishing.exports.rendering import render_long
from workbench.publishing.formats import PACK
from workbench.publishing.internal_packs import keep_internal_pack, times_hidden
from workbench.publishing.kept_files import kept_file
from workbench.publishing.models import Edition, EditionFile
from workbench.publishing.pack.contents import steps, write_pack
from workbench.publishing.pack.enclosed import Inside, internal_inside, public_inside
from workbench.publishing.pack.signing import Signer, signer_of
from workbench.storage.files import FileStore


def make_file(work: Work, *, files: FileStore, secret_key: str) -> None:
    """The handler. The file is kept before the row that names it."""
    if work.payload["format"] == PACK:
        _make_pack(work, files, _signer(work, secret_key))
        return
    with work.reading() as session:
        edition = _edition(session, work)
    body = render_long(edition, work.payload["format"], work.progress)
    work.progress(1, 1, _("Keeping the file"))
    digest = files.keep(body)
    with work.finishing() as session:
        _keep_row(session, work, digest, len(body))


def make_internal_pack(work: Work, *, files: FileStore, secret_key: str) -> None:
    """The handler for the pack for members; the one before is there until this one is."""
    signer = _signer(work, secret_key)
    with work.reading() as session:
        hidden = times_hidden(session, work.desk_id)  # first, so that what is hidden later counts
        edition = _edition(session, work)
        inside = internal_inside(session, edition)
    digest, size = _written(work, edition, inside, signer, files)
    with work.finishing() as session:
        keep_internal_pack(session, edition_id=edition.id, sha256=digest, size=size, hidden=hidden)


def _make_pack(work: Work, files: FileStore, signer: Signer) -> None:
    """As `make_file`, unless it was said meanwhile what else may be passed on, or may not."""
    with work.reading() as session:
        edition = _edition(session, work)
        inside = public_inside(session, edition)
    digest, size = _written(work, edition, inside, signer, files)
    with work.finishing() as session:
        edition = _edition(session, work)
        lock(session, edition)  # as who says what may be passed on, and takes packs away
        if public_inside(session, edition) != inside:
            raise TryLater(_("What may be passed on has changed meanwhile."))
        _keep_row(session, work, digest, size)


def _written(
    work: Work, edition: Edition, inside: Inside, signer: Signer, files: FileStore
) -> tuple[str, int]:
    """A pack in the store: its SHA-256 and its size in bytes. It need not fit into memory."""

    def advance(done: int, total: int) -> None:
        work.progress(done, total, _("Making the pack"))

    with TemporaryFile() as file:
        write_pack(edition, inside, signer, files=files, file=file, advance=advance)
        work.progress(steps(inside), steps(inside), _("Keeping the pack"))
        return files.keep_file(file), _size(file)


def _size(file: IO[bytes]) -> int:
    return file.seek(0, 2)


def _keep_row(session: Session, work: Work, digest: str, size: int) -> None:
    edition_id, name = work.payload["edition_id"], work.payload["format"]
    if kept_file(session, session.get_one(Edition, edition_id), name) is None:
        session.add(EditionFile(edition_id=edition_id, format=name, sha256=digest, size=size))


def _signer(work: Work, secret_key: str) -> Signer:
    with work.writing() as session:  # the key that is made stays, whatever becomes of the pack
        return signer_of(session, work.desk_id, secret_key)


def _edition(session: Session, work: Work) -> Edition:
    return session.scalars(_whole(work.payload["edition_id"])).one()


def _whole(edition_id: int) -> Select[Edition]:
    chosen = select(Edition).join(Edition.report).where(Edition.id == edition_id)
    return chosen.options(contains_eager(Edition.report), undefer(Edition.content))
