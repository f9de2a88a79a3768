"""Reads about the library."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.db import lock
from workbench.errors import message as _
from workbench.searching import searched
from workbench.sources.addresses import page_key
from workbench.sources.confidants import opened_by
from workbench.sources.errors import AddressMissing, SealedMeanwhile
from workbench.sources.models import Seal, Source

T = TypeVar("T")


def source_with_url(session: Session, by: Actor, url: str) -> Source | None:
    """The source the desk has for an address already, or for another address of that page.

    One that is confidential is known to its confidants only.
    """
    key = page_key(url)
    row = Source.page_key == key if key else Source.url == url
    sealed = Seal.page_key == key if key else false()
    chosen = beside_seals(select(Source), by).where(or_(row, sealed))
    found = session.scalars(chosen.order_by(Source.id)).first()
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


def hold(session: Session, *sources: Source) -> None:
    """Lock sources as they are now, the older first, so that no two wait for each other."""
    for source in sorted(sources, key=lambda each: each.id):
        lock(session, source)


def hold_open(session: Session, *sources: Source) -> None:
    """Lock sources as they are now. Raises `SealedMeanwhile` if one is confidential by then."""
    hold(session, *sources)
    if any(source.confidential for source in sources):
        raise SealedMeanwhile(
            _("This source has become confidential meanwhile. Nothing was changed.")
        )


def hold_page(session: Session, source: Source, *, if_sealed: str) -> None:
    """Lock a source whose page somebody out there is to be asked for.

    Raises `AddressMissing`, with these words if it is confidential, which it may be just now.
    """
    lock(session, source)
    if source.confidential:
        raise AddressMissing(if_sealed)
    require_address(source)


def require_address(source: Source) -> None:
    """Raises `AddressMissing` for a source that is nowhere on the web."""
    if not source.url:
        raise AddressMissing(_("This source has no web address yet. Note it under Edit first."))


def merged_into(session: Session, source: Source) -> Sequence[Source]:
    """The sources that went into this one, the last first."""
    gone = select(Source).where(Source.merged_into_id == source.id)
    return session.scalars(gone.order_by(Source.merger_id.desc())).all()


def find_sources(session: Session, by: Actor, words: str, *, limit: int = 51) -> Sequence[Source]:
    """Sources in which every word stands, newest first; all of them for no words.

    A confidential one is found by how the desk words it, and by what it is to its confidants only.
    """
    chosen = with_words(select(Source), by, words)
    return session.scalars(chosen.order_by(Source.id.desc()).limit(limit)).all()


def count_sources(session: Session, by: Actor, words: str) -> int:
    """How many sources `find_sources` would give in all."""
    return session.scalar(with_words(select(func.count(Source.id)), by, words)) or 0


def suggested_sources(session: Session, by: Actor, words: str, *, limit: int) -> Sequence[Source]:
    """Sources that somebody may use, newest first: what they see whole."""
    whole = or_(Source.confidential.is_(False), Seal.source_id.is_not(None))
    chosen = with_words(select(Source), by, words).where(whole)
    return session.scalars(chosen.order_by(Source.id.desc()).limit(limit)).all()


def newest_open_sources(session: Session, by: Actor, *, limit: int) -> Sequence[Source]:
    """The newest sources that are not confidential."""
    chosen = with_words(select(Source), by, "").where(Source.confidential.is_(False))
    return session.scalars(chosen.order_by(Source.id.desc()).limit(limit)).all()


def with_words(chosen: Select[T], by: Actor, words: str) -> Select[T]:
    """A statement about sources, narrowed to a desk's in which every word stands.

    Each stands beside its seal, where somebody may open it.
    """
    chosen = beside_seals(chosen, by).where(Source.merged_into_id.is_(None))
    text = func.coalesce(Seal.search_text, Source.search_text)
    for word in searched(words):
        chosen = chosen.where(text.contains(word, autoescape=True))
    return chosen


def beside_seals(chosen: Select[T], by: Actor) -> Select[T]:
    """A statement about a desk's sources, each beside its seal, where somebody may open it."""
    return chosen.outerjoin(Seal, opened_by(by)).where(Source.desk_id == by.desk_id)
