"""Sentences that resemble others, found by the words they share."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from workbench.articles.reanchoring.readings import Reading
from workbench.articles.reanchoring.words import Word

_RAREST = 8  # words of a sentence that lead to others
_COMMON = 60  # different sentences: a word that is in more leads to none
_LOOKED_AT = 5  # different sentences that are compared word by word
_PLACES = 10  # of one sentence that are named


class Lookalikes:
    """An index of some sentences of a text; however often one stands, it counts once."""

    def __init__(self, text: Reading, sentences: Iterable[int]) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        for number in sentences:
            self._places[text.sentence(number)].append(number)
        self._holding: dict[str, list[str]] = defaultdict(list)
        for letters, places in self._places.items():
            for key in _leading(text.words(places[0])):
                self._holding[key].append(letters)

    def same(self, letters: str) -> list[int]:
        """Return the sentences with exactly these letters."""
        return self._places.get(letters, [])

    def like(self, words: Sequence[Word]) -> list[int]:
        """Return the sentences that share most of the rarer words, the likeliest first."""
        shared: Counter[str] = Counter()
        for key in self._rarest(words):
            for letters in self._holding[key]:
                shared[letters] += min(len(key), 8)
        return [
            place
            for letters, _ in shared.most_common(_LOOKED_AT)
            for place in self._places[letters][:_PLACES]
        ]

    def _rarest(self, words: Iterable[Word]) -> list[str]:
        known = [key for key in _leading(words) if 0 < len(self._holding.get(key, ())) <= _COMMON]
        return sorted(known, key=lambda key: (len(self._holding[key]), -len(key)))[:_RAREST]


def _leading(words: Iterable[Word]) -> dict[str, None]:
    return dict.fromkeys(word.key for word in words if word.key[0].isalnum())
