"""The library as a table: what may leave the desk of it, all that the list shows."""

from collections.abc import Iterator, Sequence

from flask import url_for
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.evidence.library import SourceFilter, exported_sources
from workbench.publishing.tables import Cell, Column, Table, day_in
from workbench.screens.tables import every
from workbench.sources.models import Source
from workbench.web.site import public_url

COLUMNS = (
    Column("title", width=50),
    Column("kind"),
    Column("authors", width=30),
    Column("publisher", width=24),
    Column("published", width=12),
    Column("url", width=40),
    Column("archived_url", width=40),
    Column("accessed", width=12),
    Column("closeness"),
    Column("naming"),
    Column("interests", width=30),
    Column("tags"),
    Column("address", width=40),
)


def library_table(by: Actor, wanted: SourceFilter) -> Table:
    """The sources that are wanted, newest first, none that is confidential."""
    return Table("sources", "source", COLUMNS, _rows(by, wanted))


def _rows(by: Actor, wanted: SourceFilter) -> Iterator[Sequence[Cell]]:
    def read(session: Session, before: int | None, limit: int) -> Sequence[Source]:
        return exported_sources(session, by, wanted, limit=limit, before=before)

    return map(_cells, every(read, lambda source: source.id))


def _cells(source: Source) -> Sequence[Cell]:
    return (
        source.title,
        source.kind.value,
        source.author_names,
        source.publisher,
        day_in(source.published),
        source.url,
        source.archived_url,
        day_in(source.accessed),
        str(source.closeness or ""),
        str(source.naming or ""),
        source.interests,
        tuple(tag.words for tag in source.tags),
        public_url() + url_for("sources.source", source_id=source.id),
    )
