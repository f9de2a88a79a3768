"""Tags: words of the desk's own, by which it finds sources again."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.orm import Session

from workbench.accounts.models import Desk
from workbench.accounts.rules import Actor
from workbench.db import lock
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.sources.models import Source, SourceTag
from workbench.sources.queries import hold_open
from workbench.sources.rules import tag_key

MOST_SUGGESTED = 200


def add_tags(
    session: Session, *, sources: Sequence[Source], tags: Sequence[str], by: Actor
) -> None:
    """Give each of these sources each of these tags, spelled as the desk spells them already.

    Raises `SealedMeanwhile`: by its tags a confidential source would be known.
    """
    lock(session, session.get_one(Desk, by.desk_id))  # two at once would spell one in two ways
    hold_open(session, *sources)
    spelled = _spelled(session, by.desk_id, tags)
    have = _keys_of(session, sources)
    session.add_all(
        SourceTag(source_id=source.id, key=key, desk_id=by.desk_id, words=words)
        for source in sources
        for key, words in spelled.items()
        if (source.id, key) not in have
    )
    session.flush()
    _record(session, EventKind.SOURCES_TAGGED, sources, spelled.values(), by)


def tag_new_sources(
    session: Session, *, desk_id: int, tags: Mapping[Source, Sequence[str]]
) -> None:
    """Give each of these sources, which have none yet, its tags. Whoever calls has the desk locked.

    They are spelled as the desk spells them already, else as the first of these does.
    """
    spelled = dict(session.execute(_SPELLED, {"desk_id": desk_id}).all())
    session.add_all(
        SourceTag(
            source_id=source.id, key=key, desk_id=desk_id, words=spelled.setdefault(key, words)
        )
        for source, wanted in tags.items()
        for key, words in {tag_key(tag): tag for tag in wanted}.items()
    )
    session.flush()


def remove_tags(
    session: Session, *, sources: Sequence[Source], tags: Sequence[str], by: Actor
) -> None:
    """Take these tags off these sources; those that have them not stay as they are.

    Raises `SealedMeanwhile`.
    """
    hold_open(session, *sources)
    ids, keys = [source.id for source in sources], [tag_key(tag) for tag in tags]
    session.execute(delete(SourceTag).where(SourceTag.source_id.in_(ids), SourceTag.key.in_(keys)))
    _record(session, EventKind.SOURCES_UNTAGGED, sources, tags, by)


_SPELLED = (
    select(SourceTag.key, func.min(SourceTag.words))
    .where(SourceTag.desk_id == bindparam("desk_id"))
    .group_by(SourceTag.key)
)


def _spelled(session: Session, desk_id: int, tags: Sequence[str]) -> dict[str, str]:
    """The tags by their keys, in the spelling that the desk has for them."""
    wanted = {tag_key(tag): tag for tag in tags}
    known = session.execute(_SPELLED.where(SourceTag.key.in_(wanted)), {"desk_id": desk_id})
    return wanted | dict(known.all())


def _keys_of(session: Session, sources: Sequence[Source]) -> set[tuple[int, str]]:
    rows = session.execute(
        select(SourceTag.source_id, SourceTag.key).where(
            SourceTag.source_id.in_([source.id for source in sources])
        )
    )
    return {(source_id, key) for source_id, key in rows}


def _record(
    session: Session, kind: EventKind, sources: Sequence[Source], tags: Collection[str], by: Actor
) -> None:
    """One line, however many sources there are."""
    for source in sources:
        session.expire(source, ["tags"])
    details = {
        "tags": ", ".join(tags),
        "number": len(sources),
        "source_ids": [source.id for source in sources],
    }
    record(session, kind, by=by, details=details)


def tags_of_desk(session: Session, desk_id: int) -> Sequence[str]:
    """The desk's tags, those of most sources first: the first two hundred."""
    return session.scalars(_OF_DESK, {"desk_id": desk_id}).all()


_OF_DESK = (
    select(func.min(SourceTag.words))
    .where(SourceTag.desk_id == bindparam("desk_id"))
    .group_by(SourceTag.key)
    .order_by(func.count().desc(), SourceTag.key)
    .limit(MOST_SUGGESTED)
)
