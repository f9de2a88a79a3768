"""Reads about the library."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from workbench.db import lock
from workbench.errors import message as _
from workbench.searching import searched
from workbench.sources.addresses import page_key
from workbench.sources.errors import SourceUnknown
from workbench.sources.models import Source

T = TypeVar("T")


def get_source(session: Session, desk_id: int, source_id: int) -> Source:
    """A source of a desk, or the one that it went into.

    Raises `SourceUnknown`, also for another desk's.
    """
    source = session.get(Source, source_id)
    if source is None or source.desk_id != desk_id:
        raise SourceUnknown(_("There is no such source in this desk’s library."))
    return standing(session, source)


def source_with_url(session: Session, desk_id: int, url: str) -> Source | None:
    """The source the desk has for an address already, or for another address of that page."""
    key = page_key(url)
    same = Source.page_key == key if key else Source.url == url
    found = session.scalars(
        select(Source).where(Source.desk_id == desk_id, same).order_by(Source.id)
    ).first()
    return standing(session, found) if found else None


def standing(session: Session, source: Source) -> Source:
    """The source itself, or the one that it went into in the end."""
    while source.merged_into_id is not None:
        source = session.get_one(Source, source.merged_into_id)
    return source


def hold_standing(session: Session, source: Source) -> Source:
    """Lock a source as it is now, or the one that it went into, so that more can be put there."""
    lock(session, source)
    while source.merged_into_id is not None:
        source = session.get_one(Source, source.merged_into_id)
        lock(session, source)
    return source


def merged_into(session: Session, source: Source) -> Sequence[Source]:
    """The sources that went into this one, the last first."""
    gone = select(Source).where(Source.merged_into_id == source.id)
    return session.scalars(gone.order_by(Source.merger_id.desc())).all()


def find_sources(
    session: Session, desk_id: int, words: str, *, limit: int = 51
) -> Sequence[Source]:
    """Sources in which every word stands, newest first; all of them for no words."""
    chosen = with_words(select(Source), desk_id, words)
    return session.scalars(chosen.order_by(Source.id.desc()).limit(limit)).all()


def count_sources(session: Session, desk_id: int, words: str) -> int:
    """How many sources `find_sources` would give in all."""
    return session.scalar(with_words(select(func.count(Source.id)), desk_id, words)) or 0


def with_words(chosen: Select[T], desk_id: int, words: str) -> Select[T]:
    """A statement about sources, narrowed to a desk's in which every word stands."""
    chosen = chosen.where(Source.desk_id == desk_id, Source.merged_into_id.is_(None))
    for word in searched(words):
        chosen = chosen.where(Source.search_text.contains(word, autoescape=True))
    return chosen
