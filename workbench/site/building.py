"""A copy of the site in files that any web host can serve, of which only what changed is written.

The copy is made by asking the application, as a proxy would: with the tag of what is there. What
still holds is neither rendered nor written; of a report that is as it was nothing is even asked
for. Each file is written beside its place and put there
whole, and what nothing leads to any more is taken away last, so that a build that is interrupted
leaves a site that works, and the next one goes on.
"""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from filelock import FileLock, Timeout

from workbench.errors import Conflict

MANIFEST = ".workbench-site.json"  # of a copy: each address with its tag, and what it loads
GONE = ".workbench-site.gone"  # the addresses whose pages say that something was withdrawn
UNFINISHED = ".workbench-site.unfinished"  # there while a build goes on, or was interrupted
LOCK = ".workbench-site.lock"  # held while a build goes on
FRONT = "/reports/"
THERE, UNCHANGED, NO_MORE, MADE_LATER = 200, 304, 410, 503
_ASSETS = re.compile(rb'"(/static/[^"#]+|/desks/[^"#]+[.][a-z]{3,4}(?="))')
_OF_STYLES = re.compile(rb'url\("?([^")#]+)')


class Asked(NamedTuple):
    """An address, with the tag of what is there; empty where nothing is."""

    address: str
    etag: str = ""


class Answered(NamedTuple):
    """What the application answers: the status as HTTP has it, and what is new."""

    status: int
    etag: str = ""
    body: bytes = b""


class Part(NamedTuple):
    """Addresses that change together, with a stamp of what is at them.

    Each is asked for where the stamp is another one than at the last build, or empty.
    """

    addresses: Sequence[str]
    name: str = ""
    stamp: str = ""


# Answers all that is asked, in its order: lists of what belongs together, one after the other.
Ask = Callable[[Iterable[Sequence[Asked]]], Iterable[Sequence[Answered]]]


@dataclass
class Built:
    """What a build did: the files it wrote and took away, and how many it left as they were.

    `missing`: the addresses of files that a worker has not made yet.
    """

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    kept: int = 0


class Known(NamedTuple):
    """What a copy has at an address: under which tag it was asked for, and what it loads."""

    etag: str
    assets: Sequence[str]
    gone: bool = False


class Manifest(NamedTuple):
    """What a copy has at its addresses, the stamps of its parts, and what was not made yet."""

    addresses: dict[str, Known]
    stamps: dict[str, str]
    missing: list[str]


class BeingBuilt(Conflict):
    """Another build writes into the folder."""


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold a folder, which is made if need be, for one build. Raises `BeingBuilt`.

    The system gives it back when the process ends, however it ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / LOCK, blocking=False):
            yield
    except Timeout as error:
        raise BeingBuilt(
            f"Another build is writing into {folder}. Nothing was changed by this one. "
            "Build again when the other has ended."
        ) from error


class Copy:
    """A copy of the site in a folder."""

    def __init__(self, folder: Path, ask: Ask) -> None:
        self._folder, self._ask = folder, ask
        self._before, self.built = _manifest(folder), Built()
        self._now = Manifest({}, {}, self.built.missing)
        self._absent: set[str] = set()

    def build(self, parts: Iterable[Part]) -> Built:
        """Bring the copy to what the site has at these addresses, and to what they load."""
        _write(self._folder / UNFINISHED, b"")
        self._take([self._asked(part) for part in parts])
        while missing := self._loaded - set(self._now.addresses) - self._absent:
            self._take([[self._known(address) for address in sorted(missing)]])
        self._front()
        self._remove()
        _write(self._folder / GONE, _map_of_gone(self._now))
        _write(self._folder / MANIFEST, _written(self._now))
        (self._folder / UNFINISHED).unlink()
        return self.built

    @cached_property
    def _missing_before(self) -> set[str]:
        return set(self._before.missing)

    @property
    def _loaded(self) -> set[str]:
        return {asset for known in self._now.addresses.values() for asset in known.assets}

    def _asked(self, part: Part) -> Sequence[Asked]:
        """What has to be asked of a part; of one that is as it was only what somebody took away."""
        if part.stamp:
            self._now.stamps[part.name] = part.stamp
        if not part.stamp or part.stamp != self._before.stamps.get(part.name):
            return [self._known(address) for address in part.addresses]
        there = [each for each in part.addresses if each in self._before.addresses]
        self.built.missing += (each for each in part.addresses if each in self._missing_before)
        return [Asked(each) for each in there if not self._keep(each)]

    def _known(self, address: str) -> Asked:
        known = self._before.addresses.get(address)
        there = known and (self._folder / file_of(address)).is_file()
        return Asked(address, known.etag if known and there else "")

    def _keep(self, address: str) -> bool:
        if not (self._folder / file_of(address)).is_file():
            return False
        self._now.addresses[address] = self._before.addresses[address]
        self.built.kept += 1
        return True

    def _take(self, parts: Sequence[Sequence[Asked]]) -> None:
        asked = [part for part in parts if part]
        for part, answers in zip(asked, self._ask(asked), strict=True):
            for each, answer in zip(part, answers, strict=True):
                self._put_answer(each.address, answer)

    def _put_answer(self, address: str, answer: Answered) -> None:
        if answer.status == UNCHANGED:
            self._keep(address)
        elif answer.status == THERE or (answer.status == NO_MORE and _is_page(address)):
            assets, gone = sorted(set(_assets(address, answer.body))), answer.status == NO_MORE
            self._now.addresses[address] = Known(answer.etag, assets, gone)
            self._put(self._folder / file_of(address), answer.body)
        else:
            self._absent.add(address)
            if answer.status == MADE_LATER:
                self.built.missing.append(address)

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
        kept = {file_of(address) for address in self._now.addresses}
        gone = {file_of(address) for address in self._before.addresses} - kept
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
    elif _is_page(address):
        yield from {found.decode() for found in _ASSETS.findall(body)}


def _is_page(address: str) -> bool:
    return file_of(address).suffix == ".html"


def _map_of_gone(now: Manifest) -> bytes:
    """The addresses of what was withdrawn, with a stroke behind them too, as nginx reads a map."""
    gone = sorted(address for address, known in now.addresses.items() if known.gone)
    return "".join(f"{address} 1;\n{address}/ 1;\n" for address in gone).encode()


def _manifest(folder: Path) -> Manifest:
    """What the copy has; of one that was left unfinished no tag says what is in its files."""
    path = folder / MANIFEST
    if not path.is_file():
        return Manifest({}, {}, [])
    read = json.loads(path.read_bytes())
    # An earlier release wrote addresses alone.
    known = {address: Known(*each) for address, each in read.get("addresses", read).items()}
    if (folder / UNFINISHED).exists():
        return Manifest({each: Known("", found.assets) for each, found in known.items()}, {}, [])
    return Manifest(known, read.get("stamps", {}), read.get("missing", []))


def _written(now: Manifest) -> bytes:
    return json.dumps(now._asdict(), indent=0, sort_keys=True).encode()


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(body)
    os.replace(beside, path)  # noqa: PTH105 - as a pair with the line above
