"""Finding words in a source's text as one finds them on a page, whatever their case and signs."""

from collections.abc import Iterator
from itertools import islice

from workbench.evidence.quotes.outcomes import MOST_PLACES, Stretch
from workbench.evidence.quotes.source_text import SourceText, letters_of


def find_words(words: str, source: SourceText) -> list[Stretch]:
    """Where words stand, the first fifty places; also as parts of longer ones.

    What has neither a letter nor a digit (“§”) is looked for as it is.
    """
    letters = letters_of(words)
    found = _by_letters(letters, source) if letters else _as_it_is(words.strip(), source)
    return list(islice(found, MOST_PLACES))


def _by_letters(letters: str, source: SourceText) -> Iterator[Stretch]:
    for place in _places(letters, source.letters):
        yield Stretch(*source.span(place, place + len(letters) - 1))


def _as_it_is(signs: str, source: SourceText) -> Iterator[Stretch]:
    for at in _places(signs, source.text):
        yield Stretch(at, at + len(signs))


def _places(wanted: str, text: str) -> Iterator[int]:
    """Places that do not overlap, so that the work is that of one walk over the text."""
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield at
        at = text.find(wanted, at + len(wanted))
