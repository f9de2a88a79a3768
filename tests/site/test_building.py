"""The site as files: what the application serves, and only what changed is written anew."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.publishing.desk import make_news_desk
from workbench.cli.site import asking
from workbench.db import Database
from workbench.publishing.formats import FORMATS
from workbench.publishing.index.writing import take_out
from workbench.publishing.models import Report
from workbench.site.building import Built, Copy, Fetched, file_of
from workbench.site.places import every_address
from workbench.verdicts.service import reopen_claim


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy"


def built(app: Flask, database: Database, folder: Path) -> Built:
    with database.reading() as session:
        addresses = list(every_address(session))
    return Copy(folder, asking(app, lambda _done: None)).build(addresses)


def test_a_copy_is_what_is_served_and_later_what_changed(
    app: Flask, database: Database, copy: Path
) -> None:
    with database.writing() as session:
        for name in ("One", "Two"):
            desk = make_news_desk(session, name)
            claim = desk.approve(desk.claim("It cost nine million"), "False")
            desk.publish(name)
    first = built(app, database, copy)
    later = {each.address for each in FORMATS.values() if each.kept}
    assert {address.rpartition("/")[2] for address in first.missing} == later
    client = app.test_client()
    for path in (
        "/reports/one", "/reports/one/claims/1", "/reports/verdicts/false/",
        "/reports/one/embed", "/reports/one/claims/1/embed", "/reports/one/claims/1/card.png",
    ):  # fmt: skip
        served = client.get(path, environ_overrides={"workbench.as_files": True}).data
        assert (copy / file_of(path)).read_bytes() == served
    assert (copy / "reports/one/claims.csv").read_bytes() == client.get(
        "/reports/one/claims.csv"
    ).data
    assert 'type="search"' not in (copy / "index.html").read_text()
    assert (copy / "static/css/report.css").is_file()
    assert list((copy / "static").rglob("*.woff2"))

    again = built(app, database, copy)
    assert (again.written, again.removed) == ([], [])
    assert again.kept == len(first.written)

    with database.writing() as session:
        desk.session, desk.article = session, session.merge(desk.article)
        claim = desk.reload(1)
        reopen_claim(session, claim=claim, by=desk.editor)
        desk.approve(claim, "True")
        desk.publish("Two, corrected")
    changed = built(app, database, copy)
    assert {path.split("/")[1] for path in changed.written if path.startswith("reports/")} >= {
        "two", "corrections", "index.html",
    }  # fmt: skip
    assert not [path for path in changed.written if path.startswith("reports/one")]
    assert not [path for path in changed.written if path.startswith("static")]

    with database.writing() as session:
        take_out(session, session.scalars(select(Report).where(Report.slug == "two")).one())
    assert "reports/two/index.html" in built(app, database, copy).removed
    assert not (copy / "reports/two/index.html").exists()
    assert (copy / "reports/one/index.html").exists()


def test_a_build_that_is_interrupted_leaves_what_was_there_and_the_next_goes_on(
    copy: Path,
) -> None:
    pages = {"/reports/a": b"a", "/reports/": b"old"}

    def ask(address: str, etag: str) -> Fetched | None:
        body = pages[address]
        return None if etag == body.decode() else Fetched(body, body.decode())

    Copy(copy, ask).build(pages)
    before = pages.copy()
    pages["/reports/a"] = b"new a"
    del pages["/reports/"]
    with pytest.raises(KeyError):
        Copy(copy, ask).build(before)  # whoever asks for what is gone ends the build
    assert (copy / "reports/index.html").read_bytes() == b"old"
    pages |= {"/reports/a": b"a", "/reports/": b"new"}
    built = Copy(copy, ask).build(pages)
    assert built.written == ["reports/a/index.html", "reports/index.html", "index.html"]
    assert (copy / "reports/a/index.html").read_bytes() == b"a"
    assert not [path for path in copy.rglob("*") if path.suffix in {".new", ".unfinished"}]
