"""What a screen lists is had as a file: filtered as it is, all pages of it, in its order."""

import csv
import io
import json

import pytest
from flask.testing import FlaskClient
from markdown_it import MarkdownIt
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from tests.screens.conftest import Desk, Enter, new_article, new_claim, new_source
from tests.screens.test_contacts import asked
from workbench.db import Database
from workbench.evidence.models import Contact
from workbench.evidence.rules import ContactState

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
    monkeypatch.setattr("workbench.screens.library_table.ROWS_AT_ONCE", 1)
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
    monkeypatch.setattr("workbench.screens.contacts.ROWS_AT_ONCE", 1)
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


@pytest.mark.parametrize("address", ["/claims.exe", "/contacts.exe", "/sources/export.exe"])
def test_another_format_is_not_found(enter: Enter, address: str) -> None:
    assert enter().get(address).status_code == 404
