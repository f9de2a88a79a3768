"""The database refuses to change the record, whoever asks it to, in plain SQL."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.builders import Newsroom, open_newsroom
from tests.history.refusing import all_are_refused
from workbench.accounts.models import Membership
from workbench.db import Database
from workbench.history.allowed import FIXED, FIXED_LINKS
from workbench.history.guards import REFUSED
from workbench.history.models import ChainedEvent, ChainEnd, Event
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.sources.models import Source
from workbench.sources.sealing import make_confidential
from workbench.verdicts.undo import undo_last

ACTS = (
    "UPDATE events SET by_name = 'Somebody else'",
    "UPDATE events SET details = '{}'",
    "UPDATE events SET undo = NULL",
    "UPDATE events SET at = '2020-01-01 00:00:00+00:00'",
    "UPDATE events SET details = '{}', retold_by_id = (SELECT max(id) FROM events)",
    "UPDATE events SET id = id + 1000",
    "DELETE FROM events",
    "UPDATE chained_events SET number = number + 1000",
    "UPDATE chained_events SET hash = ''",
    "UPDATE chained_events SET salt = NULL",
    "DELETE FROM chained_events",
    "UPDATE chain_ends SET number = number - 1",
    "UPDATE chain_ends SET live_from = 9, number = number + 1",
    "DELETE FROM chain_ends",
)
OWN_WAYS = {
    "postgresql": (
        "TRUNCATE events CASCADE",
        "TRUNCATE chained_events",
        "TRUNCATE chain_ends",
    ),
    # It deletes what it replaces, and fires no trigger that looks at deletions.
    "sqlite": (
        "REPLACE INTO events SELECT * FROM events",
        "REPLACE INTO chained_events SELECT * FROM chained_events",
        "REPLACE INTO chain_ends SELECT * FROM chain_ends",
        """REPLACE INTO events (desk_id, kind, by_name, at, details, undoes_id)
           SELECT desk_id, kind, by_name, at, details, undoes_id FROM events""",
        "UPDATE OR REPLACE events SET undoes_id = 2",
    ),
}
TABLES = [model.__table__ for model in (Event, ChainedEvent, ChainEnd)]


@pytest.fixture
def desk(database: Database) -> Newsroom:
    """A desk whose record is committed; an act was taken back, a source made confidential."""
    with database.writing() as session:
        room = open_newsroom(session)
        source = room.source("Letter of Jane Doe")
        room.evidence(room.claim(), source=source)
        undo_last(session, article=room.article, by=room.ana)
        seal(room, source)
    return room


def seal(room: Newsroom, source: Source) -> None:
    ana = select(Membership).where(Membership.person_id == room.ana.person_id)
    make_confidential(
        room.session, source=source, shown_as="an official", revision=source.revision,
        confidants=room.session.scalars(ana).all(), by=room.ana,
    )  # fmt: skip


@pytest.mark.usefixtures("desk")
def test_what_would_change_the_record_is_refused(database: Database) -> None:
    own_ways = OWN_WAYS[database.engine.dialect.name]
    all_are_refused(database, (*ACTS, *own_ways), TABLES)


def test_words_are_told_anew_by_the_line_that_is_being_added_alone(
    desk: Newsroom, database: Database
) -> None:
    """Not by one that is there, and not what it does not vouch for."""
    with database.writing() as session:
        vouching, told, other = retold(session)
        retell = "UPDATE events SET details = :words, retold_by_id = :by WHERE id = :of"
        for by, of in ((vouching, told), (vouching, other), (told, vouching)):
            with pytest.raises(IntegrityError, match=REFUSED), session.begin_nested():
                session.execute(text(retell), {"words": "{}", "by": by, "of": of})
        words = {"retold": {str(told): "anything"}}
        newer = record(session, EventKind.SOURCE_SEALED, by=desk.ana, details=words)
        session.execute(text(retell), {"words": "{}", "by": newer, "of": told})
        with pytest.raises(IntegrityError, match=REFUSED), session.begin_nested():
            session.execute(text(retell), {"words": "{}", "by": newer, "of": other})
        session.rollback()


def retold(session: Session) -> tuple[int, int, int]:
    """The line that made a source confidential, one that it had told anew, and another."""
    lines = session.execute(select(Event.id, Event.retold_by_id).order_by(Event.id)).all()
    told = next(line for line in lines if line.retold_by_id)
    return told.retold_by_id, told.id, lines[0].id


def test_every_column_that_no_line_may_change_is_guarded() -> None:
    """SQLite's triggers have to name each."""
    told = {"details", "undo", "retold_by_id"}
    assert {*FIXED, *told} == {column.name for column in Event.__table__.columns}
    assert {*FIXED_LINKS, "salt"} == {column.name for column in ChainedEvent.__table__.columns}
