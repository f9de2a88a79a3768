"""What was worked out for a page, kept under the state it shows.

Nothing here goes stale: a key names the state (how many events there are), so a write makes
another key. Rows of a session do not belong here: they end with it. Each process remembers for
itself; forgetting costs time and nothing else.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from flask import current_app

T = TypeVar("T")
EXTENSION = "workbench.memory"


class Memory:
    """The `size` things that were asked for last."""

    def __init__(self, size: int = 400) -> None:
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._size, self._lock = size, Lock()

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave for this key before, or gives now."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        made = make()
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return made


def memory() -> Memory:
    """The running application's memory."""
    found: Memory = current_app.extensions[EXTENSION]
    return found
