"""Kept files are there, and are what their names say."""

from collections.abc import Iterator

from sqlalchemy import CompoundSelect, Select, select, union
from sqlalchemy.orm import Session

from workbench.articles.models import Import, Version, VersionDraft
from workbench.cli.progress import Advance
from workbench.evidence.models import Contact
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.publishing.models import EditionFile, InternalPack
from workbench.sources.models import Snapshot
from workbench.storage.files import FileDamaged, FileStore


def file_faults(session: Session, files: FileStore, advance: Advance) -> Iterator[str]:
    """Files that were changed, and files that rows name and that are missing."""
    named = set(filter(None, session.scalars(_named_digests())))
    kept = set(files.digests())
    for digest in sorted(kept):
        yield from _damage(files, digest)
        advance(1)
    for digest in sorted(named - kept):
        yield f"File {digest}: it is missing"


def _damage(files: FileStore, digest: str) -> Iterator[str]:
    try:
        for _piece in files.pieces(digest):
            pass
    except FileDamaged:
        yield f"File {digest}: its content is not what its name says"


def _named_digests() -> CompoundSelect[str | None]:
    """Those of files that came in here: a dossier names its article's files without bringing them.

    What is younger than the loading came in since.
    """
    return union(
        _came_in(Version),
        _came_in(VersionDraft),
        select(Import.original_sha256),
        select(Snapshot.sha256).where(~Snapshot.from_dossier),
        select(Snapshot.warc_sha256),
        select(Contact.file_sha256).where(~Contact.file_from_dossier),
        select(EditionFile.sha256),
        select(InternalPack.sha256),
    )


def _came_in(kind: type[Version] | type[VersionDraft]) -> Select[str | None]:
    loaded = select(Event.id).where(
        Event.kind == EventKind.DOSSIER_LOADED,
        Event.article_id == kind.article_id,
        Event.at >= kind.created_at,
    )
    return select(kind.original_sha256).where(~loaded.exists())
