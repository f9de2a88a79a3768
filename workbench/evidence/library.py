"""The library as its page narrows it down: by what sources are, and by what was done with them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, selectinload

from workbench.accounts.models import Desk
from workbench.accounts.rules import Actor
from workbench.db import lock
from workbench.evidence.models import Evidence
from workbench.sources.models import Snapshot, Source, SourceTag
from workbench.sources.queries import with_words
from workbench.sources.rules import Closeness, SourceKind, tag_key

T = TypeVar("T")


@dataclass(frozen=True)
class SourceFilter:
    """Which sources are wanted; what is not said, is not asked.

    `kept`: whether there is a snapshot; `used`: whether a claim uses it; `origin_id`: those that
    name this source as their origin.
    """

    words: str = ""
    kind: SourceKind | None = None
    closeness: Closeness | None = None
    tag: str = ""
    kept: bool | None = None
    used: bool | None = None
    origin_id: int | None = None


def sources_of_library(
    session: Session,
    by: Actor,
    wanted: SourceFilter,
    *,
    limit: int,
    before: int | None = None,
) -> Sequence[Source]:
    """The sources that are wanted, with their tags, newest first."""
    chosen = _matching(select(Source), by, wanted).options(selectinload(Source.tags))
    if before is not None:
        chosen = chosen.where(Source.id < before)
    return session.scalars(chosen.order_by(Source.id.desc()).limit(limit)).all()


def count_library(session: Session, by: Actor, wanted: SourceFilter) -> int:
    """How many sources are wanted."""
    return session.scalar(_matching(select(func.count(Source.id)), by, wanted)) or 0


def count_confidential(session: Session, by: Actor, wanted: SourceFilter) -> int:
    """How many of the sources that are wanted are confidential."""
    chosen = _matching(select(func.count(Source.id)), by, wanted)
    return session.scalar(chosen.where(Source.confidential)) or 0


def exported_sources(
    session: Session, by: Actor, wanted: SourceFilter, *, limit: int, before: int | None = None
) -> Sequence[Source]:
    """The sources that are wanted, as far as they may leave the desk: none that is confidential."""
    exported = select(Source).options(selectinload(Source.tags))
    chosen = _matching(exported, by, wanted).where(Source.confidential.is_(False))
    if before is not None:
        chosen = chosen.where(Source.id < before)
    return session.scalars(chosen.order_by(Source.id.desc()).limit(limit)).all()


def chosen_sources(session: Session, desk_id: int, ids: Collection[int]) -> Sequence[Source]:
    """Those of the desk's sources that were chosen, oldest first, and locked.

    A confidential one is never changed among others.
    """
    lock(session, session.get_one(Desk, desk_id))  # before sources, as who names an origin
    chosen = select(Source).where(
        Source.desk_id == desk_id, Source.id.in_(ids), Source.confidential.is_(False)
    )
    return session.scalars(chosen.order_by(Source.id).with_for_update()).all()


def _matching(chosen: Select[T], by: Actor, wanted: SourceFilter) -> Select[T]:
    chosen = with_words(chosen, by, wanted.words)
    for column, value in (
        (Source.kind, wanted.kind),
        (Source.closeness, wanted.closeness),
        (Source.origin_id, wanted.origin_id),
    ):
        if value is not None:
            chosen = chosen.where(column == value, Source.confidential.is_(False))
    if wanted.tag:
        tagged = (SourceTag.source_id == Source.id) & (SourceTag.desk_id == by.desk_id)
        chosen = chosen.join(SourceTag, tagged).where(SourceTag.key == tag_key(wanted.tag))
    if wanted.kept is not None:  # what is kept of a confidential one is its confidants' matter
        chosen = chosen.where(Source.confidential.is_(False))
    for there, asked in ((_KEPT, wanted.kept), (_USED, wanted.used)):
        if asked is not None:
            chosen = chosen.where(there if asked else ~there)
    return chosen


_KEPT = exists().where(Snapshot.source_id == Source.id)
_USED = exists().where(Evidence.source_id == Source.id, Evidence.removed_at.is_(None))
