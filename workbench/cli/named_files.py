"""What names files of the store: the only list of it.

A column of another table that comes to name files gets its place here, or a sweep would take them
away. A test of the house looks for it.
"""

from typing import Any

from sqlalchemy import select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from workbench.accounts.models import DeskSite
from workbench.articles.models import Import, Version, VersionDraft
from workbench.evidence.models import Contact
from workbench.publishing.models import Edition, EditionFile, InternalPack
from workbench.sources.models import Snapshot

Column = InstrumentedAttribute[Any]

NAMING: tuple[Column, ...] = (
    Version.original_sha256,
    VersionDraft.original_sha256,
    Import.original_sha256,
    Snapshot.sha256,
    Snapshot.warc_sha256,
    Contact.file_sha256,
    DeskSite.logo_sha256,
    EditionFile.sha256,
    InternalPack.sha256,
)
# Digests of texts that stand in the database: of no file.
OF_TEXTS: tuple[Column, ...] = (Version.sha256, Edition.sha256)


def named_files(session: Session) -> set[str]:
    """The digest of every file that something refers to."""
    named = union(*(select(column) for column in NAMING))
    return set(filter(None, session.scalars(named)))
