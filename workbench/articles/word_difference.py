"""What changed between two wordings, word by word, and which of the changes matter most.

Pure functions over strings. Offsets are Unicode code points, `end` exclusive.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from enum import StrEnum

from workbench.articles.kept_words import steps_between
from workbench.articles.wordings import Standout, Wording
from workbench.errors import message as _


class Change(StrEnum):
    """What happened to a stretch of words."""

    KEPT = _("kept")
    REMOVED = _("removed")
    ADDED = _("added")


@dataclass(frozen=True)
class Piece:
    """A stretch of words, with the white space behind them.

    Kept and added pieces make up the new wording, letter by letter; kept and removed ones
    the old, but for white space.
    """

    change: Change
    text: str
    standout: Standout | None = None


@dataclass(frozen=True)
class ChangedWords:
    """Words on end that only one of two texts has: offsets into that text."""

    start: int
    end: int
    standout: Standout | None = None


def word_difference(old: str, new: str) -> tuple[Piece, ...]:
    """Compare two wordings, letter by letter within words.

    Changed numbers, names and negations stand out, rather too often than too rarely: a capital
    makes a name, except in common words that begin a sentence, and words that only got or lost a
    capital are none. Scripts without capitals have no names here. Wordings of many
    thousand words that have little in common are removed and added as a whole.
    """
    return tuple(_pieces(Wording(old), Wording(new)))


def word_changes(
    old: Wording, new: Wording
) -> tuple[tuple[ChangedWords, ...], tuple[ChangedWords, ...]]:
    """Compare two wordings as `word_difference` does, and return the words removed and added.

    They reach from word to word, and not from one stretch into the next. There are none if
    nothing but white space, or where a stretch ends, was changed.
    """
    removed: list[ChangedWords] = []
    added: list[ChangedWords] = []
    for step in steps_between(old, new):
        removed += _changes(old, step.removed, new.keys(step.added))
        added += _changes(new, step.added, old.keys(step.removed))
    return tuple(removed), tuple(added)


def _changes(wording: Wording, words: range, counterparts: Set[str]) -> Iterator[ChangedWords]:
    for part, standout in wording.parts(words, counterparts):
        yield ChangedWords(*wording.span_of(part), standout)


def _pieces(old: Wording, new: Wording) -> Iterator[Piece]:
    for removed, added, kept in steps_between(old, new):
        for part, standout in old.parts(removed, new.keys(added)):
            yield Piece(Change.REMOVED, old.text_of(part), standout)
        for part, standout in new.parts(added, old.keys(removed)):
            yield Piece(Change.ADDED, new.text_of(part), standout)
        if kept:
            yield Piece(Change.KEPT, new.text_of(kept))
