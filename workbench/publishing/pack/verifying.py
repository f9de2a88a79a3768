"""Checking a pack that came from anywhere: offline, and without unpacking it.

The signature vouches for the list of tag files, these for the list of the payload, and that for
every file. Nothing is written; what an archive claims to be is limited before it is read.
"""

import hashlib
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from workbench.publishing.pack.bag import (
    DECLARATION,
    DECLARED,
    INFO,
    KEY,
    MANIFEST,
    PAYLOAD,
    SIGNATURE,
    TAG_MANIFEST,
    TAGS,
)
from workbench.publishing.pack.enclosing import around
from workbench.publishing.pack.signing import fingerprint_of, fits

LARGEST = 8 * 1024**3  # bytes of all members together
LARGEST_TAG = 64 * 1024**2  # bytes of a file that is read whole
MOST_MEMBERS = 100_000
_PIECE = 1024 * 1024
_LINE = re.compile(r"([0-9a-f]{64})[ \t]+(\S.*)")
_WAYS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # others may ask for gigabytes to unpack little
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    ValueError,
)


def faults_of(path: Path, known: str = "") -> Iterator[str]:
    """One line for each fault of a pack. `known`: the fingerprint of the desk's key, to compare."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield from around(archive, path, _shown(path.name))
            yield from _Pack(archive).faults(known)
    except _BROKEN:
        yield f"{_shown(path.name)}: it cannot be read as a ZIP"


def signed_by(path: Path) -> str:
    """The fingerprint of the key in a pack that has no fault."""
    with zipfile.ZipFile(path) as archive:
        return fingerprint_of(_Pack(archive).tag(KEY))


def told_by(path: Path) -> Mapping[str, list[str]]:
    """What a pack that has no fault says of itself, by name."""
    with zipfile.ZipFile(path) as archive:
        lines = _Pack(archive).tag(INFO).decode().splitlines()
    found: dict[str, list[str]] = {}
    for line in lines:
        name, _colon, words = line.partition(": ")
        found.setdefault(name, []).append(_without_controls(words))
    return found


class _Pack:
    """An archive, its members by their paths below its one folder."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        infos = archive.infolist()  # a folder among them was added too: packs have none
        self._infos = infos
        folder = infos[0].filename.partition("/")[0] if infos else ""
        self._folder = f"{folder}/"
        self._members = {each.filename.removeprefix(self._folder): each for each in infos}

    def faults(self, known: str) -> Iterator[str]:
        shape = list(self._shape())
        yield from shape
        if shape:  # what is not even a pack is read no further
            return
        yield from self._signature(known)
        yield from self._said()
        listed, wrong = self._listed(TAG_MANIFEST)
        yield from wrong
        others = {name for name in self._members if not name.startswith(PAYLOAD)}
        yield from self._compared(listed, others - {TAG_MANIFEST, SIGNATURE})
        payload, wrong = self._listed(MANIFEST)
        yield from wrong
        yield from self._compared(payload, set(self._members) - others)

    def _shape(self) -> Iterator[str]:
        if len(self._infos) > MOST_MEMBERS or sum(i.file_size for i in self._infos) > LARGEST:
            yield "The archive claims to hold more than any pack does; it was not read"
            return
        names = Counter(each.filename.casefold() for each in self._infos)
        for each in self._infos:
            if odd := _odd(each, self._folder):
                yield f"{each.filename!r}: {odd}"
        for name in (name for name, count in names.items() if count > 1):
            yield f"{name!r}: it is in the archive more than once"
        for name in TAGS:
            if name not in self._members:
                yield f"{name}: it is missing"
            elif self._members[name].file_size > LARGEST_TAG:
                yield f"{name}: it is larger than any such file is"

    def _said(self) -> Iterator[str]:
        """What is wrong with the files that say what the pack is."""
        if self.tag(DECLARATION) != DECLARED:
            yield f"{DECLARATION}: it declares another version or encoding than packs have"
        try:
            self.tag(INFO).decode()
        except UnicodeDecodeError:
            yield f"{INFO}: it is not UTF-8"

    def _signature(self, known: str) -> Iterator[str]:
        public = self.tag(KEY)
        try:
            good = fits(public, self.tag(SIGNATURE), self.tag(TAG_MANIFEST))
            if known and known != fingerprint_of(public):
                yield f"{KEY}: it is not the key that this was compared with; others signed it"
        except ValueError:
            yield f"{KEY}: it is no key that signs packs"
            return
        if not good:
            yield f"{SIGNATURE}: the signature does not fit; the pack was changed after signing"

    def _listed(self, manifest: str) -> tuple[Mapping[str, str], list[str]]:
        """The digests by path that a manifest names, and what is wrong with its lines."""
        found, wrong = dict[str, str](), []
        lines = self.tag(manifest).decode("utf-8", "replace").splitlines()
        for number, line in enumerate(lines, start=1):
            read = _LINE.fullmatch(line)
            if read is None or read[2] in found:
                wrong.append(f"{manifest}: line {number} is not a file's digest and path, once")
            else:
                found[read[2]] = read[1]
        return found, wrong

    def _compared(self, listed: Mapping[str, str], there: set[str]) -> Iterator[str]:
        for path in sorted(listed.keys() - there):
            yield f"{_shown(path)}: it is missing"
        for path in sorted(there - listed.keys()):
            yield f"{_shown(path)}: it was added; no manifest names it"
        for path in sorted(listed.keys() & there):
            if self._digest(path) != listed[path]:
                yield f"{_shown(path)}: it was changed"

    def _digest(self, path: str) -> str:
        """The digest of a member; empty for one that cannot be read."""
        digest = hashlib.sha256()
        try:
            with self._archive.open(self._members[path]) as member:
                while piece := member.read(_PIECE):
                    digest.update(piece)
        except _BROKEN:
            return ""
        return digest.hexdigest()

    def tag(self, name: str) -> bytes:
        """A tag file, whole; nothing of one that cannot be read."""
        try:
            return self._archive.read(self._members[name])
        except _BROKEN:
            return b""


def _shown(path: str) -> str:
    """A path on one line, and with nothing that a terminal obeys."""
    return path if path.isprintable() else repr(path)


def _without_controls(words: str) -> str:
    """Words without anything that a terminal obeys."""
    return "".join(sign if sign.isprintable() else "�" for sign in words)


def _odd(member: zipfile.ZipInfo, folder: str) -> str:
    """What no member of a pack is, if this one is it."""
    if member.is_dir():
        return "it is a folder, and no pack has any"
    if _leads_out(member, folder):
        return "its path leads out of the pack"
    return "" if member.compress_type in _WAYS else "it is packed in a way in which no pack is"


def _leads_out(member: zipfile.ZipInfo, folder: str) -> bool:
    """Whether a member would lie, or point, outside of the pack's folder."""
    name = member.filename
    odd = "\\" in name or ":" in name or not name.startswith(folder)
    steps = {"", ".", ".."} & set(name.split("/"))
    return odd or bool(steps) or stat.S_ISLNK(member.external_attr >> 16)
