"""The site as files: what the application serves, and only what changed is written anew."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from flask import Flask

from tests.publishing.desk import NewsDesk, make_news_desk
from tests.publishing.test_desks import say
from tests.publishing.test_elsewhere import correct, publish_both
from tests.publishing.test_withdrawing import take_away
from workbench.articles.views.files import EXTENSION
from workbench.claims.same import note_other
from workbench.cli.site import asking
from workbench.db import Database
from workbench.publishing.flags import look_at_flags
from workbench.publishing.kept_files import KEPT
from workbench.publishing.models import EditionFile
from workbench.publishing.queries import edition_of
from workbench.site.building import (
    Answered,
    Asked,
    BeingBuilt,
    Built,
    Copy,
    Part,
    alone_in,
    file_of,
)
from workbench.site.places import every_part
from workbench.storage.files import FileStore
from workbench.verdicts.service import reopen_claim


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy"


def built(app: Flask, database: Database, folder: Path, *, asked_all: bool = False) -> Built:
    """`asked_all`: whatever the stamps of the parts say."""
    with database.reading() as session:
        parts = list(every_part(session))
    if asked_all:
        parts = [Part(part.addresses) for part in parts]
    return Copy(folder, lambda asked: map(asking(app), asked)).build(parts)


def test_a_copy_is_what_is_served_and_later_what_changed(
    app: Flask, database: Database, copy: Path
) -> None:
    with database.writing() as session:
        for name in ("One", "Two"):
            desk = make_news_desk(session, name)
            claim = desk.approve(desk.claim("It cost nine million"), "False")
            desk.publish(name)
    first = built(app, database, copy)
    later = {each.address for each in KEPT.values()}
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

    assert "message" not in (copy / "reports/two/index.html").read_text()  # nobody answers there


def test_of_what_is_withdrawn_a_copy_has_the_pages_that_say_so(
    app: Flask, database: Database, copy: Path
) -> None:
    with database.writing() as session:
        desk = make_news_desk(session)
        desk.approve(desk.claim("It cost nine million"), "False")
        desk.publish("Bridges")
    built(app, database, copy)
    with database.writing() as session:
        desk.session, desk.article = session, session.merge(desk.article)
        take_away(desk, 1, whole=True)
    again = built(app, database, copy)
    assert "reports/bridges/report.csv" not in again.written
    assert "reports/bridges/claims.csv" in again.removed
    gone = (copy / ".workbench-site.gone").read_text().splitlines()
    pages = ("", "/claims/1", "/claims/1/embed", "/editions/1", "/embed")
    assert gone == [f"/reports/bridges{page}{end} 1;" for page in pages for end in ("", "/")]
    for page in pages:
        told = (copy / file_of(f"/reports/bridges{page}")).read_text()
        assert "It was about another bridge." in told
        assert "nine million" not in told
    assert "bridges" not in (copy / "reports/index.html").read_text()


def test_no_stamp_hides_what_readers_would_be_told(
    app: Flask, database: Database, copy: Path
) -> None:
    """Whatever changes: when all is asked for after a build, nothing turns out to be new."""
    with database.writing() as session:
        desk, other = publish_both(session)
    built(app, database, copy)
    files: FileStore = app.extensions[EXTENSION]

    def look_at(here: NewsDesk) -> None:
        look_at_flags(here.session, claim=here.reload(1), by=here.editor)

    def part_from_the_same(here: NewsDesk) -> None:
        note_other(here.session, claim=here.reload(1), by=here.editor)

    def a_file_is_made(here: NewsDesk) -> None:
        edition, digest = edition_of(here.session, here.article), files.keep(b"a pack")
        here.session.add(EditionFile(edition_id=edition.id, format="pack", sha256=digest, size=6))

    steps: list[tuple[NewsDesk, Callable[[NewsDesk], object]]] = [
        (desk, correct), (other, look_at), (other, a_file_is_made),
        (desk, partial(take_away, number=1, whole=False)),
        (desk, partial(take_away, number=2, whole=True)), (other, part_from_the_same),
    ]  # fmt: skip
    for here, step in steps:
        with database.writing() as session:
            here.session, here.article = session, session.merge(here.article)
            step(here)
        assert built(app, database, copy).written
        again = built(app, database, copy, asked_all=True)
        assert (again.written, again.removed) == ([], [])
    with database.writing() as session:
        say(session, desk.article.desk_id, about="We check *bridges*.", accent="#7a2e1d")
    assert "reports/bridges/index.html" in built(app, database, copy).written


def test_a_build_that_is_interrupted_leaves_what_was_there_and_the_next_goes_on(
    copy: Path,
) -> None:
    pages = {"/reports/a": b"a", "/reports/": b"old"}

    def ask(asked: Iterable[Sequence[Asked]]) -> Iterator[list[Answered]]:
        yield from ([answer(each) for each in part] for part in asked)

    def answer(asked: Asked) -> Answered:
        body = pages[asked.address]
        return Answered(304) if asked.etag == body.decode() else Answered(200, body.decode(), body)

    Copy(copy, ask).build([Part([page]) for page in pages])
    before = pages.copy()
    pages["/reports/a"] = b"new a"
    del pages["/reports/"]
    with pytest.raises(KeyError):
        Copy(copy, ask).build(
            [Part([page]) for page in before]
        )  # whoever asks for what is gone ends the build
    assert (copy / "reports/index.html").read_bytes() == b"old"
    pages |= {"/reports/a": b"a", "/reports/": b"new"}
    built = Copy(copy, ask).build([Part([page]) for page in pages])
    assert built.written == ["reports/a/index.html", "reports/index.html", "index.html"]
    assert (copy / "reports/a/index.html").read_bytes() == b"a"
    assert not [path for path in copy.rglob("*") if path.suffix in {".new", ".unfinished"}]


def test_two_builds_never_write_into_one_folder(copy: Path) -> None:
    with alone_in(copy), pytest.raises(BeingBuilt, match="Nothing was changed"), alone_in(copy):
        pytest.fail("Two builds hold the folder.")
    with alone_in(copy):
        assert copy.is_dir()
