"""Where words stand in a text that resemble those of a quote.

Runs of letters of the quote are looked up in the text. Those that are found there in the same
distance from each other vote for a place; the places with most votes are compared word by word.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from workbench.articles.reanchoring.alikeness import compare, shared_words
from workbench.articles.reanchoring.wordmap import Located, WordMap
from workbench.articles.reanchoring.words import Word
from workbench.evidence.quotes.edges import WHOLE, lettered, with_signs
from workbench.evidence.quotes.fitting import LEFT_OUT, Fit, Span, finds
from workbench.evidence.quotes.practice import Part, Reading
from workbench.evidence.quotes.source_text import SourceText, letters_of

ALIKE = 0.6  # of the words, by weight: with less in common it is another saying
_SEEDS = 40  # runs of letters that are looked up
_SEED = 8  # letters of one, or more to the end of its word
_SHORT = 4  # letters: words that are no longer lead nowhere by themselves
_FOUND = 300  # places of one that vote
_CANDIDATES = 3  # places that are compared word by word
_STRAY = 6  # words at the ends of a quote, and those that may stand between them and the others
_MARGIN = 30  # letters
_WORD = re.compile(rf"{WHOLE}|\S")
_HEAVIEST, _SIGN = 8, 0.25

Spans = tuple[Span, ...]


class _Vote(NamedTuple):
    """The place where the quote would begin, by which seed, and what that weighs."""

    place: int
    seed: int
    weight: int


def likely_fits(source: SourceText, reading: Reading) -> Iterator[Fit]:
    """Return places of words that resemble a reading's: every part of it, in order."""
    longest = max(range(len(reading)), key=lambda at: _size(reading[at]))
    for region in _regions(source, reading[longest], 0, len(source.letters)):
        spans = _aligned(source.text, reading[longest], *region)
        fit = _completed(source, reading, longest, spans) if spans else None
        if fit:
            yield fit


def _completed(source: SourceText, reading: Reading, at: int, spans: Spans) -> Fit | None:
    """Look for the other parts before and behind the one that is placed."""
    fit = [spans]
    for part in reading[at + 1 :]:
        low = source.place(fit[-1][-1][1])
        found = _beside(source, part, low, low + LEFT_OUT + _size(part))
        if not found:
            return None
        fit.append(found)
    for part in reversed(reading[:at]):
        high = source.place(fit[0][0][0])
        found = _beside(source, part, high - LEFT_OUT - _size(part), high)
        if not found:
            return None
        fit.insert(0, found)
    return tuple(fit)


def _beside(source: SourceText, part: Part, low: int, high: int) -> Spans | None:
    """Look for a part between two places, first where its seeds lead, then everywhere."""
    everywhere = _offset(source, low), _offset(source, high)
    regions = [*_regions(source, part, low, high), everywhere]
    clipped = [(max(start, everywhere[0]), min(end, everywhere[1])) for start, end in regions]
    aligned = (_aligned(source.text, part, *region) for region in clipped)
    return next(filter(None, aligned), None)


def _size(part: Part) -> int:
    return sum(map(len, part.fragments))


def _offset(source: SourceText, place: int) -> int:
    """Return the offset of a place, or the nearer end of the text."""
    if place <= 0:
        return 0
    return source.offset(place) if place < len(source.letters) else len(source.text)


def _regions(source: SourceText, part: Part, low: int, high: int) -> Iterator[Span]:
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
        yield _offset(source, first - margin), _offset(source, last + len(letters) + margin)
        del votes[chosen]


def _seeds(part: Part) -> list[tuple[int, str]]:
    """Return runs of a part's letters, with their places in it: words on end, and long words."""
    keys = [word.key for words in part.fragments for word in _words(words) if word.weight >= 1]
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


def _aligned(text: str, part: Part, low: int, high: int) -> Spans | None:
    """Return where the fragments of a part are between two offsets; None if they are not."""
    joined = " ".join(part.fragments)
    words = [word for word in _words(joined) if word.weight >= 1]
    there = _closest(words, list(_words(text, low, high)))
    became = WordMap(words, there, shared_before=True, shared_behind=True)
    located = became.locate(0, len(joined))
    if located is None:
        return None
    spans = list(_fragments(text, part, became, located.start))
    return _with_stray_words(spans, words, there)


def _with_stray_words(spans: list[Span], words: Sequence[Word], there: Sequence[Word]) -> Spans:
    """Widen a place to words of the quote that stand a little farther out.

    Words are not paired there if too many others stand before them. But to leave them out of
    the place would leave those out too, and a “not” may be among them.
    """
    keys, source = [[word.key for word in each] for each in (words, there)]
    pairs = compare(words, there).pairs
    (first, start), (last, end) = pairs[0], pairs[-1]
    back = _strayed(keys[:first][::-1], source[:start][::-1])
    on = _strayed(keys[last + 1 :], source[end + 1 :])
    if back:
        spans[0] = min(there[start - back].start, spans[0][0]), spans[0][1]
    if on:
        spans[-1] = spans[-1][0], max(there[end + on].end, spans[-1][1])
    return tuple(spans)


def _strayed(keys: Sequence[str], source: Sequence[str]) -> int:
    """Return how many words of the source reach to the last of the quote's that is near."""
    keys = keys[:_STRAY]
    source = source[: len(keys) + _STRAY]
    shared = len(shared_words(keys, source))
    return next(n for n in range(len(source) + 1) if len(shared_words(keys, source[:n])) == shared)


def _closest(words: Sequence[Word], there: Sequence[Word]) -> Sequence[Word]:
    """Return those of some words among which others are to be looked for; none if they differ.

    As many words as can be are paired, the foremost first, however far from the others. So it is
    tried again without the outermost, and without all that lie farther out than the words are long.
    """
    pairs = compare(words, there).pairs
    if not pairs:
        return []
    first, last = pairs[0][1], pairs[-1][1]
    size = len(words) + len(words) // 4
    tried = (
        there,
        there[first + 1 :],
        there[:last],
        there[max(first, last - size) :],
        there[: min(last, first + size) + 1],
    )
    scores = [compare(words, each).score for each in tried]
    return tried[scores.index(max(scores))] if max(scores) >= ALIKE else []


def _fragments(text: str, part: Part, became: WordMap, edge: int) -> Iterator[Span]:
    """Return the span of each fragment, in order; an empty one where no word is left."""
    at = 0
    for words in part.fragments:
        located = became.locate(at, at + len(words))
        at += len(words) + 1
        start, end = _with_signs(text, located, words) if located else (edge, edge)
        start, end = max(edge, start), max(edge, end)
        yield start, end
        edge = end


def _with_signs(text: str, located: Located, words: str) -> Span:
    first, last = lettered(text[located.start : located.end])
    return with_signs(text, located.start + first, located.start + last, words)


def _words(text: str, low: int = 0, high: int | None = None) -> Iterator[Word]:
    for found in _WORD.finditer(text, low, len(text) if high is None else high):
        letters = letters_of(found[0])
        weight = min(len(letters), _HEAVIEST) if letters else _SIGN
        yield Word(letters or found[0], *found.span(), weight)
