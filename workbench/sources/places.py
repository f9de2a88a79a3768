"""Places in a source's text that are not watched: what stands between two of its paragraphs.

Pure functions over strings. A place is known again by the paragraphs at its edges, letter by
letter. Where one of them is gone, or stands there twice, there is no such place, and all of the
text is watched: rather an alert too many than one too few.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workbench.sources.changes import Changed, changes_between, paragraphs_in, paragraphs_of

LONGEST_EDGE = 1_000  # code points


@dataclass(frozen=True)
class Place:
    """What stands after one paragraph and before another; empty: up to the text's own end."""

    after: str
    before: str


class Counts(NamedTuple):
    """How many paragraphs changed, and how many of these in places that are not watched."""

    changed: int
    unwatched: int


def edges_of(paragraphs: Sequence[str]) -> Mapping[str, int]:
    """The paragraphs by which a place is known again, and where they stand: those there once."""
    times = Counter(paragraphs)
    return {
        words: at
        for at, words in enumerate(paragraphs)
        if times[words] == 1 and len(words) <= LONGEST_EDGE
    }


def find_place(place: Place, paragraphs: Sequence[str], edges: Mapping[str, int]) -> range | None:
    """Which paragraphs stand in a place, if the text has one."""
    start = edges.get(place.after) if place.after else -1
    stop = edges.get(place.before) if place.before else len(paragraphs)
    if start is None or stop is None or start >= stop:
        return None
    return range(start + 1, stop)


def unwatched(
    changes: Sequence[Changed],
    earlier: Sequence[str],
    later: Sequence[str],
    places: Sequence[Place],
) -> frozenset[Changed]:
    """Those of the changes that stand wholly in a place which both texts have."""
    if not places:
        return frozenset()
    olds, news = edges_of(earlier), edges_of(later)
    pairs = ((find_place(p, earlier, olds), find_place(p, later, news)) for p in places)
    found = [(old, new) for old, new in pairs if old is not None and new is not None]
    return frozenset(
        change
        for change in changes
        if any(_in(change.removed, old) and _in(change.added, new) for old, new in found)
    )


def lost(places: Sequence[Place], earlier: Sequence[str], later: Sequence[str]) -> frozenset[Place]:
    """Those of the places that one of the texts has not, so that all of it is watched."""
    texts = [(text, edges_of(text)) for text in (earlier, later)]
    return frozenset(
        place for place in places if any(find_place(place, *text) is None for text in texts)
    )


def _in(paragraphs: range, place: range) -> bool:
    """Whether they stand in a place; none stand where they would begin."""
    return place.start <= paragraphs.start and paragraphs.stop <= place.stop


def count_changes(earlier: str, later: str, places: Sequence[Place]) -> Counts:
    """How many paragraphs changed from text to text, and how many of them nobody is told of."""
    old, new = paragraphs_of(earlier), paragraphs_of(later)
    changes = changes_between(old, new)
    passed_over = unwatched(changes, old, new, places)
    return Counts(paragraphs_in(changes), paragraphs_in(passed_over))
