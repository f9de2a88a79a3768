"""What was worked out for a page, kept under the state it shows.

Nothing here goes stale: a key names the state (how many events there are), so a write makes
another key. Rows of a session do not belong here: they end with it. Each process remembers for
itself; forgetting costs time and nothing else.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence, Sized
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
SIZE = 16_000_000  # characters of HTML; what has no length counts as if it were a short one
SHORT = 500


class Memory:
    """What was asked for last, `size` of it: characters of texts, bytes of answers."""

    def __init__(self, size: int = SIZE) -> None:
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._size, self._held, self._lock = size, 0, Lock()

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave for this key before, or gives now."""
        return self.recall_all([key], lambda _missing: [make()])[key]

    def recall_all(
        self, keys: Sequence[K], make: Callable[[Sequence[K]], Sequence[T]]
    ) -> Mapping[K, T]:
        """What was made for each key before; what is missing is made now, all of it at once."""
        with self._lock:
            found: dict[K, T] = {key: self._touched(key) for key in keys if key in self._kept}
        missing = [key for key in keys if key not in found]
        if missing:
            made = dict(zip(missing, make(missing), strict=True))
            with self._lock:
                self._keep(made)
            found |= made
        return found

    def _touched(self, key: Hashable) -> Any:
        self._kept.move_to_end(key)
        return self._kept[key]

    def _keep(self, made: Mapping[K, T]) -> None:
        for key, value in made.items():
            if _length(value) <= self._size:  # or everything else would go for it, and then it too
                self._held += _length(value) - _length(self._kept.pop(key, ""))
                self._kept[key] = value
        while self._held > self._size:
            _key, forgotten = self._kept.popitem(last=False)
            self._held -= _length(forgotten)


def _length(value: object) -> int:
    return len(value) if isinstance(value, Sized) else SHORT
