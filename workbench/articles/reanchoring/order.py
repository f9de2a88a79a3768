"""What of two sequences stands in the same order."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[int, int]


def in_order(pairs: Mapping[int, int]) -> list[Pair]:
    """Return the longest part of the pairs that is in order on both sides.

    Takes time in proportion to n log n.
    """
    ends: list[int] = []  # ends[k]: the smallest right side on which k + 1 pairs can end
    tails: list[Pair] = []
    before: dict[Pair, Pair | None] = {}
    for pair in sorted(pairs.items()):
        length = bisect_left(ends, pair[1])
        before[pair] = tails[length - 1] if length else None
        ends[length : length + 1] = [pair[1]]
        tails[length : length + 1] = [pair]
    return _walked_back(tails[-1] if tails else None, before)


def only_pairs(old: Sequence[object], new: Sequence[object]) -> dict[int, int]:
    """Pair the places of whatever stands once in the one sequence and once in the other."""
    there = _single(new)
    return {place: there[value] for value, place in _single(old).items() if value in there}


def _single(values: Iterable[object]) -> dict[object, int]:
    places: dict[object, int] = {}
    repeated = set()
    for place, value in enumerate(values):
        if value in places:
            repeated.add(value)
        places[value] = place
    return {value: place for value, place in places.items() if value not in repeated}


def _walked_back(pair: Pair | None, before: Mapping[Pair, Pair | None]) -> list[Pair]:
    found = []
    while pair is not None:
        found.append(pair)
        pair = before[pair]
    return found[::-1]
