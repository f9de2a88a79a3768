"""What a fetch may cost, and the meter that runs while it is under way."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from workbench.config import LONGEST_SNAPSHOT, LONGEST_UPLOAD
from workbench.intake.fetching.errors import FetchTimedOut, PageTooLarge


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Sizes in bytes, times in seconds.

    `body`: the page after decompression. `headers`: those of one answer, names and values.
    `deadline`: the whole fetch, name lookup and redirects included. `connect`: one attempt.
    """

    body: int = LONGEST_UPLOAD
    headers: int = 64 * 1024
    deadline: float = 20.0
    connect: float = 5.0
    redirects: int = 5


DEFAULT_LIMITS = FetchLimits()
# Whatever an address gives, a film too.
LIMITS_OF_A_SNAPSHOT = FetchLimits(body=LONGEST_SNAPSHOT, deadline=180.0)

# Framing costs: a body sent in small chunks is longer on the wire than it is.
WIRE_BYTES_PER_BODY_BYTE = 2

# Told how many bytes of the body have come, of how many, if that is known; whatever it raises ends
# the fetch. It is called with every piece, and once a second while nothing comes.
Watch = Callable[[int, int | None], None]


def unwatched(_received: int, _total: int | None) -> None:
    """Let a fetch run."""


class Meter:
    """Time and received bytes of one fetch, over all its redirects."""

    def __init__(self, limits: FetchLimits, watch: Watch = unwatched) -> None:
        self.limits = limits
        self._watch, self._received = watch, 0
        self._total: int | None = None
        self._ends = time.monotonic() + limits.deadline
        answers = limits.redirects + 1
        self._bytes_left = limits.body * WIRE_BYTES_PER_BODY_BYTE + limits.headers * answers

    def seconds_left(self, at_most: float | None = None) -> float:
        """Return how long the next step may take. Raises `FetchTimedOut` at the deadline."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise FetchTimedOut
        return left if at_most is None else min(left, at_most)

    def count(self, received: int) -> None:
        """Add bytes as they came over the wire. Raises `PageTooLarge` past the allowance."""
        self._bytes_left -= received
        if self._bytes_left < 0:
            raise PageTooLarge(self.limits.body)

    def expect(self, total: int | None) -> None:
        """Say how long the body is that comes now, if that is known."""
        self._total = total

    def tell(self, received: int = 0) -> None:
        """Let who watches know of more bytes of the body, or that there are none yet."""
        self._received += received
        self._watch(self._received, self._total)
