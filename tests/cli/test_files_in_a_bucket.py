"""The command line, for an instance whose files lie in a bucket."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.buckets import SECRET, new_bucket, variables
from tests.cli.shell import Shell
from tests.cli.test_articles import PAGE
from workbench.config import Bucket
from workbench.storage.bucket import bucket_store
from workbench.storage.files import FileStore


@pytest.fixture
def stored(shell: Shell, bucket: Bucket) -> Shell:
    """An instance with an article, whose file is in the bucket."""
    found = Shell({**shell.environ, **variables(bucket)})
    found.said("import", PAGE)
    return found


def test_what_is_imported_lies_in_the_bucket(stored: Shell, bucket: Bucket) -> None:
    [digest] = FileStore(bucket).digests()
    assert FileStore(bucket).read(digest) == Path(PAGE).read_bytes()
    assert not list(FileStore(Path(stored.environ["WORKBENCH_INSTANCE"]) / "files").digests())
    assert stored.said("check") == "Everything is in order.\n"


def test_a_file_of_the_bucket_that_was_changed_or_is_missing_is_found(
    stored: Shell, bucket: Bucket
) -> None:
    [digest] = FileStore(bucket).digests()
    bucket_store(bucket).put(f"{digest[:2]}/{digest}", b"something else")
    told = f"File {digest}: its content is not what its name says"
    assert stored.run("check").stdout == f"{told}\n"
    assert f"The file {digest[:12]}… is damaged" in stored.refused("backup", "damaged.zip")
    FileStore(bucket).remove(digest)
    assert stored.run("check").stdout == f"File {digest}: it is missing\n"


def test_a_backup_goes_from_a_bucket_into_a_folder_and_into_another_bucket(
    stored: Shell, bare: Shell, bucket: Bucket, s3: str, tmp_path: Path
) -> None:
    stored.said("backup", tmp_path / "copy.zip")
    bare.said("restore", tmp_path / "copy.zip")
    kept = list(FileStore(bucket).digests())
    assert list(FileStore(Path(bare.environ["WORKBENCH_INSTANCE"]) / "files").digests()) == kept
    assert bare.said("check") == "Everything is in order.\n"
    other = new_bucket(s3, f"other-{bucket.name[:20]}")
    moved = Shell(
        {
            "WORKBENCH_INSTANCE": str(tmp_path / "moved"),
            "WORKBENCH_DATABASE_URL": f"sqlite:///{tmp_path / 'moved.sqlite3'}",
            **variables(other),
        }
    )
    moved.said("restore", tmp_path / "copy.zip")
    assert list(FileStore(other).digests()) == kept


def test_a_restore_refuses_a_bucket_that_holds_something(
    stored: Shell, bare: Shell, bucket: Bucket, tmp_path: Path
) -> None:
    stored.said("backup", tmp_path / "copy.zip")
    FileStore(bucket).keep(b"something of somebody")
    full = Shell({**bare.environ, **variables(bucket)})
    assert "holds data already" in full.refused("restore", tmp_path / "copy.zip")


def test_a_bucket_that_is_not_there_is_told_in_one_line_without_the_secret(
    stored: Shell, bucket: Bucket
) -> None:
    away = Shell({**stored.environ, **variables(replace(bucket, name="nowhere"))})
    told = away.refused("import", PAGE)
    assert "The file store refused: " in told
    assert "nowhere" in told
    assert SECRET not in told


def test_a_bucket_that_is_half_named_is_told_at_the_start(shell: Shell) -> None:
    half = Shell({**shell.environ, "WORKBENCH_FILES": "s3://box"})
    for command in (("serve",), ("work",), ("check",)):
        assert "WORKBENCH_FILES_KEY must be set too" in half.refused(*command)
