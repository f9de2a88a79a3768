"""What a source's page or PDF says of itself is proposed beside what the source has."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.intake.pdf_file import column, pdf_file
from tests.screens.conftest import (
    CountQueries,
    Desk,
    Enter,
    new_article,
    new_claim,
    new_desk,
    new_proposal,
    new_source,
    use,
)
from tests.screens.test_snapshots import upload
from workbench.accounts.rules import Role
from workbench.db import Database
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.sources.models import Snapshot, Source
from workbench.sources.rules import SourceKind
from workbench.sources.sealing import make_confidential
from workbench.web.submissions import new_key

PAGE = b"""<!doctype html><html><head><title>Minutes of the third of May</title>
<meta name="citation_author" content="Doe, Jane"><meta name="citation_author" content="Roe, Ada">
<meta name="citation_date" content="2019-05-15"><meta name="citation_publisher" content="Odry">
<meta name="citation_doi" content="10.1000/minutes">
<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"></head>
<body><p>The quay cost 32 million.</p></body></html>"""


@pytest.fixture
def source(database: Database, desk: Desk) -> Source:
    """A source of which only title and publisher are noted."""
    with database.writing() as session:
        found = new_source(session, desk, "Minutes")
        found.publisher = "City of Odry"
        return found


def ticked(html: str) -> dict[str, bool]:
    """The fields that are proposed, and whether they are ticked."""
    found = re.findall(r'name="taken" value="([\w-]+)"\s*(checked)?', html)
    return {name: bool(checked) for name, checked in found}


def keep(client: FlaskClient, source: Source) -> str:
    """Keep the page. Returns the address of its proposals."""
    return f"{upload(client, source, PAGE, 'minutes.html').location}/proposals"


def take_over(client: FlaskClient, address: str, *taken: str, revision: int = 1) -> TestResponse:
    form = {"submission_key": new_key(), "revision": revision, "taken": list(taken)}
    return client.post(address, data=form)


def as_it_is(database: Database, source: Source) -> Source:
    with database.reading() as session:
        return session.get_one(Source, source.id)


def test_what_the_source_is_silent_about_is_ticked_and_what_differs_is_not(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    assert "proposals" not in client.get(f"/sources/{source.id}").text
    upload(client, source, PAGE, "minutes.html")
    html = client.get(f"/sources/{source.id}").text
    assert ticked(html) == {
        "title": False, "publisher": False,
        "authors": True, "published": True, "DOI": True, "license": True,
    }  # fmt: skip
    assert "What the page says of itself" in html
    assert "Doe, Jane; Roe, Ada" in html
    assert "CC BY 4.0" in html
    assert as_it_is(database, source).authors == []


def test_what_is_ticked_is_used_and_nothing_else(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    answer = take_over(
        client, keep(client, source), "authors", "published", "DOI", "url", "interests"
    )
    assert (answer.status_code, answer.location) == (303, f"/sources/{source.id}")
    found = as_it_is(database, source)
    assert (found.title, found.publisher, found.revision) == ("Minutes", "City of Odry", 2)
    assert (found.authors, found.published) == (["Doe, Jane", "Roe, Ada"], "2019-05-15")
    assert (found.doi, found.further) == ("10.1000/minutes", {"DOI": "10.1000/minutes"})
    with database.reading() as session:
        edited = select(Event).where(Event.kind == EventKind.SOURCE_EDITED)
        [event] = session.scalars(edited).all()
        assert set(event.details["changed"]) == {"authors", "published", "further"}
    html = client.get(f"/sources/{source.id}").text
    assert ticked(html) == {"title": False, "publisher": False, "license": True}


def test_nothing_ticked_changes_nothing_and_says_so(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    answer = take_over(client, keep(client, source))
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.text
    assert as_it_is(database, source).revision == 1


def test_who_saw_an_older_source_takes_nothing_over(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    address = keep(client, source)
    take_over(client, address, "published")
    answer = take_over(client, address, "title", revision=1)
    assert answer.status_code == 409
    assert "Nothing was taken over" in answer.text
    shown = answer.text.partition('id="proposals"')[2]
    assert 'name="revision" value="2"' in shown
    assert as_it_is(database, source).title == "Minutes"


def test_what_a_verdict_stands_on_is_changed_by_an_editor_only(
    enter: Enter, database: Database, desk: Desk, source: Source
) -> None:
    address = keep(enter(), source)
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        use(session, desk, claim, session.merge(source))
        new_proposal(session, desk, claim)
    refused = take_over(enter(Role.FACT_CHECKER), address, "title")
    assert refused.status_code == 403
    assert "an editor has to change it" in refused.text
    assert take_over(enter(Role.EDITOR), address, "title").status_code == 303


def test_the_newest_snapshot_that_says_something_is_asked(enter: Enter, source: Source) -> None:
    client = enter()
    upload(client, source, PAGE, "minutes.html")
    upload(client, source, b"<html><title>Other minutes</title><p>Words</p></html>", "b.html")
    upload(client, source, b"Plain words", "c.txt")
    html = client.get(f"/sources/{source.id}").text
    assert ticked(html) == {"title": False}
    assert "Other minutes" in html


def test_the_day_on_which_a_file_was_made_is_called_that_and_not_ticked(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    made = pdf_file([column(["Minutes of May 2019"])], info="/CreationDate (D:20190515101010Z)")
    address = f"{upload(client, source, made, 'a.pdf').location}/proposals"
    html = client.get(f"/sources/{source.id}").text
    assert "What the file says of itself" in html
    assert ticked(html) == {"kind": False, "published": False}
    assert "the day on which the file was made" in html
    take_over(client, address, "published")
    assert as_it_is(database, source).published == "2019-05-15"
    upload(client, source, PAGE, "minutes.html")
    assert "the day on which" not in client.get(f"/sources/{source.id}").text


def test_what_was_read_from_the_text_is_called_that_and_not_ticked(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    page = b"<html><title>Minutes</title><h1>Minutes</h1><p>By Jane Doe</p><p>4 March 2020</p>"
    address = f"{upload(client, source, page, 'minutes.html').location}/proposals"
    html = client.get(f"/sources/{source.id}").text
    assert ticked(html) == {"authors": False, "published": False}
    assert html.count("read from the text, not declared") == 2
    take_over(client, address, "authors")
    assert as_it_is(database, source).authors == ["Jane Doe"]


def test_a_kind_that_fits_a_pdf_is_proposed_unless_somebody_chose_one(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    report = pdf_file([column(["Costs of quays, doi:10.1000/quay"])])
    address = f"{upload(client, source, report, 'quay.pdf').location}/proposals"
    html = client.get(f"/sources/{source.id}").text
    assert ticked(html) == {"kind": False, "DOI": True}
    assert "<span>Study</span>" in html
    assert take_over(client, address, "kind").status_code == 303
    assert as_it_is(database, source).kind is SourceKind.STUDY
    with database.writing() as session:
        session.get_one(Source, source.id).kind = SourceKind.COURT_RECORD
    assert ticked(client.get(f"/sources/{source.id}").text) == {"DOI": True}
    upload(client, source, pdf_file([column(["Minutes"])]), "minutes.pdf")
    with database.writing() as session:
        session.get_one(Source, source.id).kind = SourceKind.WEB_PAGE
    assert "<span>Official document</span>" in client.get(f"/sources/{source.id}").text


def test_who_only_reads_is_asked_nothing(enter: Enter, source: Source) -> None:
    address = keep(enter(), source)
    reader = enter(Role.VIEWER)
    assert "says of itself" not in reader.get(f"/sources/{source.id}").text
    assert take_over(reader, address, "title").status_code == 403


def test_proposals_of_another_source_or_desk_are_not_there(
    enter: Enter, database: Database, desk: Desk, source: Source
) -> None:
    address = keep(enter(), source)
    with database.writing() as session:
        own = new_source(session, desk, "Another")
        theirs = new_source(session, new_desk(session, "Other desk"), "Theirs")
    for other in (own, theirs):
        crossed = address.replace(f"/sources/{source.id}/", f"/sources/{other.id}/")
        assert take_over(enter(), crossed, "title").status_code == 404


def test_proposals_cost_no_query_more(
    enter: Enter, source: Source, count_queries: CountQueries
) -> None:
    client = enter()
    upload(client, source, b"Plain words", "a.txt")
    client.get(f"/sources/{source.id}")
    with count_queries() as without:
        client.get(f"/sources/{source.id}")
    upload(client, source, PAGE, "minutes.html")
    upload(client, source, PAGE + b" ", "minutes.html")
    with count_queries() as with_them:
        client.get(f"/sources/{source.id}")
    assert len(with_them) == len(without)


def test_what_a_hostile_page_says_is_words(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    page = b"<html><title>&lt;script&gt;alert(1)&lt;/script&gt;\xe2\x80\xae</title><p>Words</p>"
    upload(client, source, page, "a.html")
    html = client.get(f"/sources/{source.id}").text
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert" not in html
    with database.reading() as session:
        [kept] = session.scalars(select(Snapshot)).all()
        assert kept.said == {"title": "<script>alert(1)</script>"}


def test_of_a_confidential_source_its_confidants_alone_are_told(
    enter: Enter, database: Database, desk: Desk, source: Source
) -> None:
    address = keep(enter(), source)
    with database.writing() as session:
        confidant = session.merge(desk.people[Role.FACT_CHECKER])
        make_confidential(
            session, source=session.merge(source), shown_as="A clerk", confidants=[confidant],
            revision=1, by=confidant.actor(),
        )  # fmt: skip
    revision = as_it_is(database, source).revision
    editor, confided = enter(Role.EDITOR), enter(Role.FACT_CHECKER)
    assert "third of May" not in editor.get(f"/sources/{source.id}").text
    assert take_over(editor, address, "title", revision=revision).status_code == 404
    assert "third of May" in confided.get(f"/sources/{source.id}").text
    assert take_over(confided, address, "title", revision=revision).status_code == 303
    assert "third of May" in confided.get(f"/sources/{source.id}").text
    assert as_it_is(database, source).title == "A clerk"
    with database.reading() as session:
        events = [event.details for event in session.scalars(select(Event))]
        assert "third of May" not in str(events)
