"""How far two readers agree beyond chance: Krippendorff's alpha, with a bootstrap interval.

Pure functions on numbers. A unit is what several people rated, as the values they gave it; those
with a single value tell nothing and are left out. Alpha is 1 where all agree, 0 where they do as
if by chance, below 0 where they contradict each other. It is worked out from the coincidence matrix
(K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, permutations
from random import Random
from statistics import quantiles

RESAMPLES = 1_000
FEWEST = 10  # units; of fewer, resampling tells of nothing but itself
_SEED = 2011  # the same pairs have the same interval, today and tomorrow


class Level(StrEnum):
    """What the distance of two values means: nothing, an order, or a number."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


@dataclass(frozen=True)
class Interval:
    """Where alpha lies with a probability of 95%, as far as these units can tell."""

    low: float
    high: float


Unit = tuple[int, ...]
Coincidences = Mapping[tuple[int, int], float]
Places = Mapping[int, float]


def alpha(units: Iterable[Sequence[int]], level: Level = Level.ORDINAL) -> float | None:
    """Krippendorff's alpha; none where all values are the same, or no unit has two."""
    return _alpha(Counter(map(tuple, units)), level)


def interval(units: Iterable[Sequence[int]], level: Level = Level.ORDINAL) -> Interval | None:
    """Alpha's percentile interval over units that are drawn again and again.

    None for fewer than ten units. Draws of which all values are the same have no alpha and are
    left out.
    """
    rated = sorted(tuple(unit) for unit in units if len(unit) > 1)
    if len(rated) < FEWEST:
        return None
    found = [each for drawn in _draws(rated) if (each := _alpha(drawn, level)) is not None]
    if len(found) < RESAMPLES / 2:
        return None
    steps = quantiles(found, n=40, method="inclusive")
    return Interval(steps[0], steps[-1])


def _draws(units: Sequence[Unit]) -> Iterator[Counter[Unit]]:
    """As many units as there are, with replacement. Numbers are counted faster than tuples."""
    kinds = list(dict.fromkeys(units))
    number = {kind: place for place, kind in enumerate(kinds)}
    numbers = [number[unit] for unit in units]
    random = Random(_SEED)  # noqa: S311 -- nothing is kept secret with it
    for _ in range(RESAMPLES):
        drawn = Counter(random.choices(numbers, k=len(numbers)))
        yield Counter({kinds[place]: times for place, times in drawn.items()})


def _alpha(units: Mapping[Unit, int], level: Level) -> float | None:
    coincidences = _coincidences(units)
    totals = _totals(coincidences)
    distance = _distance(totals, level)
    observed = sum(times * distance(*pair) for pair, times in coincidences.items())
    expected = sum(
        totals[one] * totals[other] * distance(one, other) for one, other in permutations(totals, 2)
    )
    return 1 - (sum(totals.values()) - 1) * observed / expected if expected else None


def _coincidences(units: Mapping[Unit, int]) -> Coincidences:
    """How often each value stands beside each in a unit; a unit weighs as many as its values."""
    found: dict[tuple[int, int], float] = defaultdict(float)
    for values, times in units.items():
        for pair in permutations(values, 2):
            found[pair] += times / (len(values) - 1)
    return found


def _totals(coincidences: Coincidences) -> Places:
    """How often each value was given, in the order of the values."""
    found: dict[int, float] = defaultdict(float)
    for (value, _other), times in sorted(coincidences.items()):
        found[value] += times
    return found


def _distance(totals: Places, level: Level) -> Callable[[int, int], float]:
    """The squared difference of two values. Of an order it is that of their middle ranks."""
    if level is Level.NOMINAL:
        return lambda one, other: float(one != other)
    places = _middle_ranks(totals) if level is Level.ORDINAL else {each: each for each in totals}
    return lambda one, other: (places[one] - places[other]) ** 2


def _middle_ranks(totals: Places) -> Places:
    ends = accumulate(totals.values())
    return {
        value: end - times / 2 for (value, times), end in zip(totals.items(), ends, strict=True)
    }
