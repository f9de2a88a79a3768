"""The power goes at any moment of a fetch: after the next start there is one snapshot, whole."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.cli.servers import PATIENCE
from tests.intake.web_server import Handler, page, running
from tests.jobs.builders import let_time_pass, write
from tests.sources.doomed import MOMENTS
from tests.sources.loopback import SMALL, handlers, kept, let_fetch, source_at, the_job
from workbench.db import Database
from workbench.jobs.worker import Worker
from workbench.storage.files import FileStore

ROOT = Path(__file__).parents[2]
PAGE = b"<p>It cost 32 million.</p>"


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_snapshot_whose_worker_was_killed_is_kept_exactly_once(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    def half(handler: Handler) -> None:
        handler.head(200, content_length=str(len(PAGE)))
        handler.wfile.write(PAGE[:9])
        handler.server.stopping.wait(PATIENCE)

    with running() as server:
        server.pages["/minutes"] = half if moment == "within the body" else page(PAGE)
        source_at(database, server.url("/minutes"))
        url = database.engine.url.render_as_string(hide_password=False)
        given = [url, str(tmp_path), str(server.port), moment]
        command = [sys.executable, "-m", "tests.sources.doomed", *given]
        doomed = subprocess.run(command, cwd=ROOT, timeout=PATIENCE, check=False)
        assert doomed.returncode == -signal.SIGKILL
        server.pages["/minutes"] = page(PAGE)
        let_fetch(monkeypatch.setattr, server.port, limits=SMALL)
        write(database, let_time_pass)
        files = FileStore(tmp_path)
        Worker(database, handlers(files)).work_off()
    assert the_job(database).state == "done"
    [snapshot] = kept(database)
    assert files.read(snapshot.sha256) == PAGE
    warc = tmp_path / snapshot.warc_sha256[:2] / snapshot.warc_sha256
    with warc.open("rb") as file:
        assert len(list(ArchiveIterator(file, check_digests="raise"))) == 3
