"""What changed between two wordings, word by word, and which of the changes matter most.

Pure functions over strings.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from workbench.articles.reanchoring.alikeness import shared_words
from workbench.articles.reanchoring.words import Word, weight_of, words_of
from workbench.articles.telling_words import OPENERS, is_negation, is_number
from workbench.errors import message as _

_CHANCE = 4  # letters: unchanged words of no more, amid changed ones, are unchanged by chance

_SENTENCE_ENDS = frozenset(".!?…。！？")
_QUOTES = frozenset("\"'“”„‘’«»([")

_Run = tuple[int, int, int]


class Change(StrEnum):
    """What happened to a stretch of words."""

    KEPT = _("kept")
    REMOVED = _("removed")
    ADDED = _("added")


class Standout(StrEnum):
    """Why a changed word is one to look at first."""

    NUMBER = _("number")
    NAME = _("name")
    NEGATION = _("negation")


@dataclass(frozen=True)
class Piece:
    """A stretch of words, with the white space behind them.

    Kept and added pieces make up the new wording, letter by letter; kept and removed ones
    the old, but for white space.
    """

    change: Change
    text: str
    standout: Standout | None = None


def word_difference(old: str, new: str) -> tuple[Piece, ...]:
    """Compare two wordings, letter by letter within words.

    Changed numbers, names and negations stand out, rather too often than too rarely: a capital
    makes a name, except in common words that begin a sentence, and words that only got or lost a
    capital are none. Scripts without capitals have no names here. Wordings of many
    thousand words that have little in common are removed and added as a whole.
    """
    return tuple(_Comparison(old, new).pieces())


class _Comparison:
    """Two wordings, cut into words, and the words that both share."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = _Wording(old), _Wording(new)
        pairs = shared_words(self._old.letters, self._new.letters)
        self._kept = list(_not_by_chance(self._old.words, self._runs(pairs)))

    def pieces(self) -> Iterator[Piece]:
        for before, kept in pairwise([(0, 0, 0), *self._kept]):
            removed = range(before[0] + before[2], kept[0])
            added = range(before[1] + before[2], kept[1])
            yield from self._old.pieces(Change.REMOVED, removed, self._new.keys(added))
            yield from self._new.pieces(Change.ADDED, added, self._old.keys(removed))
            if kept[2]:
                text = self._new.text_of(range(kept[1], kept[1] + kept[2]))
                yield Piece(Change.KEPT, text)

    def _runs(self, pairs: Sequence[tuple[int, int]]) -> list[_Run]:
        """Return (old place, new place, number) of words kept on end, and an empty last one."""
        runs: list[_Run] = []
        for i, j in pairs:
            last = runs[-1] if runs else (0, 0, 0)
            if runs and (last[0] + last[2], last[1] + last[2]) == (i, j):
                runs[-1] = (last[0], last[1], last[2] + 1)
            else:
                runs.append((i, j, 1))
        return [*runs, (len(self._old.words), len(self._new.words), 0)]


def _not_by_chance(words: Sequence[Word], runs: Sequence[_Run]) -> Iterator[_Run]:
    """Leave out short runs with changes on both sides: “the”, kept amid a new sentence."""
    end = (0, 0)
    for run, following in pairwise([*runs, runs[-1]]):
        stop = (run[0] + run[2], run[1] + run[2])
        amid = all(a < b for a, b in zip((*end, *stop), (*run[:2], *following[:2]), strict=True))
        if run[2] == 0 or not amid or weight_of(words[run[0] : stop[0]]) > _CHANCE:
            yield run
            end = stop


class _Wording:
    """A wording, cut into words."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.words = words_of(text)
        self.letters = [text[word.start : word.end] for word in self.words]

    def keys(self, words: range) -> set[str]:
        return {self.words[at].key for at in words}

    def text_of(self, words: range) -> str:
        """Return the letters of words on end, through the white space behind them."""
        start = self.words[words.start].start if words.start else 0
        end = self.words[words.stop].start if words.stop < len(self.words) else len(self._text)
        return self._text[start:end]

    def pieces(self, change: Change, words: range, counterparts: Set[str]) -> Iterator[Piece]:
        """Cut changed words wherever they begin, or cease, to stand out."""
        for standout, group in groupby(words, lambda at: self._standout(at, counterparts)):
            members = list(group)
            text = self.text_of(range(members[0], members[-1] + 1))
            yield Piece(change, text, standout)

    def _standout(self, at: int, counterparts: Set[str]) -> Standout | None:
        key = self.words[at].key
        if is_negation(key):
            return Standout.NEGATION
        if is_number(key):
            return Standout.NUMBER
        if key not in counterparts and self._is_name(at):
            return Standout.NAME
        return None

    def _is_name(self, at: int) -> bool:
        letters = self.letters[at]
        if not any(letter.isupper() for letter in letters) or letters == "I":
            return False
        return self.words[at].key not in OPENERS or not self._begins_sentence(at)

    def _begins_sentence(self, at: int) -> bool:
        before = next((word for word in self.letters[:at][::-1] if word not in _QUOTES), ".")
        return before in _SENTENCE_ENDS
