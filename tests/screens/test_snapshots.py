"""Snapshots: a file is kept, read, taken away and deleted."""

import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.intake.pdf_file import column, pdf_file
from tests.screens.conftest import Desk, Enter, new_source
from workbench.db import Database
from workbench.sources.models import Snapshot, Source
from workbench.sources.rules import Way
from workbench.web.submissions import new_key

REPORT = pdf_file([column(["The quay cost 32 million."]), [], column(["It opened in May."])])


@pytest.fixture
def source(database: Database, desk: Desk) -> Source:
    """A source of which nothing is kept."""
    with database.writing() as session:
        return new_source(session, desk)


def upload(
    client: FlaskClient, source: Source, data: bytes = REPORT, name: str = "report.pdf"
) -> TestResponse:
    form = {"submission_key": new_key(), "file": (BytesIO(data), name)}
    return client.post(f"/sources/{source.id}/snapshots", data=form)


def snapshots(database: Database) -> list[Snapshot]:
    with database.reading() as session:
        return list(session.scalars(select(Snapshot).order_by(Snapshot.id)))


def test_an_uploaded_pdf_is_kept_and_can_be_read_page_by_page(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    answer = upload(client, source)
    [kept] = snapshots(database)
    address = f"/sources/{source.id}/snapshots/{kept.id}"
    assert (answer.status_code, answer.location) == (303, address)
    assert (kept.name, kept.media_type, kept.size) == ("report.pdf", "application/pdf", len(REPORT))
    assert (kept.way, kept.url, kept.headers) == (Way.UPLOADED, "", {})
    html = client.get(address).text
    assert re.findall(r'<section[^>]* id="(p-\d)" data-label="(p. \d)"', html) == [
        ("p-1", "p. 1"), ("p-2", "p. 2"), ("p-3", "p. 3"),
    ]  # fmt: skip
    assert '<p class="words" dir="auto" data-start="27">It opened in May.</p>' in html
    assert "3 pages" in client.get(f"/sources/{source.id}").text
