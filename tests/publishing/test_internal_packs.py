"""The pack for members is made in the background, and nobody gets it who may not publish."""

import io
import zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.publishing.desk import NewsDesk, make_news_desk
from tests.publishing.making import make_files
from tests.publishing.test_pages import membership_of
from workbench.accounts.rules import command_line
from workbench.accounts.sessions import sign_in
from workbench.db import Database, now
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.jobs.models import Job
from workbench.publishing.internal_packs import KEPT_FOR, MAKE_INTERNAL, forget_internal_packs
from workbench.publishing.models import InternalPack
from workbench.sources.models import Source
from workbench.web.submissions import new_key

ADDRESS = "/articles/1/editions/1/members-pack.zip"


@pytest.fixture
def tokens(database: Database) -> dict[str, str]:
    """A desk with an edition, and sign-ins of its members."""
    with database.writing() as session:
        desk: NewsDesk = make_news_desk(session)
        claim = desk.claim("It cost nine million")
        desk.evidence(claim, desk.source("Ledger", url="https://city.example/l"), "9,000,000")
        desk.approve(claim)
        desk.publish()
        return {
            name: sign_in(session, membership=membership_of(session, actor))
            for name, actor in (("editor", desk.editor), ("checker", desk.checker))
        }


def browser(app: Flask, token: str) -> FlaskClient:
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return client


@pytest.fixture
def editor(tokens: dict[str, str], app: Flask) -> FlaskClient:
    return browser(app, tokens["editor"])


def ask_for_it(editor: FlaskClient) -> None:
    answer = editor.post(ADDRESS.removesuffix(".zip"), data={"submission_key": new_key()})
    assert answer.status_code == 303


@pytest.fixture
def pack(editor: FlaskClient, app: Flask) -> bytes:
    """A pack that an editor had made."""
    ask_for_it(editor)
    make_files(app)
    return editor.get(ADDRESS).data


def test_an_editor_has_it_made_and_saves_it(pack: bytes, editor: FlaskClient) -> None:
    answer = editor.get(ADDRESS)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"].endswith('.members.zip"')
    assert b"Ledger" in dossier_in(pack)
    assert f'href="{ADDRESS}"' in editor.get("/articles/1/publish").text


def test_the_page_says_how_far_it_is(editor: FlaskClient, database: Database) -> None:
    assert "Not made" in editor.get("/articles/1/publish").text
    ask_for_it(editor)
    section = editor.get("/articles/1/publish").text.partition('id="members-pack"')[2]
    assert "Waiting to be made" in section.partition("</section>")[0]
    with database.reading() as session:
        [job] = session.scalars(select(Job).where(Job.kind == MAKE_INTERNAL))
    assert job.payload == {"edition_id": 1}


def test_nobody_else_gets_it_at_any_address(
    pack: bytes, app: Flask, tokens: dict[str, str]
) -> None:
    stranger = app.test_client()
    assert stranger.get(ADDRESS).status_code == 303
    assert browser(app, tokens["checker"]).get(ADDRESS).status_code == 403
    for name in ("pack.zip", "members-pack.zip", "editions/1/pack.zip", "internal-pack.zip"):
        assert b"dossier.json" not in stranger.get(f"/reports/the-bridge-checked/{name}").data


def test_it_is_made_anew_in_the_place_of_the_one_before(
    pack: bytes, editor: FlaskClient, app: Flask, database: Database
) -> None:
    with database.writing() as session:
        session.scalars(select(Source)).one().title = "The books of the city"
    ask_for_it(editor)
    make_files(app)
    assert b"The books of the city" in dossier_in(editor.get(ADDRESS).data)
    with database.reading() as session:
        assert len(session.scalars(select(InternalPack)).all()) == 1


def dossier_in(body: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return archive.read("the-bridge-checked-edition-1/data/dossier.json")


def test_after_something_was_hidden_it_is_sent_to_nobody_and_swept(
    pack: bytes, editor: FlaskClient, database: Database
) -> None:
    with database.writing() as session:
        record(session, EventKind.SOURCE_SEALED, by=command_line(desk_id=2))
    assert editor.get(ADDRESS).status_code == 200  # another desk's secrets are not in it
    with database.writing() as session:
        record(session, EventKind.SOURCE_SEALED, by=command_line(desk_id=1))
    assert editor.get(ADDRESS).status_code == 404
    assert "Not made" in editor.get("/articles/1/publish").text
    with database.writing() as session:
        assert forget_internal_packs(session) == 1


def test_it_is_kept_for_a_month(pack: bytes, editor: FlaskClient, database: Database) -> None:
    with database.writing() as session:
        assert forget_internal_packs(session) == 0
        session.scalars(select(InternalPack)).one().made_at = now() - 2 * KEPT_FOR
    assert editor.get(ADDRESS).status_code == 404
    with database.writing() as session:
        assert forget_internal_packs(session) == 1
