"""The figures of a claim beside those of its quotes, with the arithmetic of it in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from babel.numbers import format_decimal
from flask_babel import get_locale
from flask_babel import gettext as _

from workbench.claims.models import Claim
from workbench.evidence.figures import (
    Change,
    Comparison,
    Figure,
    Step,
    compare,
    figures_in,
    steps_in,
    unpaired,
)
from workbench.evidence.figures.comparing import MOST
from workbench.evidence.figures.units import PERCENT
from workbench.evidence.models import Evidence

_UNGROUPED = re.compile(r"(?<![0-9.,])[0-9]{4,}(?![0-9]|[.,][0-9])")
_MANY_TIMES = Decimal(2)  # from here on a ratio says more than a percentage


@dataclass(frozen=True)
class Row:
    """A claim's figure, a quote's with its source, and what leads from this one to that.

    `comes_to`: what the change that the quote tells comes to, if it is one.
    """

    claimed: Figure
    quoted: Figure
    source: str
    comes_to: str
    arithmetic: Sequence[str]


@dataclass(frozen=True)
class Leftover:
    """The figures of a quote, with its source, of which the claim has none of the kind."""

    quoted: Sequence[Figure]
    source: str


@dataclass(frozen=True)
class ToldStep:
    """What a statement or a quote says went from one figure to another."""

    words: str
    arithmetic: Sequence[str]


@dataclass(frozen=True)
class Figures:
    """All of it; nothing where one side has no number.

    What is of one kind stands in rows. What the claim has besides, and its quotes have, is left
    over, and not compared.
    """

    rows: Sequence[Row] = ()
    steps: Sequence[ToldStep] = ()
    claimed_besides: Sequence[Figure] = ()
    leftovers: Sequence[Leftover] = ()

    @property
    def ambiguous(self) -> Sequence[str]:
        """Numbers whose comma or point may be read otherwise, each once."""
        figures = [figure for row in self.rows for figure in (row.claimed, row.quoted)]
        return list(dict.fromkeys(figure.words for figure in figures if figure.ambiguous))

    def __bool__(self) -> bool:
        return bool(self.rows or self.leftovers)


def figures_beside(claim: Claim, evidence: Sequence[Evidence]) -> Figures:
    """The figures of a claim's statement beside those of what is quoted for or against it."""
    quoted = [piece for piece in evidence if piece.quote]
    language = claim.article.language
    claimed = figures_in(claim.statement, language)
    if not claimed or not quoted:
        return Figures()
    found = [figures_in(piece.quote, _language(piece) or language) for piece in quoted]
    steps = [steps_in(piece.quote, each) for piece, each in zip(quoted, found, strict=True)]
    quotes = list(zip(found, steps, strict=True))
    pairs = compare(claimed, quotes)
    besides, others = unpaired(claimed, quotes, pairs)
    told = [*steps_in(claim.statement, claimed), *(step for each in steps for step in each)]
    return Figures(
        [_row(pair, quoted[pair.quote].source.title) for pair in pairs],
        [_told(step) for step in told if step.told],
        list(map(_grouped, besides)),
        list(_leftovers(quoted, others)) if besides else [],
    )


def _row(pair: Comparison, source: str) -> Row:
    comes_to = _coming_to(pair.step) if pair.step else ""
    arithmetic = list(_arithmetic(pair))
    quoted = pair.quoted if pair.step else _grouped(pair.quoted)  # where years may stand between
    return Row(_grouped(pair.claimed), quoted, source, comes_to, arithmetic)


def _leftovers(
    quoted: Sequence[Evidence], others: Sequence[Sequence[Figure]]
) -> Iterator[Leftover]:
    named = zip(quoted, others, strict=True)
    for piece, figures in islice((each for each in named if each[1]), MOST):
        yield Leftover(list(map(_grouped, figures)), piece.source.title)


def _language(piece: Evidence) -> str:
    return str(piece.source.further.get("language", ""))


def _told(step: Step) -> ToldStep:
    points = step.unit[0] == PERCENT
    return ToldStep(step.words, list(_in_words(step.change, points=points)))


def _coming_to(step: Step) -> str:
    """By how much a text says it changed: percentages in points, anything else in percent."""
    if step.unit[0] == PERCENT:
        return _points(step.change)
    return _percent(step.change)


def _arithmetic(pair: Comparison) -> Iterator[str]:
    if pair.equal:
        yield _("the same")
    elif pair.change and pair.step:
        yield _points(pair.change)
    elif pair.change:
        yield from _in_words(pair.change, points=pair.points)
    else:
        yield _("within the range") if pair.within else _("not within the range")


def _in_words(change: Change, *, points: bool) -> Iterator[str]:
    yield _points(change) if points else _signed(change.difference, exact=True)
    if change.percent is not None:
        yield _percent(change)
    if change.ratio is not None and change.ratio >= _MANY_TIMES:
        yield _("%(number)s times as much", number=_written(round(change.ratio, 2)))


def _points(change: Change) -> str:
    return _("%(number)s points", number=_signed(change.difference, exact=True))


def _percent(change: Change) -> str:
    return f"{_signed(change.percent or Decimal(0))}\u00a0%"


def _signed(number: Decimal, *, exact: bool = False) -> str:
    """A number with its sign; a percentage needs no more than one place."""
    size = abs(number) if exact else round(abs(number), 1)
    return f"{'−' if number < 0 else '+'}{_written(size)}"


def _grouped(figure: Figure) -> Figure:
    """The figure with thousands set apart, as they are in what stands beside it."""
    words = _UNGROUPED.sub(lambda found: _written(Decimal(found[0])), figure.words)
    return replace(figure, words=words)


def _written(number: Decimal) -> str:
    return format_decimal(number, locale=get_locale(), decimal_quantization=False)
