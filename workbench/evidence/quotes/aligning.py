"""Which words of a text are those of a quote, where most of them stand between two offsets."""

from collections.abc import Iterator, Sequence

from workbench.articles.reanchoring.alikeness import compare, shared_words
from workbench.articles.reanchoring.wordmap import Located, WordMap
from workbench.articles.reanchoring.words import Word
from workbench.evidence.quotes.edges import lettered, with_signs
from workbench.evidence.quotes.fitting import Span
from workbench.evidence.quotes.practice import Part
from workbench.evidence.quotes.weighed import lettered_words, weighed

ALIKE = 0.6  # of the words, by weight: with less in common it is another saying
_STRAY = 6  # words at the ends of a quote, and those that may stand between them and the others

Spans = tuple[Span, ...]


def aligned(text: str, part: Part, low: int, high: int) -> Spans | None:
    """Return where the fragments of a part are between two offsets; None if they are not."""
    joined = " ".join(part.fragments)
    words = lettered_words(joined)
    there = _closest(words, list(weighed(text, low, high)))
    became = WordMap(words, there, shared_before=True, shared_behind=True)
    located = became.locate(0, len(joined))
    if located is None:
        return None
    spans = list(_fragments(text, part, became, located.start))
    return _with_stray_words(spans, words, there)


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
