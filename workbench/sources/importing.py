"""Many sources at once, each of them once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workbench.accounts.models import Desk
from workbench.accounts.rules import Actor
from workbench.db import lock, plain_rows
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.sources.confidants import in_sight
from workbench.sources.exchange.items import Listed
from workbench.sources.known_again import Collected, Traits, traits
from workbench.sources.models import Seal, Source
from workbench.sources.service import fields_in, new_source
from workbench.sources.tags import tag_new_sources


@dataclass(frozen=True)
class Imported:
    """Sources that were added, what was in the library already, and what came twice."""

    added: Sequence[Source]
    known: Sequence[Listed]
    repeated: Sequence[Listed]


def import_sources(session: Session, *, found: Sequence[Listed], by: Actor) -> Imported:
    """Put those into the desk's library that it does not have, each of them once.

    Which are the same is told in `known_again.py`. What is added gets its tags; what is known stays
    as it is. A confidential one is known to its confidants, lest its name stand openly a second
    time, and to nobody else.
    """
    lock(session, session.get_one(Desk, by.desk_id))  # two at once would add the same twice
    library = Collected(_in_library(session, by))
    come = Collected()
    added: dict[Source, Sequence[str]] = {}  # with their tags
    known: list[Listed] = []
    repeated: list[Listed] = []
    for each in found:
        source = new_source(each.fields, by)
        one = _traits(source)
        if library.has(one):
            known.append(each)
        elif come.has(one):
            repeated.append(each)
        else:
            added[source] = each.tags
        come.add(one)
    session.add_all(added)
    session.flush()
    tag_new_sources(session, desk_id=by.desk_id, tags=added)
    details = {"added": len(added), "known": len(known) + len(repeated)}
    record(session, EventKind.SOURCES_IMPORTED, by=by, details=details)
    return Imported(tuple(added), tuple(known), tuple(repeated))


def _in_library(session: Session, by: Actor) -> Iterator[tuple[Any, ...]]:
    """What `traits` takes, of each source that the desk has, as far as the actor sees it."""
    yield from plain_rows(session, _SAID, {"desk_id": by.desk_id})
    for seal in session.scalars(select(Seal).where(Seal.source_id.in_(in_sight(by)))):
        said = fields_in(seal.fields)
        yield (
            said.title, said.published, said.publisher, said.authors, said.further,
            seal.doi, seal.page_key,
        )  # fmt: skip


_SAID = select(
    Source.title, Source.published, Source.publisher, Source.authors, Source.further, Source.doi,
    Source.page_key,
).where(Source.desk_id == bindparam("desk_id"))  # fmt: skip


def _traits(source: Source) -> Traits:
    return traits(
        source.title, source.published, source.publisher, source.authors, source.further,
        source.doi, source.page_key,
    )  # fmt: skip
