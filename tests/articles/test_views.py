"""Importing through the browser: three ways in, a preview to correct, one article out of it."""

import hashlib
import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from tests.intake.pdf_file import PROTECTED, column, pdf_file
from tests.intake.test_docx import document, with_part
from tests.screens.conftest import Desk, Enter, new_article, new_desk
from workbench.accounts.rules import Role
from workbench.articles import incoming
from workbench.articles.models import Article, Block, Import, Version
from workbench.config import LONGEST_UPLOAD
from workbench.db import Database
from workbench.intake.fetching.errors import FetchTimedOut, PageTooLarge
from workbench.web.submissions import new_key

TEXT = """A mill for the islands

By Rosa Blum, The Evening Ledger, 4 May 2022

The mill has stood still since March. Nobody on the islands knows why it stopped.

Bread has become dear since then, and the bakers expect it to cost more before the summer.
"""
SENTENCES = "The mill has stood still since March, and nobody on the islands knows why. " * 8
HTML = f"<!doctype html><html><body><article><h1>Mills</h1><p>{SENTENCES}</p></article></html>"
FIELDS = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


@pytest.fixture
def member(enter: Enter) -> FlaskClient:
    return enter()


def submit(client: FlaskClient, **fields: Any) -> TestResponse:
    """Send the import form."""
    data = {"submission_key": new_key(), "text": "", "url": "", **fields}
    boundary, body = encode_multipart(data)
    content_type = f'multipart/form-data; boundary="{boundary}"'
    return client.post("/articles/new", data=body, content_type=content_type)


def upload(client: FlaskClient, content: bytes, name: str, **fields: Any) -> TestResponse:
    return submit(client, files=FileStorage(BytesIO(content), name), **fields)


def previewed(client: FlaskClient, text: str = TEXT) -> str:
    """Import a text and return the preview's address."""
    answer = submit(client, text=text)
    assert answer.status_code == 303, answer.text
    return answer.location


def shown(html: str) -> dict[str, str]:
    """The preview's form as a browser would send it back."""
    fields = {name: unescape(value) for name, value in FIELDS.findall(html)}
    for name in ("title", "outlet", "published", "url"):
        found = re.search(rf'<input[^>]* name="{name}"[^>]* value="([^"]*)"', html)
        assert found, name
        fields[name] = unescape(found[1])
    fields["authors"] = unescape(re.findall(r"<textarea[^>]*>\s*([^<]*)</textarea>", html)[0])
    fields |= dict(re.findall(r'name="(kind-\d+)" value="([a-z ]+)" checked', html))
    for block in re.findall(r'<select [^>]*name="(body-kind-\d+)".*?</select>', html, re.DOTALL):
        fields[block] = chosen(html, block)
    return fields | {"language": chosen(html, "language")}


def chosen(html: str, name: str) -> str:
    select_box = re.search(rf'<select[^>]* name="{name}".*?</select>', html, re.DOTALL)
    assert select_box
    options = re.findall(r"<option ([^>]*)>", select_box[0])
    marked = [option for option in options if "selected" in option] or options
    value = re.search(r'value="([^"]*)"', marked[0])
    assert value
    return value[1]


def form_of(client: FlaskClient, address: str) -> dict[str, str]:
    return shown(client.get(address).text)


def articles(database: Database) -> list[Article]:
    with database.reading() as session:
        return list(session.scalars(select(Article).order_by(Article.id)))


def previews(database: Database) -> list[Import]:
    with database.reading() as session:
        return list(session.scalars(select(Import).order_by(Import.id)))


# ---- Three ways in


def test_pasted_text_leads_to_a_preview_of_what_was_found(member: FlaskClient) -> None:
    form = form_of(member, previewed(member))
    assert form["title"] == "A mill for the islands"
    assert (form["outlet"], form["authors"]) == ("The Evening Ledger", "Rosa Blum")
    assert (form["published"], form["language"]) == ("2022-05-04", "en")
    kinds = [form[f"kind-{number}"] for number in range(1, 5)]
    assert kinds == ["body", "boilerplate", "body", "body"]
    assert [form["body-kind-1"], form["body-kind-3"]] == ["headline", "paragraph"]


def test_the_preview_counts_what_would_be_checked(member: FlaskClient) -> None:
    html = member.get(previewed(member)).text
    assert '<b data-count="blocks">3</b> of 4 blocks' in html
    assert '<b data-count="sentences">4</b>' in html


@pytest.mark.parametrize(
    "text", [HTML, "# Mills\n\nThe *mill* has stood [still](https://mill.example) since March.\n"]
)
def test_a_pasted_source_is_read_as_what_it_is(member: FlaskClient, text: str) -> None:
    html = member.get(previewed(member, text)).text
    assert shown(html)["title"] == "Mills"
    assert "&lt;p&gt;" not in html
    assert "](https" not in html


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (document(), "mill.docx"),
        (pdf_file([column(["The mill has stood still since March."])]), "mill.pdf"),
        (TEXT.encode("utf-16"), "mill.txt"),
        (TEXT.replace("Blum", "Blüm").encode("latin-1"), "mill.txt"),
    ],
    ids=["docx", "pdf", "utf-16", "latin-1"],
)
def test_an_uploaded_file_leads_to_a_preview(
    member: FlaskClient, content: bytes, name: str
) -> None:
    answer = upload(member, content, name)
    assert answer.status_code == 303
    assert "The mill has stood still since March." in member.get(answer.location).text


def test_an_address_is_fetched_and_noted(
    member: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = incoming.Incoming(TEXT.encode(), "mill", "text/plain", "https://news.example/mill")
    monkeypatch.setattr("workbench.articles.forms.arriving.fetched", lambda _url, **_: page)
    answer = submit(member, url="https://news.example/mill?from=feed")
    assert form_of(member, answer.location)["url"] == "https://news.example/mill"


def test_an_address_beside_a_pasted_text_is_only_noted(member: FlaskClient) -> None:
    answer = submit(member, text=TEXT, url="https://news.example/mill")
    assert form_of(member, answer.location)["url"] == "https://news.example/mill"


def test_the_same_form_sent_twice_makes_one_preview(
    member: FlaskClient, database: Database
) -> None:
    key = new_key()
    first = submit(member, text=TEXT, submission_key=key)
    assert submit(member, text=TEXT, submission_key=key).location == first.location
    assert len(previews(database)) == 1


# ---- What cannot be read


@pytest.fixture
def kept_words(member: FlaskClient) -> Callable[[TestResponse], None]:
    def check(answer: TestResponse) -> None:
        """The form came back with the address that was typed, and a key for the next try."""
        assert 'value="https://news.example/mill"' in answer.text
        assert 'name="submission_key"' in answer.text
        assert "Nothing was imported, and what you typed was kept." in answer.text

    return check


def scanned() -> bytes:
    return pdf_file([[]])


def bomb() -> bytes:
    return with_part("word/media/image1.bmp", bytes(80 * 2**20))


BAD: dict[str, tuple[Callable[[], bytes], str, int, str]] = {
    "random bytes": (lambda: bytes(range(256)) * 40, "a.txt", 422, "cannot be made out"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(64), "a.png", 415, "Articles are read"),
    "no text": (lambda: b"  \n\n ", "a.txt", 422, "There is no text in this."),
    "a broken PDF": (lambda: b"%PDF-1.7\nnothing else", "a.pdf", 422, "PDF is damaged"),
    "an encrypted PDF": (
        lambda: pdf_file([column(["Secret."])], trailer=PROTECTED),
        "a.pdf", 422, "PDF is protected with a password",
    ),
    "a scanned PDF": (scanned, "a.pdf", 422, "only pictures of its pages"),
    "a broken DOCX": (lambda: document()[:-400], "a.docx", 422, "is damaged"),
    "a zip bomb": (bomb, "a.docx", 422, "would unpack to far more"),
    "half a character": (
        lambda: ("Grüße aus Łódź. " * 9).encode("utf-16")[:-1],
        "a.txt", 422, "cannot be made out",
    ),
    "21 MB": (lambda: b"words " * 3_500_000, "a.txt", 413, "larger than 20 MB"),
    "30 MB": (lambda: b"words " * 5_000_000, "a.txt", 413, "larger than 20 MB"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_cannot_be_read_gives_the_form_back(
    member: FlaskClient,
    database: Database,
    kept_words: Callable[[TestResponse], None],
    what: str,
) -> None:
    content, name, status, words = BAD[what]
    answer = upload(member, content(), name, url="https://news.example/mill")
    assert (answer.status_code, words in unescape(answer.text)) == (status, True)
    kept_words(answer)
    assert re.search(r'<p class="error" id="files-error">', answer.text)
    assert previews(database) == []


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1/mill", "leads to a private network"),
        ("http://169.254.169.254/latest", "leads to a private network"),
        ("https://[::1]/", "leads to a private network"),
        ("https://news.example:8443/", "unusual port"),
        ("ftp://news.example/mill", "begins with https:// or http://"),
        ("news.example/mill", "begins with https:// or http://"),
    ],
)
def test_an_address_that_is_refused_is_told_of_beside_it(
    member: FlaskClient, url: str, words: str
) -> None:
    answer = submit(member, url=url)
    assert answer.status_code == 422
    assert f'value="{url}"' in answer.text
    assert words in unescape(answer.text).partition('id="url-error"')[2]


@pytest.mark.parametrize(
    ("error", "status"), [(FetchTimedOut(), 504), (PageTooLarge(LONGEST_UPLOAD), 413)]
)
def test_a_fetch_that_fails_gives_the_form_back(
    member: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    kept_words: Callable[[TestResponse], None],
    error: Exception,
    status: int,
) -> None:
    def fail(_url: str, **_options: object) -> incoming.Incoming:
        raise error

    monkeypatch.setattr("workbench.articles.forms.arriving.fetched", fail)
    answer = submit(member, url="https://news.example/mill")
    assert answer.status_code == status
    kept_words(answer)


def test_pasted_text_that_cannot_be_read_stays_in_the_form(member: FlaskClient) -> None:
    answer = submit(member, text="<html><body><p></p></body></html>")
    assert answer.status_code == 422
    assert "&lt;html&gt;&lt;body&gt;&lt;p&gt;&lt;/p&gt;" in answer.text
    assert 'id="text-error"' in answer.text


def test_a_text_and_a_file_together_are_a_question(member: FlaskClient) -> None:
    answer = upload(member, b"Another text.", "a.txt", text=TEXT)
    assert answer.status_code == 422
    assert "Keep one" in answer.text
    assert "Rosa Blum, The Evening Ledger" in answer.text


def test_an_empty_form_asks_for_one_of_three(member: FlaskClient) -> None:
    answer = submit(member, text=" \r\n ")
    assert answer.status_code == 422
    assert "Paste a text here, choose a file or give an address." in answer.text


# ---- The preview


def test_corrections_are_kept(member: FlaskClient) -> None:
    address = previewed(member)
    form = form_of(member, address)
    changes = {
        "title": "  The  mill ",
        "authors": "Rosa Blum\r\n\r\n Ida  Berg ",
        "published": "2022-05",
        "language": "de",
        "kind-1": "caption",
        "kind-2": "body",
        "body-kind-2": "heading",
    }
    answer = member.post(address, data=form | changes)
    assert answer.status_code == 303
    saved = form_of(member, answer.location)
    assert (saved["title"], saved["authors"]) == ("The mill", "Rosa Blum\nIda Berg")
    assert (saved["published"], saved["language"]) == ("2022-05", "de")
    assert (saved["kind-1"], saved["kind-2"], saved["body-kind-2"]) == (
        "caption",
        "body",
        "heading",
    )


def test_to_htmx_the_preview_is_answered_without_the_page_around_it(member: FlaskClient) -> None:
    address = previewed(member)
    fragment = member.get(address, headers={"HX-Request": "true"}).text
    assert "<!doctype" not in fragment
    assert fragment in member.get(address).text or 'id="preview"' in fragment


@pytest.mark.parametrize("act", ["", "/confirm"])
def test_a_mistake_gives_every_correction_back(
    member: FlaskClient, database: Database, act: str
) -> None:
    address = previewed(member)
    wrong = {"title": "", "published": "2022-02-30", "outlet": "The Gazette", "kind-3": "caption"}
    answer = member.post(address + act, data=form_of(member, address) | wrong)
    assert answer.status_code == 422
    form = shown(answer.text)
    assert {name: form[name] for name in wrong} == wrong
    assert "An article needs a title." in answer.text
    assert "Write a date as 2019, <time>2019-05</time> or" in answer.text
    assert articles(database) == []


def test_a_date_that_is_shown_as_an_example_does_not_break_at_its_hyphens(
    member: FlaskClient,
) -> None:
    page = member.get(previewed(member))
    assert "or <time>2019-05-15</time>" in page.text


def test_two_headlines_are_refused_by_number(member: FlaskClient) -> None:
    address = previewed(member)
    answer = member.post(address, data=form_of(member, address) | {"kind-3": "headline"})
    assert answer.status_code == 422
    assert "Blocks 1, 3 are all headlines." in answer.text


def test_a_kind_that_does_not_exist_is_refused(member: FlaskClient) -> None:
    address = previewed(member)
    answer = member.post(address, data=form_of(member, address) | {"kind-3": "advertisement"})
    assert answer.status_code == 422


def test_the_second_of_two_who_save_sees_both_and_may_insist(member: FlaskClient) -> None:
    address = previewed(member)
    first = form_of(member, address)
    second = form_of(member, address)
    member.post(address, data=first | {"outlet": "The Gazette", "kind-4": "caption"})
    answer = member.post(address, data=second | {"outlet": "The Herald"})
    assert answer.status_code == 409
    unmarked = re.sub(r"<del.*?</del> |</?ins.*?>", "", answer.text)
    both = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", unmarked)
    assert both == [
        ("Outlet", "The Gazette"), ("Block 4", "caption"),
        ("Outlet", "The Herald"), ("Block 4", "paragraph"),
    ]  # fmt: skip
    insisting = shown(answer.text)
    assert member.post(address, data=insisting).status_code == 303
    assert form_of(member, address)["outlet"] == "The Herald"


# ---- Confirming


def test_confirming_makes_version_1_with_the_corrections(
    member: FlaskClient, database: Database
) -> None:
    address = previewed(member)
    changes = {"title": "The mill", "kind-3": "caption"}
    answer = member.post(f"{address}/confirm", data=form_of(member, address) | changes)
    [article] = articles(database)
    assert (answer.status_code, answer.location) == (303, f"/articles/{article.id}")
    assert (article.title, article.published) == ("The mill", "2022-05-04")
    with database.reading() as session:
        version = session.scalars(select(Version)).one()
        kinds = list(session.scalars(select(Block.kind).order_by(Block.position)))
    assert (version.number, version.body_sentences) == (1, 2)
    assert kinds == ["headline", "boilerplate", "caption", "paragraph"]


def test_a_block_made_the_headline_comes_first_in_the_article(
    member: FlaskClient, database: Database
) -> None:
    address = previewed(member)
    changes = {"body-kind-1": "paragraph", "kind-3": "body", "body-kind-3": "headline"}
    member.post(f"{address}/confirm", data=form_of(member, address) | changes)
    with database.reading() as session:
        text = session.scalars(select(Version.text)).one()
    assert text.startswith("The mill has stood still")


def test_confirming_twice_makes_one_article(member: FlaskClient, database: Database) -> None:
    address = previewed(member)
    form = form_of(member, address)
    first = member.post(f"{address}/confirm", data=form)
    again = member.post(f"{address}/confirm", data=form)
    another_tab = member.post(f"{address}/confirm", data=form | {"submission_key": new_key()})
    assert {first.location, again.location, another_tab.location} == {first.location}
    assert len(articles(database)) == 1


def test_corrections_that_come_too_late_are_told_of(
    member: FlaskClient, database: Database
) -> None:
    address = previewed(member)
    form = form_of(member, address)
    late = form | {"submission_key": new_key(), "title": "A title that comes too late"}
    member.post(f"{address}/confirm", data=form)
    answer = member.post(f"{address}/confirm", data=late)
    assert answer.status_code == 409
    assert f'href="/articles/{articles(database)[0].id}"' in answer.text
    assert shown(answer.text)["title"] == "A title that comes too late"
    assert articles(database)[0].title == "A mill for the islands"


def test_a_confirmed_preview_leads_to_its_article(member: FlaskClient, database: Database) -> None:
    address = previewed(member)
    member.post(f"{address}/confirm", data=form_of(member, address))
    assert member.get(address).location == f"/articles/{articles(database)[0].id}"


def test_without_a_body_there_is_nothing_to_confirm(
    member: FlaskClient, database: Database
) -> None:
    address = previewed(member)
    form = form_of(member, address)
    outside = {name: "boilerplate" for name in form if name.startswith("kind-")}
    answer = member.post(f"{address}/confirm", data=form | outside)
    assert answer.status_code == 422
    assert "is marked as body, so there would be nothing to check" in answer.text
    assert shown(answer.text)["kind-3"] == "boilerplate"
    assert articles(database) == []


# ---- Discarding


def test_a_discarded_preview_can_be_taken_up_again(member: FlaskClient) -> None:
    address = previewed(member)
    assert member.post(f"{address}/discard", data=form_of(member, address)).status_code == 303
    assert "This preview was discarded" in member.get(address).text
    member.post(f"{address}/restore", data={"submission_key": new_key()})
    assert form_of(member, address)["title"] == "A mill for the islands"


@pytest.mark.parametrize("act", ["", "/confirm"])
def test_corrections_to_what_somebody_discarded_are_not_lost(
    member: FlaskClient, database: Database, act: str
) -> None:
    address = previewed(member)
    form = form_of(member, address)
    member.post(f"{address}/discard", data={"submission_key": new_key()})
    answer = member.post(address + act, data=form | {"outlet": "The Gazette"})
    assert answer.status_code == 409
    assert "Somebody discarded this preview." in answer.text
    assert shown(answer.text)["outlet"] == "The Gazette"
    assert articles(database) == []


# ---- The original, and who may see what


def confirmed(client: FlaskClient, answer: TestResponse) -> str:
    """Confirm the preview an import led to, and return the article's address."""
    form = form_of(client, answer.location)
    return client.post(f"{answer.location}/confirm", data=form).location


def test_the_bytes_that_came_in_can_be_saved_and_never_run(
    member: FlaskClient, database: Database
) -> None:
    content = b"<!doctype html><h1>Mills</h1><script>alert(1)</script><p>" + b"It stood still. " * 9
    article = confirmed(member, upload(member, content, "a mill.html"))
    answer = member.get(f"{article}/original")
    assert answer.data == content
    assert answer.content_type == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="a mill.html"'
    assert previews(database)[0].original_sha256 == hashlib.sha256(content).hexdigest()


def test_what_was_pasted_is_kept_as_it_was_pasted(member: FlaskClient) -> None:
    article = confirmed(member, submit(member, text=TEXT.replace("\n", "\r\n")))
    assert member.get(f"{article}/original").data == TEXT.encode()


def test_an_article_that_came_from_no_file_has_no_original(
    member: FlaskClient, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        made = new_article(session, desk)
    assert member.get(f"/articles/{made.id}/original").status_code == 404


def test_another_desks_previews_and_originals_are_not_found(
    member: FlaskClient, enter: Enter, database: Database
) -> None:
    address = previewed(member)
    article = confirmed(member, submit(member, text=TEXT))
    with database.writing() as session:
        elsewhere = new_desk(session, "Another desk")
    stranger = enter(Role.ADMIN, elsewhere)
    assert stranger.get(address).status_code == 404
    assert stranger.get(f"{article}/original").status_code == 404
    form = form_of(member, address)
    for act in ("", "/confirm", "/discard", "/restore"):
        assert stranger.post(address + act, data=form).status_code == 404


def test_a_viewer_reads_and_does_not_import(member: FlaskClient, enter: Enter) -> None:
    address = previewed(member)
    article = confirmed(member, submit(member, text=TEXT))
    viewer = enter(Role.VIEWER)
    assert viewer.get(f"{article}/original").status_code == 200
    assert viewer.get("/articles/new").status_code == 403
    assert viewer.get(address).status_code == 403
    assert submit(viewer, text=TEXT).status_code == 403


def test_what_is_far_too_large_is_refused_before_it_is_read(member: FlaskClient) -> None:
    answer = upload(member, bytes(4 * LONGEST_UPLOAD + 1), "a.txt")
    assert answer.status_code == 413
    assert "This is more than can be sent at once, 20 MB a file." in answer.text
