"""Tags: words of the desk's own, by which it finds sources again."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workbench.accounts.models import Desk
from workbench.accounts.rules import Actor
from workbench.db import lock
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.labelling import commonest, spelled, spellings
from workbench.sources.models import Source, SourceTag
from workbench.sources.queries import hold_open
from workbench.sources.rules import tag_key

Tagging = tuple[int, str, str]  # of a source's id: the tag's key, and its words


def add_tags(
    session: Session, *, sources: Sequence[Source], tags: Sequence[str], by: Actor
) -> None:
    """Give each of these sources each of these tags, spelled as the desk spells them already.

    Raises `SealedMeanwhile`: by its tags a confidential source would be known.
    """
    lock(session, session.get_one(Desk, by.desk_id))  # two at once would spell one in two ways
    hold_open(session, *sources)
    by_key = spelled(session, SourceTag.__table__, by.desk_id, tags)
    have = {(source_id, key) for source_id, key, _words in _tags_of(session, sources)}
    new = [
        (source.id, key, words)
        for source in sources
        for key, words in by_key.items()
        if (source.id, key) not in have
    ]
    put_tags(session, by.desk_id, new)
    _record(session, EventKind.SOURCES_TAGGED, sources, by_key.values(), by, new)


def put_tags(session: Session, desk_id: int, tags: Iterable[Tagging]) -> None:
    """Give sources tags that they have not; whoever calls holds them, and records it."""
    session.add_all(
        SourceTag(source_id=source_id, key=key, desk_id=desk_id, words=words)
        for source_id, key, words in tags
    )
    session.flush()


def tag_new_sources(
    session: Session, *, desk_id: int, tags: Mapping[Source, Sequence[str]]
) -> None:
    """Give each of these sources, which have none yet, its tags. Whoever calls has the desk locked.

    They are spelled as the desk spells them already, else as the first of these does.
    """
    by_key = spellings(session, SourceTag.__table__, desk_id)
    session.add_all(
        SourceTag(
            source_id=source.id, key=key, desk_id=desk_id, words=by_key.setdefault(key, words)
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
    gone = [tagging for tagging in _tags_of(session, sources) if tagging[1] in keys]
    session.execute(delete(SourceTag).where(SourceTag.source_id.in_(ids), SourceTag.key.in_(keys)))
    _record(session, EventKind.SOURCES_UNTAGGED, sources, tags, by, gone)


def _tags_of(session: Session, sources: Sequence[Source]) -> list[Tagging]:
    rows = session.execute(
        select(SourceTag.source_id, SourceTag.key, SourceTag.words)
        .where(SourceTag.source_id.in_([source.id for source in sources]))
        .order_by(SourceTag.source_id, SourceTag.key)
    )
    return [(source_id, key, words) for source_id, key, words in rows]


def _record(
    session: Session, kind: EventKind, sources: Sequence[Source], tags: Collection[str], by: Actor,
    changed: Sequence[Tagging],
) -> None:  # fmt: skip
    """One line, however many sources there are."""
    for source in sources:
        session.expire(source, ["tags"])
    details = {
        "tags": ", ".join(tags),
        "number": len(sources),
        "source_ids": [source.id for source in sources],
    }
    record(session, kind, by=by, details=details, undo={"tags": changed} if changed else None)


def tags_of_desk(session: Session, desk_id: int) -> Sequence[str]:
    """The desk's tags, those of most sources first: the first two hundred."""
    return commonest(session, SourceTag.__table__, desk_id)
