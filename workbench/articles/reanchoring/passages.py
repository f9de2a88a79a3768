"""Where passages of the old text stand in the new one."""

from collections.abc import Sequence
from itertools import pairwise

from workbench.articles.anchoring import Quote, stands_at
from workbench.articles.reanchoring.fates import Tracing
from workbench.articles.reanchoring.locating import Locator
from workbench.articles.reanchoring.outcomes import Fate, Outcome, Region
from workbench.articles.reanchoring.placements import Candidate, Placement
from workbench.articles.reanchoring.readings import Reading
from workbench.articles.reanchoring.verbatim import Verbatim
from workbench.articles.reanchoring.wordmap import Located

_ALIKE = 0.3  # a passage with less of its words left is lost
_NAMED = 10


class Following:
    """Two versions of a text, compared once, and where everything of the old one went.

    `sentences`: what became of each old sentence, in order.
    """

    def __init__(self, old: Reading, new: Reading) -> None:
        self._old, self._new = old, new
        self._tracing = Tracing(old, new)
        self._locator = Locator(self._tracing)
        self._verbatim = Verbatim(self._tracing)
        self.sentences: tuple[Fate, ...] = tuple(self._tracing.fates)
        self._placed: dict[tuple[int, int], Placement] = {}

    def place(self, quote: Quote) -> Placement:
        """Tell where a passage of the old text stands in the new one.

        Exact and moved places hold its words, letter by letter. Raises ValueError when the
        words do not stand at their offsets in the old text.
        """
        if not stands_at(self._old.text, quote.start, quote.end, quote.exact):
            raise ValueError(f"other words stand from {quote.start} to {quote.end}")
        span = (quote.start, quote.end)
        if span not in self._placed:  # a page asks for all of them again and again
            self._placed[span] = self._place(quote)
        return self._placed[span]

    def _place(self, quote: Quote) -> Placement:
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
        stand_ins = self._tracing.stand_ins
        also = {i: stand_ins[i] for i in touched if i not in regions and i in stand_ins}
        return self._verbatim.within(quote, touched, regions) or self._changed(
            quote, regions, list(also.values())
        )

    def _stand_together(self, regions: Sequence[Region]) -> bool:
        ordered = all(a.first <= b.first for a, b in pairwise(regions))
        reach = regions[-1].last - regions[0].first
        return ordered and reach <= 2 * sum(r.last - r.first + 1 for r in regions)

    def _changed(
        self, quote: Quote, regions: dict[int, Region], stand_ins: Sequence[Region]
    ) -> Placement | None:
        parts = [self._locator.candidate(quote, i, region) for i, region in regions.items()]
        known = [part for part in parts if part]
        if not known:
            return None
        place = self._proposed(quote, regions, stand_ins) or known[0]
        if max(part.score for part in known) < _ALIKE:
            return Placement(Outcome.LOST, None, (place,))
        others = self._locator.candidates(quote, min(regions))
        elsewhere = self._verbatim.elsewhere(quote)
        if elsewhere:
            return Placement(Outcome.AMBIGUOUS, None, (*elsewhere, place, *others))
        return Placement(Outcome.CHANGED, place, others)

    def _proposed(
        self, quote: Quote, regions: dict[int, Region], stand_ins: Sequence[Region]
    ) -> Candidate | None:
        """Reach from the first through the last of what the parts became, if words are left."""
        found = [self._locator.locate(quote, i, region) for i, region in regions.items()]
        parts = [part for part in found if part]
        if not parts:
            return None
        parts += [Located(self._new.starts[r.first], self._new.ends[r.last], 0) for r in stand_ins]
        whole = Located(
            min(part.start for part in parts),
            max(part.end for part in parts),
            sum(part.shared for part in parts),
        )
        weight = self._locator.weight(quote.start, quote.end)
        return Candidate(whole.start, whole.end, self._locator.score(weight, whole))

    def _elsewhere(self, quote: Quote, touched: range) -> Placement:
        """Its sentences are gone; words of its own may yet stand somewhere."""
        others = tuple(c for i in touched for c in self._locator.candidates(quote, i))[:_NAMED]
        return self._verbatim.moved(quote, touched, others) or Placement(Outcome.LOST, None, others)
