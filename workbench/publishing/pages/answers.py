"""Answers that were rendered once and are kept: an edition never changes, so neither do they."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from workbench.config import ASSETS, PACKAGE
from workbench.remembering import Memory

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """What is sent. A `filename` makes it something to be kept."""

    body: bytes
    media_type: str
    filename: str = ""

    def __len__(self) -> int:
        """Bytes of its body, which is what keeping it takes."""
        return len(self.body)


answers = Memory(32 * 1024 * 1024)  # by their ETags


def etag_of(sha256: str, name: str, dress: str = "") -> str:
    """A strong ETag: what is shown (an edition's SHA-256), as what, and by which release.

    `dress`: the digest of what stands around it; nothing does around files.
    """
    said = f"{sha256} {name} {dress} {_release()}"
    return hashlib.sha256(said.encode()).hexdigest()[:32]


@cache
def _release() -> str:
    """The package's version, and a digest of all that an answer is made by: code, templates, files.

    The version alone stays as it is between releases, while what is rendered changes.
    """
    seen = hashlib.sha256(version("workbench").encode())
    kinds = ((PACKAGE, "*.py"), (ASSETS / "templates", "*"), (ASSETS / "static", "*"))
    for folder, kind in kinds:
        for path in sorted(filter(Path.is_file, folder.rglob(kind))):
            seen.update(path.read_bytes())
    return seen.hexdigest()
