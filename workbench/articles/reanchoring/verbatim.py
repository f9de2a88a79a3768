"""Passages whose own words are unchanged, while their sentences are not."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from workbench.articles.anchoring import Quote
from workbench.articles.reanchoring.fates import Tracing
from workbench.articles.reanchoring.outcomes import Outcome, Region
from workbench.articles.reanchoring.placements import Candidate, Placement
from workbench.articles.reanchoring.readings import Reading
from workbench.articles.reanchoring.repeats import only_place, places_of
from workbench.articles.reanchoring.words import words_of
from workbench.articles.telling_words import is_negation

_SURE = 0.5  # how alike a sentence must be for its unchanged parts to be taken over
_LONG = 8  # words that nobody writes twice by chance
_SOME = 4  # words: fewer are the same only beside a word that is
_WIDEST = 50  # code points in which a neighbouring word is looked for
_NAMED = 10


class Verbatim:
    """Looks for a passage's words letter by letter.

    Where they stand once, they have moved; but where the words around them deny now what they
    did not deny before, or the other way round, they are changed all the same.
    """

    def __init__(self, tracing: Tracing) -> None:
        self._tracing, self._old, self._new = tracing, tracing.old, tracing.new
        self._denials: dict[tuple[Reading, int], Counter[str]] = {}

    def within(
        self, quote: Quote, touched: range, regions: Mapping[int, Region]
    ) -> Placement | None:
        """Look in what the sentences of a passage became; None when the words are not there."""
        first, last = min(r.first for r in regions.values()), max(r.last for r in regions.values())
        span = self._new.starts[first], self._new.ends[last]
        there = places_of(self._new.text, quote.exact, *span)
        if not there:
            return None
        places = _at(quote, there)
        sure = all(self._is_sure(quote, i, region) for i, region in regions.items())
        old_span = self._old.starts[touched[0]], self._old.ends[touched[-1]]
        once = _stands_once(self._old.text, quote, *old_span) and _stands_once(
            self._new.text, quote, *span
        )
        if not (sure and once and self._is_framed(quote, touched, there[0], *span)):
            return Placement(Outcome.AMBIGUOUS, None, places)
        return Placement(self._moved_or_denied(touched, range(first, last + 1)), places[0])

    def _is_sure(self, quote: Quote, i: int, region: Region) -> bool:
        """Whether a sentence is where it was, or its words too many for a chance."""
        in_place = self._tracing.fates[i].outcome.settled or i in self._tracing.matching.in_place
        return region.score >= _SURE and (in_place or len(words_of(quote.exact)) >= _LONG)

    def _is_framed(self, quote: Quote, touched: range, place: int, start: int, end: int) -> bool:
        """Whether words are too many for a chance, or one beside them is the same as well."""
        if len(words_of(quote.exact)) >= _SOME:
            return True
        old, new, stop = self._old, self._new, place + len(quote.exact)
        first, last = old.starts[touched[0]], old.ends[touched[-1]]
        return _word_before(old.text, first, quote.start) == _word_before(
            new.text, start, place
        ) or _word_behind(old.text, quote.end, last) == _word_behind(new.text, stop, end)

    def moved(
        self, quote: Quote, touched: range, others: tuple[Candidate, ...]
    ) -> Placement | None:
        """Look among the sentences that are no old ones, as those of the passage are lost."""
        places = self.elsewhere(quote)
        if not places:
            return None
        if not all(
            _stands_once(text, quote, 0, len(text)) for text in (self._old.text, self._new.text)
        ):
            return Placement(Outcome.AMBIGUOUS, None, (*places, *others))
        became = self._new.touched(places[0].start, places[0].end)
        return Placement(self._moved_or_denied(touched, became), places[0], others)

    def elsewhere(self, quote: Quote) -> tuple[Candidate, ...]:
        """Find words too many for a chance in sentences that are no old ones."""
        words = words_of(quote.exact)
        if len(words) < _LONG:
            return ()
        places: list[int] = []
        for j in self._tracing.lookalikes.like(words):
            places += places_of(self._new.text, quote.exact, self._new.starts[j], self._new.ends[j])
        return _at(quote, places)

    def _moved_or_denied(self, touched: range, became: range) -> Outcome:
        owners = (i for j in became for i in self._tracing.matching.owners.get(j, []))
        before = self._denying(self._old, {*touched, *owners})
        return Outcome.MOVED if before == self._denying(self._new, became) else Outcome.CHANGED

    def _denying(self, reading: Reading, sentences: Iterable[int]) -> Counter[str]:
        return sum((self._denying_in(reading, number) for number in sentences), Counter[str]())

    def _denying_in(self, reading: Reading, number: int) -> Counter[str]:
        key = reading, number
        if key not in self._denials:
            words = reading.words(number)
            self._denials[key] = Counter(word.key for word in words if is_negation(word.key))
        return self._denials[key]


def _word_before(text: str, start: int, end: int) -> str:
    words = words_of(text, max(start, end - _WIDEST), end)
    return words[-1].key if words else ""


def _word_behind(text: str, start: int, end: int) -> str:
    words = words_of(text, start, min(end, start + _WIDEST))
    return words[0].key if words else ""


def _stands_once(text: str, quote: Quote, start: int, end: int) -> bool:
    return only_place(text, quote.exact, start, end) is not None


def _at(quote: Quote, places: Sequence[int]) -> tuple[Candidate, ...]:
    length = len(quote.exact)
    return tuple(Candidate(at, at + length, 1.0) for at in places[:_NAMED])
