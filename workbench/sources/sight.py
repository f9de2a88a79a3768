"""What a person sees of a source: the one gate before whatever is confidential.

The row of a confidential source says only how the desk words it. Its confidants open its seal, and
nobody else does, whatever their role. Who asks for a source to work on it asks here (`get_source`);
who shows sources beside other things shows their rows, opened where somebody may (`open_seals`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.models import Membership
from workbench.accounts.rules import Act, Actor
from workbench.errors import message as _
from workbench.searching import folded
from workbench.sources.confidants import in_sight
from workbench.sources.errors import SourceUnknown
from workbench.sources.models import Seal, Source
from workbench.sources.names import natural_order
from workbench.sources.queries import find_sources, standing
from workbench.sources.service import SourceFields, fields_in, fields_of


class OpenedSource:
    """A confidential source as its confidants see it.

    What is said of a source is what its seal says; everything else is its row's. `shown_as` is how
    the desk words it for everybody else.
    """

    def __init__(self, source: Source, seal: Seal) -> None:
        self.source, self.shown_as = source, source.title
        self.doi, self.page_key, self.names = seal.doi, seal.page_key, seal.names
        self.said: SourceFields = fields_in(seal.fields)

    @property
    def author_names(self) -> tuple[str, ...]:
        """Its authors, each name in the order in which it is spoken."""
        return natural_order(self.said.authors)

    def __getattr__(self, name: str) -> Any:
        said = self.__dict__["said"]
        return getattr(said if hasattr(said, name) else self.__dict__["source"], name)


SeenSource = Source | OpenedSource


def open_seals(
    session: Session, by: Actor, sources: Iterable[Source]
) -> Mapping[int, OpenedSource]:
    """Those of the sources that are confidential and whose confidant somebody is, by id.

    One query, and none where nothing is confidential.
    """
    sealed = {source.id: source for source in sources if source.confidential}
    if not sealed:
        return {}
    chosen = select(Seal).where(Seal.source_id.in_(sealed), Seal.source_id.in_(in_sight(by)))
    seals = session.scalars(chosen).all()
    return {seal.source_id: OpenedSource(sealed[seal.source_id], seal) for seal in seals}


def as_seen(session: Session, by: Actor, source: Source) -> SeenSource:
    """A source as somebody sees it: opened for a confidant, else no more than its row says."""
    return open_seals(session, by, [source]).get(source.id, source)


def all_as_seen(session: Session, by: Actor, sources: Iterable[Source]) -> Sequence[SeenSource]:
    """Sources as somebody sees them, in their order."""
    rows = list(sources)
    opened = open_seals(session, by, rows)
    return [opened.get(row.id, row) for row in rows]


def said_of(seen: SeenSource) -> SourceFields:
    """What is said of a source, as far as somebody sees it."""
    return seen.said if isinstance(seen, OpenedSource) else fields_of(seen)


def names_of(seen: SeenSource) -> Collection[str]:
    """By what it may be called in what was published: of a confidential one, while it was open."""
    called = seen.names if isinstance(seen, OpenedSource) else (seen.title, seen.url)
    return {name for name in called if name}


def goes_by(seen: SeenSource, title: str) -> bool:
    """Whether a source has this title, however it is spelled; of an opened one name or wording."""
    titles = (seen.title, seen.shown_as) if isinstance(seen, OpenedSource) else (seen.title,)
    return folded(title) in map(folded, titles)


def sealed_titled(session: Session, by: Actor, title: str) -> Sequence[Source]:
    """The confidential sources that somebody sees whole and that go by this title.

    Who adds a source by its title is shown them, lest its name stand openly a second time.
    """
    opened = open_seals(session, by, find_sources(session, by, title))
    return [seen.source for seen in opened.values() if goes_by(seen, title)]


def sees_whole(seen: SeenSource) -> bool:
    """Whether nothing of it is kept from whoever sees it so."""
    return isinstance(seen, OpenedSource) or not seen.confidential


def shown_source(session: Session, desk_id: int, source_id: int) -> Source:
    """A source as its desk may see it, or the one that it went into.

    Raises `SourceUnknown`, also for another desk's.
    """
    source = session.get(Source, source_id)
    if source is None or source.desk_id != desk_id:
        raise SourceUnknown(_("There is no such source in this desk’s library."))
    return standing(session, source)


def get_source(session: Session, by: Actor, source_id: int) -> Source:
    """A source to work on, by somebody who sees it whole. Raises `SourceUnknown` for all others."""
    source = shown_source(session, by.desk_id, source_id)
    if not sees_whole(as_seen(session, by, source)):
        raise SourceUnknown(
            _("This source is confidential, and others were named to see it. Nothing was changed.")
        )
    return source


def may_name(by: Actor, seen: SeenSource, confidants: Sequence[Membership]) -> bool:
    """Whether somebody may say who sees a source: its confidants.

    When all of them have left the desk, an admin names others, or nobody ever could.
    """
    if sees_whole(seen):
        return by.may(Act.RESEARCH)
    return not confidants and by.may(Act.ADMINISTER)
