"""A version's text, made ready to be compared with another's."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from workbench.articles.reanchoring.words import Word, weight_of, words_of


class Reading:
    """A text with its sentences, in order and apart; words are looked for when asked."""

    def __init__(self, text: str, sentences: Sequence[tuple[int, int]]) -> None:
        """Take the spans of the sentences, code points into the text, `end` exclusive."""
        self.text = text
        self.starts = [start for start, _ in sentences]
        self.ends = [end for _, end in sentences]
        self._words: dict[int, tuple[Word, ...]] = {}
        self._weights: dict[int, float] = {}

    def __len__(self) -> int:
        """Count the sentences."""
        return len(self.starts)

    def sentence(self, number: int) -> str:
        """Return the letters of a sentence."""
        return self.text[self.starts[number] : self.ends[number]]

    def words(self, number: int) -> tuple[Word, ...]:
        """Return the words of a sentence."""
        if number not in self._words:
            self._words[number] = words_of(self.text, self.starts[number], self.ends[number])
        return self._words[number]

    def words_through(self, first: int, last: int) -> Sequence[Word]:
        """Return the words from one sentence through another."""
        if first == last:
            return self.words(first)
        return [word for number in range(first, last + 1) for word in self.words(number)]

    def touched(self, start: int, end: int) -> range:
        """Return the sentences that share a letter with a stretch of the text."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def weight(self, number: int) -> float:
        """Return what the words of a sentence weigh."""
        if number not in self._weights:
            self._weights[number] = weight_of(self.words(number))
        return self._weights[number]
