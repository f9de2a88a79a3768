"""Files, kept once under the digest of what they hold: in a folder, and in a bucket."""

import hashlib
import re
from datetime import timedelta
from pathlib import Path

import pytest
from obstore.store import LocalStore, ObjectStore

from workbench.config import Bucket
from workbench.db import now
from workbench.storage.bucket import bucket_store
from workbench.storage.files import FileDamaged, FileMissing, FileStore

LONG = bytes(range(256)) * 20_000  # some pieces


@pytest.fixture(params=["folder", "bucket"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | Bucket:
    if request.param == "folder":
        return tmp_path / "deep" / "files"
    found: Bucket = request.getfixturevalue("bucket")
    return found


@pytest.fixture
def store(place: Path | Bucket) -> FileStore:
    return FileStore(place)


@pytest.fixture
def inside(place: Path | Bucket, store: FileStore) -> ObjectStore:
    """The place itself, to look into it behind the store's back."""
    return LocalStore(place) if isinstance(place, Path) else bucket_store(place)


def paths(inside: ObjectStore) -> list[str]:
    return [each["path"] for found in inside.list() for each in found]


@pytest.mark.parametrize("content", [b"", b"words", LONG])
def test_what_is_kept_is_read_again(store: FileStore, content: bytes) -> None:
    digest = store.keep(content)
    assert digest == hashlib.sha256(content).hexdigest()
    assert store.read(digest) == content


def test_the_same_bytes_are_kept_once(store: FileStore, inside: ObjectStore) -> None:
    assert store.keep(b"same") == store.keep(b"same")
    assert store.keep(b"other") != store.keep(b"same")
    assert len(paths(inside)) == 2
    assert sorted(store.digests()) == sorted({store.keep(b"same"), store.keep(b"other")})


def test_a_file_lies_under_its_digest(store: FileStore, inside: ObjectStore) -> None:
    digest = store.keep(b"words")
    assert paths(inside) == [f"{digest[:2]}/{digest}"]


def test_another_store_on_the_same_place_reads_it(store: FileStore, place: Path | Bucket) -> None:
    assert FileStore(place).read(store.keep(b"words")) == b"words"


def test_a_long_file_is_read_in_pieces(store: FileStore) -> None:
    pieces = list(store.pieces(store.keep(LONG)))
    assert b"".join(pieces) == LONG
    assert len(pieces) > 1
    assert max(map(len, pieces)) < 3 * 2**20


def test_the_store_tells_how_large_and_how_old_its_files_are(store: FileStore) -> None:
    digest = store.keep(b"words")
    [kept] = store.kept()
    assert (kept.digest, kept.size) == (digest, 5)
    assert abs(now() - kept.kept_at) < timedelta(minutes=1)
    assert store.kept_at(digest) == kept.kept_at


def test_what_else_lies_in_the_place_is_not_ours(store: FileStore, inside: ObjectStore) -> None:
    inside.put("notes.txt", b"")
    assert list(store.digests()) == []


def test_a_file_that_is_not_there_is_missing(store: FileStore) -> None:
    digest = hashlib.sha256(b"never kept").hexdigest()
    for ask in (store.read, store.kept_at):
        with pytest.raises(FileMissing):
            ask(digest)


def test_a_file_that_was_taken_away_is_missing_and_can_be_kept_again(store: FileStore) -> None:
    digest = store.keep(b"words")
    store.remove(digest)
    with pytest.raises(FileMissing):
        store.read(digest)
    assert store.read(store.keep(b"words")) == b"words"


@pytest.mark.parametrize("changed", [b"", b"other words", LONG[:-1], LONG + b"!"])
def test_a_file_that_was_changed_is_an_error_and_is_never_read_to_its_end(
    store: FileStore, inside: ObjectStore, changed: bytes
) -> None:
    digest = store.keep(LONG)
    inside.put(f"{digest[:2]}/{digest}", changed)
    read: list[bytes] = []
    with pytest.raises(FileDamaged, match=f"{digest[:12]}… is damaged"):
        read.extend(store.pieces(digest))
    assert sum(map(len, read)) < max(len(changed), 1)


def test_keeping_the_same_bytes_again_mends_a_damaged_file(
    store: FileStore, inside: ObjectStore
) -> None:
    digest = store.keep(b"words")
    inside.put(f"{digest[:2]}/{digest}", b"other")
    assert store.read(store.keep(b"words")) == b"words"


@pytest.mark.parametrize(
    "digest",
    ["", "..", "../secret", "../../secret", "/etc/passwd", "..%2fsecret", "a" * 63, "A" * 64,
     "g" * 64, "\0", "../" + "a" * 64, "a" * 64 + "\n"],
)  # fmt: skip
def test_what_is_no_digest_leads_nowhere(tmp_path: Path, store: FileStore, digest: str) -> None:
    for folder in (tmp_path, tmp_path / "deep"):
        folder.mkdir(exist_ok=True)
        (folder / "secret").write_bytes(b"secret")
    with pytest.raises(FileMissing, match=re.escape("this is none")):
        store.read(digest)
