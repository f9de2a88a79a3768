"""Snapshots: a file is kept, read, taken away and deleted."""

import re
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pytest
from flask import Flask
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
    new_source,
    use,
)
from tests.screens.workbench.parsing import find, parsed
from workbench.accounts.rules import Role
from workbench.config import LONGEST_SNAPSHOT
from workbench.db import Database
from workbench.evidence.models import Evidence
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.jobs.service import take as take_job
from workbench.jobs.service import tell_progress
from workbench.screens import snapshots as screen
from workbench.screens.source_page import kept
from workbench.sources.fetching import FETCH, ask_for_snapshot
from workbench.sources.keeping import keep_snapshot
from workbench.sources.models import Snapshot, Source
from workbench.sources.rules import LONGEST_FILE_NAME, Way, how_far
from workbench.sources.snapshots import LONGEST_PART
from workbench.sources.taking import take
from workbench.storage.files import FileStore
from workbench.web.submissions import new_key

REPORT = pdf_file([column(["The quay cost 32 million."]), [], column(["It opened in May."])])


@pytest.fixture
def source(database: Database, desk: Desk) -> Source:
    """A source of which nothing is kept."""
    with database.writing() as session:
        return new_source(session, desk)


def upload(
    client: FlaskClient, source: Source, data: bytes = REPORT, name: str = "report.pdf"
) -> TestResponse:
    form = {"submission_key": new_key(), "file": (BytesIO(data), name)}
    answer = client.post(f"/sources/{source.id}/snapshots", data=form)
    answer.request.input_stream.close()  # which a request that is too large leaves to its garbage
    return answer


def snapshots(database: Database) -> list[Snapshot]:
    with database.reading() as session:
        return list(session.scalars(select(Snapshot).order_by(Snapshot.id)))


def test_an_uploaded_pdf_is_kept_and_can_be_read_page_by_page(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    answer = upload(client, source)
    [kept] = snapshots(database)
    address = f"/sources/{source.id}/snapshots/{kept.id}"
    assert (answer.status_code, answer.location) == (303, address)
    assert (kept.name, kept.media_type, kept.size) == ("report.pdf", "application/pdf", len(REPORT))
    assert (kept.way, kept.url, kept.headers) == (Way.UPLOADED, "", {})
    html = client.get(address).text
    assert re.findall(r'<section[^>]* id="(p-\d)">\s*<a [^>]*aria-label="(p. \d)"', html) == [
        ("p-1", "p. 1"), ("p-2", "p. 2"), ("p-3", "p. 3"),
    ]  # fmt: skip
    assert '<p class="words" dir="auto" data-start="27">It opened in May.</p>' in html
    assert "3 pages" in client.get(f"/sources/{source.id}").text


def test_each_page_of_a_pdf_is_a_picture_beside_its_text(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    upload(client, source)
    [kept] = snapshots(database)
    html = client.get(address_of(kept)).text
    assert re.findall(r'<img src="([^"]*)" width="595" height="842" loading="lazy"', html) == [
        f"{address_of(kept)}/pages/{number}.png" for number in (1, 2, 3)
    ]
    assert 'alt="Page 3 as a picture"' in html
    answer = client.get(f"{address_of(kept)}/pages/3.png")
    assert (answer.mimetype, answer.data[:4]) == ("image/png", b"\x89PNG")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_picture_that_a_browser_has_is_not_drawn_again(
    enter: Enter, database: Database, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = enter()
    upload(client, source)
    [kept] = snapshots(database)
    address = f"{address_of(kept)}/pages/1.png"
    etag = client.get(address).headers["ETag"]
    assert not etag.startswith("W/")
    monkeypatch.setattr(screen, "picture_of", lambda *_given: pytest.fail("drawn again"))
    answer = client.get(address, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.data) == (304, b"")


def test_a_scan_is_kept_without_text_and_can_be_looked_at(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    upload(client, source, pdf_file([[], []]), "scan.pdf")
    [kept] = snapshots(database)
    html = client.get(address_of(kept)).text
    assert "It holds no text, only pictures of its pages." in html
    assert html.count("<img src=") == 2
    assert client.get(f"{address_of(kept)}/pages/2.png").status_code == 200


def test_what_has_no_pages_has_no_pictures(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    upload(client, source, b"Minutes", "minutes.txt")
    [kept] = snapshots(database)
    assert "<img src=" not in client.get(address_of(kept)).text
    answer = client.get(f"{address_of(kept)}/pages/1.png")
    assert (answer.status_code, "There is no picture of this page." in answer.text) == (404, True)


def address_of(snapshot: Snapshot) -> str:
    return f"/sources/{snapshot.source_id}/snapshots/{snapshot.id}"


def test_a_source_of_which_nothing_is_kept_says_what_a_snapshot_is_good_for(
    enter: Enter, source: Source
) -> None:
    assert "Nothing is kept of it yet" in enter().get(f"/sources/{source.id}").text
    seen = enter(Role.VIEWER).get(f"/sources/{source.id}").text
    assert "Nothing is kept of it yet" in seen
    assert "Keep a snapshot" not in seen


def test_the_source_lists_what_is_kept_by_whom_and_how_it_is_told_apart(
    enter: Enter, database: Database, source: Source
) -> None:
    upload(enter(), source)
    upload(enter(Role.EDITOR), source, b"\x89PNG\r\n\x1a\n", "quay.png")
    html = enter(Role.VIEWER).get(f"/sources/{source.id}").text
    [report, picture] = snapshots(database)
    assert html.index("quay.png") < html.index("report.pdf")
    assert f"{report.sha256[:12]}…" in html
    assert "uploaded by editor person" in html
    assert "No text is read from files of this kind." in html
    seen = enter(Role.VIEWER).get(address_of(picture)).text
    assert "Kept without text" in seen
    assert "Delete this snapshot" not in seen


def test_the_same_file_again_leads_to_what_is_kept_and_adds_nothing(
    enter: Enter, database: Database, source: Source
) -> None:
    first = upload(enter(), source)
    client = enter(Role.EDITOR)
    again = upload(client, source, name="another name.pdf")
    assert again.location == first.location
    [told] = find(parsed(client.get(again.location).text), "#messages div.is-notice")
    assert "This very file is kept here already." in told.text_content()
    assert find(told, "use")[0].get("href").endswith("#info"), "nothing was done"
    assert len(snapshots(database)) == 1


def test_another_source_may_keep_the_same_file(
    enter: Enter, database: Database, desk: Desk, source: Source
) -> None:
    with database.writing() as session:
        other = new_source(session, desk, "Another")
    upload(enter(), source)
    upload(enter(), other)
    first, second = snapshots(database)
    assert (first.sha256, first.id) != (second.sha256, second.id)
    assert first.sha256 == second.sha256


@pytest.mark.parametrize(
    ("data", "status", "told"),
    [
        (b"", 422, "This file is empty"),
        (b"a" * (LONGEST_SNAPSHOT + 1), 413, "This file is larger than 50 MB"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(
    enter: Enter,
    database: Database,
    app: Flask,
    source: Source,
    data: bytes,
    status: int,
    told: str,
) -> None:
    answer = upload(enter(), source, data)
    assert (answer.status_code, told in answer.text) == (status, True)
    assert snapshots(database) == []
    assert list(app.extensions["workbench.files"].digests()) == []


def test_what_is_not_even_read_is_refused_with_what_can_be_done_of_a_source(
    enter: Enter, source: Source
) -> None:
    length = {"CONTENT_LENGTH": str(screen.LONGEST_REQUEST + 1)}
    answer = enter().post(f"/sources/{source.id}/snapshots", environ_overrides=length)
    assert (answer.status_code, "far larger than 50 MB" in answer.text) == (413, True)
    assert f'href="/sources/{source.id}"' in answer.text
    assert "paste" not in answer.text


def test_what_is_not_there_leads_to_its_source_or_to_the_library(
    enter: Enter, source: Source
) -> None:
    for address, onward in (
        (f"/sources/{source.id}/snapshots/9", f"/sources/{source.id}"),
        ("/sources/99/snapshots/9", "/sources"),
    ):
        answer = enter().get(address)
        assert (answer.status_code, f'class="button" href="{onward}"' in answer.text) == (404, True)


def test_a_form_without_a_file_asks_for_one(enter: Enter, source: Source) -> None:
    form = {"submission_key": new_key()}
    answer = enter().post(f"/sources/{source.id}/snapshots", data=form)
    assert (answer.status_code, "Choose a file." in answer.text) == (422, True)


HOSTILE = {
    "page.html": b"<html><body><p>The quay</p><script>alert(1)</script></body></html>",
    "picture.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "text.txt": b"<html><p>A page that is called a text.</p></html>",
    "page.pdf": REPORT,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_taken_away_is_nothing_that_a_browser_opens_or_runs(
    enter: Enter, database: Database, source: Source, name: str
) -> None:
    client = enter()
    upload(client, source, HOSTILE[name], name)
    [kept] = snapshots(database)
    answer = client.get(f"{address_of(kept)}/file")
    assert answer.data == HOSTILE[name]
    headers = {key.lower(): value for key, value in answer.headers.items()}
    assert headers["content-type"] == "application/octet-stream"
    assert headers["content-disposition"] == f"attachment; filename={name}"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert headers["cache-control"] == "private, no-store"


def test_words_of_a_file_are_words_of_the_page_and_no_markup(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    upload(
        client, source, b"Notes\n\n<script>alert(1)</script> \xd7\xa9\xf0\x9f\x98\x80", "<b>.txt"
    )
    [kept] = snapshots(database)
    html = client.get(address_of(kept)).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ש😀</p>" in html
    assert "<script>alert" not in html
    assert "<h1>&lt;b&gt;.txt</h1>" in html


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\minutes.pdf", "minutes.pdf"),
        ("exe\u202efdp.exe", "exe fdp.exe"),
        ("a\r\nSet-Cookie: b.txt", "a Set-Cookie: b.txt"),
        ("Протокол «3 мая».pdf", "Протокол «3 мая».pdf"),
        ("/", "snapshot"),
        ("a" * 300 + ".pdf", ("a" * 300 + ".pdf")[-LONGEST_FILE_NAME:]),
    ],
)
def test_a_file_keeps_its_own_name_without_what_would_deceive(
    app: Flask, sent: str, kept: str
) -> None:
    assert take(b"Minutes", name=sent, files=app.extensions["workbench.files"]).name == kept


def test_a_name_in_any_alphabet_is_a_file_name_again(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    upload(client, source, name="Протокол 😀.pdf")
    [kept] = snapshots(database)
    answer = client.get(f"{address_of(kept)}/file")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert "filename*=UTF-8''%D0%9F" in answer.headers["Content-Disposition"]


LONG = "\n\n".join(f"Paragraph {number}: {'so it goes on ' * 30}" for number in range(1, 201))


def test_a_long_text_is_sent_in_parts_and_begins_where_one_asks(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    upload(client, source, LONG.encode(), "long.txt")
    [kept] = snapshots(database)
    found = following = 1
    while following:
        html = client.get(f"{address_of(kept)}/text/{following}").text
        numbers = [int(n) for n in re.findall(r'id="p-(\d+)"', html)]
        assert numbers == list(range(found, found + len(numbers)))
        assert len(html) < 4 * LONGEST_PART
        more = re.search(r'hx-get="[^"]*/text/(\d+)"', html)
        found, following = numbers[-1] + 1, int(more[1]) if more else 0
    assert found == 201
    page = client.get(f"{address_of(kept)}?at=150").text
    assert re.findall(r'id="p-(\d+)"', page)[0] == "150"
    assert f'href="{address_of(kept)}?at=151#p-151"' in page
    assert "Earlier text" in page
    assert client.get(f"{address_of(kept)}?to=77").location == f"{address_of(kept)}?at=77#p-77"


@pytest.mark.parametrize("at", ["0", "-3", "99999999999", "p"])
def test_a_mark_that_is_not_there_leads_to_the_nearest(
    enter: Enter, database: Database, source: Source, at: str
) -> None:
    client = enter()
    upload(client, source)
    [kept] = snapshots(database)
    assert "<section" in client.get(f"{address_of(kept)}?at={at}").text


def test_a_snapshot_is_deleted_and_the_record_says_so(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter(Role.EDITOR)
    upload(client, source)
    [kept] = snapshots(database)
    answer = delete(client, kept)
    assert (answer.status_code, answer.location) == (303, f"/sources/{source.id}")
    assert client.get(address_of(kept)).status_code == 404
    assert snapshots(database) == []
    with database.reading() as session:
        kinds = session.scalars(select(Event.kind).order_by(Event.id)).all()[-2:]
    assert kinds == [EventKind.SNAPSHOT_KEPT, EventKind.SNAPSHOT_DELETED]


def delete(client: FlaskClient, kept: Snapshot) -> TestResponse:
    return client.post(f"{address_of(kept)}/delete", data={"submission_key": new_key()})


def test_a_fact_checker_is_told_who_decides_what_is_deleted(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    upload(client, source)
    [kept] = snapshots(database)
    assert "Ask an editor or an admin" in client.get(address_of(kept)).text
    assert delete(client, kept).status_code == 403
    assert len(snapshots(database)) == 1


def test_a_snapshot_that_a_typed_quote_stands_on_stays_and_says_which(
    enter: Enter, database: Database, desk: Desk, source: Source
) -> None:
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        use(session, desk, claim, session.get_one(Source, source.id))
    client = enter(Role.EDITOR)
    upload(client, source, b"The council approves 32 million.", "minutes.txt")
    [kept] = snapshots(database)
    answer = delete(client, kept)
    assert (answer.status_code, "Nothing was deleted." in answer.text) == (409, True)
    [told] = find(parsed(answer.text), "#relying")
    links = [each.get("href") for each in find(told, "a")]
    assert links == [f"/articles/{claim.article_id}/claims/{claim.number}"]
    assert len(snapshots(database)) == 1


def test_more_quotes_that_rely_on_a_snapshot_do_not_mean_more_queries(
    enter: Enter, database: Database, desk: Desk, source: Source, count_queries: CountQueries
) -> None:
    client, counted = enter(Role.EDITOR), []
    upload(client, source, b"The council approves 32 million.", "minutes.txt")
    [kept] = snapshots(database)
    for quotes in (["The council"], ["32 million", "approves 32"]):
        with database.writing() as session:
            claim = new_claim(session, desk, new_article(session, desk))
            for quote in quotes:
                use(session, desk, claim, session.get_one(Source, source.id))
                newest = select(Evidence).order_by(Evidence.id.desc()).limit(1)
                session.scalars(newest).one().quote = quote
        with count_queries() as asked:
            assert delete(client, kept).status_code == 409
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_another_desks_snapshot_is_not_there(
    enter: Enter, database: Database, desk: Desk, source: Source
) -> None:
    with database.writing() as session:
        other = new_desk(session, "Another desk")
        theirs = new_source(session, other)
    upload(enter(Role.FACT_CHECKER, other), theirs)
    upload(enter(), source, b"Ours", "ours.txt")
    [secret, ours] = snapshots(database)
    client = enter(Role.ADMIN)
    crossed = f"/sources/{source.id}/snapshots/{secret.id}"
    for address in (address_of(secret), crossed, address_of(ours).replace(str(source.id), "99", 1)):
        for ending in ("", "/file", "/text/1", "/pages/1.png"):
            assert client.get(address + ending).status_code == 404
        form = {"submission_key": new_key()}
        assert client.post(f"{address}/delete", data=form).status_code == 404
    assert upload(client, theirs).status_code == 404
    assert len(snapshots(database)) == 2


@pytest.mark.parametrize("address", ["/sources/{0}", "/sources/{0}/snapshots/{1}"])
def test_more_snapshots_do_not_mean_more_queries(
    enter: Enter, database: Database, source: Source, count_queries: CountQueries, address: str
) -> None:
    client = enter()
    upload(client, source, LONG.encode(), "long.txt")
    [kept] = snapshots(database)
    place = address.format(source.id, kept.id)
    client.get(place)
    with count_queries() as at_one:
        client.get(place)
    upload(enter(Role.EDITOR), source)
    upload(enter(Role.ADMIN), source, b"Minutes", "minutes.txt")
    with count_queries() as at_three:
        client.get(place)
    assert len(at_three) == len(at_one)


def test_the_snapshots_of_a_source_are_listed_a_page_at_a_time(
    enter: Enter, database: Database, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "SNAPSHOTS_SHOWN", 2)
    client = enter()
    for number in range(3):
        upload(client, source, f"Minutes {number}".encode(), f"minutes-{number}.txt")
    newest = client.get(f"/sources/{source.id}").text
    assert re.findall(r">(minutes-\d)\.txt</a>", newest) == ["minutes-2", "minutes-1"]
    assert "3 snapshots" in re.sub(r"<[^>]*>", "", newest)
    assert "Newest snapshots" not in newest
    [older] = re.findall(r'href="([^"]*older=\d+)#kept"', newest)
    html = client.get(older).text
    assert re.findall(r">(minutes-\d)\.txt</a>", html) == ["minutes-0"]
    assert "Older snapshots" not in html
    assert f'href="/sources/{source.id}#kept"' in html
    assert "Nothing is kept" not in client.get(f"/sources/{source.id}?older=1").text


def test_the_record_tells_of_a_snapshot_in_words(
    enter: Enter, database: Database, desk: Desk, source: Source
) -> None:
    with database.writing() as session:
        new_article(session, desk)
    client = enter()
    upload(client, source)
    assert "kept a snapshot of the source “Minutes”: report.pdf" in client.get("/").text


def fetched(database: Database, app: Flask, desk: Desk, source: Source) -> Snapshot:
    """A snapshot that was fetched, with what went over the wire."""
    files: FileStore = app.extensions["workbench.files"]
    taken = take(b"Minutes", name="minutes.txt", files=files)
    taken = replace(taken, warc_sha256=files.keep(b"WARC/1.1"), warc_size=34_000)
    with database.writing() as session:
        known = session.get_one(Source, source.id)
        return keep_snapshot(
            session, source=known, taken=taken, by=desk.actor(), way=Way.FETCHED,
            headers={"last-modified": "Thu, 16 May 2019", "x-odd": "<b>"},
        )  # fmt: skip


def test_what_went_over_the_wire_is_there_for_other_tools(
    enter: Enter, database: Database, app: Flask, desk: Desk, source: Source
) -> None:
    kept, client = fetched(database, app, desk, source), enter(Role.VIEWER)
    for page in (f"/sources/{source.id}", address_of(kept)):
        html = client.get(page).text
        assert f'href="{address_of(kept)}/warc"' in html
        assert "WARC, 34.0 kB" in html
    assert '<dt>last-modified</dt><dd><code class="digest">Thu, 16 May 2019</code>' in html
    assert "&lt;b&gt;" in html
    answer = client.get(f"{address_of(kept)}/warc")
    assert (answer.data, answer.mimetype) == (b"WARC/1.1", "application/warc")
    assert answer.headers["Content-Disposition"] == "attachment; filename=minutes.txt.warc.gz"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_of_an_upload_there_is_no_warc(enter: Enter, database: Database, source: Source) -> None:
    client = enter()
    upload(client, source)
    [kept] = snapshots(database)
    assert "WARC" not in client.get(address_of(kept)).text
    assert client.get(f"{address_of(kept)}/warc").status_code == 404


@pytest.mark.parametrize(
    ("total", "told"), [(8_400_000, "1.2 of 8.4 MB"), (None, "1.2 MB")], ids=str
)
def test_while_a_page_is_fetched_its_source_says_how_much_has_come(
    enter: Enter, database: Database, desk: Desk, total: int | None, told: str
) -> None:
    with database.writing() as session:
        source = new_source(session, desk, url="https://council.example/minutes")
        ask_for_snapshot(session, source=source, by=desk.actor())
        job = take_job(session, kinds={FETCH})
        assert job is not None
        words = how_far(1_200_000, total)
        tell_progress(session, lease=job.hold, done=1_200_000, total=total, words=words)
    client = enter()
    for page in (f"/sources/{source.id}", "/desk/jobs"):
        html = client.get(page).text
        assert told in html
        assert ("<progress" in html) == (total is not None)
        assert 'hx-trigger="every 2s"' in html


def test_before_anything_has_come_the_server_is_waited_for() -> None:
    assert how_far(0, None) == "Waiting for the server"
    assert how_far(300, 2_000) == "0.3 of 2.0 kB"


def test_of_a_dossier_s_snapshot_there_is_the_text_until_somebody_keeps_the_file(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    upload(client, source)
    [kept] = snapshots(database)
    with database.writing() as session:
        row = session.get_one(Snapshot, kept.id)
        row.from_dossier, row.sha256 = True, sha256(b"The quay").hexdigest()
    html = client.get(address_of(kept)).text
    assert "Kept elsewhere: this came with a dossier" in html
    assert "The quay cost 32 million.</p>" in html
    assert "/file" not in html
    assert "<img src=" not in html
    assert client.get(f"{address_of(kept)}/file").status_code == 404
    assert client.get(f"{address_of(kept)}/pages/1.png").status_code == 404
    again = upload(client, source, b"The quay", "quay.txt")
    assert again.location == address_of(kept)
    assert f"{address_of(kept)}/file" in client.get(address_of(kept)).text


def test_a_dossier_that_names_a_file_of_the_store_opens_it_to_nobody(
    enter: Enter, database: Database, source: Source
) -> None:
    client = enter()
    upload(client, source)
    [kept] = snapshots(database)
    with database.writing() as session:
        session.get_one(Snapshot, kept.id).from_dossier = True
    assert "/file" not in client.get(address_of(kept)).text
    for ending in ("file", "pages/1.png"):
        assert client.get(f"{address_of(kept)}/{ending}").status_code == 404
    upload(client, source)
    assert client.get(f"{address_of(kept)}/file").status_code == 200
