"""Turning places in a text into marks that nest, so that they can be drawn as elements.

Pure functions. Offsets are Unicode code points, `end` exclusive. Places may nest, overlap, be
the same, and reach across sentences and blocks.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

K = TypeVar("K", bound=Hashable)
Span = tuple[int, int]


class Place(NamedTuple, Generic[K]):
    """Something that stands from `start` to `end`; `key` tells the caller what it is."""

    key: K
    start: int
    end: int


class Segment(NamedTuple, Generic[K]):
    """A piece of text that the same places cover from end to end.

    `keys`: the places that cover it, outermost first. `begins` and `ends`: those of them whose
    own first or last character is here, so that a place cut in pieces shows its number once.
    `opens` and `closes`: the marks to open before the piece and to close behind it, each in the
    order of writing; whoever does so writes well-nested elements and opens none needlessly.
    """

    start: int
    end: int
    keys: tuple[K, ...]
    begins: tuple[K, ...]
    ends: tuple[K, ...]
    opens: tuple[K, ...]
    closes: tuple[K, ...]


def segments(start: int, end: int, places: Sequence[Place[K]]) -> list[Segment[K]]:
    """Cut the text from `start` to `end` wherever a place begins or ends.

    The pieces join up without a gap. A place that begins earlier, or there but reaches
    further, is outside one that begins later. Places beyond the span are left out.
    """
    ordered = _outermost_first(p for p in places if p.start < end and p.end > start)
    pieces = list(pairwise(_cuts(start, end, ordered)))
    # Where nothing is cut, whatever overlaps the span covers it.
    stacks = list(_stacks(pieces, ordered)) if len(pieces) > 1 else [ordered]
    around = [[], *stacks, []]
    return [
        _segment(piece, before, stack, after)
        for piece, before, stack, after in zip(pieces, around, stacks, around[2:], strict=False)
    ]


def spread(spans: Sequence[Span], places: Iterable[Place[K]]) -> list[list[Place[K]]]:
    """For each span, the places that overlap it, in one walk over both.

    Spans are in order and do not overlap, as blocks and sentences are.
    """
    waiting = sorted(places, key=lambda place: place.start)[::-1]
    here: list[Place[K]] = []
    found = []
    for start, end in spans:
        while waiting and waiting[-1].start < end:
            here.append(waiting.pop())
        here = [place for place in here if place.end > start]
        found.append(list(here))
    return found


def _outermost_first(places: Iterable[Place[K]]) -> list[Place[K]]:
    return sorted(places, key=lambda place: (place.start, -place.end))


def _cuts(start: int, end: int, places: Sequence[Place[K]]) -> list[int]:
    bounds = {bound for place in places for bound in (place.start, place.end)}
    return sorted({start, end} | {bound for bound in bounds if start < bound < end})


def _stacks(pieces: Sequence[Span], ordered: Sequence[Place[K]]) -> Iterator[list[Place[K]]]:
    """The places that cover each piece, outermost first."""
    for covering in spread(pieces, ordered):
        yield _outermost_first(covering)


def _segment(
    piece: Span, before: list[Place[K]], stack: list[Place[K]], after: list[Place[K]]
) -> Segment[K]:
    start, end = piece
    kept, keeps = _common(before, stack), _common(stack, after)
    return Segment(
        start=start,
        end=end,
        keys=tuple(place.key for place in stack),
        begins=tuple(place.key for place in stack if place.start == start),
        ends=tuple(place.key for place in stack if place.end == end),
        opens=tuple(place.key for place in stack[kept:]),
        closes=tuple(place.key for place in reversed(stack[keeps:])),
    )


def _common(one: list[Place[K]], other: list[Place[K]]) -> int:
    """How many places, from the outside, are in both and can stay open."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left is not right:
            break
        count += 1
    return count
