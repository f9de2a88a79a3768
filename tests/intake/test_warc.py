"""What went over the wire, written down so that other tools can replay it."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.intake.web_server import HTML, Handler, Server, loopback_counts_as_public, page, redirect
from tests.intake.web_server import running as running_server
from workbench.intake.fetching import ANYTHING, AddressPolicy, fetch, warc_of

AGENT = "workbench (+https://desk.example)"
TEXT = b"<p>It cost 32 million.</p>" * 50


@dataclass(frozen=True)
class Record:
    """What another tool reads of a record."""

    kind: str
    url: str
    headers: dict[str, str]
    status: str
    fields: list[tuple[str, str]]
    raw: bytes


@pytest.fixture
def server() -> Iterator[Server]:
    with running_server() as found:
        yield found


def archived(server: Server, path: str, policy: AddressPolicy | None = None) -> list[Record]:
    policy = policy or loopback_counts_as_public(server.port)
    found = fetch(server.url(path), user_agent=AGENT, policy=policy, wanted=ANYTHING)
    return list(read(warc_of(found, user_agent=AGENT)))


def read(warc: bytes) -> Iterator[Record]:
    """Read with warcio itself, which here raises where a digest is not that of the bytes."""
    for record in ArchiveIterator(BytesIO(warc), check_digests="raise"):
        head, told = record.http_headers, record.rec_headers
        raw = record.raw_stream.read()
        yield Record(
            record.rec_type, told.get_header("WARC-Target-URI") or "", dict(told.headers),
            head.get_statuscode() if head else "", head.headers if head else [], raw,
        )  # fmt: skip


def test_it_says_what_wrote_it_and_as_whom_it_asked(server: Server) -> None:
    server.pages["/"] = page(TEXT)
    info = archived(server, "/")[0]
    assert info.kind == "warcinfo"
    assert b"software: workbench/" in info.raw
    assert f"http-header-user-agent: {AGENT}\r\n".encode() in info.raw


def test_every_step_on_the_way_is_a_request_and_its_answer(server: Server) -> None:
    server.pages["/old?a=1"] = redirect("/new", 301)
    server.pages["/new"] = page(TEXT)
    _info, *records = archived(server, "/old?a=1")
    assert [(each.kind, each.url, each.status) for each in records] == [
        ("response", server.url("/old?a=1"), "301"),
        ("request", server.url("/old?a=1"), "/old?a=1"),
        ("response", server.url("/new"), "200"), ("request", server.url("/new"), "/new"),
    ]  # fmt: skip
    moved, _asked, found, asked = records
    assert ("Location", "/new") in [(name.title(), value) for name, value in moved.fields]
    assert found.raw == TEXT
    assert found.headers["WARC-IP-Address"] == "127.0.0.1"
    assert asked.headers["WARC-Concurrent-To"] == found.headers["WARC-Record-ID"]
    assert ("User-Agent", AGENT) in asked.fields


def test_a_compressed_page_is_kept_as_it_was_sent(server: Server) -> None:
    sent = gzip.compress(TEXT)
    server.pages["/"] = page(sent, content_encoding="gzip")
    found = archived(server, "/")[1]
    assert found.raw == sent
    assert ("Content-Encoding", "gzip") in [(name.title(), value) for name, value in found.fields]


def test_a_page_in_chunks_is_put_together_and_says_so(server: Server) -> None:
    def in_chunks(handler: Handler) -> None:
        handler.head(200, content_type=HTML, transfer_encoding="chunked")
        handler.wfile.write(b"5\r\nIt is\r\n3;x=y\r\n so\r\n0\r\n\r\n")

    server.pages["/"] = in_chunks
    found = archived(server, "/")[1]
    assert found.raw == b"It is so"
    names = [name.lower() for name, _value in found.fields]
    assert "transfer-encoding" not in names
    assert "x-orig-transfer-encoding" in names


def test_the_body_of_a_redirect_was_not_read_and_that_is_said(server: Server) -> None:
    server.pages["/long"] = lambda handler: handler.answer(302, b"Moved.", location="/empty")
    server.pages["/empty"] = redirect("/")
    server.pages["/"] = page(TEXT)
    answers = [each for each in archived(server, "/long") if each.kind == "response"]
    assert [each.headers.get("WARC-Truncated") for each in answers] == ["unspecified", None, None]


def test_cookies_are_not_kept(server: Server) -> None:
    server.pages["/a"] = lambda handler: handler.answer(302, location="/b", set_cookie="id=SECRET")
    server.pages["/b"] = page(TEXT, set_cookie="id=SECRET")
    assert "SECRET" not in str(archived(server, "/a"))


def test_headers_are_kept_byte_for_byte(server: Server) -> None:
    def odd(handler: Handler) -> None:
        handler.wfile.write(
            b"HTTP/1.1 200 D\xc3\xad\r\nX-oDD: \xff \xc5\xa1\r\nContent-Length: 1\r\n\r\nx"
        )

    server.pages["/"] = odd
    policy = loopback_counts_as_public(server.port)
    found = fetch(server.url("/"), user_agent=AGENT, policy=policy)
    warc = warc_of(found, user_agent=AGENT)
    assert list(read(warc))
    assert b"\r\nX-oDD: \xff \xc5\xa1\r\n" in unpacked(warc)


def unpacked(warc: bytes) -> bytes:
    return gzip.decompress(warc)
