"""Watching a source on its page, and what was noticed at it: there, on the desk, at the claims."""

import re
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.screens.conftest import (
    CountQueries,
    Desk,
    Enter,
    new_article,
    new_claim,
    new_desk,
    new_source,
    use,
)
from workbench.accounts.rules import Role
from workbench.app import WORKER
from workbench.claims.models import Claim
from workbench.claims.rules import Status
from workbench.db import Database
from workbench.evidence.alerting import Noticed, raise_alerts
from workbench.evidence.models import Alert, Evidence
from workbench.evidence.rules import AlertKind
from workbench.sources.keeping import delete_snapshot
from workbench.sources.models import Snapshot, Source, Watch
from workbench.sources.rules import Every
from workbench.web.submissions import new_key

BEFORE = "Minutes\n\nThe council approves 32 million.\n\nThe end"
AFTER = BEFORE.replace("32", "41")
TOLD = "This claim is published, and a source no longer says what is quoted from it."


@pytest.fixture
def source(database: Database, desk: Desk) -> Source:
    """A source on the web that refutes claim 1 of article 1."""
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        found = new_source(session, desk, url="https://harbour.example/minutes")
        use(session, desk, claim, found)
        return found


def keep(app: Flask, client: FlaskClient, source: Source, *texts: str) -> None:
    """Snapshots by hand, compared by the worker."""
    for text in texts:
        form = {"submission_key": new_key(), "file": (BytesIO(text.encode()), "minutes.txt")}
        assert client.post(f"/sources/{source.id}/snapshots", data=form).status_code == 303
    app.extensions[WORKER].work_off()


def watch(client: FlaskClient, source: Source, every: str) -> int:
    form = {"submission_key": new_key(), "every": every}
    return client.post(f"/sources/{source.id}/watch", data=form).status_code


def seen(client: FlaskClient, source: Source) -> str:
    """Mark what the source's page shows as seen, and read the answer."""
    html = client.get(f"/sources/{source.id}").text
    shown = dict(re.findall(r'name="(last|newest)" value="(\d+)"', html))
    form = {"submission_key": new_key(), **shown}
    answer = client.post(f"/sources/{source.id}/alerts/seen", data=form, follow_redirects=True)
    return answer.text


def claim_address(database: Database) -> str:
    with database.reading() as session:
        claim = session.scalars(select(Claim)).one()
        return f"/articles/{claim.article_id}/claims/{claim.number}"


def test_a_source_is_watched_by_a_form_on_its_page_and_no_more(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    assert "Not watched" in client.get(f"/sources/{source.id}").text
    assert watch(client, source, "weekly") == 303
    with database.reading() as session:
        assert session.scalars(select(Watch.every)).all() == [Every.WEEKLY]
    html = client.get(f"/sources/{source.id}").text
    assert '<option selected value="weekly">' in html
    assert "Next look" in enter(Role.VIEWER).get(f"/sources/{source.id}").text
    assert watch(client, source, "") == 303
    with database.reading() as session:
        assert session.scalars(select(Watch)).all() == []


def test_a_word_that_is_no_pause_is_refused(
    enter: Enter, database: Database, source: Source
) -> None:
    assert watch(enter(), source, "hourly") == 422
    with database.reading() as session:
        assert session.scalars(select(Watch)).all() == []


def test_a_source_without_an_address_cannot_be_watched(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        book = new_source(session, desk, "A book")
    client = enter()
    assert "Look at it by itself" not in client.get(f"/sources/{book.id}").text
    assert watch(client, book, "daily") == 422


@pytest.mark.parametrize(
    ("gone", "told"),
    [(0, "The snapshot before it was deleted"), (1, "The snapshot that showed it was deleted")],
)
def test_an_alert_whose_snapshot_is_gone_says_so_and_compares_nothing(
    enter: Enter,
    database: Database,
    desk: Desk,
    app: Flask,
    source: Source,
    gone: int,
    told: str,
) -> None:
    client = enter()
    keep(app, client, source, BEFORE, AFTER)
    with database.writing() as session:
        deleted = session.scalars(select(Snapshot).order_by(Snapshot.id)).all()[gone]
        its = session.get_one(Source, source.id)
        delete_snapshot(session, source=its, snapshot=deleted, by=desk.actor())
    html = client.get(f"/sources/{source.id}").text
    assert told in html
    assert "?since=" not in html


def test_a_changed_quote_is_told_wherever_somebody_looks(
    enter: Enter, database: Database, app: Flask, source: Source
) -> None:
    client = enter()
    keep(app, client, source, BEFORE, AFTER)
    desk, claims, own = client.get("/").text, client.get("/claims").text, claim_address(database)
    assert "Sources that changed" in desk
    assert f'href="/sources/{source.id}#alerts"' in desk
    assert "Quote changed" in desk
    assert "quote changed" in claims
    workbench = client.get(own).text
    assert "Noticed at its sources" in workbench
    assert '<span class="stale">' in workbench
    assert TOLD not in workbench
    page = client.get(f"/sources/{source.id}").text
    assert "The words quoted for claim 1 are no longer as they were" in page
    assert re.search(r'href="[^"]*/changes\?since=\d+"', page)


def test_a_published_claim_says_so(
    enter: Enter, database: Database, app: Flask, source: Source
) -> None:
    client = enter(Role.EDITOR)
    with database.writing() as session:
        session.execute(update(Claim).values(status=Status.PUBLISHED))
    keep(app, client, source, BEFORE, AFTER)
    assert "1 published claim quotes what changed" in client.get("/").text
    assert TOLD in client.get(claim_address(database)).text
    assert "The claim is published" in client.get(f"/sources/{source.id}").text


def test_what_was_seen_is_told_no_more(
    enter: Enter, database: Database, app: Flask, source: Source
) -> None:
    client = enter()
    keep(app, client, source, BEFORE, AFTER)
    client.get(claim_address(database))
    assert "Marked as seen." in seen(client, source)
    for address in ("/", f"/sources/{source.id}", claim_address(database)):
        html = client.get(address).text
        assert "Sources that changed" not in html
        assert "Noticed" not in html
        assert '<span class="stale">' not in html
    assert "marked as seen what was noticed at a source" in client.get("/").text


def test_what_was_noticed_since_the_page_was_shown_stands(
    enter: Enter, database: Database, app: Flask, source: Source
) -> None:
    client = enter()
    keep(app, client, source, BEFORE, AFTER)
    form = {"submission_key": new_key(), "last": "1000000", "newest": "1"}
    keep(app, client, source, f"{AFTER}, or not")
    answer = client.post(f"/sources/{source.id}/alerts/seen", data=form, follow_redirects=True)
    assert "More was noticed at this source meanwhile." in answer.text
    with database.reading() as session:
        assert set(session.scalars(select(Alert.seen_at))) == {None}


def test_evidence_that_was_removed_takes_its_mark_from_the_claim(
    enter: Enter, database: Database, app: Flask, source: Source
) -> None:
    client = enter()
    keep(app, client, source, BEFORE, AFTER)
    with database.reading() as session:
        evidence = session.scalars(select(Evidence)).one()
    own = claim_address(database)
    removing = f"{own}/evidence/{evidence.id}/remove"
    assert client.post(removing, data={"submission_key": new_key()}).status_code == 303
    assert "Noticed at its sources" not in client.get(own).text
    assert "quote changed" not in client.get("/claims").text


def test_a_place_is_left_unwatched_where_its_changes_are_shown_and_watched_again(
    enter: Enter, database: Database, app: Flask, source: Source
) -> None:
    client = enter()
    pages = [f"{BEFORE}\n\nMost read\n\n{title}\n\nAbout us" for title in ("Trams", "Quays")]
    keep(app, client, source, *pages)
    [address] = re.findall(
        r'href="([^"]*/changes)\?since=\d+"', client.get(f"/sources/{source.id}").text
    )
    html = client.get(address).text
    [form] = re.findall(r'<form class="form" action="([^"]*/unwatched[^"]*)".*?</form>', html, re.S)
    assert re.findall(r'<option value="(\d*)">([^<]*)</option>', html) == [
        ("3", "Most read"), ("2", "The end"), ("1", "The council approves 32 million."),
        ("0", "Minutes"), ("", "The beginning of the text"),
        ("5", "About us"), ("", "The end of the text"),
    ]  # fmt: skip
    refused = {"submission_key": new_key(), "after": "", "before": ""}
    answer = client.post(form, data=refused, follow_redirects=True)
    assert "All of it is watched as before." in answer.text
    chosen = {"submission_key": new_key(), "after": "3", "before": "5"}
    html = client.post(form, data=chosen, follow_redirects=True).text
    assert "Between “Most read” and “About us”" in html
    assert 'class="stretch is-paragraph is-unwatched"' in html
    assert "1 paragraph changed, not watched" in html
    assert "Do not watch this place" not in html
    assert "watched like the rest" not in html
    keep(app, client, source, pages[1].replace("Most read", "Most seen"))
    found = re.findall(
        r'href="([^"]*/changes)\?since=\d+"', client.get(f"/sources/{source.id}").text
    )
    assert "watched like the rest" in client.get(found[0]).text
    page = client.get(f"/sources/{source.id}").text
    [again] = re.findall(r'action="([^"]*/unwatched/\d+/end)"', page)
    assert enter(Role.VIEWER).post(again, data={"submission_key": new_key()}).status_code == 403
    answer = client.post(again, data={"submission_key": new_key()}, follow_redirects=True)
    assert "Between “Most read”" not in answer.text
    assert "Do not watch this place" in client.get(address).text
    assert "Do not watch this place" not in enter(Role.VIEWER).get(address).text


def test_a_viewer_reads_what_was_noticed_and_marks_nothing(
    enter: Enter, app: Flask, source: Source
) -> None:
    keep(app, enter(), source, BEFORE, AFTER)
    viewer = enter(Role.VIEWER)
    assert "Sources that changed" in viewer.get("/").text
    html = viewer.get(f"/sources/{source.id}").text
    assert "Noticed and not yet seen" in html
    assert "Mark as seen" not in html
    assert watch(viewer, source, "daily") == 403


def test_another_desk_is_told_nothing(
    enter: Enter, database: Database, app: Flask, source: Source
) -> None:
    keep(app, enter(), source, BEFORE, AFTER)
    with database.writing() as session:
        other = new_desk(session, "Another desk")
        new_article(session, other)
    client = enter(Role.FACT_CHECKER, other)
    assert "Sources that changed" not in client.get("/").text
    assert watch(client, source, "daily") == 404
    form = {"submission_key": new_key(), "last": "1", "newest": "1"}
    assert client.post(f"/sources/{source.id}/alerts/seen", data=form).status_code == 404


@pytest.mark.parametrize("address", ["/", "/claims", "/sources/{source}", "{claim}"])
def test_more_alerts_do_not_mean_more_queries(
    enter: Enter,
    database: Database,
    desk: Desk,
    source: Source,
    count_queries: CountQueries,
    address: str,
) -> None:
    client, own = enter(), claim_address(database)
    place = address.format(source=source.id, claim=own)
    with database.writing() as session:
        found = session.get_one(Source, source.id)
        raise_alerts(session, source=found, noticed=[Noticed(AlertKind.CHANGED_TEXT)])
    client.get(place)
    with count_queries() as at_one:
        client.get(place)
    with database.writing() as session:
        claim = session.scalars(select(Claim)).one()
        more = [Noticed(AlertKind.DEAD_LINK)]
        raise_alerts(session, source=session.get_one(Source, source.id), noticed=more)
        for number in range(2):
            another = new_source(session, desk, f"Another {number}")
            use(session, desk, claim, another)
            raise_alerts(session, source=another, noticed=more)
    client.get(place)
    with count_queries() as at_three:
        client.get(place)
    assert len(at_three) == len(at_one)
