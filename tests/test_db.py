"""The database: units of work, snapshots, locks, moments and words."""

import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session, joinedload

from tests.builders import open_newsroom
from tests.databases import PREPARE_SQLITE
from workbench import db
from workbench.accounts.models import Desk
from workbench.claims.models import Claim
from workbench.db import Database, begin_edit, lock, now, plain_rows
from workbench.errors import EditedMeanwhile
from workbench.evidence.models import Evidence
from workbench.verdicts.queries import current_verdict


def add_desk(session: Session, name: str = "Harbour") -> Desk:
    desk = Desk(name=name)
    session.add(desk)
    session.flush()
    return desk


def desks(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count(Desk.id))) or 0


def test_a_unit_of_work_is_kept_when_it_ends(database: Database) -> None:
    with database.writing() as session:
        add_desk(session)
    assert desks(database) == 1


def test_a_unit_of_work_that_fails_leaves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.writing() as session:
            add_desk(session)
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert desks(database) == 0


def test_reading_keeps_nothing(database: Database) -> None:
    with database.reading() as session:
        add_desk(session)
    assert desks(database) == 0


def test_a_plain_query_finds_what_was_changed_just_before(session: Session) -> None:
    session.add(Desk(name="Harbour"))
    found = plain_rows(session, select(Desk.id, Desk.name).where(Desk.name == "Harbour"))
    assert [(row.name, row.id > 0) for row in found] == [("Harbour", True)]


def test_a_reader_sees_one_state_though_others_write(database: Database) -> None:
    count = select(func.count(Desk.id))
    with database.reading() as reader:
        assert reader.scalar(count) == 0
        with database.writing() as writer:
            add_desk(writer)
        assert reader.scalar(count) == 0
    assert desks(database) == 1


def test_a_writer_sees_what_was_committed_when_its_turn_comes(database: Database) -> None:
    with database.writing() as session:
        desk_id = add_desk(session).id
    barrier = threading.Barrier(4)

    def count_up() -> None:
        barrier.wait()
        for _turn in range(5):
            with database.writing() as session:
                desk = session.get_one(Desk, desk_id)
                lock(session, desk)
                desk.revision += 1

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert session.get_one(Desk, desk_id).revision == 21


def test_a_lock_shows_the_row_as_it_is_now(database: Database) -> None:
    with database.writing() as session:
        desk = add_desk(session)
        session.execute(text("UPDATE desks SET name = 'Renamed'"))
        assert desk.name == "Harbour"
        lock(session, desk)
        assert desk.name == "Renamed"


def test_a_row_is_locked_however_it_was_loaded(session: Session) -> None:
    room = open_newsroom(session)
    claim = room.claim()
    room.evidence(claim)
    room.draft(claim)
    session.expunge_all()
    claim = session.get_one(Claim, claim.id)
    whole = select(Evidence).options(joinedload(Evidence.source), joinedload(Evidence.claim))
    for row in (session.scalars(whole).one(), current_verdict(session, claim)):
        lock(session, row)


def test_an_edit_counts_the_revision_that_was_seen(session: Session) -> None:
    desk = add_desk(session)
    begin_edit(session, desk, 1)
    session.flush()
    assert desk.revision == 2
    with pytest.raises(EditedMeanwhile):
        begin_edit(session, desk, 1)
    assert desk.revision == 2


def test_moments_are_utc_however_they_were_given(session: Session) -> None:
    summer = timezone(timedelta(hours=2))
    desk = Desk(name="Harbour", created_at=datetime(2019, 5, 15, 14, 5, tzinfo=summer))
    session.add(desk)
    session.flush()
    session.expire(desk)
    assert desk.created_at == datetime(2019, 5, 15, 12, 5, tzinfo=UTC)
    assert desk.created_at.utcoffset() == timedelta(0)


def test_a_moment_without_its_zone_is_refused(session: Session) -> None:
    session.add(Desk(name="Harbour", created_at=datetime(2019, 5, 15)))  # noqa: DTZ001
    with pytest.raises(StatementError, match="time zone"):
        session.flush()


def test_now_is_utc_to_the_second() -> None:
    assert now().tzinfo is UTC
    assert now().microsecond == 0


def test_the_database_refuses_a_word_that_is_not_in_the_vocabulary(session: Session) -> None:
    open_newsroom(session).claim()
    with pytest.raises(IntegrityError):
        session.execute(text("UPDATE claims SET status = 'lost'"))


def test_words_are_stored_as_they_are_read(session: Session) -> None:
    claim = open_newsroom(session).claim()
    room_status = session.scalar(text("SELECT status FROM claims"))
    assert room_status == claim.status.value == "open"


def test_the_database_refuses_a_row_whose_owner_is_missing(session: Session) -> None:
    session.add(Claim(desk_id=10**6, article_id=10**6, number=1, position=1, statement="x"))
    with pytest.raises(IntegrityError):
        session.flush()


def test_the_embedded_database_is_set_up_to_survive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "_prepare_sqlite", PREPARE_SQLITE)
    database = Database(f"sqlite:///{tmp_path / 'own.sqlite3'}")
    wanted = {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 15_000, "synchronous": 2}
    with database.reading() as session:
        for pragma, value in wanted.items():
            assert session.scalar(text(f"PRAGMA {pragma}")) == value
    database.close()
