"""Which blocks of two texts belong together."""

from bisect import bisect
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from workbench.articles.differences.links import heaviest_first, known, likely
from workbench.articles.differences.sides import Side
from workbench.articles.reanchoring import Fate
from workbench.articles.reanchoring.order import Pair, in_order


def pair_blocks(old: Side, new: Side, fates: Sequence[Fate]) -> dict[int, int]:
    """Pair old blocks with new ones, each with one at most.

    Blocks that share most letters come first. Of those that nothing is known of, those with
    the same words are paired in their order, first between the same neighbours: they are
    repeated, and one is as good as another. Last come those that may share sentences, and
    headlines.
    """
    pairing = _Pairing(old, new)
    pairing.take(heaviest_first(old, new, known(fates)))
    pairing.take(pairing.same_words_in_place())
    pairing.take(pairing.same_words())
    pairing.take(heaviest_first(old, new, likely(fates)))
    if old.begins_with_headline() and new.begins_with_headline():
        pairing.take([(0, 0)])
    return pairing.pairs


class _Pairing:
    """The pairs found so far, old to new."""

    def __init__(self, old: Side, new: Side) -> None:
        self._old, self._new = old, new
        self._taken: set[int] = set()
        self.pairs: dict[int, int] = {}

    def take(self, likeliest_first: Iterable[Pair]) -> None:
        """Pair what is not paired yet."""
        for o, n in likeliest_first:
            if o not in self.pairs and n not in self._taken:
                self.pairs[o] = n
                self._taken.add(n)

    def same_words(self) -> list[Pair]:
        """Return the unpaired blocks with the same words, in their order."""
        return list(_alike(self._words_of_old(), self._words_of_new()))

    def same_words_in_place(self) -> list[Pair]:
        """Return those of them that stand between the same paired blocks."""
        kept = in_order(self.pairs)
        before, after = [o for o, _ in kept], [n for _, n in kept]
        olds = {o: (words, bisect(before, o)) for o, words in self._words_of_old().items()}
        news = {n: (words, bisect(after, n)) for n, words in self._words_of_new().items()}
        return list(_alike(olds, news))

    def _words_of_old(self) -> dict[int, str]:
        blocks = range(len(self._old.blocks))
        return {o: self._old.words(o) for o in blocks if o not in self.pairs}

    def _words_of_new(self) -> dict[int, str]:
        blocks = range(len(self._new.blocks))
        return {n: self._new.words(n) for n in blocks if n not in self._taken}


def _alike(olds: Mapping[int, Hashable], news: Mapping[int, Hashable]) -> Iterator[Pair]:
    places: dict[Hashable, deque[int]] = defaultdict(deque)
    for n, value in news.items():
        places[value].append(n)
    for o, value in olds.items():
        if places[value]:
            yield o, places[value].popleft()
