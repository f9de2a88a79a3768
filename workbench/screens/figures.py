"""The figures of a claim beside those of its quotes, with the arithmetic of it in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from babel.numbers import format_decimal
from flask_babel import get_locale
from flask_babel import gettext as _

from workbench.claims.models import Claim
from workbench.evidence.figures import (
    Change,
    Comparison,
    Figure,
    change_between,
    compare,
    figures_in,
    steps_in,
)
from workbench.evidence.figures.units import PERCENT
from workbench.evidence.models import Evidence

_UNGROUPED = re.compile(r"(?<![0-9.,])[0-9]{4,}(?![0-9]|[.,][0-9])")
_MANY_TIMES = Decimal(2)  # from here on a ratio says more than a percentage


@dataclass(frozen=True)
class Row:
    """A claim's figure, a quote's with its source, and what leads from this one to that."""

    claimed: Figure
    quoted: Figure
    source: str
    arithmetic: Sequence[str]


@dataclass(frozen=True)
class Step:
    """What a statement or a quote says went from one figure to another."""

    words: str
    arithmetic: Sequence[str]


@dataclass(frozen=True)
class Figures:
    """All of it; nothing where one side has no number, or no two are of one kind."""

    rows: Sequence[Row] = ()
    steps: Sequence[Step] = ()

    @property
    def ambiguous(self) -> Sequence[str]:
        """Numbers whose comma or point may be read otherwise, each once."""
        figures = [figure for row in self.rows for figure in (row.claimed, row.quoted)]
        return list(dict.fromkeys(figure.words for figure in figures if figure.ambiguous))

    def __bool__(self) -> bool:
        return bool(self.rows)


def figures_beside(claim: Claim, evidence: Sequence[Evidence]) -> Figures:
    """The figures of a claim's statement beside those of what is quoted for or against it."""
    quoted = [piece for piece in evidence if piece.quote]
    language = claim.article.language
    claimed = figures_in(claim.statement, language)
    if not claimed or not quoted:
        return Figures()
    found = [figures_in(piece.quote, _language(piece) or language) for piece in quoted]
    rows = [
        Row(
            _grouped(pair.claimed),
            _grouped(pair.quoted),
            quoted[pair.quote].source.title,
            list(_arithmetic(pair)),
        )
        for pair in compare(claimed, found)
    ]
    texts = [(claim.statement, claimed)]
    texts += [(piece.quote, figures) for piece, figures in zip(quoted, found, strict=True)]
    return Figures(rows, [step for text, figures in texts for step in _steps(text, figures)])


def _language(piece: Evidence) -> str:
    return str(piece.source.further.get("language", ""))


def _steps(text: str, figures: Sequence[Figure]) -> Iterator[Step]:
    for first, second in steps_in(text, figures):
        change = change_between(first.low, second.low)
        words = text[first.start : second.end]
        yield Step(words, list(_in_words(change, points=second.unit[0] == PERCENT)))


def _arithmetic(pair: Comparison) -> Iterator[str]:
    if pair.equal:
        yield _("the same")
    elif pair.change:
        yield from _in_words(pair.change, points=pair.points)
    else:
        yield _("within the range") if pair.within else _("not within the range")


def _in_words(change: Change, *, points: bool) -> Iterator[str]:
    difference = _signed(change.difference, exact=True)
    yield _("%(number)s points", number=difference) if points else difference
    if change.percent is not None:
        yield f"{_signed(change.percent)}\u00a0%"
    if change.ratio is not None and change.ratio >= _MANY_TIMES:
        yield _("%(number)s times as much", number=_written(round(change.ratio, 2)))


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
