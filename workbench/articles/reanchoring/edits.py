"""Sentences that were edited in their place: between the same neighbours, in other words."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

from workbench.articles.reanchoring.alikeness import compare, shared_words
from workbench.articles.reanchoring.order import Pair
from workbench.articles.reanchoring.outcomes import Region
from workbench.articles.reanchoring.readings import Reading


def edited_in_place(
    old: Reading, new: Reading, unsettled: Iterable[int], free: Iterable[int], kept: Sequence[Pair]
) -> dict[int, Region]:
    """Find what unsettled old sentences became: free new ones between the same neighbours.

    Those that share no word with any are left out. `kept`: the sentences that stand in both
    texts in the same order.
    """
    found: dict[int, Region] = {}
    gaps = list(pairwise([(-1, -1), *kept, (len(old), len(new))]))
    olds = _dealt(unsettled, [end[0] for _, end in gaps])
    news = _dealt(free, [end[1] for _, end in gaps])
    for old_here, new_here in zip(olds, news, strict=True):
        if old_here and new_here:
            found.update(_edited(old, new, old_here, new_here))
    return found


def _dealt(sentences: Iterable[int], ends: Sequence[int]) -> list[list[int]]:
    """Deal the sentences out to the gaps, each of which ends before a sentence."""
    dealt: list[list[int]] = [[] for _ in ends]
    gap = 0
    for sentence in sorted(sentences):
        while sentence >= ends[gap]:
            gap += 1
        dealt[gap].append(sentence)
    return dealt


def _edited(
    old: Reading, new: Reading, old_here: Sequence[int], new_here: Sequence[int]
) -> dict[int, Region]:
    shared, free = _shared(old, new, old_here, new_here), set(new_here)
    return {i: _region(old, new, i, weights, free) for i, weights in shared.items()}


def _shared(
    old: Reading, new: Reading, old_here: Sequence[int], new_here: Sequence[int]
) -> dict[int, Counter[int]]:
    """For each old sentence, the weight of the words that it shares with new ones."""
    old_words = [(i, word) for i in old_here for word in old.words(i)]
    new_words = [(j, word) for j in new_here for word in new.words(j)]
    shared: dict[int, Counter[int]] = {}
    keys = [word.key for _, word in old_words], [word.key for _, word in new_words]
    for a, b in shared_words(*keys):
        i, word = old_words[a]
        # Weights are counted in quarters, which are exact.
        shared.setdefault(i, Counter())[new_words[b][0]] += int(word.weight * 4)
    return shared


def _region(old: Reading, new: Reading, i: int, weights: Counter[int], free: Set[int]) -> Region:
    """Begin with the likeliest new sentence, and take in neighbours that make it likelier."""
    best = max(weights, key=lambda j: (weights[j], -j))
    region = compared(old, new, i, best, best)
    for way in (-1, 1):
        region = grown(old, new, i, region, way, free)
    return region


def grown(old: Reading, new: Reading, i: int, region: Region, way: int, free: Set[int]) -> Region:
    """Take in free sentences behind a region (`way` 1) or before it (-1), if that is likelier."""
    while (region.first - 1 if way < 0 else region.last + 1) in free:
        first, last = region.first + min(way, 0), region.last + max(way, 0)
        larger = compared(old, new, i, first, last)
        if larger.score <= region.score:
            break
        region = larger
    return region


def compared(old: Reading, new: Reading, i: int, first: int, last: int) -> Region:
    """Compare an old sentence with new ones on end."""
    return Region(first, last, compare(old.words(i), new.words_through(first, last)).score)
