"""An editor says which snapshots readers get; packs that quote them are made anew."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests.databases import empty
from tests.publishing.desk import NewsDesk, make_news_desk
from tests.publishing.making import make_files
from tests.publishing.test_internal_packs import browser
from tests.publishing.test_pages import membership_of
from tests.settings import settings_for
from workbench.accounts.models import Membership
from workbench.accounts.rules import Actor, Role
from workbench.accounts.sessions import sign_in
from workbench.app import create_app
from workbench.articles.views.files import EXTENSION as FILES
from workbench.db import Database
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.publishing.kept_files import make_packs_anew
from workbench.publishing.pack.contents import write_pack
from workbench.sources.keeping import keep_snapshot
from workbench.sources.models import Snapshot, Source
from workbench.sources.service import SourceFields, add_source
from workbench.sources.taking import take
from workbench.web.database import EXTENSION
from workbench.web.submissions import new_key

PACK = "/reports/the-bridge-checked/pack.zip"


@pytest.fixture
def tokens(app: Flask, database: Database) -> dict[str, str]:
    """A report that quotes what was kept of a source, its pack made, and members signed in."""
    with database.writing() as session:
        desk: NewsDesk = make_news_desk(session)
        claim, source = desk.claim("It cost nine million"), desk.source("Ledger")
        desk.evidence(claim, source, "Nine")
        taken = take(b"Nine million.", name="leak.txt", files=app.extensions[FILES])
        keep_snapshot(session, source=source, taken=taken, by=desk.checker)
        desk.approve(claim)
        desk.publish()
        found = {
            name: sign_in(session, membership=membership_of(session, actor))
            for name, actor in (("editor", desk.editor), ("checker", desk.checker))
        }
    make_files(app)
    return found


@pytest.fixture
def editor(app: Flask, tokens: dict[str, str]) -> FlaskClient:
    return browser(app, tokens["editor"])


@pytest.fixture
def source_id(tokens: dict[str, str], database: Database) -> int:
    with database.reading() as session:
        return session.scalars(select(Source.id)).one()


@pytest.fixture
def snapshot(source_id: int, database: Database) -> str:
    """The address of what was kept."""
    with database.reading() as session:
        return f"/sources/{source_id}/snapshots/{session.scalars(select(Snapshot.id)).one()}"


def say(client: FlaskClient, snapshot: str, licence: str) -> int:
    data = {"submission_key": new_key(), "licence": licence}
    return client.post(f"{snapshot}/licence", data=data).status_code


def snapshots_in_pack(app: Flask) -> list[bytes]:
    """What readers get, after the worker has made what was asked for."""
    make_files(app)
    with zipfile.ZipFile(io.BytesIO(app.test_client().get(PACK).data)) as pack:
        return [pack.read(name) for name in pack.namelist() if "/snapshots/" in name]


def test_readers_get_a_snapshot_from_when_it_may_be_passed_on_until_it_may_not(
    editor: FlaskClient, app: Flask, database: Database, snapshot: str
) -> None:
    assert snapshots_in_pack(app) == []
    assert say(editor, snapshot, "CC BY 4.0, the city") == 303
    assert app.test_client().get(PACK).status_code == 503  # the one without it is gone
    assert snapshots_in_pack(app) == [b"Nine million."]
    for page in (snapshot.partition("/snapshots")[0], snapshot):
        assert "CC BY 4.0, the city" in editor.get(page).text
    assert say(editor, snapshot, "") == 303
    assert snapshots_in_pack(app) == []
    with database.reading() as session:
        kinds = session.scalars(select(Event.kind).order_by(Event.id.desc()).limit(2)).all()
    assert kinds == [EventKind.SNAPSHOT_KEPT_BACK, EventKind.SNAPSHOT_PASSED_ON]


def test_a_pack_that_is_being_made_meanwhile_is_made_again(
    editor: FlaskClient, app: Flask, snapshot: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(editor, snapshot, "CC BY 4.0")
    said: list[int] = []

    def interrupted(*args: Any, **kwargs: Any) -> None:
        write_pack(*args, **kwargs)
        if not said:
            said.append(say(editor, snapshot, ""))

    monkeypatch.setattr("workbench.publishing.making_files.write_pack", interrupted)
    make_files(app)
    assert said == [303]
    assert app.test_client().get(PACK).status_code == 503  # nothing that may not be passed on


def test_what_is_made_confidential_is_passed_on_no_more(
    editor: FlaskClient, app: Flask, database: Database, source_id: int, snapshot: str
) -> None:
    say(editor, snapshot, "CC BY 4.0")
    assert snapshots_in_pack(app) == [b"Nine million."]
    with database.reading() as session:
        own = session.scalars(select(Membership.id)).all()
        revision = session.get_one(Source, source_id).revision
    data = {
        "submission_key": new_key(), "naming-shown_as": "An official", "naming-confidants": own,
        "naming-revision": revision, "shown_as": "An official", "confidants": own,
        "revision": revision,
    }  # fmt: skip
    assert editor.post(f"/sources/{source_id}/confidants", data=data).status_code == 303
    assert snapshots_in_pack(app) == []
    assert say(editor, snapshot, "CC BY 4.0") == 409
    with database.reading() as session:
        assert session.scalars(select(Snapshot.licence)).all() == [""]


def test_only_who_publishes_says_so(app: Flask, tokens: dict[str, str], snapshot: str) -> None:
    checker = browser(app, tokens["checker"])
    assert 'name="licence"' not in checker.get(snapshot).text
    assert say(checker, snapshot, "CC BY 4.0") == 403


def test_the_same_file_kept_of_another_source_is_taken_back_too(
    editor: FlaskClient, app: Flask, database: Database, snapshot: str
) -> None:
    with database.writing() as session:
        actor = editor_of(session)
        other = add_source(session, fields=SourceFields("The ledger, again"), by=actor)
        taken = take(b"Nine million.", name="again.txt", files=app.extensions[FILES])
        kept = keep_snapshot(session, source=other, taken=taken, by=actor)
        again = f"/sources/{other.id}/snapshots/{kept.id}"
    say(editor, again, "CC BY 4.0")
    assert snapshots_in_pack(app) == [b"Nine million."]
    say(editor, again, "")
    assert snapshots_in_pack(app) == []


def editor_of(session: Session) -> Actor:
    desk_id = session.scalars(select(Source.desk_id).limit(1)).one()
    return Actor(desk_id=desk_id, name="Ed", role=Role.EDITOR)


def test_who_takes_a_licence_back_waits_for_a_worker_that_keeps_a_pack(
    postgresql_database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both look for what the other is about to write: one of them has to come second."""
    empty(postgresql_database)
    app = create_app(settings_for(tmp_path / "instance", postgresql_database.engine.url))
    with postgresql_database.writing() as session:
        desk = make_news_desk(session)
        claim, source = desk.claim("It cost nine million"), desk.source("Ledger")
        desk.evidence(claim, source, "Nine")
        taken = take(b"Nine million.", name="leak.txt", files=app.extensions[FILES])
        keep_snapshot(session, source=source, taken=taken, by=desk.checker).licence = "CC BY 4.0"
        desk.approve(claim)
        desk.publish()
    waited: list[str] = []

    def take_back(*_args: Any) -> None:
        with postgresql_database.writing() as session:
            session.execute(text("SET LOCAL lock_timeout = '100ms'"))
            kept = session.scalars(select(Snapshot)).one()
            kept.licence = ""
            try:
                make_packs_anew(session, digests=[kept.sha256], by=editor_of(session))
            except OperationalError as error:
                waited.append(str(error.orig))
                session.rollback()

    monkeypatch.setattr("workbench.publishing.making_files._keep_row", take_back)
    make_files(app)
    app.extensions[EXTENSION].close()
    assert len(waited) >= 1
    assert "lock timeout" in waited[0]
