"""Writing a bag as a ZIP: the same members give the same bytes."""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import IO

PAYLOAD, MANIFEST, TAG_MANIFEST = "data/", "manifest-sha256.txt", "tagmanifest-sha256.txt"
DECLARATION, INFO, SIGNATURE, KEY = "bagit.txt", "bag-info.txt", "signature.txt", "key.pem"
TAGS = (DECLARATION, INFO, MANIFEST, TAG_MANIFEST, SIGNATURE, KEY)
DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_READABLE = 0o100644 << 16  # a plain file that anybody may read
Sign = Callable[[bytes], bytes]


class Bag:
    """A bag being written, below one folder. `at` is the time that all its members have."""

    def __init__(self, file: IO[bytes], folder: str, at: datetime) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._folder, self._at = folder, at
        self._payload: dict[str, tuple[str, int]] = {}

    def add(self, path: str, pieces: Iterable[bytes]) -> None:
        """Put a file into the payload."""
        self._payload[PAYLOAD + path] = self._write(PAYLOAD + path, pieces)

    def finish(self, info: Sequence[tuple[str, str]], key: bytes, sign: Sign) -> None:
        """Write what tells of the payload, the public key, and the signature over all of it."""
        octets = sum(size for _digest, size in self._payload.values())
        facts = [*info, ("Payload-Oxum", f"{octets}.{len(self._payload)}")]
        digests = {path: digest for path, (digest, _size) in self._payload.items()}
        tags = {
            DECLARATION: DECLARED,
            INFO: "".join(f"{name}: {_line(words)}\n" for name, words in facts).encode(),
            MANIFEST: _manifest(digests),
            KEY: key,
        }
        listed = {name: self._write(name, [body])[0] for name, body in tags.items()}
        manifest = _manifest(listed)
        self._write(TAG_MANIFEST, [manifest])
        self._write(SIGNATURE, [sign(manifest)])
        self._zip.close()

    def _write(self, path: str, pieces: Iterable[bytes]) -> tuple[str, int]:
        member = zipfile.ZipInfo(f"{self._folder}/{path}", self._at.timetuple()[:6])
        member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, _READABLE
        digest, size = hashlib.sha256(), 0
        with self._zip.open(member, "w", force_zip64=True) as target:
            for piece in pieces:
                target.write(piece)
                digest.update(piece)
                size += len(piece)
        return digest.hexdigest(), size


def _manifest(digests: Mapping[str, str]) -> bytes:
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests)).encode()


def _line(words: str) -> str:
    """Words that end no line of the file they stand in."""
    return " ".join(words.split())
