"""A text cut into words, and which of them stand out when they are changed.

Pure functions over strings. Offsets are Unicode code points, `end` exclusive.
"""

from collections.abc import Iterator, Sequence, Set
from enum import StrEnum
from itertools import groupby

from workbench.articles.reanchoring.words import words_of
from workbench.articles.telling_words import (
    OPENERS,
    is_measure,
    is_negation,
    is_number,
    is_opposite,
)
from workbench.errors import message as _

_SENTENCE_ENDS = frozenset(".!?…。！？")
_QUOTES = frozenset("\"'“”„‘’«»([")


class Standout(StrEnum):
    """Why a changed word is one to look at first."""

    NUMBER = _("number")
    NAME = _("name")
    NEGATION = _("negation")


class Wording:
    """A text, or stretches of it, cut into words.

    `letters`: those words, one by one.
    """

    def __init__(self, text: str, stretches: Sequence[tuple[int, int]] | None = None) -> None:
        spans = [(0, len(text))] if stretches is None else stretches
        cut = [words_of(text, start, end) for start, end in spans]
        self._text = text
        self.words = [word for words in cut for word in words]
        self.letters = [text[word.start : word.end] for word in self.words]
        self._stretch = [number for number, words in enumerate(cut) for _word in words]

    def keys(self, words: range) -> set[str]:
        """Return the folded words, without their order."""
        return {self.words[at].key for at in words}

    def text_of(self, words: range) -> str:
        """Return the letters of words on end, through the white space behind them."""
        start = self.words[words.start].start if words.start else 0
        end = self.words[words.stop].start if words.stop < len(self.words) else len(self._text)
        return self._text[start:end]

    def span_of(self, words: range) -> tuple[int, int]:
        """Return where words on end begin and end in the text."""
        return self.words[words[0]].start, self.words[words[-1]].end

    def opens_sentence(self, at: int) -> bool:
        """Whether a word is the first of a stretch, or of a sentence."""
        if at == 0 or self._stretch[at - 1] != self._stretch[at]:
            return True
        spaced = self.words[at - 1].end < self.words[at].start
        closed = spaced and at > 1 and self.letters[at - 1] in _QUOTES
        return self.letters[at - 2 if closed else at - 1] in _SENTENCE_ENDS

    def parts(
        self, words: range, counterparts: Set[str]
    ) -> Iterator[tuple[range, Standout | None]]:
        """Cut changed words wherever they begin, or cease, to stand out, and where a stretch ends.

        `counterparts`: the keys of what stands in their place in the other wording.
        """

        def kind(at: int) -> tuple[Standout | None, int]:
            return self._standout(at, counterparts), self._stretch[at]

        for (standout, _number), group in groupby(words, kind):
            members = list(group)
            yield range(members[0], members[-1] + 1), standout

    def _standout(self, at: int, counterparts: Set[str]) -> Standout | None:
        key = self.words[at].key
        if is_negation(key) or is_opposite(key, counterparts):
            return Standout.NEGATION
        if is_number(key) or is_measure(key):
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
        before = at - 1
        while before >= 0 and self.letters[before] in _QUOTES:
            before -= 1
        return (
            before < 0
            or self._stretch[before] != self._stretch[at]
            or self.letters[before] in _SENTENCE_ENDS
        )
