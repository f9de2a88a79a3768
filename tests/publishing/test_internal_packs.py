"""The pack for members is made in the background, and nobody gets it who may not publish."""

import io
import zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.publishing.desk import NewsDesk, make_news_desk
from tests.publishing.making import make_files
from tests.publishing.test_pages import article_id, membership_of
from workbench.accounts.rules import command_line
from workbench.accounts.sessions import sign_in
from workbench.db import Database, now
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.jobs.models import Job
from workbench.publishing.internal_packs import KEPT_FOR, MAKE_INTERNAL, forget_internal_packs
from workbench.publishing.models import InternalPack, Report
from workbench.sources.models import Source
from workbench.web.submissions import new_key


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
def article(tokens: dict[str, str], database: Database) -> str:
    """The address of the article."""
    return f"/articles/{article_id(database)}"


@pytest.fixture
def address(article: str) -> str:
    return f"{article}/editions/1/members-pack.zip"


@pytest.fixture
def editor(tokens: dict[str, str], app: Flask) -> FlaskClient:
    return browser(app, tokens["editor"])


def ask_for_it(editor: FlaskClient, address: str) -> None:
    answer = editor.post(address.removesuffix(".zip"), data={"submission_key": new_key()})
    assert answer.status_code == 303


@pytest.fixture
def pack(editor: FlaskClient, app: Flask, address: str) -> bytes:
    """A pack that an editor had made."""
    ask_for_it(editor, address)
    make_files(app)
    return editor.get(address).data


def test_an_editor_has_it_made_and_saves_it(
    pack: bytes, editor: FlaskClient, address: str, article: str
) -> None:
    answer = editor.get(address)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"].endswith('.members.zip"')
    assert b"Ledger" in dossier_in(pack)
    assert f'href="{address}"' in editor.get(f"{article}/publish").text


def test_the_page_says_how_far_it_is(
    editor: FlaskClient, database: Database, address: str, article: str
) -> None:
    assert "Not made" in editor.get(f"{article}/publish").text
    ask_for_it(editor, address)
    section = editor.get(f"{article}/publish").text.partition('id="members-pack"')[2]
    assert "Waiting to be made" in section.partition("</section>")[0]
    with database.reading() as session:
        [job] = session.scalars(select(Job).where(Job.kind == MAKE_INTERNAL))
    assert list(job.payload) == ["edition_id"]


def test_nobody_else_gets_it_at_any_address(
    pack: bytes, app: Flask, tokens: dict[str, str], address: str
) -> None:
    stranger = app.test_client()
    assert stranger.get(address).status_code == 303
    assert browser(app, tokens["checker"]).get(address).status_code == 403
    for name in ("pack.zip", "members-pack.zip", "editions/1/pack.zip", "internal-pack.zip"):
        assert b"dossier.json" not in stranger.get(f"/reports/the-bridge-checked/{name}").data


def test_it_is_made_anew_in_the_place_of_the_one_before(
    pack: bytes, editor: FlaskClient, app: Flask, database: Database, address: str
) -> None:
    with database.writing() as session:
        session.scalars(select(Source)).one().title = "The books of the city"
    ask_for_it(editor, address)
    make_files(app)
    assert b"The books of the city" in dossier_in(editor.get(address).data)
    with database.reading() as session:
        assert len(session.scalars(select(InternalPack)).all()) == 1


def dossier_in(body: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return archive.read("the-bridge-checked-edition-1/data/dossier.json")


def test_after_something_was_hidden_it_is_sent_to_nobody_and_swept(
    pack: bytes, editor: FlaskClient, database: Database, address: str, article: str
) -> None:
    with database.writing() as session:
        record(session, EventKind.SOURCE_SEALED, by=command_line(desk_id=0))
    assert editor.get(address).status_code == 200  # another desk's secrets are not in it
    with database.writing() as session:
        record(
            session,
            EventKind.SOURCE_SEALED,
            by=command_line(desk_id=session.scalars(select(Report.desk_id)).one()),
        )
    assert editor.get(address).status_code == 404
    assert "Not made" in editor.get(f"{article}/publish").text
    with database.writing() as session:
        assert forget_internal_packs(session) == 1


def test_it_is_kept_for_a_month(
    pack: bytes, editor: FlaskClient, database: Database, address: str
) -> None:
    with database.writing() as session:
        assert forget_internal_packs(session) == 0
        session.scalars(select(InternalPack)).one().made_at = now() - 2 * KEPT_FOR
    assert editor.get(address).status_code == 404
    with database.writing() as session:
        assert forget_internal_packs(session) == 1
