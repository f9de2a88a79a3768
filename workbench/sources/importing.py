"""Many sources at once, each of them once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workbench.accounts.models import Desk
from workbench.accounts.rules import Actor
from workbench.db import lock, plain_rows
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.searching import folded
from workbench.sources.confidants import in_sight
from workbench.sources.exchange.items import Listed
from workbench.sources.models import Seal, Source
from workbench.sources.service import fields_in, new_source
from workbench.sources.tags import tag_new_sources


@dataclass(frozen=True)
class Imported:
    """Sources that were added, and what was there already (or came twice)."""

    added: Sequence[Source]
    known: Sequence[Listed]


def import_sources(session: Session, *, found: Sequence[Listed], by: Actor) -> Imported:
    """Put those into the desk's library that it does not have.

    A source is the same as another if it has its DOI, leads to its page, or was published under
    its title in its year. What is added gets its tags; what is known stays as it is. A confidential
    one is known to its confidants, lest its name stand openly a second time, and to nobody else.
    """
    lock(session, session.get_one(Desk, by.desk_id))  # two at once would add the same twice
    have = set(_marks_in_library(session, by))
    added: dict[Source, Sequence[str]] = {}  # with their tags
    known: list[Listed] = []
    for each in found:
        source = new_source(each.fields, by)
        marks = set(_known_by(source.doi, source.page_key, source.title, source.published))
        if have.isdisjoint(marks):
            added[source] = each.tags
        else:
            known.append(each)
        have.update(marks)
    session.add_all(added)
    session.flush()
    tag_new_sources(session, desk_id=by.desk_id, tags=added)
    details = {"added": len(added), "known": len(known)}
    record(session, EventKind.SOURCES_IMPORTED, by=by, details=details)
    return Imported(tuple(added), tuple(known))


def _marks_in_library(session: Session, by: Actor) -> Iterator[str]:
    for row in plain_rows(session, _KNOWN_BY, {"desk_id": by.desk_id}):
        yield from _known_by(*row)
    for seal in session.scalars(select(Seal).where(Seal.source_id.in_(in_sight(by)))):
        said = fields_in(seal.fields)
        yield from _known_by(seal.doi, seal.page_key, said.title, said.published)


_KNOWN_BY = select(Source.doi, Source.page_key, Source.title, Source.published).where(
    Source.desk_id == bindparam("desk_id")
)


def _known_by(doi: str, key: str, title: str, published: str) -> Iterable[str]:
    """By what a source is known again. A title alone is too little."""
    if doi:
        yield f"doi {doi}"
    if key:
        yield f"page {key}"
    if published:
        letters = "".join(sign for sign in folded(title) if sign.isalnum())
        yield f"title {letters} {published[:4]}"
