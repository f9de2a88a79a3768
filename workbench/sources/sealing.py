"""Writes about confidential sources: sealing one, naming who sees it, opening it to the desk."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import chain
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from workbench.accounts.models import Desk, Membership
from workbench.accounts.rules import Actor
from workbench.articles.remarks import reword_remarks
from workbench.db import begin_edit, lock
from workbench.errors import message as _
from workbench.history.retelling import names_told, retellings, tell_anew, vouched_for
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.jobs.models import Job
from workbench.jobs.service import silence
from workbench.sources.errors import HoldsOthers, NobodyNamed
from workbench.sources.models import (
    ArchivedCopy,
    Confidant,
    Seal,
    Snapshot,
    Source,
    SourceTag,
    Watch,
)
from workbench.sources.origins import goes_back_to, set_origin
from workbench.sources.passing_on import keep_back
from workbench.sources.queries import merged_into, standing
from workbench.sources.service import (
    SourceFields,
    add_source,
    fields_in,
    fields_of,
    found_by,
    known_by,
    write_fields,
)
from workbench.sources.tags import add_tags


def add_confidential(
    session: Session,
    *,
    fields: SourceFields,
    shown_as: str,
    confidants: Sequence[Membership],
    by: Actor,
) -> Source:
    """Put a source into the library that was confidential all along: nothing told of it before.

    Raises `NobodyNamed`.
    """
    _refuse_nobody(confidants)
    source = add_source(session, fields=SourceFields(shown_as), by=by)
    seal(session, source, fields, shown_as)
    _name(session, source, confidants)
    _record(session, EventKind.SOURCE_SEALED, source, by)
    return source


def make_confidential(
    session: Session,
    *,
    source: Source,
    shown_as: str,
    confidants: Sequence[Membership],
    revision: int,
    by: Actor,
) -> None:
    """Keep what is said of a source for its confidants; everybody else reads `shown_as`.

    What the record, the jobs and notes of manuscripts that are nothing but its name said of it
    before is worded anew, so that nobody finds it there.
    Raises `NobodyNamed`, `EditedMeanwhile`, and `HoldsOthers` while others are part of it.
    """
    _refuse_nobody(confidants)
    begin_edit(session, source, revision)
    _refuse_others(session, source)
    names = _names_of(session, source)
    seal(session, source, fields_of(source), shown_as, names)
    _name(session, source, confidants)
    told = retellings(
        session, desk_id=by.desk_id, names=names, wording=source.title, source_id=source.id
    )
    sealed_by = _record(session, EventKind.SOURCE_SEALED, source, by, **vouched_for(told))
    tell_anew(session, told, by_id=sealed_by)
    reword_remarks(session, desk_id=source.desk_id, names=names, wording=source.title)
    _silence_jobs(session, source, names)
    _forget_surroundings(session, source)


def seal(
    session: Session, source: Source, fields: SourceFields, shown_as: str, names: Sequence[str] = ()
) -> None:
    """Put what is said of a source under seal, and let its row say how the desk words it."""
    row = Seal(
        source_id=source.id, names=list(names), origin_id=source.origin_id,
        tags=[tag.words for tag in source.tags],
    )  # fmt: skip
    source.confidential, source.origin_id = False, None
    write_fields(source, SourceFields(shown_as))
    source.confidential = True
    _write_seal(row, fields, shown_as)
    session.add(row)
    session.flush()


def edit_seal(
    session: Session, *, source: Source, fields: SourceFields, revision: int, by: Actor
) -> None:
    """Say something else of a confidential source, to its confidants. Raises `EditedMeanwhile`."""
    begin_edit(session, source, revision)
    _write_seal(session.get_one(Seal, source.id), fields, source.title)
    session.flush()
    _record(session, EventKind.SOURCE_EDITED, source, by)


def change_confidants(
    session: Session,
    *,
    source: Source,
    shown_as: str,
    confidants: Sequence[Membership],
    revision: int,
    by: Actor,
) -> None:
    """Say how a confidential source is worded, and who sees it from now on.

    Raises `NobodyNamed`, `EditedMeanwhile`.
    """
    _refuse_nobody(confidants)
    begin_edit(session, source, revision)
    row = session.get_one(Seal, source.id)
    source.confidential = False
    write_fields(source, SourceFields(shown_as))
    source.confidential = True
    _write_seal(row, fields_in(row.fields), shown_as)
    _name(session, source, confidants)
    _record(session, EventKind.CONFIDANTS_NAMED, source, by)


def break_seal(session: Session, *, source: Source, revision: int, by: Actor) -> None:
    """Let the whole desk see a source that was confidential, with the tags and origin it had.

    Raises `EditedMeanwhile`.
    """
    lock(session, session.get_one(Desk, by.desk_id))  # before the source, as who names an origin
    begin_edit(session, source, revision)
    _record(session, EventKind.SEAL_BROKEN, source, by)
    row = session.get_one(Seal, source.id)
    source.confidential = False
    write_fields(source, fields_in(row.fields))
    session.execute(delete(Confidant).where(Confidant.source_id == source.id))
    session.delete(row)
    session.flush()
    _give_back(session, source, row, by)


def _give_back(session: Session, source: Source, row: Seal, by: Actor) -> None:
    """Tags and origin, unless that has come to repeat the source since."""
    if row.tags:
        add_tags(session, sources=[source], tags=row.tags, by=by)
    origin = standing(session, session.get_one(Source, row.origin_id)) if row.origin_id else None
    if origin is not None and not goes_back_to(session, origin, source):
        set_origin(session, source=source, origin=origin, by=by)


def _refuse_nobody(confidants: Sequence[Membership]) -> None:
    if not confidants:
        raise NobodyNamed(_("Somebody has to see it: name one person at least."))


def _refuse_others(session: Session, source: Source) -> None:
    if merged_into(session, source):
        raise HoldsOthers(
            _(
                "Other sources are part of this one, and say what it is. Part them from it first, "
                "and make confidential what has to be. Nothing was changed."
            )
        )


def _write_seal(row: Seal, fields: SourceFields, shown_as: str) -> None:
    row.fields = asdict(fields)
    row.search_text = f"{found_by(fields)} {found_by(SourceFields(shown_as))}"
    row.doi, row.page_key = known_by(fields)


def _name(session: Session, source: Source, confidants: Sequence[Membership]) -> None:
    session.execute(delete(Confidant).where(Confidant.source_id == source.id))
    session.add_all(
        Confidant(source_id=source.id, membership_id=each.id, term=each.term) for each in confidants
    )
    session.flush()


def _names_of(session: Session, source: Source) -> list[str]:
    """By what the source, and what was kept of it, is called or ever was."""
    kept = select(Snapshot.name, Snapshot.url, Snapshot.sha256)
    snapshots = session.execute(kept.where(Snapshot.source_id == source.id)).all()
    called = [source.title, source.url, source.archived_url, *chain.from_iterable(snapshots)]
    return names_told(session, desk_id=source.desk_id, names=filter(None, called))


def _silence_jobs(session: Session, source: Source, names: Sequence[str]) -> None:
    """Those of the source, and those that tell its name or address for one it was part of."""
    theirs = Job.payload["source_id"].as_integer() == source.id
    named = or_(Job.about.in_(names), Job.payload["url"].as_string().in_(names))
    chosen = select(Job).where(Job.desk_id == source.desk_id, or_(theirs, named))
    for job in session.scalars(chosen):
        silence(session, job=job, about=source.title, payload={"source_id": source.id})


def _forget_surroundings(session: Session, source: Source) -> None:
    """It is watched and passed on no more, no archived copy is offered, its tags are sealed."""
    keep_back(session, source.id)
    for table in (Watch, ArchivedCopy, SourceTag):
        session.execute(delete(table).where(table.source_id == source.id))
    session.expire(source, ["tags"])


def _record(session: Session, kind: EventKind, source: Source, by: Actor, **further: Any) -> int:
    """The record tells what was done, never to whom."""
    return record(session, kind, by=by, details={"title": source.title, **further})
