"""Numbers, names and negations: the words by which a quote tells something else."""

import re
from collections import Counter
from typing import NamedTuple

from workbench.articles.reanchoring.words import words_of
from workbench.articles.telling_words import OPENERS, is_caseless, is_negation, is_number
from workbench.articles.word_difference import Change, Piece
from workbench.articles.wordings import Standout
from workbench.evidence.quotes.typography import plain

_NUMBER = re.compile(r"[−+±<>≤≥≈~$€£¥]*\d+(?:[^\w\s“”\"]\d+)*[%‰°′″€$£¥]?")


class Telling(NamedTuple):
    """The telling words among some others."""

    denials: Counter[str]
    numbers: Counter[str]
    names: frozenset[str]

    @classmethod
    def of(cls, words: str) -> "Telling":
        """Find them in plain typography, where “noth-” at the end of a line denies too."""
        words = plain(words, "")
        keys = [word.key for word in words_of(words)]
        return cls(
            Counter(filter(is_negation, keys)),
            Counter(filter(is_number, keys)),
            frozenset(_names(words)),
        )


def telling(pieces: tuple[Piece, ...], source: str, quote: str) -> frozenset[Standout]:
    """Return which kinds of telling words differ between two wordings in plain typography.

    Beside what stands out in the pieces, that is numbers with another sign beside or between
    them, names that have changed places, and every word of a script in which names have no capital.
    """
    changed = [piece for piece in pieces if piece.change is not Change.KEPT]
    found = {piece.standout for piece in changed}
    if any(is_caseless(piece.text) for piece in changed):
        found.add(Standout.NAME)
    if _numbers(source) != _numbers(quote):
        found.add(Standout.NUMBER)
    names = _names(source), _names(quote)
    shared = set(names[0]) & set(names[1])
    if _only(names[0], shared) != _only(names[1], shared):
        found.add(Standout.NAME)
    return frozenset(kind for kind in found if kind)


def _numbers(words: str) -> list[str]:
    return _NUMBER.findall(words)


def _names(words: str) -> list[str]:
    return [
        word.key
        for word in words_of(words)
        if words[word.start].isupper() and word.key not in OPENERS
    ]


def _only(names: list[str], shared: set[str]) -> list[str]:
    return [name for name in names if name in shared]
