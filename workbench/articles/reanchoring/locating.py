"""Where a passage is within what its sentences became."""

from workbench.articles.anchoring import Quote, stands_at
from workbench.articles.reanchoring.fates import Tracing
from workbench.articles.reanchoring.outcomes import Region
from workbench.articles.reanchoring.placements import Candidate
from workbench.articles.reanchoring.wordmap import Located, WordMap
from workbench.articles.reanchoring.words import weight_of, words_of


class Locator:
    """Finds passages in regions, word by word. Each pair of stretches is compared once."""

    def __init__(self, tracing: Tracing) -> None:
        self._tracing, self._old, self._new = tracing, tracing.old, tracing.new
        self._maps: dict[tuple[int, int, int], WordMap] = {}

    def candidates(self, quote: Quote, i: int) -> tuple[Candidate, ...]:
        """Return where else a passage might be, going by one of its sentences."""
        found = (self.candidate(quote, i, region) for region in self._tracing.fates[i].others)
        return tuple(candidate for candidate in found if candidate)

    def candidate(self, quote: Quote, i: int, region: Region) -> Candidate | None:
        """Find what a passage became if its sentence became this region."""
        shift = self._new.starts[region.first] - self._old.starts[i]
        start, end = quote.start + shift, quote.end + shift
        if stands_at(self._new.text, start, end, quote.exact):
            return Candidate(start, end, 1.0)
        located = self.locate(quote, i, region)
        if located is None:
            return None
        weight = self.weight(*self._part(quote, i))
        return Candidate(located.start, located.end, self.score(weight, located))

    def locate(self, quote: Quote, i: int, region: Region) -> Located | None:
        """Find the part of a passage that is in one sentence."""
        return self._map(i, region).locate(*self._part(quote, i))

    def _part(self, quote: Quote, i: int) -> tuple[int, int]:
        return max(self._old.starts[i], quote.start), min(self._old.ends[i], quote.end)

    def _map(self, i: int, region: Region) -> WordMap:
        key = (i, region.first, region.last)
        if key not in self._maps:
            owners = self._tracing.matching.owners
            self._maps[key] = WordMap(
                self._old.words(i),
                self._new.words_through(region.first, region.last),
                shared_before=any(k < i for k in owners.get(region.first, [])),
                shared_behind=any(k > i for k in owners.get(region.last, [])),
            )
        return self._maps[key]

    def weight(self, start: int, end: int) -> float:
        """Return what the words of a stretch of the old text weigh."""
        return weight_of(words_of(self._old.text, start, end))

    def score(self, weight: float, located: Located) -> float:
        """Return how alike old words of some weight and their place are, from 0 to 1."""
        reached = weight_of(words_of(self._new.text, located.start, located.end))
        # A passage may cut words that it shares as a whole.
        return min(1.0, 2 * located.shared / (weight + reached)) if weight + reached else 0.0
