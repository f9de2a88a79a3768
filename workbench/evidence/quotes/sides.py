"""What a source says at a place, and what the quote says, laid side by side.

What quotation practice leaves to the desk is made the same on both sides: the words that a
bracket is put for, the words that an ellipsis leaves out.
"""

from itertools import pairwise
from typing import NamedTuple

from workbench.evidence.quotes.brackets import (
    may_be_left_out,
    stands_for,
    stood_before,
    stood_behind,
)
from workbench.evidence.quotes.edges import whole
from workbench.evidence.quotes.fitting import Fit, Span
from workbench.evidence.quotes.outcomes import Stretch
from workbench.evidence.quotes.practice import Part, Reading

_OMITTED = " … "


class Sides(NamedTuple):
    """The words of the source and those of the quote, and where the former stand."""

    source: str
    quote: str
    stretches: tuple[Stretch, ...]


def side_by_side(text: str, reading: Reading, fit: Fit) -> Sides:
    """Lay the words of a text beside those of a reading that fits there."""
    laid = [_laid(text, part, spans) for part, spans in zip(reading, fit, strict=True)]
    source, quote, (stretch,) = laid[0]
    stretches = [stretch]
    for words, quoted, (stretch,) in laid[1:]:
        between = _between(text, stretches[-1].end, stretch.start)
        source, quote = source + between[0] + words, quote + between[1] + quoted
        stretches.append(stretch)
    return Sides(source, quote, tuple(stretches))


def _between(text: str, end: int, start: int) -> tuple[str, str]:
    """Return what both sides have between two parts: the source's words only if they are missed."""
    return (_OMITTED, _OMITTED) if may_be_left_out(text, end, start) else (text[end:start], " ")


def _laid(text: str, part: Part, spans: tuple[Span, ...]) -> Sides:
    """Lay one part beside its place, which is widened to whole words."""
    quote = _quoted(text, part, spans)
    start, end = spans[0][0], spans[-1][1]
    if part.before and not stands_for(part.before, stood := stood_before(text, start, part)):
        start, quote = start - len(stood), f"{part.before} {quote}"
    if part.behind and not stands_for(part.behind, stood := stood_behind(text, end, part)):
        end, quote = end + len(stood), f"{quote} {part.behind}"
    stretch = Stretch(*whole(text, start, end))
    return Sides(text[stretch.start : stretch.end], quote, (stretch,))


def _quoted(text: str, part: Part, spans: tuple[Span, ...]) -> str:
    """Return a part's words, with the source's own where a bracket rightly stands for them."""
    words = part.fragments[0]
    gaps = [text[before[1] : after[0]] for before, after in pairwise(spans)]
    for stood, put, fragment in zip(gaps, part.inserted, part.fragments[1:], strict=True):
        parted = "" if stood[:1].isspace() or not fragment[0].isalnum() else " "
        words += (parted + stood if stands_for(put, stood) else f" {put} ") + fragment
    return words
