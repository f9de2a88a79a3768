"""A web archive is asked for the copy of a page that is closest to the day it was seen."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders import Newsroom, open_newsroom
from tests.intake.web_server import Handler, Server
from tests.intake.web_server import running as running_server
from workbench.accounts.queries import members
from workbench.db import Database
from workbench.evidence.merging import merge_sources
from workbench.evidence.queries import may_edit
from workbench.history.models import Event
from workbench.jobs.models import Job
from workbench.jobs.worker import Worker
from workbench.sources.archive_answers import (
    Copy,
    closest_copy,
    kept_copy,
    question,
    request_to_keep,
)
from workbench.sources.archive_keeping import KEEP, ask_to_keep, keep_in_archive
from workbench.sources.archiving import ARCHIVE, LIMITS, ask_archive, look_in_archive, note_copy
from workbench.sources.errors import AddressMissing, ArchiveUnreadable, NotArchived
from workbench.sources.models import ArchivedCopy, Source
from workbench.sources.sealing import make_confidential, seal
from workbench.sources.service import SourceFields, add_source, fields_of

URL = "https://harbour.example/minutes?of=may&v=2"
ARCHIVED = "https://web.archive.example/web/20190517093000/https://harbour.example/minutes"
ASKED = "/wayback/available?url=https%3A%2F%2Fharbour.example%2Fminutes%3Fof%3Dmay%26v%3D2"


def answer(url: str = ARCHIVED, timestamp: object = "20190517093000", **more: object) -> bytes:
    closest = {"status": "200", "available": True, "url": url, "timestamp": timestamp, **more}
    return json.dumps({"url": URL, "archived_snapshots": {"closest": closest}}).encode()


LONG = "a" * 9_999
NOTHING = b'{"url": "harbour.example", "archived_snapshots": {}}'


def test_the_question_names_the_page_and_the_day_it_was_seen() -> None:
    assert question("https://archive.example", URL, "2019-05-16") == (
        f"https://archive.example{ASKED}&timestamp=20190516"
    )
    assert question("https://archive.example", URL, "") == f"https://archive.example{ASKED}"


def test_the_copy_is_told_with_its_day() -> None:
    assert closest_copy(answer(), "https://archive.example") == Copy(ARCHIVED, "2019-05-17")


@pytest.mark.parametrize("said", [NOTHING, answer(available=False)], ids=["none", "not available"])
def test_a_page_that_was_not_archived_is_told_as_such(said: bytes) -> None:
    with pytest.raises(NotArchived, match="has no copy"):
        closest_copy(said, "https://archive.example")


@pytest.mark.parametrize(
    "said",
    [
        b"", b"<html>busy</html>", b"[]", b"{}", b"null", b'{"archived_snapshots": []}',
        b'{"archived_snapshots": {"closest": "yes"}}', b"[" * 100_000, b"\xff\xfe",
        answer(url="javascript:alert(1)"), answer(url="https://evil.example/web/2019/"),
        answer(url="https://archive.example.evil.example/"), answer(url="https://[archive.example"),
        answer(url="https://notarchive.example/"), answer(url="https://a@archive.example/"),
        answer(url="https://archive.example:x/"), answer(url="https://archive.example/a b"),
        answer(url="https://archive.example/\n"), answer(url=f"https://archive.example/{LONG}"),
        answer(timestamp="20190230093000"), answer(timestamp="00000101000000"),
        answer(timestamp="soon"), answer(timestamp=None), answer(url=7),  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_an_answer_that_makes_no_sense_is_refused(said: bytes) -> None:
    with pytest.raises(ArchiveUnreadable):
        closest_copy(said, "https://archive.example")


@given(st.binary(max_size=200))
def test_whatever_is_answered_is_a_copy_or_refused(said: bytes) -> None:
    with pytest.raises((ArchiveUnreadable, NotArchived)):
        closest_copy(said, "https://archive.example")


@pytest.fixture
def archive() -> Iterator[Server]:
    """An archive on this machine."""
    with running_server() as found:
        yield found


@pytest.fixture
def house(database: Database) -> Newsroom:
    """A newsroom, committed, whose library has one source, seen on 16 May 2019."""
    with database.writing() as session:
        room = open_newsroom(session)
        room.source("Minutes", url=URL, accessed="2019-05-16")
        return room


def copy_on(archive: Server) -> str:
    return f"http://127.0.0.1:{archive.port}/web/20190517093000/{URL}"


def look(
    database: Database,
    house: Newsroom,
    archive: Server,
    page: Callable[[Handler], None],
) -> Source:
    """Ask the archive, which answers with the page; and see the source."""
    archive.pages[f"{ASKED}&timestamp=20190516"] = page
    site = f"http://127.0.0.1:{archive.port}"
    handler = partial(look_in_archive, archive=site, user_agent="workbench", may_edit=may_edit)
    with database.writing() as session:
        source = session.scalars(select(Source)).one()
        ask_archive(session, source=source, by=house.ana)
    Worker(database, {ARCHIVE: handler}).work_off()
    with database.reading() as session:
        return session.get_one(Source, source.id)


def rows(database: Database, what: type[Any]) -> list[Any]:
    with database.reading() as session:
        return list(session.scalars(select(what).order_by(what.id)))


def sends(body: bytes, status: int = 200) -> Callable[[Handler], None]:
    return lambda handler: handler.answer(status, body, content_type="application/json")


def test_the_closest_copy_is_noted_and_the_record_says_by_whose_wish(
    database: Database, house: Newsroom, archive: Server
) -> None:
    found = copy_on(archive)
    assert look(database, house, archive, sends(answer(found))).archived_url == found
    [(_path, headers)] = archive.asked
    assert headers["user-agent"] == "workbench"
    assert rows(database, ArchivedCopy) == []
    event = rows(database, Event)[-1]
    assert (event.kind, event.by_name) == ("source edited", "Ana")
    assert event.details["changed"] == {"archived_url": ["", found]}


def test_a_copy_is_offered_where_one_is_noted_already(
    database: Database, house: Newsroom, archive: Server
) -> None:
    with database.writing() as session:
        source = session.scalars(select(Source)).one()
        note_copy(session, source=source, url="https://archive.example/typed", by=house.ana)
    for _time in range(2):
        source = look(database, house, archive, sends(answer(copy_on(archive))))
    assert source.archived_url == "https://archive.example/typed"
    [offered] = rows(database, ArchivedCopy)
    assert (offered.url, offered.day) == (copy_on(archive), "2019-05-17")


def meanwhile(
    database: Database, archive: Server, act: Callable[[Session, Source], object]
) -> Callable[[Handler], None]:
    """The archive answers with a copy, but only after somebody did something."""

    def page(handler: Handler) -> None:
        with database.writing() as session:
            act(session, session.scalars(select(Source)).one())
        sends(answer(copy_on(archive)))(handler)

    return page


def test_a_copy_is_offered_where_an_editor_has_to_agree_by_the_time_it_comes(
    database: Database, house: Newsroom, archive: Server
) -> None:
    def propose(session: Session, source: Source) -> None:
        article, version = session.merge(house.article), session.merge(house.version)
        room = replace(house, session=session, article=article, version=version)
        claim = room.claim()
        room.evidence(claim, source=source)
        room.propose(claim)

    source = look(database, house, archive, meanwhile(database, archive, propose))
    assert source.archived_url == ""
    assert len(rows(database, ArchivedCopy)) == 1


@pytest.mark.parametrize(
    ("url", "noted"), [(f"{URL}&utm_source=x", True), ("https://other.example/", False)]
)
def test_of_a_source_that_went_into_another_it_is_noted_there_if_that_is_the_same_page(
    database: Database, house: Newsroom, archive: Server, url: str, *, noted: bool
) -> None:
    def merge(session: Session, source: Source) -> None:
        into = add_source(session, fields=SourceFields("Other", url=url), by=house.ana)
        merge_sources(session, source=source, into=into, taken=(), revisions=(1, 1), by=house.ana)

    gone = look(database, house, archive, meanwhile(database, archive, merge))
    assert gone.archived_url == ""
    assert rows(database, ArchivedCopy) == []
    [job] = rows(database, Job)
    into = rows(database, Source)[-1]
    if noted:
        assert (job.state, into.archived_url) == ("done", copy_on(archive))
    else:
        assert (job.state, into.archived_url) == ("failed", "")
        assert "another web address by now" in str(job.trouble)


def test_what_became_confidential_meanwhile_gets_no_copy(
    database: Database, house: Newsroom, archive: Server
) -> None:
    def hide(session: Session, source: Source) -> None:
        make_confidential(
            session, source=source, shown_as="an official", revision=1, by=house.ana,
            confidants=members(session, house.desk_id),
        )  # fmt: skip

    source = look(database, house, archive, meanwhile(database, archive, hide))
    assert source.archived_url == ""
    assert rows(database, ArchivedCopy) == []
    [job] = rows(database, Job)
    assert (job.state, job.about, job.trouble) == ("cancelled", "an official", "")
    with database.writing() as session, pytest.raises(AddressMissing, match="confidential"):
        ask_archive(session, source=session.get_one(Source, source.id), by=house.ana)


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (sends(NOTHING), "The web archive has no copy of this page."),
        (sends(b"<html>busy</html>"), "an answer that makes no sense"),
        (sends(b" " * (LIMITS.body + 1)), "larger than"),
        (lambda h: h.answer(302, location="/elsewhere"), "redirect"),
        (lambda h: h.connection.close(), "not valid HTTP"),
    ],
    ids=["no copy", "no JSON", "too long", "leads elsewhere", "hangs up"],
)
def test_a_bad_answer_changes_nothing_and_is_said(
    database: Database,
    house: Newsroom,
    archive: Server,
    page: Callable[[Handler], None],
    told: str,
) -> None:
    assert look(database, house, archive, page).archived_url == ""
    [job] = rows(database, Job)
    assert job.state == "failed"
    assert told in str(job.trouble)
    assert rows(database, ArchivedCopy) == []


def test_an_archive_in_trouble_is_asked_again_later(
    database: Database, house: Newsroom, archive: Server
) -> None:
    look(database, house, archive, sends(b"", status=503))
    [job] = rows(database, Job)
    assert job.state == "waiting"
    assert "in trouble" in str(job.trouble)


def test_a_source_without_an_address_is_in_no_archive(room: Newsroom) -> None:
    with pytest.raises(AddressMissing):
        ask_archive(room.session, source=room.source(), by=room.ana)


SAVING = f"/save/{URL}"
KEPT = f"/web/20261126190000/{URL}"


def keep(
    database: Database, house: Newsroom, archive: Server, page: Callable[[Handler], None]
) -> Job:
    """Ask the archive to keep the page, which answers with the page given; and see the job."""
    archive.pages[SAVING] = page
    site = f"http://127.0.0.1:{archive.port}"
    handler = partial(keep_in_archive, archive=site, user_agent="workbench", may_edit=may_edit)
    with database.writing() as session:
        source = session.scalars(select(Source)).one()
        ask_to_keep(session, source=source, by=house.ana)
    Worker(database, {KEEP: handler}).work_off()
    [job] = rows(database, Job)
    assert isinstance(job, Job)
    return job


@pytest.mark.parametrize(
    "page",
    [
        lambda h: h.answer(200, b"<p>Minutes</p>", content_location=KEPT),
        lambda h: h.answer(302, location=KEPT),
        lambda h: h.answer(302, location=f"http://127.0.0.1:{h.server.port}{KEPT}"),
    ],
    ids=["content-location", "redirect", "whole address"],
)
def test_a_page_that_the_archive_keeps_is_noted_as_its_copy(
    database: Database, house: Newsroom, archive: Server, page: Callable[[Handler], None]
) -> None:
    assert keep(database, house, archive, page).state == "done"
    assert [path for path, _headers in archive.asked] == [SAVING]
    [source] = rows(database, Source)
    assert source.archived_url == f"http://127.0.0.1:{archive.port}{KEPT}"
    assert rows(database, Event)[-1].by_name == "Ana"


def test_a_page_is_kept_anew_where_a_copy_is_noted_and_the_new_one_is_offered(
    database: Database, house: Newsroom, archive: Server
) -> None:
    with database.writing() as session:
        source = session.scalars(select(Source)).one()
        note_copy(session, source=source, url="https://archive.example/typed", by=house.ana)
    keep(database, house, archive, lambda h: h.answer(302, location=KEPT))
    [offered] = rows(database, ArchivedCopy)
    assert (offered.url, offered.day) == (f"http://127.0.0.1:{archive.port}{KEPT}", "2026-11-26")


@pytest.mark.parametrize(
    ("page", "state", "told"),
    [
        (lambda h: h.answer(200, b"busy"), "failed", "makes no sense"),
        (lambda h: h.answer(302, location="/login"), "failed", "makes no sense"),
        (
            lambda h: h.answer(302, location=f"http://evil.example:{h.server.port}{KEPT}"),
            "failed",
            "no sense",
        ),
        (lambda h: h.answer(302, location="http://10.0.0.1:9/"), "failed", ""),
        (lambda h: h.answer(401), "failed", "HTTP 401"),
        (lambda h: h.answer(429), "waiting", "asked too often"),
    ],
    ids=["no place", "elsewhere", "another host", "another port", "no account", "too often"],
)
def test_an_archive_that_does_not_keep_the_page_is_told_as_such_and_followed_nowhere(
    database: Database,
    house: Newsroom,
    archive: Server,
    page: Callable[[Handler], None],
    state: str,
    told: str,
) -> None:
    job = keep(database, house, archive, page)
    assert job.state == state
    assert told in str(job.trouble)
    assert [path for path, _headers in archive.asked] == [SAVING]
    assert rows(database, Source)[0].archived_url == ""


def test_of_a_source_that_became_confidential_the_archive_hears_nothing(
    database: Database, house: Newsroom, archive: Server
) -> None:
    archive.pages[SAVING] = lambda h: h.answer(302, location=KEPT)
    with database.writing() as session:
        source = session.scalars(select(Source)).one()
        ask_to_keep(session, source=source, by=house.ana)
        seal(session, source, fields_of(source), "a clerk")  # the job has been taken already
    site = f"http://127.0.0.1:{archive.port}"
    handler = partial(keep_in_archive, archive=site, user_agent="workbench", may_edit=may_edit)
    Worker(database, {KEEP: handler}).work_off()
    assert archive.asked == []
    assert "The archive was not asked." in str(rows(database, Job)[0].trouble)
    with database.writing() as session, pytest.raises(AddressMissing):
        ask_to_keep(session, source=session.scalars(select(Source)).one(), by=house.ana)


@given(st.text(max_size=60))
def test_whatever_it_says_the_copy_lies_on_the_archive(location: str) -> None:
    with suppress(ArchiveUnreadable):
        copy = kept_copy(location, "https://archive.example")
        assert urlsplit(copy.url).hostname == "archive.example"


def test_a_copy_of_no_day_is_none() -> None:
    with pytest.raises(ArchiveUnreadable):
        kept_copy("/web/20191399093000/https://harbour.example/", "https://archive.example")


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        (URL, URL),
        ("https://x.example/../../wayback?a=1#part", "https://x.example/wayback?a=1"),
        ("https://x.example/a//%2e%2E/.%2e/../b/./", "https://x.example/b/"),
        ("https://x.example", "https://x.example"),
    ],
)
def test_no_address_of_a_page_leads_elsewhere_on_the_archive(url: str, asked: str) -> None:
    assert request_to_keep("http://10.0.0.5", url) == f"http://10.0.0.5/save/{asked}"
