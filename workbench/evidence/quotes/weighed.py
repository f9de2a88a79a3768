"""The words of a quote and of a text, each with what it weighs when they are compared."""

import re
from collections.abc import Iterator

from workbench.articles.reanchoring.words import Word
from workbench.evidence.quotes.edges import WHOLE
from workbench.evidence.quotes.source_text import letters_of

_WORD = re.compile(rf"{WHOLE}|\S")
_HEAVIEST, _SIGN = 8, 0.25


def weighed(text: str, low: int = 0, high: int | None = None) -> Iterator[Word]:
    """Return the words and signs of a text, between two offsets.

    A word weighs its letters, eight at most; a sign a quarter of one.
    """
    for found in _WORD.finditer(text, low, len(text) if high is None else high):
        letters = letters_of(found[0])
        weight = min(len(letters), _HEAVIEST) if letters else _SIGN
        yield Word(letters or found[0], *found.span(), weight)


def lettered_words(text: str) -> list[Word]:
    """Return the words of a text that have letters, its signs left out."""
    return [word for word in weighed(text) if word.weight >= 1]
