"""Where the words of an old sentence are in the new sentences that it became."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.articles.reanchoring.alikeness import compare
from workbench.articles.reanchoring.order import Pair
from workbench.articles.reanchoring.words import Word, weight_of


@dataclass(frozen=True)
class Located:
    """A stretch of the new text, and the weight of the words in it that are old."""

    start: int
    end: int
    shared: float


class WordMap:
    """The words of an old sentence, and which of the new ones each has become.

    `shared_before` and `shared_behind`: whether the new stretch begins or ends with
    words of another old sentence.
    """

    def __init__(
        self,
        old: Sequence[Word],
        new: Sequence[Word],
        *,
        shared_before: bool = False,
        shared_behind: bool = False,
    ) -> None:
        self._old, self._new = old, new
        self._shared_before, self._shared_behind = shared_before, shared_behind
        pairs = [*self._first_words(), *compare(old, new).pairs, *self._last_words()]
        pairs = sorted(dict.fromkeys(pairs))
        self._from = [a for a, _ in pairs]
        self._to = [b for _, b in pairs]

    def _first_words(self) -> list[Pair]:
        """The first words of both, if they are the same and of nobody else, are one."""
        alone = not self._shared_before and self._old and self._new
        return [(0, 0)] if alone and self._old[0].key == self._new[0].key else []

    def _last_words(self) -> list[Pair]:
        alone = not self._shared_behind and self._old and self._new
        same = alone and self._old[-1].key == self._new[-1].key
        return [(len(self._old) - 1, len(self._new) - 1)] if same else []

    def locate(self, start: int, end: int) -> Located | None:
        """Find what a stretch of the old sentence became; None when no word of it is left."""
        first = bisect_right(self._old, start, key=lambda word: word.end)
        last = bisect_left(self._old, end, key=lambda word: word.start) - 1
        low, high = bisect_left(self._from, first), bisect_right(self._from, last)
        if low >= high:
            return None
        shared = weight_of(self._old[at] for at in self._from[low:high])
        begin, stop = self._begin(first, low), self._stop(last, high - 1)
        return Located(self._new[begin].start, self._new[stop].end, shared)

    def _begin(self, first: int, low: int) -> int:
        """Return the new word it begins with; words put in for lost ones belong to it."""
        if first == 0 and not self._shared_before:
            return 0
        lost = self._from[low] - first
        if low and self._from[low - 1] == first - 1 and lost:
            return self._to[low - 1] + 1
        earliest = self._to[low - 1] + 1 if low else 0
        return self._reach(self._to[low], max(earliest, self._to[low] - lost), -1)

    def _stop(self, last: int, high: int) -> int:
        """Return the new word it ends with."""
        final = len(self._new) - 1
        if last == len(self._old) - 1 and not self._shared_behind:
            return final
        lost = last - self._from[high]
        following = high + 1 < len(self._to)
        if following and self._from[high + 1] == last + 1 and lost:
            return self._to[high + 1] - 1
        latest = self._to[high + 1] - 1 if following else final
        return self._reach(self._to[high], min(latest, self._to[high] + lost), 1)

    def _reach(self, place: int, farthest: int, way: int) -> int:
        """Go on over words, not over signs."""
        while place != farthest and self._new[place + way].weight >= 1:
            place += way
        return place
