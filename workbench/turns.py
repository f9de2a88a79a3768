"""Whose turn it is to write, where one alone can: first come, first served, within a process.

SQLite knows no order. Who waits looks again ever more seldom, down to ten times a second, so that
whoever comes just then is first, and of many somebody waits until they are refused.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock


class Turns:
    """Turns in the order in which they were asked for, which a lock of Python's does not keep."""

    def __init__(self, longest: float) -> None:
        self._longest = longest
        self._taken, self._waiting = False, deque[Lock]()
        self._guard = Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, `longest` seconds at most: then the database is asked all the same.

        So whoever asks for a turn within their own does not wait for ever.
        """
        came = self._take()
        try:
            yield
        finally:
            if came:
                self._give()

    def _take(self) -> bool:
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            own = Lock()
            own.acquire()
            self._waiting.append(own)
        return own.acquire(timeout=self._longest) or not self._leave(own)

    def _leave(self, own: Lock) -> bool:
        """Whether it stood in the queue still: the turn may have come in the very last moment."""
        with self._guard, suppress(ValueError):
            self._waiting.remove(own)
            return True
        return False

    def _give(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
