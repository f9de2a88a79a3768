"""Files, kept under the SHA-256 of their content: once each, however often they are used."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore

from workbench.errors import NotFound

_DIGEST = re.compile(r"[0-9a-f]{64}")


class FileMissing(NotFound):
    """The store has no file with this digest."""


class FileStore:
    """A content-addressed store in a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._store = LocalStore(folder)

    def keep(self, content: bytes) -> str:
        """Store bytes and return their SHA-256 (hex). Storing them again changes nothing."""
        digest = hashlib.sha256(content).hexdigest()
        with suppress(AlreadyExistsError):
            self._store.put(_path(digest), content, mode="create")
        return digest

    def read(self, digest: str) -> bytes:
        """The bytes with this digest. Raises `FileMissing`, also for what is no digest."""
        if not _DIGEST.fullmatch(digest):
            raise FileMissing("A file is named by its SHA-256, and this is none.")
        try:
            return bytes(self._store.get(_path(digest)).bytes())
        except FileNotFoundError as error:
            raise FileMissing(f"The file {digest[:12]}… is not in the store.") from error

    def digests(self) -> Iterator[str]:
        """The digest of every file, in no order. What else lies in the folder is not ours."""
        for found in self._store.list():
            for each in found:
                name = each["path"].rpartition("/")[2]
                if _DIGEST.fullmatch(name):
                    yield name


def _path(digest: str) -> str:
    return f"{digest[:2]}/{digest}"
