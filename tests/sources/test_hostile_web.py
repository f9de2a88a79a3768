"""A web server that means harm, asked for snapshots: it gets nowhere, and the job says why.

The addresses that it may not lead to, in every notation, are in `tests/intake/test_fetching.py`
and `test_addresses.py` there; what a browser is sent of what is kept, in the tests of the screens.
"""

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from tests.intake.pdf_file import column, packed_pdf, pdf_file
from tests.intake.test_docx import with_part
from tests.intake.web_server import HTML, Handler, Names, Server, page, raw, redirect
from tests.intake.web_server import running as running_server
from tests.sources.loopback import SMALL, handlers, kept, let_fetch, source_at, the_job
from workbench.db import Database
from workbench.intake.contents.rules import NoText
from workbench.intake.fetching import FetchLimits
from workbench.jobs.models import Job
from workbench.jobs.worker import Worker
from workbench.sources.models import Snapshot
from workbench.storage.files import FileStore

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Answer = Callable[[Handler], None]
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@dataclass(frozen=True)
class Desk:
    """A desk that asks for a snapshot of what a server has at its root."""

    server: Server
    database: Database
    files: FileStore
    patch: pytest.MonkeyPatch

    def ask(
        self, answer: Answer, *, limits: FetchLimits = SMALL, names: Names | None = None
    ) -> Job:
        """What became of the job."""
        self.server.pages["/"] = answer
        let_fetch(self.patch.setattr, self.server.port, limits=limits, names=names)
        source_at(self.database, self.server.url("/"))
        Worker(self.database, handlers(self.files)).work_off()
        return the_job(self.database)

    def refused(self, answer: Answer, **how: FetchLimits | Names) -> str:
        """Why nothing was kept, and not a byte of it."""
        job = self.ask(answer, **how)  # type: ignore[arg-type]
        assert job.state in {"failed", "waiting"}
        assert kept(self.database) == []
        assert list(self.files.digests()) == []
        return str(job.trouble)

    def keeps(self, answer: Answer, *, limits: FetchLimits = SMALL) -> Snapshot:
        """What was kept."""
        assert self.ask(answer, limits=limits).state == "done"
        [snapshot] = kept(self.database)
        return snapshot


@pytest.fixture
def desk(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with running_server() as server:
        yield Desk(server, database, FileStore(tmp_path / "files"), monkeypatch)


# Where it may not lead


def test_a_circle_of_redirects_ends(desk: Desk) -> None:
    assert "still redirecting after 5 redirects" in desk.refused(redirect("/"))
    assert len(desk.server.asked) == 6


@pytest.mark.parametrize(
    "place", ["http://10.0.0.7/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/"]
)
def test_a_redirect_to_a_private_address_is_not_followed(desk: Desk, place: str) -> None:
    assert "private network" in desk.refused(redirect(place))
    assert len(desk.server.asked) == 1


def test_a_redirect_to_a_name_of_a_private_address_is_not_followed(desk: Desk) -> None:
    names = Names(inside_example=[["192.168.0.9"]])
    assert "private network" in desk.refused(redirect("http://inside.example/"), names=names)


def test_a_name_that_turns_private_is_not_asked_again(desk: Desk) -> None:
    names = Names(news_example=[["127.0.0.1"], ["10.0.0.7"]])
    assert "private network" in desk.refused(redirect("/again"), names=names)
    assert [path for path, _headers in desk.server.asked] == ["/"]


def test_a_name_is_looked_up_once_and_that_address_is_asked(desk: Desk) -> None:
    names = Names(news_example=[["127.0.0.1"], ["10.0.0.7"]])
    desk.server.pages["/"] = page(b"It is so")
    let_fetch(desk.patch.setattr, desk.server.port, limits=SMALL, names=names)
    source_at(desk.database, desk.server.url("/"))
    Worker(desk.database, handlers(desk.files)).work_off()
    assert names.looked_up == ["news.example"]
    assert len(kept(desk.database)) == 1


# What it may not cost


def endless(piece: bytes, head: bytes = b"HTTP/1.1 200 OK\r\n\r\n") -> Answer:
    def flood(handler: Handler) -> None:
        handler.wfile.write(head)
        while not handler.server.stopping.is_set():
            handler.wfile.write(piece)

    return flood


def test_gigabytes_that_are_announced_are_not_read(desk: Desk) -> None:
    announced = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\nx")
    assert "larger than" in desk.refused(announced)


@pytest.mark.parametrize(
    "length", [b"1" * 19, b"9" * 5000, b"-1", b"0x10", b"1, 2", b"1\r\nContent-Length: 2"]
)
def test_lengths_that_cannot_be_are_refused(desk: Desk, length: bytes) -> None:
    assert desk.refused(raw(b"HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\nx" % length))


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.0 200 OK\r\n\r\n"])
def test_gigabytes_that_are_not_announced_are_cut_off(desk: Desk, head: bytes) -> None:
    assert "larger than" in desk.refused(endless(b"x" * 65536, head))


def test_chunks_without_end_are_cut_off(desk: Desk) -> None:
    limits = replace(SMALL, body=5_000, headers=2_000)
    assert "larger than" in desk.refused(endless(b"1\r\nx\r\n" * 1000, CHUNKED), limits=limits)


def test_chunks_that_are_mostly_framing_are_cut_off(desk: Desk) -> None:
    assert desk.refused(endless(b"1;%s\r\nx\r\n" % (b"y" * 1000), CHUNKED))


@pytest.mark.parametrize(
    "opening",
    [
        b"HTTP/1.1",
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n",
        CHUNKED + b"1;",
    ],
    ids=["status", "headers", "body", "chunk"],
)
def test_what_drips_is_cut_off_at_the_deadline_and_tried_later(desk: Desk, opening: bytes) -> None:
    def drip(handler: Handler) -> None:
        handler.wfile.write(opening)
        while not handler.server.stopping.wait(0.02):
            handler.wfile.write(b" ")

    told = desk.refused(drip, limits=replace(SMALL, deadline=0.3))
    assert told == "The server took too long to answer."
    assert the_job(desk.database).state == "waiting"


FLOODS = {
    "a long header": b"X: %s\r\n" % (b"y" * 70_000),
    "many headers": b"".join(b"X-%d: y\r\n" % number for number in range(10_000)),
    "a longer one than is parsed": b"X: %s\r\n" % (b"y" * 500_000),
}


@pytest.mark.parametrize("flood", FLOODS)
def test_floods_of_headers_are_refused(desk: Desk, flood: str) -> None:
    answer = b"HTTP/1.1 200 OK\r\n%sContent-Length: 1\r\n\r\nx" % FLOODS[flood]
    assert desk.refused(raw(answer))


def test_headers_without_end_are_refused(desk: Desk) -> None:
    assert desk.refused(endless(b"X: y\r\n" * 1000, b"HTTP/1.1 200 OK\r\n"))


def test_interim_answers_without_end_are_cut_off(desk: Desk) -> None:
    assert desk.refused(endless(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 500, b""))


@cache
def bomb(wbits: int) -> bytes:
    """A quarter of a gigabyte of zeros, packed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    return b"".join(packer.compress(bytes(2**20)) for _ in range(256)) + packer.flush()


GZIP = zlib.MAX_WBITS | 16


def test_a_bomb_in_gzip_is_cut_off(desk: Desk) -> None:
    limits = replace(SMALL, body=10**6)
    answer = page(bomb(GZIP), content_encoding="gzip")
    assert "larger than" in desk.refused(answer, limits=limits)


@pytest.mark.parametrize(
    "coding", ["deflate", "br", "zstd", "gzip, gzip", "br, gzip", "gzip, deflate", "compress"]
)
def test_a_bomb_in_a_coding_that_nobody_asked_for_is_not_opened(desk: Desk, coding: str) -> None:
    answer = page(gzip.compress(bomb(zlib.MAX_WBITS)), content_encoding=coding)
    limits = replace(SMALL, body=10**6)
    assert "compression nobody asked for" in desk.refused(answer, limits=limits)


def test_a_bomb_within_a_bomb_is_opened_no_further_than_was_said(desk: Desk) -> None:
    inner = bomb(GZIP)
    answer = page(gzip.compress(inner), content_encoding="gzip")
    snapshot = desk.keeps(answer, limits=replace(SMALL, body=10**6))
    assert (snapshot.media_type, snapshot.size) == ("application/gzip", len(inner))
    assert snapshot.unreadable == NoText.OTHER_KIND


# What is not HTTP, or not all of it


BROKEN = {
    "nothing at all": b"",
    "another protocol": b"SSH-2.0-OpenSSH_9.6\r\n",
    "a body that breaks off": b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
    "no last chunk": CHUNKED + b"1\r\nx\r\n",
    "a chunk that breaks off": CHUNKED + b"ff\r\nx",
    "a chunk of no size": CHUNKED + b"zz\r\nx\r\n0\r\n\r\n",
    "a chunk below nothing": CHUNKED + b"-1\r\nx\r\n0\r\n\r\n",
    "a chunk of all the world": (CHUNKED + b"ffffffffffffffffffffff\r\nx"),
    "a chunk that is longer": (CHUNKED + b"1\r\nxyz\r\n0\r\n\r\n"),
    "chunks in chunks": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"
    ),
    "gzip for a frame": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "a header of control signs": b"HTTP/1.1 200 OK\r\nX: \0\x01\r\nContent-Length: 1\r\n\r\nx",
    "a status of its own": b"HTTP/1.1 2000 OK\r\nContent-Length: 1\r\n\r\nx",
}


@pytest.mark.parametrize("what", BROKEN)
def test_half_an_answer_or_none_is_not_kept_as_a_whole_one(desk: Desk, what: str) -> None:
    assert desk.refused(raw(BROKEN[what]))


def test_half_a_compressed_body_is_not_kept(desk: Desk) -> None:
    half = gzip.compress(b"It cost 32 million." * 99)[:-9]
    assert "broke off" in desk.refused(page(half, content_encoding="gzip"))


def test_of_more_than_was_announced_the_rest_is_left(desk: Desk) -> None:
    answer = raw(
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nIt isHTTP/1.1 200 OK\r\n\r\nsmuggled"
    )
    snapshot = desk.keeps(answer)
    assert desk.files.read(snapshot.sha256) == b"It is"


@pytest.mark.parametrize("status", [204, 205, 206, 304, 401, 404, 418, 500, 503, 999])
def test_an_answer_that_is_not_the_page_is_not_kept(desk: Desk, status: int) -> None:
    assert f"HTTP {status}" in desk.refused(page(b"Sorry" if status > 400 else b"", status))


def test_a_page_without_a_byte_is_not_kept(desk: Desk) -> None:
    assert "empty" in desk.refused(page(b""))


# What is kept, and does nothing


PDF = pdf_file([column(["The quay cost 32 million."])])


def with_action(action: bytes) -> bytes:
    return PDF.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << %s >>" % action)


HTML_PAGE = b"<html><body onload='alert(1)'><p>It is so</p><script>alert(1)</script></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
CALLED_OTHERWISE = {
    "HTML called a picture": (HTML_PAGE, "image/png", "text/html", "It is so"),
    "HTML called a text": (HTML_PAGE, "text/plain", "text/html", "It is so"),
    "HTML that would run": (HTML_PAGE, HTML, "text/html", "It is so"),
    "an SVG with a script": (SVG, "image/svg+xml", "image/svg+xml", ""),
    "an SVG called a page": (SVG, HTML, "image/svg+xml", ""),
    "a PDF called a page": (PDF, HTML, "application/pdf", "The quay cost 32 million."),
    "a PDF with JavaScript": (
        with_action(b"/S /JavaScript /JS (app.launchURL('http://x.example'))"), "application/pdf",
        "application/pdf", "The quay cost 32 million.",
    ),
    "a PDF that starts a program": (
        with_action(b"/S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >>"), "application/pdf",
        "application/pdf", "The quay cost 32 million.",
    ),
    "a PDF that opens an address": (
        with_action(b"/S /URI /URI (http://127.0.0.1/)"), "application/pdf", "application/pdf",
        "The quay cost 32 million.",
    ),
    "a program called a picture": (b"MZ\x90\0", "image/png", "application/x-executable", ""),
    "no type at all": (b"It is so", "", "text/plain", "It is so"),
    "a type that is none": (b"It is so", "; ;=\"", "text/plain", "It is so"),
    "a text of its own coding": (b"It is so", "text/plain; charset=zlib", "text/plain", "It is so"),
}  # fmt: skip


@pytest.mark.parametrize("what", CALLED_OTHERWISE)
def test_what_is_called_otherwise_is_kept_as_what_it_is(desk: Desk, what: str) -> None:
    sent, called, media_type, text = CALLED_OTHERWISE[what]
    snapshot = desk.keeps(page(sent, content_type=called))
    assert (snapshot.media_type, desk.files.read(snapshot.sha256)) == (media_type, sent)
    with desk.database.reading() as session:
        assert session.get_one(Snapshot, snapshot.id).text == text


BOMBS = {
    "a Word document that unpacks to far more": (
        with_part("word/a.bin", bytes(8 * 2**20)), DOCX, NoText.SUSPICIOUS,
    ),
    "a PDF that unpacks to far more": (
        packed_pdf(b"q " * 50_000_000), "application/pdf", NoText.TOO_COSTLY,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BOMBS)
def test_a_bomb_that_is_a_file_is_kept_unopened(desk: Desk, what: str) -> None:
    sent, media_type, why = BOMBS[what]
    snapshot = desk.keeps(page(sent), limits=replace(SMALL, deadline=20.0, body=2**22))
    assert (snapshot.media_type, snapshot.unreadable) == (media_type, why)
