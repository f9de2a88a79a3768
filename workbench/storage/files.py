"""Files, kept under the SHA-256 of their content: once each, however often they are used.

They lie in a folder or in a bucket, which nobody above need know.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO

from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import LocalStore

from workbench.config import Bucket
from workbench.errors import NotFound, Unavailable, WorkbenchError
from workbench.errors import message as _
from workbench.storage.bucket import bucket_store

_DIGEST = re.compile(r"[0-9a-f]{64}")
_PIECE = 1024 * 1024  # bytes read at a time
_NO_BUCKET = "NoSuchBucket"  # in what a service says; to the library it is one more missing file


class FileMissing(NotFound):
    """The store has no file with this digest."""


class FileDamaged(WorkbenchError):
    """A file's content is not what its name says."""

    status = 500


class FilesUnavailable(Unavailable):
    """The store does not do what it is asked. What it said itself is the cause."""


@dataclass(frozen=True)
class KeptFile:
    """A file of the store. `size` is in bytes, `kept_at` when it was kept last."""

    digest: str
    size: int
    kept_at: datetime


class FileStore:
    """A content-addressed store. Whatever it is asked may raise `FilesUnavailable`."""

    def __init__(self, place: Path | Bucket) -> None:
        self._store = _folder(place) if isinstance(place, Path) else bucket_store(place)

    def keep(self, content: bytes) -> str:
        """Store bytes and return their SHA-256 (hex).

        Equal bytes are written over each other: every service can do that, whoever reads
        meanwhile sees no difference, and the file is as young as its last use, which saves it from
        a sweep that has not seen the newest row yet.
        """
        digest = hashlib.sha256(content).hexdigest()
        with _asked(digest):
            self._store.put(_path(digest), content, use_multipart=False)
        return digest

    def keep_file(self, file: IO[bytes]) -> str:
        """Store what an open file holds, which need not fit into memory; its SHA-256 (hex)."""
        digest = _digest_of(file)
        file.seek(0)
        with _asked(digest):
            self._store.put(_path(digest), file)
        return digest

    def read(self, digest: str) -> bytes:
        """The bytes with this digest. Raises `FileMissing` and `FileDamaged`."""
        return b"".join(self.pieces(digest))

    def pieces(self, digest: str) -> Iterator[bytes]:
        """The bytes with this digest, a megabyte at a time; the last when all are verified.

        Raises `FileMissing`, also for what is no digest, and, perhaps at the end, `FileDamaged`.
        """
        if not _DIGEST.fullmatch(digest):
            raise FileMissing(_("A file is named by its SHA-256, and this is none."))
        with _asked(digest):
            found = self._store.get(_path(digest)).stream(min_chunk_size=_PIECE)
        pieces = _verified(digest, found)
        return chain([next(pieces)], pieces)

    def kept(self) -> Iterator[KeptFile]:
        """Every file, in no order. What else lies in the folder is not ours."""
        with _asked():
            for found in self._store.list():
                for each in found:
                    name = each["path"].rpartition("/")[2]
                    if _DIGEST.fullmatch(name):
                        yield KeptFile(name, each["size"], each["last_modified"])

    def digests(self) -> Iterator[str]:
        """The digest of every file, in no order."""
        return (each.digest for each in self.kept())

    def kept_at(self, digest: str) -> datetime:
        """When a file was kept last. Raises `FileMissing`."""
        with _asked(digest):
            return self._store.head(_path(digest))["last_modified"]

    def has(self, digest: str) -> bool:
        """Whether there is such a file, and it can be had just now. Raises nothing."""
        with suppress(FileMissing, FilesUnavailable):
            return bool(self.kept_at(digest))
        return False

    def remove(self, digest: str) -> None:
        """Take a file away for good. Raises `FileMissing`, or does nothing, if there is none."""
        with _asked(digest):
            self._store.delete(_path(digest))


def _digest_of(file: IO[bytes]) -> str:
    hashed = hashlib.sha256()
    file.seek(0)
    for piece in iter(partial(file.read, _PIECE), b""):
        hashed.update(piece)
    return hashed.hexdigest()


def _folder(folder: Path) -> LocalStore:
    folder.mkdir(parents=True, exist_ok=True)
    return LocalStore(folder)


def _path(digest: str) -> str:
    return f"{digest[:2]}/{digest}"


def _verified(digest: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    hashed, held = hashlib.sha256(), b""
    with _asked(digest):
        for piece in pieces:
            if held:
                yield held
            held = bytes(piece)
            hashed.update(held)
    if hashed.hexdigest() != digest:
        words = _(
            "The file %(digest)s… is damaged: its content is not what its name says. "
            "Tell whoever runs the workbench; a backup may have it whole.",
            digest=digest[:12],
        )
        raise FileDamaged(words)
    yield held


@contextmanager
def _asked(digest: str = "") -> Iterator[None]:
    """Say what goes wrong with a store in our words; its own, for the log, are the cause."""
    try:
        yield
    except FileNotFoundError as error:
        raise _missing(error, digest) from error
    except (PermissionDeniedError, UnauthenticatedError) as error:
        raise FilesUnavailable(
            _("The file store does not let the workbench in. Tell whoever runs it.")
        ) from error
    except BaseError as error:
        raise FilesUnavailable(
            _("The file store does not answer as it should. Try again in a moment.")
        ) from error


def _missing(error: FileNotFoundError, digest: str) -> WorkbenchError:
    if _NO_BUCKET in str(error):
        return FilesUnavailable(_("The file store is not there. Tell whoever runs the workbench."))
    return FileMissing(_("The file %(digest)s… is not in the store.", digest=digest[:12]))
