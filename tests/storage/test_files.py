"""Files, kept once under the digest of what they hold."""

import hashlib
from pathlib import Path

import pytest

from workbench.storage.files import FileMissing, FileStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "files"


@pytest.fixture
def store(folder: Path) -> FileStore:
    return FileStore(folder)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("content", [b"", b"words", bytes(range(256)) * 5000])
def test_what_is_kept_is_read_again(store: FileStore, content: bytes) -> None:
    digest = store.keep(content)
    assert digest == hashlib.sha256(content).hexdigest()
    assert store.read(digest) == content


def test_the_same_bytes_are_kept_once(store: FileStore, folder: Path) -> None:
    assert store.keep(b"same") == store.keep(b"same")
    assert store.keep(b"other") != store.keep(b"same")
    assert len(files(folder)) == 2
    assert sorted(store.digests()) == sorted({store.keep(b"same"), store.keep(b"other")})


def test_a_file_is_never_written_over(store: FileStore, folder: Path) -> None:
    store.keep(b"same")
    [path] = files(folder)
    before = path.stat()
    store.keep(b"same")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_another_store_on_the_folder_reads_it(store: FileStore, folder: Path) -> None:
    assert FileStore(folder).read(store.keep(b"words")) == b"words"


def test_a_file_that_is_not_there_is_missing(store: FileStore) -> None:
    with pytest.raises(FileMissing):
        store.read(hashlib.sha256(b"never kept").hexdigest())


@pytest.mark.parametrize(
    "digest",
    ["", "..", "../secret", "../../secret", "/etc/passwd", "..%2fsecret", "a" * 63, "A" * 64,
     "g" * 64, "\0", "../" + "a" * 64, "a" * 64 + "\n"],
)  # fmt: skip
def test_what_is_no_digest_leads_nowhere(store: FileStore, folder: Path, digest: str) -> None:
    (folder.parent / "secret").write_bytes(b"secret")
    (folder.parent.parent / "secret").write_bytes(b"secret")
    with pytest.raises(FileMissing):
        store.read(digest)
