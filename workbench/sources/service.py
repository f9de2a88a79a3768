"""Writes about the library."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.db import begin_edit
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.intake.metadata.dois import doi_in
from workbench.searching import folded
from workbench.sources.addresses import page_key
from workbench.sources.models import Source
from workbench.sources.rules import Closeness, Naming, SourceKind


@dataclass(frozen=True)
class SourceFields:
    """What a person may say of a source. Dates are partial dates or empty.

    `further` are variables of CSL that a citation may need, by their names there.
    """

    title: str
    kind: SourceKind = SourceKind.WEB_PAGE
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    url: str = ""
    archived_url: str = ""
    accessed: str = ""
    further: Mapping[str, str] = field(default_factory=dict, hash=False)
    closeness: Closeness | None = None
    naming: Naming | None = None
    interests: str = ""


def add_source(session: Session, *, fields: SourceFields, by: Actor) -> Source:
    """Put a source into the desk's library."""
    source = new_source(fields, by)
    session.add(source)
    session.flush()
    changed = _changed(asdict(SourceFields("")), asdict(fields_of(source)))
    record(
        session, EventKind.SOURCE_ADDED, by=by, undo={"source": source.id},
        details={"title": source.title, "url": source.url, "changed": changed},
    )  # fmt: skip
    return source


def new_source(fields: SourceFields, by: Actor) -> Source:
    """A source of the actor's desk that is in no session yet."""
    source = Source(desk_id=by.desk_id, confidential=False)
    write_fields(source, fields)
    return source


def edit_source(
    session: Session, *, source: Source, fields: SourceFields, revision: int, by: Actor
) -> None:
    """Say something else of a source. Raises `EditedMeanwhile`."""
    begin_edit(session, source, revision)
    before = asdict(fields_of(source))
    write_fields(source, fields)
    session.flush()
    changed = _changed(before, asdict(fields_of(source)))
    # What taking it back needs is in `changed` alone, which goes when the source is sealed.
    record(
        session, EventKind.SOURCE_EDITED, by=by,
        details={"title": source.title, "changed": changed}, undo={"source": source.id},
    )  # fmt: skip


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What the record tells of an act on a source, and taking it back goes by."""
    return {name: [before[name], after[name]] for name in before if before[name] != after[name]}


def fields_of(source: Source) -> SourceFields:
    """What is said of a source now."""
    return SourceFields(
        title=source.title,
        kind=source.kind,
        authors=tuple(source.authors),
        publisher=source.publisher,
        published=source.published,
        url=source.url,
        archived_url=source.archived_url,
        accessed=source.accessed,
        further=dict(source.further),
        closeness=source.closeness,
        naming=source.naming,
        interests=source.interests,
    )


def fields_in(said: Mapping[str, Any]) -> SourceFields:
    """The fields from what `asdict` made of them, and a database kept."""
    closeness, naming = said["closeness"], said["naming"]
    words = {
        "kind": SourceKind(said["kind"]),
        "closeness": Closeness(closeness) if closeness else None,
        "naming": Naming(naming) if naming else None,
    }
    return SourceFields(**{**said, **words, "authors": tuple(said["authors"])})


def found_by(fields: SourceFields) -> str:
    """By what a source is searched."""
    return folded(" ".join((fields.title, *fields.authors, fields.publisher, fields.url)))


def known_by(fields: SourceFields) -> tuple[str, str]:
    """By what a source is known again: its DOI and the key of its page, each perhaps empty."""
    return doi_in(fields.further.get("DOI", "")) or doi_in(fields.url), page_key(fields.url)


def write_fields(source: Source, fields: SourceFields) -> None:
    """Let a row say these things, and be found by them.

    That of a confidential source says nothing (`sealing.py`).
    """
    if source.confidential:
        raise ValueError("What is said of a confidential source goes under its seal.")
    source.title, source.kind = fields.title.strip(), fields.kind
    source.authors, source.publisher = list(fields.authors), fields.publisher
    source.published, source.accessed = fields.published, fields.accessed
    source.url, source.archived_url = fields.url, fields.archived_url
    source.further = {name: words for name, words in fields.further.items() if words}
    source.closeness, source.naming = fields.closeness, fields.naming
    source.interests = fields.interests
    source.doi, source.page_key = known_by(fields)
    source.search_text = found_by(fields)
