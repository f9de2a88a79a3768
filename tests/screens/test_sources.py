"""The library: finding, adding and editing sources, and the claims they bear on."""

import re
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

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
from workbench.accounts.rules import Role
from workbench.db import Database
from workbench.sources.models import Source
from workbench.sources.rules import SourceKind
from workbench.web.pages import PAGE_SIZE


def form(title: str, revision: int = 0) -> dict[str, str]:
    typed = {"title": title, "kind": "web page", "revision": str(revision)}
    return {"submission_key": f"the-key-of-{title}", **typed}


def add(client: FlaskClient, title: str, **more: str) -> TestResponse:
    return client.post("/sources/new", data=form(title) | more)


def sources(database: Database) -> list[Source]:
    with database.reading() as session:
        return list(session.scalars(select(Source).order_by(Source.id)))


def test_an_empty_library_offers_to_add_a_source(enter: Enter) -> None:
    assert "An empty library" in enter().get("/sources").text
    assert "Add a source" not in enter(Role.VIEWER).get("/sources").text


def test_a_source_is_added_with_all_its_fields(enter: Enter, database: Database) -> None:
    answer = add(
        enter(), "Minutes", kind="official document", authors="A. One\r\n\r\nB. Two",
        publisher="City council", published="2019-02-14", accessed="2026-11",
        url="https://council.example/m.pdf", archived_url="https://archive.example/m.pdf",
    )  # fmt: skip
    [source] = sources(database)
    assert (answer.status_code, answer.location) == (303, f"/sources/{source.id}")
    assert source.kind is SourceKind.OFFICIAL_DOCUMENT
    assert source.authors == ["A. One", "B. Two"]
    assert (source.published, source.accessed) == ("2019-02-14", "2026-11")


def test_a_form_that_fails_keeps_what_was_typed(enter: Enter, database: Database) -> None:
    answer = add(enter(), "", publisher="City council", url="javascript:alert(1)")
    assert answer.status_code == 422
    assert 'value="City council"' in answer.text
    assert "A source needs a title." in answer.text
    assert "Give a web address" in answer.text
    assert sources(database) == []


def test_an_address_that_the_library_has_leads_to_its_source(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        known = new_source(session, desk, "Minutes", "https://council.example/m.pdf")
    answer = add(enter(), "The same minutes", url="https://council.example/m.pdf")
    assert answer.status_code == 422
    assert f'href="/sources/{known.id}"' in answer.text
    assert len(sources(database)) == 1


def test_a_source_that_looks_the_same_is_shown_and_added_if_one_says_so(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        known = new_source(session, desk, "Minutes of the council")
    client, title = enter(), "Minutes of the Council."
    answer = add(client, title, publisher="City")
    assert answer.status_code == 422
    assert "Use this one" in answer.text
    assert f'href="/sources/{known.id}"' in answer.text
    assert 'value="City"' in answer.text
    assert add(client, title, anyway="1", submission_key="the-key-of-another").status_code == 303
    assert len(sources(database)) == 2


def test_what_is_typed_of_a_new_source_shows_what_the_library_has(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        new_source(session, desk, "Minutes", "https://council.example/m.pdf")
    client = enter()
    typed = "/sources/known?url=http%3A%2F%2Fwww.council.example%2Fm.pdf%3Futm_source%3Da"
    assert "Use this one" in client.get(typed).text
    assert "Use this one" in client.get("/sources/known?title=minutes").text
    assert client.get("/sources/known?title=Other&url=javascript:").text.strip() == ""
    assert "Minutes" in client.get(f"/sources/find{typed[14:].replace('url', 'source_url')}").text


def test_the_same_form_sent_twice_makes_one_source(enter: Enter, database: Database) -> None:
    client = enter()
    assert add(client, "Minutes").location == add(client, "Minutes").location
    assert len(sources(database)) == 1


@pytest.mark.parametrize("address", ["/sources/new", "/sources/1"])
def test_a_viewer_changes_nothing(enter: Enter, address: str) -> None:
    assert enter(Role.VIEWER).post(address, data=form("Mine")).status_code == 403


def test_a_source_shows_every_claim_that_it_bears_on(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        source = new_source(session, desk)
        claim = new_claim(session, desk, new_article(session, desk))
        use(session, desk, claim, source)
        new_proposal(session, desk, claim)
    html = enter(Role.VIEWER).get(f"/sources/{source.id}").text
    assert f'href="/articles/{claim.article_id}/claims/1"' in html
    assert "The council approves 32 million." in html
    assert re.search(r'verdict-chip verdict-false">.*?False', html, re.DOTALL)
    assert "refutes" in html
    assert '<form class="form"' not in html


def test_an_edit_is_saved(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        source = new_source(session, desk)
    edited = form("Minutes of May", revision=source.revision)
    assert enter().post(f"/sources/{source.id}", data=edited).status_code == 303
    assert [s.title for s in sources(database)] == ["Minutes of May"]


def test_a_source_that_a_verdict_stands_on_is_changed_by_an_editor_alone(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        source = new_source(session, desk)
        claim = new_claim(session, desk, new_article(session, desk))
        use(session, desk, claim, source)
        new_proposal(session, desk, claim)
    address, edited = f"/sources/{source.id}", form("Nobody approved this", revision=1)
    refused = enter().post(address, data=edited)
    assert refused.status_code == 403
    assert "an editor has to change it" in refused.text
    assert "Nobody approved this" in refused.text
    assert [s.title for s in sources(database)] == ["Minutes"]
    another = form("Minutes of May", revision=1)
    assert enter(Role.EDITOR).post(address, data=another).status_code == 303


def test_the_second_of_two_who_save_sees_both_texts_and_may_choose(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        source = new_source(session, desk)
    first, second = enter(), enter(Role.EDITOR)
    address = f"/sources/{source.id}"
    first.post(address, data=form("Theirs", revision=1))
    answer = second.post(address, data=form("Yours", revision=1))
    assert answer.status_code == 409
    assert "<dd>Theirs</dd>" in answer.text
    assert "<dd>Yours</dd>" in answer.text
    assert [s.title for s in sources(database)] == ["Theirs"]
    learnt = re.search(r'name="revision" value="(\d+)"', answer.text)
    key = re.search(r'name="submission_key" value="([^"]+)"', answer.text)
    assert learnt is not None
    assert key is not None
    chosen = form("Yours", revision=int(learnt[1])) | {"submission_key": key[1]}
    assert second.post(address, data=chosen).status_code == 303
    assert [s.title for s in sources(database)] == ["Yours"]


def test_another_desks_source_is_not_there(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        other = new_desk(session, "Another desk")
        secret = new_source(session, other, "A secret source", "https://secret.example/")
    client = enter()
    assert client.get(f"/sources/{secret.id}").status_code == 404
    assert client.post(f"/sources/{secret.id}", data=form("Mine", 1)).status_code == 404
    assert "A secret source" not in client.get("/sources").text
    assert "A secret source" not in client.get("/sources/find?source_title=secret").text
    assert add(client, "Ours", url="https://secret.example/").status_code == 303


def test_the_library_is_searched_by_words_and_kind(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        new_source(session, desk, "Harbour minutes")
        new_source(session, desk, "Harbour film").kind = SourceKind.VIDEO
    client = enter()
    assert "Harbour film" not in client.get("/sources?q=minutes").text
    assert "Harbour minutes" not in client.get("/sources?q=harbour&kind=video").text
    assert "Harbour minutes" in client.get("/sources?kind=nonsense").text
    assert "No source matches" in client.get("/sources?q=zebra").text


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http:///minutes", "begins with https://"),
        ("https://?page=1", "begins with https://"),
        ("https://[::1", "begins with https://"),
        ("https://a.example:99999/", "begins with https://"),
        ("javascript://a.example/", "begins with https://"),
        ("https://ana:secret@a.example/", "before the @"),
    ],
)
def test_an_address_that_leads_nowhere_or_tells_a_password_is_refused(
    enter: Enter, database: Database, url: str, told: str
) -> None:
    refused = add(enter(), "Minutes", url=url)
    assert (refused.status_code, told in refused.text) == (422, True)
    assert sources(database) == []


@pytest.mark.parametrize("url", ["HTTPS://A.example/@ana?to=b@c", "http://[::1]:80", "http://é.eu"])
def test_an_unusual_address_is_kept_as_it_is(enter: Enter, database: Database, url: str) -> None:
    assert add(enter(), "Minutes", url=url).status_code == 303
    assert [source.url for source in sources(database)] == [url]


def test_a_date_in_a_complaint_does_not_break_at_its_hyphens(enter: Enter) -> None:
    refused = add(enter(), "Minutes", published="last <spring>")
    assert refused.status_code == 422
    told = "Write a date as 2019, <time>2019-05</time> or <time>2019-05-15</time>."
    assert refused.text.count(told) == 2  # above the form and at the field


def test_an_accent_or_a_capital_hides_nothing(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        article = new_article(session, desk)
        new_claim(session, desk, article, statement="Die Straße nach İzmir.")
    client = enter()
    assert add(client, "Protokoll der Großen Kommission").status_code == 303
    assert "Großen" in client.get("/sources/find?source_title=GROSSEN").text
    assert "Großen" in client.get("/sources?q=grosse").text
    assert "Straße" in client.get("/claims?q=strasse+izmir").text


def test_the_library_goes_on_behind_a_key(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        for number in range(PAGE_SIZE + 1):
            new_source(session, desk, f"Source {number:03}")
    client = enter()
    first = client.get("/sources?q=source").text
    address = re.search(r'rel="next" href="([^"]+)"', first)
    assert address is not None
    assert "Source 000" not in first
    assert "Source 000" in client.get(address[1].replace("&amp;", "&")).text


def test_what_is_typed_finds_at_most_eight_sources(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        for number in range(9):
            new_source(session, desk, f'Minutes "{number}"')
    html = enter().get("/sources/find?source_title=minu").text
    assert html.count('role="option"') == 8
    assert 'data-source-title="Minutes &#34;8&#34;"' in html
    assert "<html" not in html


@pytest.mark.parametrize(("typed", "said"), [("", ""), ("  ", ""), ("zebra", "becomes a new one")])
def test_nothing_found_is_said_only_of_words(enter: Enter, typed: str, said: str) -> None:
    html = enter().get("/sources/find", query_string={"source_title": typed}).text
    assert 'role="option"' not in html
    assert said in html
    assert bool(html.strip()) is bool(said)


@pytest.mark.parametrize(
    "address", ["/sources", "/sources/{}", "/sources/find?source_title=minutes"]
)
def test_more_sources_and_uses_do_not_mean_more_queries(
    enter: Enter, database: Database, desk: Desk, count_queries: CountQueries, address: str
) -> None:
    with database.writing() as session:
        source = new_source(session, desk)

    def add_use() -> None:
        with database.writing() as session:
            claim = new_claim(session, desk, new_article(session, desk))
            use(session, desk, claim, session.merge(source))
            use(session, desk, claim, new_source(session, desk))

    client, place = enter(), address.format(source.id)
    add_use()
    with count_queries() as at_one:
        client.get(place)
    add_use()
    add_use()
    with count_queries() as at_three:
        client.get(place)
    assert len(at_three) == len(at_one)


def test_an_edited_title_is_told_in_words(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        new_article(session, desk)
        source = new_source(session, desk)
    client = enter()
    client.post(f"/sources/{source.id}", data=form("Minutes of May", revision=source.revision))
    assert "edited the source “Minutes of May”" in client.get("/").text


@pytest.mark.parametrize("typed", ["x" * 60_000, "a\0b"])
def test_a_title_that_no_database_looks_for_is_not_found(
    enter: Enter, database: Database, desk: Desk, typed: str
) -> None:
    with database.writing() as session:
        new_source(session, desk)
    found = enter(Role.FACT_CHECKER).get("/sources/find", query_string={"source_title": typed})
    assert found.status_code == 200


BIBTEX = (
    "@book{a, title = {Tides}, author = {Novák, Ana}, year = {2019}, isbn = {12},"
    " keywords = {tides, sea}}"
)


def import_(client: FlaskClient, keywords: str = "y", **typed: Any) -> TestResponse:
    key = {"submission_key": f"importing-{sorted(typed)}-{len(str(typed))}"}
    if "file" in typed:
        typed["file"] = (BytesIO(BIBTEX.encode()), typed["file"])
    return client.post("/sources/import", data=key | {"keywords": keywords} | typed)


def test_a_library_of_which_nothing_can_be_read_is_no_success(enter: Enter) -> None:
    client = enter()
    import_(client, text="@book{c, year = 2019}")
    page = client.get("/sources").text
    assert "1 item could not be read: c (it has no title)." in page
    assert "added" not in page


def test_a_library_is_imported_from_a_file_or_a_text(enter: Enter, database: Database) -> None:
    client = enter()
    answer = import_(client, file="library.bib")
    assert (answer.status_code, answer.location) == (303, "/sources")
    assert "1 source was added." in client.get("/sources").text
    ebbs = "@book{b, title = {Ebbs}} @book{d, title = {Ebbs}}"
    import_(client, text=f"{BIBTEX} {ebbs} @book{{c, year = 2019}}")
    page = client.get("/sources").text
    assert "1 source was added. 1 was in the library already: “Tides”." in page
    assert "1 came twice, and was added once: “Ebbs”." in page
    assert "1 item could not be read: c (it has no title)." in page
    assert [source.title for source in sources(database)] == ["Tides", "Ebbs"]


@pytest.mark.parametrize(("keywords", "tags"), [("y", ["sea", "tides"]), ("", [])])
def test_keywords_become_tags_if_one_wants(
    enter: Enter, database: Database, keywords: str, tags: list[str]
) -> None:
    client = enter()
    import_(client, keywords, text=BIBTEX)
    with database.reading() as session:
        [source] = session.scalars(select(Source))
        assert [tag.words for tag in source.tags] == tags
    assert ("KW  - sea" in client.get("/sources/export.ris").text) == bool(tags)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Choose a file, or paste what it holds."),
        ({"text": "Dear editor"}, "This is neither BibTeX nor RIS nor CSL-JSON."),
        ({"text": "[4"}, "The file begins as JSON and is none."),
        ({"text": BIBTEX, "file": "x.bib"}, "There is a file and a text."),
    ],
    ids=["nothing", "a letter", "broken", "both"],
)
def test_what_cannot_be_imported_is_said_and_kept(
    enter: Enter, database: Database, typed: dict[str, Any], told: str
) -> None:
    answer = import_(enter(), **typed)
    assert (answer.status_code, sources(database)) == (422, [])
    assert told in answer.text
    assert str(typed.get("text", "")) in answer.text


def test_an_import_sent_twice_is_one(enter: Enter, database: Database) -> None:
    client = enter()
    for _time in range(2):
        assert import_(client, text="@book{b, title = {Ebbs}}").status_code == 303
    assert len(sources(database)) == 1


@pytest.mark.parametrize(
    ("ending", "media_type", "told"),
    [
        ("bib", "application/x-bibtex", "title = {{Tides}}"),
        ("ris", "application/x-research-info-systems", "TI  - Tides"),
        ("json", "application/vnd.citationstyles.csl+json", '"title": "Tides"'),
    ],
)
def test_what_the_list_shows_is_exported(
    enter: Enter, ending: str, media_type: str, told: str
) -> None:
    client = enter()
    import_(client, text=f"{BIBTEX} @book{{b, title = {{Ebbs}}}}")
    answer = client.get(f"/sources/export.{ending}?q=tides")
    assert answer.mimetype == media_type
    assert answer.headers["Content-Disposition"] == f'attachment; filename="sources.{ending}"'
    assert told in answer.text
    assert "Ebbs" not in answer.text
    assert f"/sources/export.{ending}?q=tides" in client.get("/sources?q=tides").text


def test_a_format_that_is_none_is_not_found(enter: Enter) -> None:
    assert enter().get("/sources/export.exe").status_code == 404


def test_what_a_citation_needs_is_kept_and_shown_again(enter: Enter, database: Database) -> None:
    client = enter()
    add(client, "Tides", **{"further-container_title": "Harbour Studies", "further-DOI": "10.1/x"})
    [source] = sources(database)
    assert source.further == {"container-title": "Harbour Studies", "DOI": "10.1/x"}
    page = client.get(f"/sources/{source.id}").text
    assert 'value="Harbour Studies"' in page


def test_an_address_of_the_same_page_is_known(enter: Enter, database: Database) -> None:
    client = enter()
    add(client, "Tides", url="https://www.harbour.example/a")
    answer = add(client, "Again", url="http://m.harbour.example/a/?utm_source=x")
    assert "The library has a source with this address or DOI already" in answer.text
    assert len(sources(database)) == 1


def test_names_are_shown_as_they_are_spoken(enter: Enter) -> None:
    client = enter()
    import_(client, text=BIBTEX)
    assert "Ana Novák" in client.get("/sources").text


def fetch(client: FlaskClient, source_id: int) -> TestResponse:
    return client.post(f"/sources/{source_id}/snapshots/fetch", data={"submission_key": "fetching"})


def test_a_page_is_fetched_in_the_background_and_the_source_says_so(
    enter: Enter, database: Database
) -> None:
    client = enter()
    add(client, "Tides", url="https://harbour.example/a")
    [source] = sources(database)
    assert "Fetch the page now" in client.get(f"/sources/{source.id}").text
    answer = fetch(client, source.id)
    assert (answer.status_code, answer.location) == (303, f"/sources/{source.id}#kept")
    page = client.get(f"/sources/{source.id}").text
    assert "The page is being fetched." in page
    assert "Fetch the page now" not in page
    assert "Tides" in client.get("/desk/jobs").text


def test_a_source_without_an_address_is_not_fetched(enter: Enter, database: Database) -> None:
    client = enter()
    add(client, "Tides")
    [source] = sources(database)
    assert "Fetch the page now" not in client.get(f"/sources/{source.id}").text
    answer = fetch(client, source.id)
    assert answer.status_code == 422
    assert "This source has no web address yet." in answer.text
