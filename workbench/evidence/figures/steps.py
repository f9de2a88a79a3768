"""What a text itself says went from one figure to another, and what that comes to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from workbench.evidence.figures.reading import Figure
from workbench.evidence.figures.units import NOTHING, PERCENT, POINTS, Unit, alike

_YEAR = r"(?: in \d{4}| \(\d{4}\))?"
_FROM = re.compile(r"\b(?:from|von)[ ]\Z", re.IGNORECASE)
_TO = re.compile(rf"{_YEAR},? (?:to|auf) \Z", re.IGNORECASE)
_ARROW = re.compile(rf"{_YEAR}\s?(?:→|->|⟶|➔)\s?\Z")


@dataclass(frozen=True)
class Change:
    """From one number to another: the difference, the ratio, and the change in percent.

    Ratio and percent are missing where the first is nought, or the signs differ.
    """

    difference: Decimal
    ratio: Decimal | None
    percent: Decimal | None


def change_between(before: Decimal, after: Decimal) -> Change:
    """What leads from one number to another."""
    difference = after - before
    if before == 0 or (before < 0) != (after < 0):
        return Change(difference, None, None)
    return Change(difference, after / before, difference / abs(before) * 100)


@dataclass(frozen=True)
class Step:
    """Two figures of one unit in one text, of which the second came after the first.

    `told`: the text says so. Else they are merely its only two percentages.
    """

    first: Figure
    second: Figure
    words: str
    told: bool = True

    @property
    def unit(self) -> Unit:
        """What both count."""
        return self.second.unit if self.first.unit == NOTHING else self.first.unit

    @property
    def change(self) -> Change:
        """What leads from the first to the second."""
        return change_between(self.first.low, self.second.low)

    def size(self, places: int) -> Figure | None:
        """By how much it changed, up or down, as a figure of the text: percentages in points.

        Anything else in percent of the first, rounded; None if that is nought.
        """
        change, unit = self.change.percent, PERCENT
        if self.unit[0] == PERCENT:
            change, unit = self.change.difference, POINTS
        if change is None:
            return None
        size = abs(change) if unit == POINTS else round(abs(change), places)
        doubtful = self.first.ambiguous or self.second.ambiguous
        return replace(
            self.second, start=self.first.start, words=self.words, low=size, high=size,
            unit=(unit, frozenset()), year=None, ambiguous=doubtful,
        )  # fmt: skip


def steps_in(text: str, figures: Sequence[Figure]) -> Sequence[Step]:
    """What a text says went “from 4 % to 6 %”, “100 → 112”; else its two percentages, if two."""
    told = list(_told(text, figures))
    percentages = [figure for figure in figures if figure.unit[0] == PERCENT and figure.exact]
    if not told and len(percentages) == 2:
        first, second = percentages
        return [Step(first, second, f"{first.words}, {second.words}", told=False)]
    return told


def _told(text: str, figures: Sequence[Figure]) -> Iterator[Step]:
    for first, second in pairwise(figures):
        between = text[first.end : second.start]
        led_in = _FROM.search(text, max(0, first.start - 5), first.start)
        leads_on = _ARROW.match(between) or (led_in and _TO.match(between))
        if leads_on and first.exact and second.exact and _of_one_kind(first, second):
            yield Step(first, second, text[first.start : second.end])


def _of_one_kind(first: Figure, second: Figure) -> bool:
    return NOTHING in {first.unit, second.unit} or alike(first.unit, second.unit)
