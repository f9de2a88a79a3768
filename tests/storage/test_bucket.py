"""A bucket whose service does not do what it is asked."""

import hashlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.buckets import SECRET, bucket_on
from workbench.config import Bucket
from workbench.storage import bucket as buckets
from workbench.storage.files import FileStore, FilesUnavailable

DIGEST = hashlib.sha256(b"words").hexdigest()
ASKED: dict[str, Callable[[FileStore], object]] = {
    "keep": lambda store: store.keep(b"words"),
    "read": lambda store: store.read(DIGEST),
    "list": lambda store: list(store.kept()),
    "ask": lambda store: store.kept_at(DIGEST),
    "remove": lambda store: store.remove(DIGEST),
}


@pytest.fixture(autouse=True)
def asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked again here."""
    monkeypatch.setattr(buckets, "_RETRIES", 0)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for long; not for services that answer, since a busy one needs its time."""
    monkeypatch.setattr(buckets, "_ANSWERING", timedelta(seconds=0.3))


@contextmanager
def answering(status: int) -> Iterator[str]:
    """A server that answers everything alike."""

    class Alike(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = answer  # noqa: N815 - as the library calls them

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Alike)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("asked", sorted(ASKED.keys() - {"list"}))
@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "does not let"), (403, "does not let"), (500, "does not answer"),
     (503, "does not answer")],
)  # fmt: skip
def test_a_service_that_refuses_is_told_in_our_words_without_the_secret(
    status: int, words: str, asked: str
) -> None:
    with answering(status) as server, pytest.raises(FilesUnavailable, match=words) as told:
        ASKED[asked](FileStore(bucket_on(server, "box")))
    assert SECRET not in f"{told.value}{told.value.__cause__}"


@pytest.mark.parametrize("asked", ASKED)
def test_a_service_that_is_down_is_told(asked: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(FilesUnavailable, match="does not answer"):
        ASKED[asked](FileStore(bucket_on(f"http://127.0.0.1:{port}", "box")))


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("asked", ASKED)
def test_nobody_waits_for_a_service_that_never_answers(asked: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(FilesUnavailable, match="does not answer"):
            ASKED[asked](FileStore(bucket_on(server, "box")))


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_a_service_that_does_not_list_its_files_has_no_empty_bucket(status: int) -> None:
    with answering(status) as server, pytest.raises(FilesUnavailable):
        list(FileStore(bucket_on(server, "box")).kept())


@pytest.mark.parametrize("asked", ["keep", "read", "remove"])
def test_a_bucket_that_is_not_there_is_no_file_that_is_missing(bucket: Bucket, asked: str) -> None:
    with pytest.raises(FilesUnavailable, match="is not there"):
        ASKED[asked](FileStore(replace(bucket, name="nowhere")))


def test_the_secret_is_shown_nowhere(bucket: Bucket) -> None:
    assert SECRET not in repr(bucket)
    assert SECRET not in repr(vars(FileStore(bucket)))
