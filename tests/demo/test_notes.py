"""The demo desk has notes of its own, quoted once rightly and once not."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.articles.models import Article
from workbench.claims.queries import get_claim
from workbench.claims.service import move_claim
from workbench.claims.workflow import Move
from workbench.demo.desk import DemoDesk, furnish
from workbench.demo.notes import ASKED, CLAIM, NOTES, SOUGHT, keep_notes
from workbench.evidence.contacts import fields_of
from workbench.evidence.queries import contacts_of, evidence_of, searches_of
from workbench.evidence.quotes import Outcome, check_quote
from workbench.sources.changes import count_changed
from workbench.sources.models import Snapshot, Source
from workbench.storage.files import FileStore


@pytest.fixture
def demo(session: Session) -> DemoDesk:
    """The demo desk, furnished."""
    return furnish(session, public_url="https://demo.example")


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    """A store with nothing in it."""
    return FileStore(tmp_path / "files")


def quotes(session: Session, demo: DemoDesk) -> list[str]:
    claim = get_claim(session, session.get_one(Article, demo.article_id), CLAIM)
    return [piece.quote for piece in evidence_of(session, claim)]


def test_one_quote_stands_in_the_notes_and_one_does_not(
    session: Session, demo: DemoDesk, store: FileStore
) -> None:
    keep_notes(session, demo=demo, store=store)
    [_before, kept] = session.scalars(select(Snapshot).order_by(Snapshot.id))
    found = [check_quote(quote, kept.text).outcome for quote in quotes(session, demo)]
    assert found == [Outcome.VERBATIM, Outcome.NOT_FOUND]
    assert store.read(kept.sha256).decode().startswith(NOTES.title)


def test_the_notes_were_corrected_and_the_correction_can_be_seen(
    session: Session, demo: DemoDesk, store: FileStore
) -> None:
    keep_notes(session, demo=demo, store=store)
    before, after = session.scalars(select(Snapshot).order_by(Snapshot.id))
    assert (before.changed, after.changed) == (None, 3)
    assert count_changed(before.text, after.text) == 3


def test_somebody_was_asked_and_something_was_looked_for(
    session: Session, demo: DemoDesk, store: FileStore
) -> None:
    for _time in range(2):
        keep_notes(session, demo=demo, store=store)
    claim = get_claim(session, session.get_one(Article, demo.article_id), CLAIM)
    assert [fields_of(contact) for contact in contacts_of(session, claim)] == [ASKED]
    assert [search.sought for search in searches_of(session, claim)] == [SOUGHT.sought]
    assert all(piece.about_stands for piece in evidence_of(session, claim))


def test_the_notes_are_put_there_once(session: Session, demo: DemoDesk, store: FileStore) -> None:
    for _time in range(2):
        keep_notes(session, demo=demo, store=store)
    notes = select(Source).where(Source.title == NOTES.title)
    assert (len(session.scalars(notes).all()), len(quotes(session, demo))) == (1, 2)


def test_nothing_is_put_to_a_claim_that_somebody_works_on(
    session: Session, demo: DemoDesk, store: FileStore
) -> None:
    claim = get_claim(session, session.get_one(Article, demo.article_id), CLAIM)
    move_claim(session, claim=claim, move=Move.TAKE, by=demo.fact_checker.actor())
    keep_notes(session, demo=demo, store=store)
    assert quotes(session, demo) == []
