"""Answers that were rendered once and are kept: an edition never changes, so neither do they."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from threading import Lock

from workbench.config import ASSETS

_LARGEST = 32 * 1024 * 1024  # bytes of bodies that a process keeps


@dataclass(frozen=True)
class Answer:
    """What is sent. A `filename` makes it something to be kept."""

    body: bytes
    media_type: str
    filename: str = ""


class Answers:
    """A bounded store of answers by their ETag; those asked for longest ago are dropped."""

    def __init__(self, largest: int = _LARGEST) -> None:
        self._largest, self._size = largest, 0
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._lock = Lock()

    def etag(self, sha256: str, name: str) -> str:
        """A strong ETag: what is shown (an edition's SHA-256), as what, and by which release."""
        said = f"{sha256} {name} {_release()}"
        return hashlib.sha256(said.encode()).hexdigest()[:32]

    def get(self, etag: str, make: Callable[[], Answer]) -> Answer:
        """The answer, made if it is not kept. Two may make it at once; both make the same."""
        with self._lock:
            if etag in self._kept:
                self._kept.move_to_end(etag)
                return self._kept[etag]
        answer = make()
        self._keep(etag, answer)
        return answer

    def _keep(self, etag: str, answer: Answer) -> None:
        with self._lock:
            if etag in self._kept or len(answer.body) > self._largest:
                return
            self._kept[etag] = answer
            self._size += len(answer.body)
            while self._size > self._largest:
                self._size -= len(self._kept.popitem(last=False)[1].body)


answers = Answers()


@cache
def _release() -> str:
    """The package's version, and a digest of the templates and styles it renders with."""
    seen = hashlib.sha256(version("workbench").encode())
    for folder in ("templates/publishing", "templates/components", "static/css"):
        for path in sorted((ASSETS / folder).iterdir()):
            seen.update(path.read_bytes())
    seen.update((ASSETS / "templates/public.html").read_bytes())
    return seen.hexdigest()
