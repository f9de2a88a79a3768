"""Formats that take long are made by a worker, kept, and sent from the store."""

import io
import zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update

from tests.publishing.desk import NewsDesk, make_news_desk
from tests.publishing.making import make_files
from tests.publishing.test_pages import article_id, enter
from workbench.accounts.rules import command_line
from workbench.db import Database
from workbench.jobs.models import Job
from workbench.jobs.rules import JobState
from workbench.publishing.exports.rendering import render, render_long
from workbench.publishing.formats import FORMATS
from workbench.publishing.kept_files import KEPT, ask_for_missing_files
from workbench.publishing.models import Edition, EditionFile
from workbench.publishing.pack.signing import fingerprint_of
from workbench.publishing.queries import public_edition
from workbench.publishing.withdrawing import withdraw

REPORT = "/reports/the-bridge-checked"
ADDRESS = f"{REPORT}/report.xlsx"


@pytest.fixture
def published(database: Database) -> None:
    """Two editions of a report."""
    with database.writing() as session:
        desk: NewsDesk = make_news_desk(session)
        desk.approve(desk.claim("It cost nine million"))
        desk.publish()
        desk.approve(desk.claim("Nobody came"))
        desk.publish(note="One claim more.")


def jobs(database: Database) -> list[str]:
    """The keys of all jobs, each edition told by its number."""
    with database.reading() as session:
        keys = session.scalars(select(Job.key).order_by(Job.id)).all()
        ids = {str(e.id): str(e.number) for e in session.scalars(select(Edition))}
    return [f"{words} {ids[number]}" for words, _space, number in (k.rpartition(" ") for k in keys)]


def test_rows_and_parts_of_a_file_are_counted_as_they_are_made(
    published: None, database: Database
) -> None:
    with database.reading() as session:
        edition = public_edition(session, "the-bridge-checked")
        for name, number in (("xlsx", 2), ("docx", 7)):
            told: list[tuple[int, int | None]] = []
            made = render_long(edition, name, lambda *step, told=told: told.append(step[:2]))
            assert told == [(done, number) for done in range(number)], name
            assert made == render(edition, name)[0]


def test_who_stops_a_file_stops_it_in_the_middle(published: None, database: Database) -> None:
    def stopping(done: int, _total: int | None, _words: str) -> None:
        if done == 1:
            raise InterruptedError

    with database.reading() as session:
        edition = public_edition(session, "the-bridge-checked")
        for name in ("xlsx", "docx"):
            with pytest.raises(InterruptedError):
                render_long(edition, name, stopping)


def test_publishing_asks_for_the_files_of_the_edition(published: None, database: Database) -> None:
    assert jobs(database) == [f"{name} of edition {n}" for n in (1, 2) for name in KEPT]


def test_a_file_that_is_not_made_yet_is_told_of_and_not_made(
    published: None, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.publishing.file_pages.render", None)
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "This file is being made" in answer.text
    assert f'href="{REPORT}"' in answer.text


def test_a_file_is_what_the_edition_renders_to(
    published: None, app: Flask, database: Database, client: FlaskClient
) -> None:
    make_files(app)
    with database.reading() as session:
        body = render(public_edition(session, "the-bridge-checked"), "xlsx")[0]
        of_kind = select(EditionFile.sha256).where(EditionFile.format == "xlsx")
        digest = session.scalars(of_kind.order_by(EditionFile.id.desc())).first()
    answer = client.get(ADDRESS)
    assert answer.data == body
    assert answer.headers["ETag"] == f'"{digest}"'
    assert answer.headers["Content-Length"] == str(len(body))
    assert answer.headers["Content-Disposition"].endswith('"the-bridge-checked-edition-2.xlsx"')


def test_the_address_of_an_edition_is_kept_by_caches_and_the_newest_asked_for_each_time(
    published: None, app: Flask, client: FlaskClient
) -> None:
    make_files(app)
    newest, first = client.get(ADDRESS), client.get(f"{REPORT}/editions/1/report.xlsx")
    assert newest.headers["Cache-Control"] == "public, no-cache"
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert newest.data != first.data
    again = client.get(ADDRESS, headers={"If-None-Match": newest.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in KEPT])
def test_an_older_edition_is_had_in_every_format(
    published: None, client: FlaskClient, name: str
) -> None:
    first = client.get(f"{REPORT}/editions/1/{FORMATS[name].address}")
    assert first.status_code == 200
    assert "edition-1." in first.headers["Content-Disposition"]


def test_what_is_no_format_is_not_found(published: None, client: FlaskClient) -> None:
    for address in ("report.exe", "editions/1/report.exe", "editions/9/report.xlsx"):
        assert client.get(f"{REPORT}/{address}").status_code == 404


def test_the_files_of_a_withdrawn_report_are_gone_as_its_page_is(
    published: None, app: Flask, database: Database, client: FlaskClient
) -> None:
    make_files(app)
    with database.writing() as session:
        edition = public_edition(session, "the-bridge-checked")
        by = command_line(edition.report.desk_id)
        withdraw(session, article=edition.report.article, number=2, whole=True, why="Wrong.", by=by)
    assert client.get(ADDRESS).status_code == 410
    assert client.get(f"{REPORT}/editions/1/report.xlsx").status_code == 410


def test_the_key_that_signed_a_pack_is_on_the_site(
    published: None, app: Flask, client: FlaskClient
) -> None:
    linked = 'href="/desks/bridge-desk/key.pem"'
    assert linked not in client.get(REPORT).text
    make_files(app)
    assert linked in client.get(REPORT).text
    with zipfile.ZipFile(io.BytesIO(client.get(f"{REPORT}/pack.zip").data)) as pack:
        pem = pack.read("the-bridge-checked-edition-2/key.pem")
    assert client.get("/desks/bridge-desk/key.pem").data == pem
    assert client.get(f"/keys/{fingerprint_of(pem)}.pem").data == pem
    assert client.get(f"/keys/{'0' * 64}.pem").status_code == 404


def test_a_file_is_made_once(published: None, app: Flask, database: Database) -> None:
    make_files(app)
    with database.writing() as session:
        session.execute(update(Job).values(state=JobState.WAITING, ended_at=None))
    make_files(app)
    with database.reading() as session:
        assert len(session.scalars(select(EditionFile)).all()) == 2 * len(KEPT)


def test_newest_editions_get_what_nobody_asked_for(
    published: None, app: Flask, database: Database
) -> None:
    with database.writing() as session:
        session.execute(delete(Job))
    ask_for_missing_files(database)
    assert jobs(database) == [f"{name} of edition 2" for name in KEPT]
    make_files(app)
    ask_for_missing_files(database)
    assert len(jobs(database)) == len(KEPT)


def test_a_job_that_failed_is_asked_for_again_by_people_alone(
    published: None, database: Database
) -> None:
    with database.writing() as session:
        first = session.scalars(select(Edition.id).order_by(Edition.id)).first()
        session.execute(delete(Job).where(Job.key.endswith(f" {first}")))
        session.execute(update(Job).values(state=JobState.FAILED, ended_at=Job.asked_at))
    ask_for_missing_files(database)
    assert jobs(database) == [f"{name} of edition 2" for name in KEPT]


def test_an_editor_sees_how_far_a_file_is_and_has_a_failed_one_made_again(
    app: Flask, database: Database
) -> None:
    editor = enter(app, database, "editor")
    article = f"/articles/{article_id(database)}"
    page = f"{article}/publish"
    words = {"title": "The bridge", "shown": "excerpts", "submission_key": "the first key"}
    assert editor.post(page, data=words).status_code == 303
    assert "Waiting to be made" in editor.get(page).text
    with database.writing() as session:
        failed = {"state": JobState.FAILED, "ended_at": Job.asked_at, "trouble": "It broke."}
        session.execute(update(Job).values(failed))
    assert "It broke." in editor.get(page).text
    again = f"{article}/editions/1/files/xlsx"
    assert f'action="{again}"' in editor.get(page).text
    assert editor.post(again, data={"submission_key": "another key"}).status_code == 303
    make_files(app)
    assert "/editions/1/report.xlsx" in editor.get(page).text
