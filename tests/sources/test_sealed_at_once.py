"""A source is made confidential in the very moment in which somebody works on it.

On PostgreSQL alone: on SQLite a second writer has to wait before it reads.
"""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests import databases
from tests.builders import Newsroom, open_newsroom
from workbench.accounts.models import Membership
from workbench.articles.models import Article
from workbench.db import Database, lock
from workbench.errors import WorkbenchError
from workbench.evidence.models import Evidence
from workbench.evidence.rules import Stance
from workbench.evidence.service import (
    EvidenceFields,
    add_evidence,
    edit_evidence,
    remove_evidence,
)
from workbench.history.models import Event
from workbench.intake.contents.reading import read_contents
from workbench.jobs.models import Job
from workbench.sources.archive_keeping import ask_to_keep
from workbench.sources.archiving import ask_archive
from workbench.sources.fetching import ask_for_snapshot
from workbench.sources.keeping import delete_snapshot, keep_snapshot
from workbench.sources.models import Snapshot, Source, SourceTag, UnwatchedPlace
from workbench.sources.origins import set_origin
from workbench.sources.rules import Every
from workbench.sources.sealing import make_confidential
from workbench.sources.service import SourceFields, add_source
from workbench.sources.tags import add_tags, remove_tags
from workbench.sources.taking import Taken
from workbench.sources.unwatched import unwatch_place, watch_place_again
from workbench.sources.watching import ask_for_due_looks, watch_source
from workbench.verdicts.undo import undo_last

NAME = "Letter of Jane Doe"
WORDING = "a ministry official"

Seen = dict[str, Any]
Act = Callable[[Session, Newsroom, Seen], object]


@pytest.fixture
def opened(postgresql_database: Database) -> Newsroom:
    """A desk that is committed, with a claim and its source, of which everything is kept."""
    databases.empty(postgresql_database)
    with postgresql_database.writing() as session:
        room = open_newsroom(session)
        fields = SourceFields(NAME, url="https://ministry.example/letter")
        source, by = add_source(session, fields=fields, by=room.ana), room.ana
        add_source(session, fields=SourceFields("Minutes"), by=by)
        taken = Taken("a" * 64, "letter.txt", 9, read_contents(b"One.\n\nTwo.\n\nThree."))
        kept = keep_snapshot(session, source=source, taken=taken, by=by)
        unwatch_place(session, source=source, snapshot=kept, after=0, before=None, by=by)
        fields_of_use = EvidenceFields(Stance.REFUTES, "Two.")
        add_evidence(session, claim=room.claim(), source=source, fields=fields_of_use, by=by)
    return room


def seen_by_somebody(session: Session, room: Newsroom) -> Seen:
    """All that somebody's page showed, while the source was open to the desk."""
    source, other = session.scalars(select(Source).order_by(Source.id))
    evidence = session.scalars(select(Evidence)).one()
    return {
        "source": source, "other": other, "evidence": evidence, "claim": evidence.claim,
        "quoted": evidence.source, "snapshot": session.scalars(select(Snapshot)).one(),
        "place": session.scalars(select(UnwatchedPlace)).one(),
        "article": session.get_one(Article, room.article.id),
        "record": session.scalars(select(Event)).all(),
    }  # fmt: skip


ACTS: dict[str, Act] = {
    "fetching": lambda s, r, it: ask_for_snapshot(s, source=it["source"], by=r.ana),
    "asking an archive": lambda s, r, it: ask_archive(s, source=it["source"], by=r.ana),
    "asking one to keep": lambda s, r, it: ask_to_keep(s, source=it["source"], by=r.ana),
    "tagging": lambda s, r, it: add_tags(s, sources=[it["source"]], tags=["Doe"], by=r.ana),
    "untagging": lambda s, r, it: remove_tags(s, sources=[it["source"]], tags=["Doe"], by=r.ana),
    "its origin": lambda s, r, it: set_origin(
        s, source=it["source"], origin=it["other"], by=r.ana
    ),
    "being an origin": lambda s, r, it: set_origin(
        s, source=it["other"], origin=it["source"], by=r.ana
    ),
    "deleting": lambda s, r, it: delete_snapshot(
        s, source=it["source"], snapshot=it["snapshot"], by=r.ana
    ),
    "watching again": lambda s, r, it: watch_place_again(
        s, source=it["source"], place_id=it["place"].id, by=r.ana
    ),
    "editing evidence": lambda s, r, it: edit_evidence(
        s, claim=it["claim"], evidence=it["evidence"], fields=EvidenceFields(Stance.SUPPORTS),
        revision=1, by=r.ana,
    ),
    "removing evidence": lambda s, r, it: remove_evidence(
        s, claim=it["claim"], evidence=it["evidence"], by=r.ana
    ),
    "taking back": lambda s, r, it: undo_last(s, article=it["article"], by=r.ana),
}  # fmt: skip


def seal_it(session: Session, room: Newsroom) -> None:
    source = session.scalars(select(Source).where(Source.title == NAME)).one()
    ana = session.scalars(select(Membership).where(Membership.person_id == room.ana.person_id))
    make_confidential(
        session, source=source, shown_as=WORDING, confidants=ana.all(), revision=source.revision,
        by=room.ana,
    )  # fmt: skip


def told(session: Session) -> str:
    """What the record, jobs and tags say."""
    events = [(event.details, event.undo) for event in session.scalars(select(Event))]
    jobs = [(job.about, job.payload) for job in session.scalars(select(Job))]
    tags = [tag.words for tag in session.scalars(select(SourceTag))]
    return str((events, jobs, tags))


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_who_saw_a_source_before_it_was_sealed_tells_nothing_of_it(
    postgresql_database: Database, opened: Newsroom, act: Act
) -> None:
    with postgresql_database.writing() as late:
        seen = seen_by_somebody(late, opened)
        with postgresql_database.writing() as sealing:
            seal_it(sealing, opened)
        try:
            act(late, opened, seen)
        except WorkbenchError:
            late.rollback()
    with postgresql_database.reading() as session:
        said = told(session)
    assert "Doe" not in said
    assert "ministry.example" not in said


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_who_seals_a_source_waits_for_whoever_is_telling_of_it(
    postgresql_database: Database, opened: Newsroom, act: Act
) -> None:
    with postgresql_database.writing() as telling, postgresql_database.writing() as sealing:
        act(telling, opened, seen_by_somebody(telling, opened))
        sealing.execute(text("SET LOCAL lock_timeout = '50ms'"))
        with pytest.raises(OperationalError):
            seal_it(sealing, opened)
        sealing.rollback()


def test_no_look_is_asked_for_while_a_source_is_being_sealed(
    postgresql_database: Database, opened: Newsroom
) -> None:
    with postgresql_database.writing() as session:
        source = session.scalars(select(Source).where(Source.title == NAME)).one()
        watch_source(session, source=source, every=Every.DAILY, by=opened.ana)
    with postgresql_database.writing() as sealing:
        lock(sealing, sealing.scalars(select(Source).where(Source.title == NAME)).one())
        ask_for_due_looks(postgresql_database)
        seal_it(sealing, opened)
    with postgresql_database.reading() as session:
        assert session.scalars(select(Job)).all() == []
