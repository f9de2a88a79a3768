"""The arithmetic of two figures: how much more one is, in what ratio, and within what range."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbench.evidence.figures.reading import Figure
from workbench.evidence.figures.units import PERCENT, alike

MOST = 12  # pairs


@dataclass(frozen=True)
class Change:
    """From one number to another: the difference, the ratio, and the change in percent.

    Ratio and percent are missing where the first is nought, or the signs differ.
    """

    difference: Decimal
    ratio: Decimal | None
    percent: Decimal | None


@dataclass(frozen=True)
class Comparison:
    """A claim's figure beside one of a quote, by the quote's place among those given.

    `change` leads from the quote's to the claim's; of a range there is none, and `within` tells
    whether the claim's lies in it. `points`: the difference is one of percentage points.
    """

    claimed: Figure
    quoted: Figure
    quote: int
    change: Change | None
    within: bool | None

    @property
    def points(self) -> bool:
        """Whether the difference is in percentage points."""
        return self.claimed.unit[0] == PERCENT

    @property
    def equal(self) -> bool:
        """Whether both come to the same."""
        return (self.claimed.low, self.claimed.high) == (self.quoted.low, self.quoted.high)


def compare(claimed: Sequence[Figure], quoted: Sequence[Sequence[Figure]]) -> Sequence[Comparison]:
    """Every pair of one unit, in the claim's order; those beyond the first dozen are left out."""
    return [pair for _number, pair in zip(range(MOST), _pairs(claimed, quoted), strict=False)]


def _pairs(claimed: Sequence[Figure], quoted: Sequence[Sequence[Figure]]) -> Iterator[Comparison]:
    for figure in claimed:
        for place, others in enumerate(quoted):
            for other in others:
                if alike(figure.unit, other.unit):
                    yield _compared(figure, other, place)


def _compared(claimed: Figure, quoted: Figure, place: int) -> Comparison:
    if claimed.exact and quoted.exact:
        return Comparison(claimed, quoted, place, change_between(quoted.low, claimed.low), None)
    within = quoted.low <= claimed.low and claimed.high <= quoted.high
    return Comparison(claimed, quoted, place, None, within)


def change_between(before: Decimal, after: Decimal) -> Change:
    """What leads from one number to another."""
    difference = after - before
    if before == 0 or (before < 0) != (after < 0):
        return Change(difference, None, None)
    return Change(difference, after / before, difference / abs(before) * 100)
