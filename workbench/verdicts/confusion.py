"""Which ratings two readers confuse: the pairs that both gave to claims, counted by scale."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from workbench.verdicts.rules import Token


@dataclass(frozen=True)
class Step:
    """One rating of a scale; no value means off the scale."""

    label: str
    value: int | None
    token: Token
    icon: str


@dataclass(frozen=True)
class Confused:
    """Two ratings that one reader each gave to the same claims, and to how many."""

    one: Step
    other: Step
    times: int


@dataclass(frozen=True)
class Confusion:
    """Pairs of one scale: `cells` has how often the first reader gave one, the second the other.

    The steps are in the order of the scale.
    """

    scale: str
    steps: Sequence[Step]
    cells: Mapping[tuple[Step, Step], int]

    @property
    def pairs(self) -> int:
        """How many claims both readers rated."""
        return sum(self.cells.values())

    @property
    def alike(self) -> int:
        """How many of them both rated the same."""
        return sum(times for (first, second), times in self.cells.items() if first == second)

    @property
    def off(self) -> int:
        """How many of them one reader or both put off the scale: these have no distance."""
        return self.pairs - sum(1 for _ in self.values())

    def steps_given(self) -> Sequence[Step]:
        """The steps on the scale, and of those off it what a reader gave."""
        given = set(chain.from_iterable(self.cells))
        return [step for step in self.steps if step.value is not None or step in given]

    def values(self) -> Iterator[tuple[int, int]]:
        """The values of each pair that is on the scale."""
        return chain.from_iterable(
            repeat((first.value, second.value), times)
            for (first, second), times in self.cells.items()
            if first.value is not None and second.value is not None
        )

    def confused(self) -> Sequence[Confused]:
        """Ratings that were confused, whoever gave which, the most often confused first."""
        found: Counter[tuple[Step, Step]] = Counter()
        for (first, second), times in self.cells.items():
            if first != second:
                one, other = sorted((first, second), key=self.steps.index)
                found[one, other] += times
        return [Confused(*pair, times) for pair, times in found.most_common()]
