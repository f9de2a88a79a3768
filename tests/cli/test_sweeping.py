"""What nobody needs any more is shown, and goes when somebody says so."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from tests.buckets import variables
from tests.cli.shell import Shell
from tests.cli.test_articles import PAGE
from tests.jobs.builders import a_job
from workbench.accounts.models import Desk
from workbench.articles.models import Import
from workbench.cli import sweeping
from workbench.config import Bucket
from workbench.db import Database, now
from workbench.jobs.models import Job
from workbench.jobs.service import cancel
from workbench.storage.files import FileStore

LONG_AGO = timedelta(days=31)
CLEAN = "There is nothing to sweep.\n"


@pytest.fixture
def files(shell: Shell) -> FileStore:
    return FileStore(Path(shell.environ["WORKBENCH_INSTANCE"]) / "files")


def kept_long_ago(shell: Shell, digest: str) -> None:
    path = Path(shell.environ["WORKBENCH_INSTANCE"]) / "files" / digest[:2] / digest
    os.utime(path, ((now() - LONG_AGO).timestamp(),) * 2)


def test_an_instance_in_which_everything_is_needed_has_nothing_to_sweep(
    shell: Shell, files: FileStore
) -> None:
    shell.said("import", PAGE)
    [digest] = files.digests()
    kept_long_ago(shell, digest)
    assert shell.said("sweep", "--delete") == CLEAN
    assert list(files.digests()) == [digest]


def test_a_file_that_nothing_refers_to_is_shown_and_goes_when_told(
    shell: Shell, files: FileStore
) -> None:
    digest = files.keep(b"of a deleted snapshot")
    kept_long_ago(shell, digest)
    shown = shell.said("sweep").splitlines()
    assert shown[0].startswith(f"{digest}  ")
    assert shown[1].startswith("Files that nothing refers to: 1 (21 bytes).")
    assert shown[1].endswith("Nothing was removed; --delete removes them.")
    assert list(files.digests()) == [digest]
    assert shell.said("sweep", "--delete").endswith("They are gone.\n")
    assert list(files.digests()) == []
    assert shell.said("sweep") == CLEAN


def test_a_young_file_stays_because_its_row_may_be_on_its_way(
    shell: Shell, files: FileStore
) -> None:
    digest = files.keep(b"just came in")
    assert shell.said("sweep", "--delete") == CLEAN
    assert list(files.digests()) == [digest]


def test_a_file_that_comes_in_again_is_young_again(shell: Shell, files: FileStore) -> None:
    kept_long_ago(shell, files.keep(b"deleted, and sent again"))
    files.keep(b"deleted, and sent again")
    assert shell.said("sweep", "--delete") == CLEAN


def test_a_file_that_comes_in_again_while_a_sweep_runs_stays(
    shell: Shell, files: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = files.keep(b"sent again")
    kept_long_ago(shell, digest)
    monkeypatch.setattr(
        sweeping, "named_files", lambda _session: {files.keep(b"sent again")} - {digest}
    )
    shell.said("sweep", "--delete")
    assert list(files.digests()) == [digest]


def test_files_of_a_bucket_are_swept_too(
    shell: Shell, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = Shell({**shell.environ, **variables(bucket)})
    stored.said("import", PAGE)
    [named] = FileStore(bucket).digests()
    FileStore(bucket).keep(b"of a deleted snapshot")
    monkeypatch.setattr(sweeping, "YOUNG", timedelta(seconds=-1))
    assert "refers to: 1 (21 bytes)" in stored.said("sweep", "--delete")
    assert list(FileStore(bucket).digests()) == [named]


@pytest.fixture
def waiting(shell: Shell, database: Database, files: FileStore) -> str:
    """The digest of a preview's file."""
    digest = files.keep(b"discarded")
    kept_long_ago(shell, digest)
    with database.writing() as session:
        desk = session.scalars(select(Desk)).one()
        session.add(Import(desk_id=desk.id, draft={}, original_sha256=digest))
    return digest


def test_a_preview_that_was_discarded_long_ago_goes_with_its_file(
    shell: Shell, database: Database, files: FileStore, waiting: str
) -> None:
    assert shell.said("sweep", "--delete") == CLEAN
    _discarded(database, timedelta(days=29))
    assert shell.said("sweep", "--delete") == CLEAN
    _discarded(database, LONG_AGO)
    assert "Discarded previews: 1." in shell.said("sweep")
    assert waiting in set(files.digests())
    assert "Discarded previews: 1." in shell.said("sweep", "--delete")
    assert waiting not in set(files.digests())
    with database.reading() as session:
        assert session.scalars(select(Import)).all() == []


def _discarded(database: Database, ago: timedelta) -> None:
    with database.writing() as session:
        session.execute(update(Import).values(discarded_at=now() - ago))


def test_jobs_that_ended_long_ago_go_and_others_stay(shell: Shell, database: Database) -> None:
    with database.writing() as session:
        a_job(session, "waits")
        for key in ("recent", "old"):
            cancel(session, job=a_job(session, key))
        old = update(Job).where(Job.key != "recent")
        session.execute(old.values(asked_at=now() - LONG_AGO))
        session.execute(old.where(Job.key == "old").values(ended_at=now() - LONG_AGO))
    assert "Ended jobs: 1." in shell.said("sweep")
    assert "Ended jobs: 1." in shell.said("sweep", "--delete")
    with database.reading() as session:
        assert set(session.scalars(select(Job.key))) == {"waits", "recent"}
