"""How much two blocks have in common, going by what became of the old one's sentences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from workbench.articles.differences.sides import Side
from workbench.articles.reanchoring import Fate, Outcome, Region
from workbench.articles.reanchoring.order import Pair

_PART = 0.25  # of the letters of the shorter block: less is a stray sentence

Places = Iterable[tuple[int, Region]]


def known(fates: Sequence[Fate]) -> Places:
    """Return the old sentences that are known to be somewhere, and where."""
    return [(i, fate.region) for i, fate in enumerate(fates) if fate.region]


def likely(fates: Sequence[Fate]) -> Places:
    """Return the old sentences that may be at several places, and the likeliest of these."""
    return [
        (i, fate.others[0])
        for i, fate in enumerate(fates)
        if fate.outcome is Outcome.AMBIGUOUS and fate.others
    ]


def heaviest_first(old: Side, new: Side, places: Places) -> list[Pair]:
    """Return the old and new blocks that share sentences, first those that share most letters.

    Blocks that share less than a quarter of the shorter one are left out: a sentence that went
    astray does not make one paragraph out of another.
    """
    letters: dict[Pair, float] = defaultdict(float)
    for pair, shared in _shared(old, new, places):
        letters[pair] += shared
    enough = [
        pair
        for pair, shared in letters.items()
        if shared >= _PART * min(old.length(pair[0]), new.length(pair[1]))
    ]
    return sorted(enough, key=lambda pair: (-letters[pair], pair))


def _shared(old: Side, new: Side, places: Places) -> Iterator[tuple[Pair, float]]:
    for i, region in places:
        was = old.sentences[i]
        for now in new.sentences[region.first : region.last + 1]:
            letters = min(was.end - was.start, now.end - now.start)
            yield (was.block, now.block), region.score * letters
