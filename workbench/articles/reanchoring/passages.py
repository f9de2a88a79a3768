"""Where passages of the old text stand in the new one."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from workbench.articles.anchoring import Quote, stands_at
from workbench.articles.reanchoring.fates import Tracing
from workbench.articles.reanchoring.locating import Locator
from workbench.articles.reanchoring.outcomes import Fate, Outcome, Region
from workbench.articles.reanchoring.placements import Candidate, Placement
from workbench.articles.reanchoring.readings import Reading
from workbench.articles.reanchoring.repeats import only_place, places_of
from workbench.articles.reanchoring.wordmap import Located
from workbench.articles.reanchoring.words import words_of
from workbench.articles.telling_words import is_negation

_ALIKE = 0.3  # a passage with less of its words left is lost
_SURE = 0.5  # how alike a sentence must be for its unchanged parts to be taken over
_LONG = 8  # words that nobody writes twice by chance
_NAMED = 10


class Following:
    """Two versions of a text, compared once, and where everything of the old one went.

    `sentences`: what became of each old sentence, in order.
    """

    def __init__(self, old: Reading, new: Reading) -> None:
        self._old, self._new = old, new
        self._tracing = Tracing(old, new)
        self._locator = Locator(self._tracing)
        self.sentences: tuple[Fate, ...] = tuple(self._tracing.fates)

    def place(self, quote: Quote) -> Placement:
        """Tell where a passage of the old text stands in the new one.

        Exact and moved places hold its words, letter by letter. Raises ValueError when the
        words do not stand at their offsets in the old text.
        """
        if not stands_at(self._old.text, quote.start, quote.end, quote.exact):
            raise ValueError(f"other words stand from {quote.start} to {quote.end}")
        touched = self._old.touched(quote.start, quote.end)
        return (
            self._carried(quote, touched)
            or self._doubtful(quote, touched)
            or self._within(quote, touched)
            or self._elsewhere(quote, touched)
        )

    def _carried(self, quote: Quote, touched: range) -> Placement | None:
        """Its sentences are the same, and stand together as they did."""
        fates = [self.sentences[i] for i in touched]
        if any(fate.outcome in (Outcome.CHANGED, Outcome.LOST) for fate in fates):
            return None
        moves = {
            self._new.starts[fate.region.first] - self._old.starts[i]
            for i, fate in zip(touched, fates, strict=True)
            if fate.region
        }
        if len(moves) != 1:
            return None
        start, end = quote.start + min(moves), quote.end + min(moves)
        if not stands_at(self._new.text, start, end, quote.exact):
            return None
        moved = any(fate.outcome is Outcome.MOVED for fate in fates)
        return Placement(Outcome.MOVED if moved else Outcome.EXACT, Candidate(start, end, 1.0))

    def _doubtful(self, quote: Quote, touched: range) -> Placement | None:
        """One of its sentences may be at several places, and so may the passage."""
        for i in touched:
            if self.sentences[i].outcome is Outcome.AMBIGUOUS:
                return Placement(Outcome.AMBIGUOUS, None, self._locator.candidates(quote, i))
        return None

    def _within(self, quote: Quote, touched: range) -> Placement | None:
        """Some of its sentences were edited, and are still to be recognised."""
        regions = {i: fate.region for i in touched if (fate := self.sentences[i]).region}
        if not regions or not self._stand_together(list(regions.values())):
            return None
        return self._unchanged(quote, touched, regions) or self._changed(quote, regions)

    def _stand_together(self, regions: Sequence[Region]) -> bool:
        ordered = all(a.first <= b.first for a, b in pairwise(regions))
        reach = regions[-1].last - regions[0].first
        return ordered and reach <= 2 * sum(r.last - r.first + 1 for r in regions)

    def _unchanged(
        self, quote: Quote, touched: range, regions: dict[int, Region]
    ) -> Placement | None:
        """Its own words stand, once, in what its sentences became."""
        first, last = min(r.first for r in regions.values()), max(r.last for r in regions.values())
        start, end = self._new.starts[first], self._new.ends[last]
        there = places_of(self._new.text, quote.exact, start, end)
        if not there:
            return None
        if self._is_sure(quote, touched, regions) and (
            only_place(self._new.text, quote.exact, start, end) is not None
        ):
            denied = self._denials(self._old, touched) != self._denials(
                self._new, range(first, last + 1)
            )
            outcome = Outcome.CHANGED if denied else Outcome.MOVED
            return Placement(outcome, self._at(quote, there)[0])
        return Placement(Outcome.AMBIGUOUS, None, self._at(quote, there))

    def _denials(self, reading: Reading, sentences: range) -> Counter[str]:
        words = (word for i in sentences for word in reading.words(i))
        return Counter(word.key for word in words if is_negation(word.key))

    def _is_sure(self, quote: Quote, touched: range, regions: dict[int, Region]) -> bool:
        begin, stop = self._old.starts[touched[0]], self._old.ends[touched[-1]]
        return (
            all(region.score >= _SURE for region in regions.values())
            and only_place(self._old.text, quote.exact, begin, stop) is not None
        )

    def _at(self, quote: Quote, places: Sequence[int]) -> tuple[Candidate, ...]:
        length = len(quote.exact)
        return tuple(Candidate(at, at + length, 1.0) for at in places[:_NAMED])

    def _changed(self, quote: Quote, regions: dict[int, Region]) -> Placement | None:
        found = [self._locator.locate(quote, i, region) for i, region in regions.items()]
        located = [part for part in found if part]
        if not located:
            return None
        whole = Located(
            min(part.start for part in located),
            max(part.end for part in located),
            sum(part.shared for part in located),
        )
        score = self._locator.score(self._locator.weight(quote.start, quote.end), whole)
        place = Candidate(whole.start, whole.end, score)
        if score < _ALIKE:
            return Placement(Outcome.LOST, None, (place,))
        others = self._locator.candidates(quote, min(regions))
        elsewhere = self._word_by_word(quote)
        if elsewhere:
            return Placement(Outcome.AMBIGUOUS, None, (*elsewhere, place, *others))
        return Placement(Outcome.CHANGED, place, others)

    def _elsewhere(self, quote: Quote, touched: range) -> Placement:
        """Its sentences are gone; words of its own may yet stand somewhere."""
        others = tuple(c for i in touched for c in self._locator.candidates(quote, i))[:_NAMED]
        found = self._word_by_word(quote)
        if (
            len(found) == 1
            and len(places_of(self._old.text, quote.exact, 0, len(self._old.text))) == 1
        ):
            return Placement(Outcome.MOVED, found[0], others)
        if found:
            return Placement(Outcome.AMBIGUOUS, None, (*found, *others))
        return Placement(Outcome.LOST, None, others)

    def _stands_once(self, quote: Quote) -> bool:
        return all(
            only_place(text, quote.exact, 0, len(text)) is not None
            for text in (self._old.text, self._new.text)
        )

    def _word_by_word(self, quote: Quote) -> tuple[Candidate, ...]:
        """Find words too many for a chance in sentences that are no old ones."""
        words = words_of(quote.exact, 0, len(quote.exact))
        if len(words) < _LONG:
            return ()
        places: list[int] = []
        for j in self._tracing.lookalikes.like(words):
            places += places_of(self._new.text, quote.exact, self._new.starts[j], self._new.ends[j])
        return self._at(quote, places)
