"""Answers that stay open hold a thread each: how many of a process's threads may do that."""

from collections.abc import Callable
from threading import BoundedSemaphore

from flask import Flask, current_app

EXTENSION = "workbench.streams"
SHARE = 4  # one of so many threads


class Streams:
    """Places for answers that stay open. `ends`: whether the process is about to."""

    def __init__(self, threads: int) -> None:
        self._places = BoundedSemaphore(max(1, threads // SHARE))
        self.ends: Callable[[], bool] = lambda: False

    def take(self) -> bool:
        """Take a place, if one is free."""
        return self._places.acquire(blocking=False)

    def leave(self) -> None:
        """Give a place back."""
        self._places.release()


def register_streams(app: Flask, threads: int) -> None:
    """Let a quarter of the threads stream."""
    app.extensions[EXTENSION] = Streams(threads)


def streams() -> Streams:
    """The running process's."""
    found: Streams = current_app.extensions[EXTENSION]
    return found
