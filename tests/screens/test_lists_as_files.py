"""What a screen lists is had as a file: filtered as it is, all pages of it, in its order."""

import csv
import io
import json

import pytest
from flask.testing import FlaskClient
from markdown_it import MarkdownIt
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from tests.screens.conftest import (
    Desk,
    Enter,
    new_article,
    new_claim,
    new_proposal,
    new_source,
    use,
)
from tests.screens.test_contacts import asked
from workbench.accounts.rules import Role
from workbench.db import Database
from workbench.evidence.models import Alert, Contact
from workbench.evidence.queries import evidence_of
from workbench.evidence.rules import AlertKind, ContactState
from workbench.jobs.models import Job
from workbench.jobs.service import ask, cancel
from workbench.messages.rules import MessageKind, MessageState
from workbench.messages.service import MessageFields, receive_message

ENDINGS = ("csv", "xlsx", "jsonl", "md")


def firsts(client: FlaskClient, address: str, ending: str, query: str, column: str) -> list[str]:
    """What stands in a column of a list's file, read by a program that did not write it."""
    answer = client.get(f"{address}.{ending}{query}")
    assert answer.status_code == 200
    body = answer.data
    if ending == "xlsx":
        headings, *rows = (
            CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
        )
        return [str(row[headings.index(column)]) for row in rows]
    if ending == "jsonl":
        return [json.loads(line)[column.lower()] for line in body.decode().splitlines()]
    if ending == "csv":
        return [
            row[column.lower()] for row in csv.DictReader(io.StringIO(body.decode("utf-8-sig")))
        ]
    tokens = MarkdownIt("commonmark").enable("table").parse(body.decode())
    cells = [token.content for token in tokens if token.type == "inline"]
    width = len([token for token in tokens if token.type == "th_open"])
    at = cells[:width].index(column)
    return cells[width:][at::width]


@pytest.mark.parametrize("ending", ENDINGS)
def test_claims_come_as_they_are_filtered(
    enter: Enter, database: Database, desk: Desk, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.screens.claims.ROWS_AT_ONCE", 2)
    with database.writing() as session:
        article = new_article(session, desk)
        for statement in ("The quay cost one.", "It rained.", "The quay cost two.", "=quay"):
            new_claim(session, desk, article, "The quay was late", statement)
    found = firsts(enter(), "/claims", ending, "?q=quay", "Statement")
    last = "'=quay" if ending == "csv" else "=quay"
    assert found == [last, "The quay cost two.", "The quay cost one."]


@pytest.mark.parametrize("ending", ENDINGS)
def test_sources_come_as_they_are_filtered_without_confidential_ones(
    enter: Enter, database: Database, desk: Desk, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.screens.tables.ROWS_AT_ONCE", 1)
    with database.writing() as session:
        for title in ("Tides", "Ebbs", "More tides"):
            new_source(session, desk, title)
        new_source(session, desk, "Tides of an official").confidential = True
    client = enter()
    found = firsts(client, "/sources/export", ending, "?q=tides", "Title")
    assert found == ["More tides", "Tides"]
    assert f"/sources/export.{ending}?q=tides" in client.get("/sources?q=tides").text


@pytest.mark.parametrize("ending", ENDINGS)
def test_contacts_come_as_they_are_filtered(
    enter: Enter, database: Database, desk: Desk, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.screens.tables.ROWS_AT_ONCE", 1)
    asked(database, desk, "The builder", due_on="2019-05-12")
    asked(database, desk, "The mayor", due_on="2019-05-10")
    asked(database, desk, "The deputy")
    with database.writing() as session:
        deputy = session.scalars(select(Contact).where(Contact.whom == "The deputy")).one()
        deputy.state = ContactState.DECLINED
    client = enter()
    assert firsts(client, "/contacts", ending, "", "Whom") == ["The mayor", "The builder"]
    everybody = firsts(client, "/contacts", ending, "?state=all", "Whom")
    assert everybody == ["The deputy", "The mayor", "The builder"]
    assert f"/contacts.{ending}?state=all" in client.get("/contacts?state=all").text


def test_claims_tell_who_works_on_them_and_what_was_noticed(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        article = new_article(session, desk)
        claim = new_claim(session, desk, article)
        claim.taken_by_id = desk.actor(Role.FACT_CHECKER).person_id
        source = new_source(session, desk)
        use(session, desk, claim, source)
        found = evidence_of(session, claim)[0]
        session.add(
            Alert(
                desk_id=desk.id,
                source_id=source.id,
                kind=AlertKind.CHANGED_QUOTE,
                evidence_id=found.id,
            )
        )
        name = desk.actor(Role.FACT_CHECKER).name
    client = enter()
    assert firsts(client, "/claims", "csv", "", "Works on it") == [name]
    assert firsts(client, "/claims", "csv", "", "Noticed at a source") == [AlertKind.CHANGED_QUOTE]


@pytest.mark.parametrize("ending", ENDINGS)
def test_messages_come_as_they_are_filtered_without_readers_addresses(
    enter: Enter, database: Database, desk: Desk, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.screens.tables.ROWS_AT_ONCE", 1)
    with database.writing() as session:
        for words in ("The quay is longer.", "=2+2", "Settled."):
            fields = MessageFields(MessageKind.SUGGESTION, words, email="zz@reader.example")
            written = receive_message(
                session, desk_id=desk.id, key=words, fields=fields, network=words
            )
        written.state = MessageState.ANSWERED
    client = enter()
    formula = "'=2+2" if ending == "csv" else "=2+2"
    assert firsts(client, "/messages", ending, "", "Words") == [formula, "The quay is longer."]
    assert firsts(client, "/messages", ending, "?state=answered", "Words") == ["Settled."]
    assert f"/messages.{ending}?state=answered" in client.get("/messages?state=answered").text
    assert "zz@reader" not in client.get("/messages.csv?state=all").text


def test_jobs_come_as_they_are_filtered(
    enter: Enter, database: Database, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.screens.tables.ROWS_AT_ONCE", 2)
    with database.writing() as session:
        for key in ("a", "b", "c"):
            ask(
                session, desk_id=desk.id, kind="count", key=key, about=key, payload={},
                by=desk.actor(),
            )  # fmt: skip
        cancel(session, job=session.scalars(select(Job).where(Job.key == "b")).one())
    client = enter()
    assert firsts(client, "/desk/jobs", "csv", "", "About") == ["c", "b", "a"]
    assert firsts(client, "/desk/jobs", "csv", "?state=cancelled", "About") == ["b"]
    assert "/desk/jobs.csv?state=cancelled" in client.get("/desk/jobs?state=cancelled").text


def test_the_review_queue_comes_whole(
    enter: Enter, database: Database, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.screens.tables.ROWS_AT_ONCE", 1)
    with database.writing() as session:
        article = new_article(session, desk)
        for statement in ("It cost one.", "It cost two."):
            claim = new_claim(session, desk, article, "The quay was late", statement)
            new_proposal(session, desk, claim)
    client = enter(Role.EDITOR)
    assert firsts(client, "/review", "csv", "", "Statement") == ["It cost one.", "It cost two."]
    assert "/review.csv" in client.get("/review").text


@pytest.mark.parametrize("address", ["/claims.exe", "/contacts.exe", "/sources/export.exe"])
def test_another_format_is_not_found(enter: Enter, address: str) -> None:
    assert enter().get(address).status_code == 404
