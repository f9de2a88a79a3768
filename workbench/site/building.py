"""A copy of the site in files that any web host can serve, of which only what changed is written.

The copy is made by asking the application, as a proxy would: with the tag of what is there. What
still holds is neither rendered nor written. Each file is written beside its place and put there
whole, and what nothing leads to any more is taken away last, so that a build that is interrupted
leaves a site that works, and the next one goes on.
"""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from workbench.errors import WorkbenchError

# In the environment of a request for a copy, where nobody will answer a search.
AS_FILES = "workbench.as_files"
MANIFEST = ".workbench-site.json"  # of a copy: each address with its tag, and what it loads
UNFINISHED = ".workbench-site.unfinished"  # there while a build goes on, or was interrupted
FRONT = "/reports/"
_ASSETS = re.compile(rb'"(/static/[^"#]+|/desks/[^"#]+[.][a-z]{3,4}(?="))')
_OF_STYLES = re.compile(rb'url\("?([^")#]+)')


class Fetched(NamedTuple):
    """What the application answers."""

    body: bytes
    etag: str


class NotThere(WorkbenchError):
    """Nobody gets anything at an address: what is there was not made yet, or is withdrawn."""


# Raises `NotThere`. Asks for an address, with the tag of what is there; None if that still holds.
Fetch = Callable[[str, str], Fetched | None]


@dataclass
class Built:
    """What a build did: the files it wrote and took away, and how many it left as they were.

    `missing`: the addresses at which there was nothing to copy.
    """

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    kept: int = 0


@dataclass
class Known:
    """What a copy has at an address: under which tag it was asked for, and what it loads."""

    etag: str
    assets: list[str]


class Copy:
    """A copy of the site in a folder."""

    def __init__(self, folder: Path, fetch: Fetch) -> None:
        self._folder, self._fetch = folder, fetch
        self._before = _manifest(folder)
        self._now: dict[str, Known] = {}
        self.built = Built()

    def build(self, addresses: Iterable[str]) -> Built:
        """Bring the copy to what the site has at these addresses, and to what they load."""
        _write(self._folder / UNFINISHED, b"")
        for address in addresses:
            self._take_if_there(address)
        while missing := {a for known in self._now.values() for a in known.assets} - set(self._now):
            for address in sorted(missing):
                self._take(address)
        self._front()
        self._remove()
        _write(self._folder / MANIFEST, _written(self._now))
        (self._folder / UNFINISHED).unlink()
        return self.built

    def _take_if_there(self, address: str) -> None:
        try:
            self._take(address)
        except NotThere:
            self.built.missing.append(address)

    def _take(self, address: str) -> None:
        known, path = self._before.get(address), self._folder / file_of(address)
        answer = self._fetch(address, known.etag if known and path.is_file() else "")
        if answer is None and known:
            self._now[address] = known
            self.built.kept += 1
        elif answer is not None:
            assets = sorted(set(_assets(address, answer.body)))
            self._now[address] = Known(answer.etag, assets)
            self._put(path, answer.body)

    def _put(self, path: Path, body: bytes) -> None:
        if path.is_file() and path.read_bytes() == body:
            self.built.kept += 1
        else:
            _write(path, body)
            self.built.written.append(path.relative_to(self._folder).as_posix())

    def _front(self) -> None:
        """Whoever comes to the host alone sees the reports."""
        front = self._folder / file_of(FRONT)
        if front.is_file():
            self._put(self._folder / "index.html", front.read_bytes())

    def _remove(self) -> None:
        kept = {file_of(address) for address in self._now}
        gone = {file_of(address) for address in self._before} - kept
        for path in sorted(gone):
            (self._folder / path).unlink(missing_ok=True)
            self.built.removed.append(str(path))


def file_of(address: str) -> PurePosixPath:
    """Where in the folder an address is found: the page of a folder is its `index.html`."""
    path = unquote(urlsplit(address).path).lstrip("/")
    named = "." in path.rpartition("/")[2]
    return PurePosixPath(path) if named else PurePosixPath(path, "index.html")


def _assets(address: str, body: bytes) -> Iterator[str]:
    """The files of the application's own that a page or a style sheet loads."""
    if urlsplit(address).path.endswith(".css"):
        folder = urlsplit(address).path.rpartition("/")[0]
        for found in _OF_STYLES.findall(body):
            if not found.startswith(b"data:"):
                yield normpath(f"{folder}/{found.decode()}")
    elif file_of(address).suffix == ".html":
        yield from {found.decode() for found in _ASSETS.findall(body)}


def _manifest(folder: Path) -> dict[str, Known]:
    """What the copy has; of one that was left unfinished no tag says what is in its files."""
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    known = {address: Known(*each) for address, each in json.loads(path.read_bytes()).items()}
    if (folder / UNFINISHED).exists():
        return {address: Known("", each.assets) for address, each in known.items()}
    return known


def _written(known: dict[str, Known]) -> bytes:
    lines = (
        f"{json.dumps(address)}: {json.dumps([each.etag, each.assets])}"
        for address, each in sorted(known.items())
    )
    return "{{\n{}\n}}\n".format(",\n".join(lines)).encode()


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(body)
    os.replace(beside, path)  # noqa: PTH105 - as a pair with the line above
