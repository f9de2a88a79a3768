"""Whose turn it is to write, where one alone can: whoever asked first, of all processes in turn.

SQLite knows no order. Who waits looks again ever more seldom, up to ten times a second, so that
whoever comes just then is first, and of many somebody waits until they are refused.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Lock
from time import monotonic

from filelock import FileLock, Timeout

LOOKS = 0.002  # seconds between two looks at a file that somebody holds


class Turns:
    """The turns to write into a database file.

    In a process they are given in order. Whoever has the process's goes to the door, behind which
    one waits for whoever writes: so none of two processes is first again and again. Files are let
    go of by the system when a process dies.
    """

    def __init__(self, path: Path, longest: float) -> None:
        self._queue, self._longest = Queue(), longest
        self._door, self._place = f"{path}-next", f"{path}-turn"

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, `longest` seconds at most: then the database is asked all the same.

        So it is where the files cannot be had, as when they are another user's.
        """
        until = monotonic() + self._longest
        with ExitStack() as held:
            if self._queue.take(self._longest):
                held.callback(self._queue.give)
                with suppress(Timeout, OSError):
                    held.enter_context(self._in_place(until))
            yield

    @contextmanager
    def _in_place(self, until: float) -> Iterator[None]:
        with _held(self._door, until):
            place = _held(self._place, until)
        with place:
            yield


def _held(path: str, until: float) -> AbstractContextManager[object]:
    """A lock of its own each time: none may be older than its process, which a server forks."""
    left = max(0, until - monotonic())
    return FileLock(path, thread_local=False).acquire(timeout=left, poll_interval=LOOKS)


class Queue:
    """First come, first served, which a lock of Python's is not."""

    def __init__(self) -> None:
        self._taken, self._waiting = False, deque[Lock]()
        self._guard = Lock()

    def take(self, longest: float) -> bool:
        """Wait for one's turn; whether it came within so many seconds."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            own = Lock()
            own.acquire()
            self._waiting.append(own)
        return own.acquire(timeout=longest) or not self._leave(own)

    def _leave(self, own: Lock) -> bool:
        """Whether it stood in the queue still: the turn may have come in the very last moment."""
        with self._guard:
            with suppress(ValueError):
                self._waiting.remove(own)
                return True
            return False

    def give(self) -> None:
        """Let the next have the turn."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
