"""Which figures of a claim stand beside which of its quotes, and the arithmetic of two of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.evidence.figures.reading import Figure
from workbench.evidence.figures.steps import Change, Step, change_between
from workbench.evidence.figures.units import PERCENT, POINTS, alike

MOST = 12  # pairs


@dataclass(frozen=True)
class Comparison:
    """A claim's figure beside one of a quote, by the quote's place among those given.

    `change` leads from the quote's to the claim's; of a range there is none, and `within` tells
    whether the claim's lies in it. `points`: the difference is one of percentage points. With a
    `step`, the quote's figure is the size of what the quote tells, up or down.
    """

    claimed: Figure
    quoted: Figure
    quote: int
    change: Change | None
    within: bool | None
    step: Step | None = None

    @property
    def points(self) -> bool:
        """Whether the difference is in percentage points."""
        return self.claimed.unit[0] in {PERCENT, POINTS}

    @property
    def equal(self) -> bool:
        """Whether both come to the same."""
        if self.change:
            return self.change.difference == 0
        return _span(self.claimed) == _span(self.quoted)


Quote = tuple[Sequence[Figure], Sequence[Step]]  # the figures of one, and its steps


def compare(claimed: Sequence[Figure], quotes: Sequence[Quote]) -> Sequence[Comparison]:
    """Every pair of one unit, in the claim's order; those beyond the first dozen are left out.

    A claim's percentage stands beside changes too. What finds nothing of its unit stands beside
    what is equal and has none.
    """
    found = (pair for figure in claimed for pair in _pairs(figure, quotes))
    return [pair for _number, pair in zip(range(MOST), found, strict=False)]


def unpaired(
    claimed: Sequence[Figure], quotes: Sequence[Quote], pairs: Sequence[Comparison]
) -> tuple[Sequence[Figure], Sequence[Sequence[Figure]]]:
    """The figures of the claim, and those of each quote, that are in none of these pairs."""
    paired = {pair.claimed.start for pair in pairs}
    return [figure for figure in claimed if figure.start not in paired], [
        [figure for figure in figures if not _is_in(figure, place, pairs)]
        for place, (figures, _steps) in enumerate(quotes)
    ]


def _is_in(figure: Figure, place: int, pairs: Sequence[Comparison]) -> bool:
    """Whether a figure is in a pair, or one of two of a step that is."""
    own = [pair for pair in pairs if pair.quote == place]
    steps = (pair.step for pair in own if pair.step)
    parts = {part.start for step in steps for part in (step.first, step.second)}
    return figure.start in parts | {pair.quoted.start for pair in own}


def _pairs(figure: Figure, quotes: Sequence[Quote]) -> Sequence[Comparison]:
    return list(_of_one_unit(figure, quotes)) or list(_of_one_value(figure, quotes))


def _of_one_unit(figure: Figure, quotes: Sequence[Quote]) -> Iterator[Comparison]:
    for place, (others, steps) in enumerate(quotes):
        for other in others:
            if alike(figure.unit, other.unit):
                yield _compared(figure, other, place)
        for step in steps if figure.exact and not figure.share else ():
            size = step.size(_places(figure))
            if size and figure.unit == size.unit:
                change = change_between(size.low, abs(figure.low))
                yield Comparison(figure, size, place, change, None, step)


def _of_one_value(figure: Figure, quotes: Sequence[Quote]) -> Iterator[Comparison]:
    for place, (others, _steps) in enumerate(quotes):
        for other in others:
            if not (figure.unit[0] or other.unit[0]) and _span(figure) == _span(other):
                yield _compared(figure, other, place)


def _compared(claimed: Figure, quoted: Figure, place: int) -> Comparison:
    if claimed.exact and quoted.exact:
        return Comparison(claimed, quoted, place, change_between(quoted.low, claimed.low), None)
    within = quoted.low <= claimed.low and claimed.high <= quoted.high
    return Comparison(claimed, quoted, place, None, within)


def _span(figure: Figure) -> tuple[object, object]:
    return figure.low, figure.high


def _places(figure: Figure) -> int:
    """To how many decimals a percentage is told; one more than none says how it was rounded."""
    exponent = figure.low.as_tuple().exponent
    return max(1, -exponent) if isinstance(exponent, int) else 1
