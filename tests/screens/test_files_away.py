"""Pages, while the file store does not do what it is asked."""

import logging
import socket
from dataclasses import replace
from io import BytesIO

import pytest

from tests.buckets import SECRET, bucket_on
from tests.screens.conftest import Desk, Enter, new_source
from workbench.config import Settings
from workbench.db import Database
from workbench.sources.models import Snapshot, Source
from workbench.web.submissions import new_key


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Files are to lie in a bucket of a service that is down."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        server = f"http://127.0.0.1:{free.getsockname()[1]}"
    return replace(settings, bucket=bucket_on(server, "box"))


@pytest.fixture
def source(database: Database, desk: Desk) -> Source:
    with database.writing() as session:
        return new_source(session, desk)


def test_what_needs_no_file_is_there_and_the_rest_is_told(
    enter: Enter, database: Database, source: Source, caplog: pytest.LogCaptureFixture
) -> None:
    with database.writing() as session:
        kept = Snapshot(
            desk_id=source.desk_id, source_id=source.id, sha256="a" * 64, name="minutes.txt",
            media_type="text/plain", size=7, way="uploaded", text="Minutes",
            marks=[{"kind": "paragraph", "label": "1", "start": 0}],
        )  # fmt: skip
        session.add(kept)
        session.flush()
        address = f"/sources/{source.id}/snapshots/{kept.id}"
    client = enter()
    assert client.get(f"/sources/{source.id}").status_code == 200
    assert "Minutes</p>" in client.get(address).text
    with caplog.at_level(logging.ERROR):
        answer = client.get(f"{address}/file")
    assert (answer.status_code, "does not answer as it should" in answer.text) == (503, True)
    assert "unavailable: Generic S3 error" in caplog.text
    assert SECRET not in caplog.text


def test_an_upload_that_cannot_be_kept_leaves_no_row(enter: Enter, source: Source) -> None:
    client = enter()
    form = {"submission_key": new_key(), "file": (BytesIO(b"Minutes"), "minutes.txt")}
    answer = client.post(f"/sources/{source.id}/snapshots", data=form)
    assert (answer.status_code, "does not answer as it should" in answer.text) == (503, True)
    assert "Nothing is kept of it yet" in client.get(f"/sources/{source.id}").text
