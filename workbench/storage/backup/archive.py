"""The file of a backup: members, and a manifest with the SHA-256 of each."""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from workbench.errors import WorkbenchError

FORMAT = 1  # of the archive
MANIFEST = "manifest.json"
_PIECE = 1024 * 1024  # bytes read at a time
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError)


class BackupUnusable(WorkbenchError):
    """The file is no backup, is not whole, or is of another release."""


class BackupExists(WorkbenchError):
    """There is something at the path already."""


class FolderMissing(WorkbenchError):
    """The folder that a backup is to lie in is not there."""


class Writer:
    """An archive being written."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members: dict[str, dict[str, Any]] = {}

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a member."""
        digest, size = hashlib.sha256(), 0
        with self._archive.open(name, "w", force_zip64=True) as member:
            for piece in pieces:
                member.write(piece)
                digest.update(piece)
                size += len(piece)
        self._members[name] = {"sha256": digest.hexdigest(), "bytes": size}

    def finish(self, facts: Mapping[str, Any]) -> None:
        """Write the manifest: what is known of the whole, and of each member."""
        manifest = {"backup": FORMAT, **facts, "members": self._members}
        self._archive.writestr(MANIFEST, json.dumps(manifest, indent=1))


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A new archive, which gets its name when it is whole. Only its owner may read it.

    Raises `BackupExists` and `FolderMissing`.
    """
    if path.exists():
        raise BackupExists(f"{path} exists already. Name a new file; nothing was written.")
    if not path.parent.is_dir():
        raise FolderMissing(f"There is no folder {path.parent}. Make it, or name another place.")
    partial = path.with_name(f"{path.name}.partial")
    try:
        with _private(partial) as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                yield Writer(archive)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)


def _private(path: Path) -> IO[bytes]:
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


class Archive:
    """A backup that was opened, with its manifest."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
        if not isinstance(self.manifest, dict) or self.manifest.get("backup") != FORMAT:
            raise BackupUnusable("This backup was made by another release of the workbench.")
        if not isinstance(self.manifest.get("members"), dict):
            raise BackupUnusable("The backup is not whole: its manifest names no members.")
        if not isinstance(self.manifest.get("revision"), str):
            raise BackupUnusable("The backup is not whole: its manifest names no revision.")

    def verify(self, advance: Callable[[int], None]) -> None:
        """Compare every member with the manifest. Raises `BackupUnusable`."""
        names = set(self._archive.namelist()) - {MANIFEST}
        if names != set(self.manifest["members"]):
            raise BackupUnusable("The backup is not whole: its manifest names other members.")
        for name, facts in self.manifest["members"].items():
            if self._digest(name) != facts["sha256"]:
                raise BackupUnusable(f"The backup is damaged: {name} is not what was written.")
            advance(1)

    def _digest(self, name: str) -> str:
        digest = hashlib.sha256()
        with self._archive.open(name) as member:
            while piece := member.read(_PIECE):
                digest.update(piece)
        return digest.hexdigest()

    def under(self, folder: str) -> list[str]:
        """The names in a folder, without it."""
        begins = f"{folder}/"
        return [n.removeprefix(begins) for n in self.manifest["members"] if n.startswith(begins)]

    def open(self, name: str) -> IO[bytes]:
        """A member, to be read line by line."""
        return self._archive.open(name)

    def read(self, name: str) -> bytes:
        """A member's bytes."""
        return self._archive.read(name)


@contextmanager
def reading(path: Path, advance: Callable[[int], None]) -> Iterator[Archive]:
    """An archive, opened and verified whole. Raises `BackupUnusable`.

    `advance` is called with 1 for each member that was verified.
    """
    with ExitStack() as stack:
        try:
            archive = Archive(stack.enter_context(zipfile.ZipFile(path)))
            archive.verify(advance)
        except _BROKEN as error:
            raise BackupUnusable(f"{path} is not a whole backup of a workbench.") from error
        yield archive
