"""Two at once at sources and contacts. On PostgreSQL alone: on SQLite the second waits to begin."""

from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests.builders import Newsroom, open_newsroom
from tests.verdicts.test_at_once import claim_in, postgresql, waiting_shortly
from workbench.accounts.rules import Actor
from workbench.claims.errors import ClaimLocked
from workbench.db import Database
from workbench.evidence.contacts import (
    ContactFields,
    add_contact,
    edit_contact,
    fields_of,
    remove_contact,
)
from workbench.evidence.errors import ContactUnknown
from workbench.evidence.models import Contact
from workbench.evidence.rules import Means
from workbench.jobs.models import Job
from workbench.sources.models import Source, Watch
from workbench.sources.origins import set_origin
from workbench.sources.rules import Every
from workbench.sources.tags import add_tags
from workbench.sources.watching import ask_for_due_looks, watch_source

__all__ = ["postgresql"]

WORDED = ContactFields("The mayor", Means.E_MAIL, "2019-05-03", wording="The mayor was silent.")


@pytest.fixture
def opened(postgresql: Database) -> Newsroom:
    """A newsroom, committed, with a claim that the mayor was asked about, and two sources."""
    with postgresql.writing() as session:
        room = open_newsroom(session)
        room.contact(room.claim())
        room.source("Paper")
        wire = room.source("Wire", url="https://wire.example")
        watch_source(session, source=wire, every=Every.DAILY, by=room.ana)
    return room


def called(session: Session, title: str) -> Source:
    return session.scalars(select(Source).where(Source.title == title)).one()


def name_origin(session: Session, title: str, by: Actor) -> None:
    source, origin = called(session, title), called(session, {"Paper": "Wire"}.get(title, "Paper"))
    set_origin(session, source=source, origin=origin, by=by)


def put_tag(session: Session, title: str, by: Actor) -> None:
    words = {"Paper": "Harbour"}.get(title, "HARBOUR")
    add_tags(session, sources=[called(session, title)], tags=[words], by=by)


@pytest.mark.parametrize("act", [name_origin, put_tag])
def test_a_desk_names_one_origin_and_spells_one_tag_at_a_time(
    postgresql: Database, opened: Newsroom, act: Callable[..., None]
) -> None:
    with postgresql.writing() as first, postgresql.writing() as second:
        act(first, "Paper", opened.ana)
        waiting_shortly(second)
        with pytest.raises(OperationalError):
            act(second, "Wire", opened.bo)
        second.rollback()


def test_a_look_that_another_worker_asks_for_is_left_to_it(
    postgresql: Database, opened: Newsroom
) -> None:
    with postgresql.writing() as another:
        another.scalars(select(Watch).with_for_update()).all()
        asking = Thread(target=ask_for_due_looks, args=[postgresql])
        asking.start()
        asking.join(timeout=10)
        waited = asking.is_alive()
    asking.join()
    assert not waited
    with postgresql.reading() as session:
        assert session.scalars(select(Job)).all() == []


def adding(session: Session, opened: Newsroom, **on: Any) -> None:
    add_contact(session, claim=on["claim"], fields=WORDED, by=opened.bo)


def editing(session: Session, opened: Newsroom, **on: Any) -> None:
    edit_contact(session, **on, fields=WORDED, revision=1, by=opened.bo)


@pytest.mark.parametrize("act", [adding, editing])
def test_nothing_is_worded_for_readers_of_a_claim_that_somebody_proposed_meanwhile(
    postgresql: Database, opened: Newsroom, act: Callable[..., None]
) -> None:
    with postgresql.writing() as late:
        on = {"claim": claim_in(late, opened, 1), "contact": late.scalars(select(Contact)).one()}
        with postgresql.writing() as early:
            opened.session = early
            opened.propose(claim_in(early, opened, 1))
        with pytest.raises(ClaimLocked):
            act(late, opened, **on)
        late.rollback()


def test_a_contact_that_somebody_removed_meanwhile_is_not_edited(
    postgresql: Database, opened: Newsroom
) -> None:
    with postgresql.writing() as late:
        claim, contact = claim_in(late, opened, 1), late.scalars(select(Contact)).one()
        with postgresql.writing() as early:
            gone = early.scalars(select(Contact)).one()
            remove_contact(early, claim=claim_in(early, opened, 1), contact=gone, by=opened.ana)
        with pytest.raises(ContactUnknown):
            edit_contact(
                late, claim=claim, contact=contact, fields=fields_of(contact), revision=1,
                by=opened.bo,
            )  # fmt: skip
        late.rollback()
