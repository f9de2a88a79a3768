"""What a source says at a place, and what the quote says, laid side by side.

What quotation practice leaves to the desk is made the same on both sides: the words that a
bracket is put for, the words that an ellipsis leaves out.
"""

from itertools import pairwise
from typing import NamedTuple

from workbench.evidence.quotes.brackets import (
    is_beside,
    may_be_left_out,
    stands_for,
    stood_before,
    stood_behind,
)
from workbench.evidence.quotes.edges import whole
from workbench.evidence.quotes.fitting import Fit, Span
from workbench.evidence.quotes.outcomes import Stretch
from workbench.evidence.quotes.practice import Part, Reading
from workbench.evidence.quotes.stand_ins import StandIn, stand_in

_OMITTED = " … "


class Sides(NamedTuple):
    """The words of the source and those of the quote, and where the former stand.

    `stand_ins`: what each bracket and each ellipsis of the quote stands for, in order.
    """

    source: str
    quote: str
    stretches: tuple[Stretch, ...]
    stand_ins: tuple[StandIn, ...] = ()


def side_by_side(text: str, reading: Reading, fit: Fit) -> Sides:
    """Lay the words of a text beside those of a reading that fits there."""
    laid = [_laid(text, part, spans) for part, spans in zip(reading, fit, strict=True)]
    source, quote, stretches, stand_ins = laid[0]
    for words, quoted, (stretch,), put_in in laid[1:]:
        end, start = stretches[-1].end, stretch.start
        between = _between(text, end, start)
        source, quote = source + between[0] + words, quote + between[1] + quoted
        stretches += (stretch,)
        stand_ins += (stand_in("", text[end:start]), *put_in)
    return Sides(source, quote, stretches, stand_ins)


def _between(text: str, end: int, start: int) -> tuple[str, str]:
    """Return what both sides have between two parts: the source's words only if they are missed."""
    return (_OMITTED, _OMITTED) if may_be_left_out(text, end, start) else (text[end:start], " ")


def _laid(text: str, part: Part, spans: tuple[Span, ...]) -> Sides:
    """Lay one part beside its place, which is widened to whole words."""
    gaps = [text[before[1] : after[0]] for before, after in pairwise(spans)]
    between = [stand_in(put, gap) for put, gap in zip(part.inserted, gaps, strict=True)]
    start, end = spans[0][0], spans[-1][1]
    before = _edge(part.before, stood_before(text, start, part), behind=False)
    behind = _edge(part.behind, stood_behind(text, end, part), behind=True)
    quote = " ".join(filter(None, (before.told, _quoted(part, gaps), behind.told)))
    stretch = Stretch(*whole(text, start - before.hidden, end + behind.hidden))
    stand_ins = (*before.stand_ins, *between, *behind.stand_ins)
    return Sides(text[stretch.start : stretch.end], quote, (stretch,), stand_ins)


class _Edge(NamedTuple):
    """A bracket at an end of a part: what is told of it, and how much of the source it hides."""

    stand_ins: tuple[StandIn, ...] = ()
    told: str = ""
    hidden: int = 0


def _edge(put: str, stood: str, *, behind: bool) -> _Edge:
    if not put:
        return _Edge()
    beside = is_beside(put, stood, behind=behind)
    stand_ins = (stand_in(put, stood, beside=beside),)
    hidden = "" if beside else stood
    rightly = stands_for(put, hidden)
    return _Edge(stand_ins) if rightly else _Edge(stand_ins, f"[{put}]", len(hidden))


def _quoted(part: Part, gaps: list[str]) -> str:
    """Return a part's words, with the source's own where a bracket rightly stands for them."""
    words = part.fragments[0]
    for stood, put, fragment in zip(gaps, part.inserted, part.fragments[1:], strict=True):
        parted = "" if stood[:1].isspace() or not fragment[0].isalnum() else " "
        words += (parted + stood if stands_for(put, stood) else f" [{put}] ") + fragment
    return words
