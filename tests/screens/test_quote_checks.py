"""Quotes are checked against what is kept of their source, where evidence is read."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.screens.conftest import (
    CountQueries,
    Desk,
    Enter,
    count_queries,
    new_article,
    new_claim,
    new_proposal,
    new_source,
)
from tests.screens.workbench.parsing import find, parsed
from workbench.accounts.rules import Role
from workbench.claims.models import Claim
from workbench.config import Settings
from workbench.db import Database
from workbench.evidence.models import Evidence
from workbench.evidence.rules import Stance
from workbench.evidence.service import EvidenceFields, add_evidence
from workbench.sources.keeping import delete_snapshot, keep_snapshot
from workbench.sources.models import Snapshot, Source
from workbench.sources.taking import take
from workbench.storage.files import FileStore

__all__ = ["count_queries"]

MINUTES = "Minutes of May.\n\nThe council approves 32 million. Nobody spoke against it."


@pytest.fixture
def files(settings: Settings) -> FileStore:
    """The store of the site."""
    return FileStore(settings.files)


def quoted(
    database: Database, desk: Desk, files: FileStore, *quotes: str, kept: str = MINUTES
) -> str:
    """A claim with these quotes, each of a source of which this is kept; its address."""
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        for number, quote in enumerate(quotes):
            source = new_source(session, desk, f"Minutes {number}")
            use(session, desk, claim, source, quote)
            if kept:
                taken = take(f"{kept} {number}".encode(), name="minutes.txt", files=files)
                keep_snapshot(session, source=source, taken=taken, by=desk.actor())
        return f"/articles/{claim.article_id}/claims/{claim.number}"


def use(session: Session, desk: Desk, claim: Claim, source: Source, quote: str) -> None:
    fields = EvidenceFields(Stance.REFUTES, quote)
    add_evidence(session, claim=claim, source=source, fields=fields, by=desk.actor())


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("The council approves 32 million.", ("Verbatim", "in the snapshot, para. 2")),
        ("“The council approves 32 million.”", ("Verbatim", "para. 2")),
        ("The council\u00a0approves 32\nmillion.", ("Verbatim but for typography", "para. 2")),
        ("The council approves 42 million.", ("Close", "A number differs.", "<del", "<ins")),
        ("The council [refuses] 32 million.", ("Close", "[refuses] stands for “approves”")),
        ("[It] … 32 [crowns] million.", ("Verbatim", "[crowns] is put in")),
        ("The … 32 million.", ("Verbatim", "… leaves out “council approves”")),
        ("The harbour master resigned in tears.", ("Not found",)),
    ],
)
def test_a_quote_says_whether_the_source_has_it(
    enter: Enter, database: Database, desk: Desk, files: FileStore, quote: str, told: tuple[str]
) -> None:
    page = enter().get(quoted(database, desk, files, quote)).text
    for words in told:
        assert words in page


def test_a_place_that_the_locator_names_is_said_once(
    enter: Enter, database: Database, desk: Desk, files: FileStore
) -> None:
    address, client = quoted(database, desk, files, "The council approves 32 million."), enter()
    page = client.get(address).text
    assert ("in the snapshot, para. 2" in page, "Choose other words" in page) == (True, True)
    with database.writing() as session:
        session.scalars(select(Evidence)).one().locator = "para. 2"
    said = parsed(client.get(address).text)
    [piece] = find(said, "#evidence li.evidence")
    words = [each.text_content() for each in find(piece, "p.quote-check, p.evidence-foot")]
    assert sum(each.count("para. 2") for each in words) == 1


def test_without_a_snapshot_nothing_is_said_to_stand_anywhere(
    enter: Enter, database: Database, desk: Desk, files: FileStore
) -> None:
    page = enter().get(quoted(database, desk, files, "The council approves.", kept="")).text
    assert "No snapshot with a text to check it against." in page
    assert "Verbatim" not in page


def test_a_newer_snapshot_is_what_counts(
    enter: Enter, database: Database, desk: Desk, files: FileStore
) -> None:
    address, client = quoted(database, desk, files, "The council approves 32 million."), enter()
    assert "Verbatim" in client.get(address).text
    with database.writing() as session:
        keep(session, desk, files, "The page was moved.")
    assert "Not found" in client.get(address).text


def keep(session: Session, desk: Desk, files: FileStore, words: str) -> Snapshot:
    taken = take(words.encode(), name="new.txt", files=files)
    source = session.scalars(select(Source)).one()
    return keep_snapshot(session, source=source, taken=taken, by=desk.actor())


def refer_to_the_only_snapshot(session: Session) -> None:
    session.scalars(select(Evidence)).one().snapshot_id = session.scalars(select(Snapshot.id)).one()


@pytest.mark.parametrize(
    ("newer", "told"),
    [
        ("The page was moved.", "not found"),
        ("The council approves 42 million.", "close"),
        ("Now, the council approves. The council approves 32 million.", ""),
    ],
)
def test_a_quote_is_checked_against_the_snapshot_it_refers_to_and_the_newest_is_told_of(
    enter: Enter, database: Database, desk: Desk, files: FileStore, newer: str, told: str
) -> None:
    address, client = quoted(database, desk, files, "The council approves 32 million."), enter()
    with database.writing() as session:
        refer_to_the_only_snapshot(session)
    assert "In the newest snapshot" not in client.get(address).text
    with database.writing() as session:
        newest = keep(session, desk, files, newer)
    page = client.get(address).text
    assert "Verbatim" in page
    assert "in the snapshot, para. 2" in page
    assert (f"/snapshots/{newest.id}?" in page, "In the newest snapshot" in page) == (
        bool(told),
        bool(told),
    )
    assert not told or f"<strong>{told}</strong>" in page


def test_what_was_found_in_a_snapshot_is_not_told_of_another_that_got_its_id(
    enter: Enter, database: Database, desk: Desk, files: FileStore
) -> None:
    address, client = quoted(database, desk, files, "The council approves 32 million."), enter()
    assert "Verbatim" in client.get(address).text
    with database.writing() as session:
        source = session.scalars(select(Source)).one()
        snapshot = session.scalars(select(Snapshot)).one()
        gone = snapshot.id
        delete_snapshot(session, source=source, snapshot=snapshot, by=desk.actor())
        keep(session, desk, files, "The page was moved.").id = gone  # as SQLite numbers rows
    assert "Not found" in client.get(address).text


def test_the_editor_sees_it_too(
    enter: Enter, database: Database, desk: Desk, files: FileStore
) -> None:
    quoted(database, desk, files, "The council approves 42 million.")
    with database.writing() as session:
        new_proposal(session, desk, session.scalars(select(Claim)).one())
    page = enter(Role.EDITOR).get("/review").text
    assert "A number differs." in page


def opened(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 200


def test_more_quotes_take_no_more_queries(
    enter: Enter, database: Database, desk: Desk, files: FileStore, count_queries: CountQueries
) -> None:
    client, nowhere_else = enter(), "Nobody counted the queries. " + MINUTES  # or it is remembered
    one = quoted(database, desk, files, "The council approves 32 million.", kept=nowhere_else)
    three = quoted(database, desk, files, "The council", "Nobody spoke", "Minutes of May")
    counts = []
    for address in (one, three):
        with count_queries() as queries:
            opened(client, address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_sources_page_says_which_quotes_its_newest_snapshot_has(
    enter: Enter, database: Database, desk: Desk, files: FileStore
) -> None:
    quoted(database, desk, files, "The council approves 32 million.")
    with database.reading() as session:
        source_id = session.scalars(select(Source.id)).one()
    assert "in the snapshot, para. 2" in enter().get(f"/sources/{source_id}").text
