"""How an act on the library's sources is taken back, as long as nobody built on it.

What was said of a source stands in the line itself and goes with it when the source is sealed: then
there is no way back in one step, and no line ever tells what a confidential source is.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from workbench.accounts.models import Desk
from workbench.accounts.rules import Act, Actor
from workbench.claims.errors import CannotUndo
from workbench.db import Base, lock
from workbench.errors import message as _
from workbench.evidence.queries import relied_on
from workbench.evidence.undo import refuse_if
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.jobs.models import Job
from workbench.sources.models import Source, SourceTag
from workbench.sources.origins import goes_back_to
from workbench.sources.queries import hold_open
from workbench.sources.service import fields_in, fields_of, write_fields
from workbench.sources.tags import put_tags


def _unadd(session: Session, event: Event, _by: Actor) -> None:
    """The source is gone, if it was never used. The line says all that was said of it."""
    source = _source(session, event)
    _refuse_if_changed(source, event)
    _refuse_if_used(session, source)
    session.delete(source)


def _unedit(session: Session, event: Event, by: Actor) -> None:
    """What was said before is said again."""
    source = _source(session, event)
    if not by.may(Act.REVIEW):
        refuse_if(bool(relied_on(session, [source.id])))
    _refuse_if_changed(source, event)
    before = {name: pair[0] for name, pair in event.details["changed"].items()}
    write_fields(source, fields_in({**asdict(fields_of(source)), **before}))
    source.revision += 1


def _untag(session: Session, event: Event, _by: Actor) -> None:
    """Off the sources on which this act put them."""
    wanted = _held_tags(session, event)
    for source_id, key, _words in wanted:
        own = (SourceTag.source_id == source_id, SourceTag.key == key)
        gone = session.execute(delete(SourceTag).where(*own))
        refuse_if(gone.rowcount != 1)  # type: ignore[attr-defined]
    _forget(session, wanted)


def _tag_again(session: Session, event: Event, by: Actor) -> None:
    wanted = _held_tags(session, event)
    for source_id, key, _words in wanted:
        refuse_if(session.get(SourceTag, (source_id, key)) is not None)
    put_tags(session, by.desk_id, [(of, key, words) for of, key, words in wanted])
    _forget(session, wanted)


def _unname_origin(session: Session, event: Event, by: Actor) -> None:
    """It goes back to what it went back to before, if to anything."""
    lock(session, session.get_one(Desk, by.desk_id))  # two at once could close a circle
    source, undo = _source(session, event), event.undo or {}
    refuse_if(source.origin_id != undo["is"])
    before = session.get(Source, undo["was"]) if undo["was"] else None
    refuse_if(undo["was"] is not None and before is None)
    if before is not None:
        refuse_if(before.merged_into_id is not None or goes_back_to(session, before, source))
    source.origin_id = undo["was"]


def _source(session: Session, event: Event) -> Source:
    """The source of an act, held. Raises `CannotUndo` if it is gone, merged or sealed."""
    source = session.get(Source, (event.undo or {})["source"])
    refuse_if(source is None)
    assert source is not None  # noqa: S101 - refuse_if raised otherwise
    hold_open(session, source)
    refuse_if(source.merged_into_id is not None)
    return source


def _refuse_if_changed(source: Source, event: Event) -> None:
    """Refuse unless the source says what it did after the act."""
    changed = event.details["changed"]
    refuse_if(not isinstance(changed, Mapping))
    says = json.loads(json.dumps(asdict(fields_of(source))))  # as the record has it
    refuse_if(any(says[name] != after for name, (_before, after) in changed.items()))


def _refuse_if_used(session: Session, source: Source) -> None:
    """Refuse to let a source go to which any row refers, or which a job was asked about."""
    asked = Job.payload["source_id"].as_integer() == source.id
    referring = [
        column == source.id
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column is Source.__table__.c.id for key in column.foreign_keys)
    ]
    if session.scalar(select(exists().where(Job.desk_id == source.desk_id, asked))) or any(
        session.scalar(select(exists().where(each))) for each in referring
    ):
        raise CannotUndo(
            _(
                "This source was used since, so it stays in the library. Nothing was changed; "
                "merge it into another one if the two are the same."
            )
        )


def _held_tags(session: Session, event: Event) -> list[tuple[int, str, str]]:
    """The tags of an act; the desk is held, or two would spell one in two ways, and the sources."""
    lock(session, session.get_one(Desk, event.desk_id))
    tags = [(of, key, words) for of, key, words in (event.undo or {})["tags"]]
    wanted = {source_id for source_id, _key, _words in tags}
    sources = session.scalars(select(Source).where(Source.id.in_(wanted))).all()
    refuse_if(len(sources) < len(wanted))
    hold_open(session, *sources)
    return tags


def _forget(session: Session, tags: list[tuple[int, str, str]]) -> None:
    for source_id in {tagging[0] for tagging in tags}:
        session.expire(session.get_one(Source, source_id), ["tags"])


INVERSES: Mapping[str, Callable[[Session, Event, Actor], Any]] = {
    EventKind.SOURCE_ADDED: _unadd,
    EventKind.SOURCE_EDITED: _unedit,
    EventKind.SOURCES_TAGGED: _untag,
    EventKind.SOURCES_UNTAGGED: _tag_again,
    EventKind.ORIGIN_NAMED: _unname_origin,
    EventKind.ORIGIN_TAKEN_AWAY: _unname_origin,
}
