"""Where in a text the words of a quote most likely stand, though not all of them.

Runs of letters of the quote are looked up in the text. Those that are found there in the same
distance from each other vote for a place.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from workbench.evidence.quotes.fitting import Span, finds
from workbench.evidence.quotes.practice import Part
from workbench.evidence.quotes.source_text import SourceText, letters_of
from workbench.evidence.quotes.weighed import lettered_words

_SEEDS = 40  # runs of letters that are looked up
_SEED = 8  # letters of one, or more to the end of its word
_SHORT = 4  # letters: words that are no longer lead nowhere by themselves
_FOUND = 300  # places of one that vote
_CANDIDATES = 3  # places that are compared word by word
_MARGIN = 30  # letters


class _Vote(NamedTuple):
    """The place where the quote would begin, by which seed, and what that weighs."""

    place: int
    seed: int
    weight: int


def likely_spans(source: SourceText, part: Part, low: int, high: int) -> Iterator[Span]:
    """Return the spans of the text, between two places, in which a part most likely stands."""
    letters = letters_of(" ".join(part.fragments))
    votes = sorted(_votes(source.letters, _seeds(part), max(0, low), high))
    width = 100 + len(letters) // 2  # that much may be put in or left out
    for _ in range(_CANDIDATES):
        if not votes:
            return
        chosen = _most_voted(votes, width)
        first, last = votes[chosen.start].place, votes[chosen.stop - 1].place
        margin = _MARGIN + len(letters) // 8
        yield offset_of(source, first - margin), offset_of(source, last + len(letters) + margin)
        del votes[chosen]


def offset_of(source: SourceText, place: int) -> int:
    """Return the offset of a place, or the nearer end of the text."""
    if place <= 0:
        return 0
    return source.offset(place) if place < len(source.letters) else len(source.text)


def _seeds(part: Part) -> list[tuple[int, str]]:
    """Return runs of a part's letters, with their places in it: words on end, and long words."""
    keys = [word.key for words in part.fragments for word in lettered_words(words)]
    places = [0, *accumulate(map(len, keys))]
    letters = "".join(keys)
    runs = dict.fromkeys(
        (at, letters[at : places[min(bisect_left(places, at + _SEED), len(keys))]])
        for at in places[:-1]
    )
    runs |= dict.fromkeys(
        (at, key) for at, key in zip(places, keys, strict=False) if len(key) > _SHORT
    )
    return list(runs)[:: -(-len(runs) // _SEEDS)]


def _votes(letters: str, seeds: Sequence[tuple[int, str]], low: int, high: int) -> Iterator[_Vote]:
    for number, (at, seed) in enumerate(seeds):
        for found in islice(finds(letters, seed, low, high), _FOUND):
            yield _Vote(found - at, number, len(seed))


def _most_voted(votes: Sequence[_Vote], width: int) -> slice:
    """Return which votes on end, in order, weigh most within a width; each seed counts once."""
    best, chosen = 0, slice(0, 1)
    counts: Counter[int] = Counter()
    low = weight = 0
    for high, vote in enumerate(votes):
        weight += vote.weight if not counts[vote.seed] else 0
        counts[vote.seed] += 1
        while votes[low].place < vote.place - width:
            counts[votes[low].seed] -= 1
            weight -= votes[low].weight if not counts[votes[low].seed] else 0
            low += 1
        if weight > best:
            best, chosen = weight, slice(low, high + 1)
    return chosen
