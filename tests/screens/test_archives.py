"""The web archive on a source's page: asked where there is one, and its copy noted by who may."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
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
from workbench.accounts.rules import Role
from workbench.config import Settings
from workbench.db import Database
from workbench.jobs.models import Job
from workbench.sources.archive_keeping import KEEP
from workbench.sources.archiving import ARCHIVE
from workbench.sources.models import ArchivedCopy, Source
from workbench.web import site
from workbench.web.submissions import new_key

COPY = "https://web.archive.example/web/20190517/https://harbour.example/minutes"


@pytest.fixture
def source(database: Database, desk: Desk) -> Source:
    """A source on the web."""
    with database.writing() as session:
        return new_source(session, desk, url="https://harbour.example/minutes")


@pytest.fixture
def _with_archive(app: Flask) -> None:
    """The workbench may ask an archive."""
    settings: Settings = app.extensions[site.EXTENSION]
    changed = {**settings.__dict__, "archive_url": "https://archive.example"}
    app.extensions[site.EXTENSION] = Settings(**changed)


def post(client: FlaskClient, source: Source, ending: str = "archive") -> int:
    form = {"submission_key": new_key()}
    return client.post(f"/sources/{source.id}/{ending}", data=form).status_code


def offer(database: Database, source: Source) -> None:
    with database.writing() as session:
        session.add(ArchivedCopy(source_id=source.id, url=COPY, day="2019-05-17"))


def archived(database: Database) -> str:
    with database.reading() as session:
        return session.scalars(select(Source.archived_url)).one()


def test_without_an_archive_nothing_is_said_of_one(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    assert "web archive" not in client.get(f"/sources/{source.id}").text
    assert post(client, source) == 422


@pytest.mark.usefixtures("_with_archive")
def test_the_archive_is_asked_in_the_background(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    assert "Look in the web archive" in client.get(f"/sources/{source.id}").text
    assert "Look in the web archive" not in enter(Role.VIEWER).get(f"/sources/{source.id}").text
    assert post(client, source) == 303
    with database.reading() as session:
        [job] = session.scalars(select(Job)).all()
    assert job.kind == ARCHIVE
    assert "The archive is being asked." in client.get(f"/sources/{source.id}").text


def test_a_copy_that_is_offered_is_noted_at_the_press_of_a_button(
    enter: Enter, database: Database, source: Source
) -> None:
    offer(database, source)
    client = enter()
    html = client.get(f"/sources/{source.id}").text
    assert "The archive has a copy of" in html
    assert f'href="{COPY}"' in html
    assert post(client, source, "archive/note") == 303
    assert archived(database) == COPY
    assert "Note this copy" not in client.get(f"/sources/{source.id}").text


@pytest.mark.usefixtures("_with_archive")
def test_what_decided_claims_rely_on_an_editor_has_to_change(
    enter: Enter, database: Database, desk: Desk, source: Source
) -> None:
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        use(session, desk, claim, session.get_one(Source, source.id))
        new_proposal(session, desk, claim)
    offer(database, source)
    assert post(enter(), source, "archive/note") == 403
    assert archived(database) == ""
    assert post(enter(Role.EDITOR), source, "archive/note") == 303
    assert archived(database) == COPY


def test_the_archive_is_asked_to_keep_a_page_where_a_setting_lets_it(
    enter: Enter, app: Flask, database: Database, source: Source
) -> None:
    client = enter()
    assert "Have the page kept" not in client.get(f"/sources/{source.id}").text
    assert post(client, source, "archive/keep") == 422
    settings: Settings = app.extensions[site.EXTENSION]
    app.extensions[site.EXTENSION] = replace(settings, archive_save_url="https://archive.example")
    assert "Have the page kept" in client.get(f"/sources/{source.id}").text
    assert "Have the page kept" not in enter(Role.VIEWER).get(f"/sources/{source.id}").text
    assert post(client, source, "archive/keep") == 303
    with database.reading() as session:
        assert session.scalars(select(Job.kind)).all() == [KEEP]
    assert "asked to keep the page." in client.get(f"/sources/{source.id}").text
