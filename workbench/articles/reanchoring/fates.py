"""What became of each sentence of the old text."""

from collections.abc import Iterable, Sequence
from itertools import islice, pairwise

from workbench.articles.reanchoring.alikeness import compare
from workbench.articles.reanchoring.edits import compared, grown
from workbench.articles.reanchoring.lookalikes import Lookalikes
from workbench.articles.reanchoring.matching import match
from workbench.articles.reanchoring.outcomes import Fate, Outcome, Region
from workbench.articles.reanchoring.readings import Reading

_ELSEWHERE = 0.6  # alike enough, anywhere
_WORTH_A_LOOK = 0.3
_NEAR = 0.1  # scores no farther apart are near-equal
_LONG = 8  # words of a sentence that nobody writes twice by chance
_NEARBY = 3  # sentences
_NAMED = 10  # other places at most


class Tracing:
    """Two texts, and what became of each sentence of the old one.

    `fates`: one a sentence. `stand_ins`: the new sentences that stand, one for one, where lost ones
    stood, whatever they say. `lookalikes`: the new sentences that are no old one, by what they
    resemble. Takes time in proportion to both texts.
    """

    def __init__(self, old: Reading, new: Reading) -> None:
        self.old, self.new = old, new
        self.matching = match(old, new)
        self.lookalikes = Lookalikes(new, self.matching.free)
        self._spare = self.matching.free - set(self.matching.owners)
        self.fates = [self._fate(i) for i in range(len(old))]
        self.fates = [self._doubted(i, fate) for i, fate in enumerate(self.fates)]
        self.stand_ins = self._stand_ins()

    def _stand_ins(self) -> dict[int, Region]:
        known = [(-1, _edge(-1)), *self._known(), (len(self.old), _edge(len(self.new)))]
        found = {}
        for (before, one), (behind, other) in pairwise(known):
            lost, put_in = range(before + 1, behind), range(one.last + 1, other.first)
            if len(lost) == len(put_in) and self._spare.issuperset(put_in):
                found.update({i: Region(j, j, 0.0) for i, j in zip(lost, put_in, strict=True)})
        return found

    def _known(self) -> list[tuple[int, Region]]:
        return [(i, fate.region) for i, fate in enumerate(self.fates) if fate.region]

    def _fate(self, i: int) -> Fate:
        if i in self.matching.doubtful:
            return _ambiguous(Region(j, j, 1.0) for j in self.matching.doubtful[i])
        if i in self.matching.pairs:
            return self._same(i, Region(self.matching.pairs[i], self.matching.pairs[i], 1.0))
        if i in self.matching.in_place:
            return self._edited(i, self.matching.in_place[i])
        return self._elsewhere(i)

    def _same(self, i: int, region: Region) -> Fate:
        if i not in self.matching.in_order and i in self.matching.in_place:
            return _ambiguous([region, self.matching.in_place[i]])
        doubles = self._doubles(i, region.first)
        if doubles or not self._is_trusted(i, region.first):
            return _ambiguous([region, *doubles])
        return Fate(Outcome.EXACT if i in self.matching.in_order else Outcome.MOVED, region)

    def _doubles(self, i: int, j: int) -> list[Region]:
        """Find what stands right beside a sentence and resembles it: that may be the old one."""
        beside = [(way, j + way) for way in (-1, 1) if j + way in self.matching.free]
        regions = [self._beside(i, way, place) for way, place in beside]
        return [region for region in regions if region.score >= _ELSEWHERE]

    def _beside(self, i: int, way: int, place: int) -> Region:
        region = compared(self.old, self.new, i, place, place)
        owners = self.matching.owners.get(place, [])
        if any(compare(self.old.words(i), self.old.words(k)).score >= region.score for k in owners):
            return Region(place, place, 0.0)
        return grown(self.old, self.new, i, region, way, self._spare)

    def _is_trusted(self, i: int, j: int) -> bool:
        """Whether a sentence is too long for a chance, or some of its surroundings came along."""
        return (
            self.matching.meets(i - 1, j - 1)
            or self.matching.meets(i + 1, j + 1)
            or len(self.old.words(i)) >= _LONG
            or (i in self.matching.in_order and self._is_near_kept(i, j))
        )

    def _is_near_kept(self, i: int, j: int) -> bool:
        """Whether sentences close before it and close behind it are still there."""
        steps = [(a, b) for a in range(1, _NEARBY + 1) for b in range(1, _NEARBY + 1)]
        return all(
            any(self.matching.is_old_one(i + way * a, j + way * b) for a, b in steps)
            for way in (-1, 1)
        )

    def _doubted(self, i: int, fate: Fate) -> Fate:
        """Doubt a place if something near another with the same letters speaks for that one."""
        if fate.region is None or not fate.outcome.settled:
            return fate
        copies = self.lookalikes.same(self.old.sentence(i))
        here = fate.region.first
        if len(copies) > _NAMED or any(self._speaks_for(i, copy, here) for copy in copies):
            return _ambiguous([fate.region, *(Region(copy, copy, 1.0) for copy in copies)])
        return fate

    def _speaks_for(self, i: int, place: int, rather_than: int) -> bool:
        return any(
            self._has_near(i, place, way) and not self._has_near(i, rather_than, way)
            for way in (-1, 1)
        )

    def _has_near(self, i: int, j: int, way: int) -> bool:
        """Whether what stood close to a sentence, on one side, stands close to a new place.

        What has copies of its own is no witness.
        """
        near = range(1, _NEARBY + 1)
        olds = [k for k in (i + way * step for step in near) if 0 <= k < len(self.old)]
        witnesses = [k for k in olds if not self.lookalikes.same(self.old.sentence(k))]
        regions = [region for k in witnesses if (region := self.fates[k].region)]
        return any(r.first <= j + way * step <= r.last for r in regions for step in near)

    def _edited(self, i: int, here: Region) -> Fate:
        others = [region for region in self._others(i) if not region.overlaps(here)]
        rivals = [region for region in others if self._rivals(region, here.score)]
        if not rivals or self._is_rooted(i, here, rivals):
            return Fate(Outcome.CHANGED, here, tuple(others[:_NAMED]))
        return _ambiguous([here, *rivals])

    def _rivals(self, region: Region, score: float) -> bool:
        return region.score >= max(_ELSEWHERE, score - _NEAR) and not self._is_owned(region)

    def _is_owned(self, region: Region) -> bool:
        owners = {
            i for j in range(region.first, region.last + 1) for i in self.matching.owners.get(j, [])
        }
        return any(self.matching.in_place[i].score >= region.score for i in owners)

    def _is_rooted(self, i: int, here: Region, rivals: Sequence[Region]) -> bool:
        """Whether a neighbour stands by this region, and by no rival, nor a rival by it."""
        return self._has_neighbour(i, here) and not any(
            self._has_neighbour(i, region) or region.touches(here) for region in rivals
        )

    def _has_neighbour(self, i: int, region: Region) -> bool:
        return self.matching.meets(i - 1, region.first - 1) or self.matching.meets(
            i + 1, region.last + 1
        )

    def _elsewhere(self, i: int) -> Fate:
        others = self._others(i)
        eligible = [region for region in others if self._rivals(region, 0)]
        near = [region for region in eligible if region.score >= eligible[0].score - _NEAR]
        if len(near) > 1:
            return _ambiguous(near)
        if near:
            rest = [region for region in others if region != near[0]]
            return Fate(Outcome.CHANGED, near[0], tuple(rest[:_NAMED]))
        return Fate(Outcome.LOST, others=tuple(others[:_NAMED]))

    def _others(self, i: int) -> list[Region]:
        words = self.old.words(i)
        found = [compared(self.old, self.new, i, j, j) for j in self.lookalikes.like(words)]
        worth = {self._grown(i, region) for region in found if region.score >= _WORTH_A_LOOK}
        return _apart(sorted(worth, key=lambda region: (-region.score, region.first)))

    def _grown(self, i: int, region: Region) -> Region:
        for way in (-1, 1):
            region = grown(self.old, self.new, i, region, way, self.matching.free)
        return region


def _apart(regions: Iterable[Region]) -> list[Region]:
    """Leave out what overlaps a likelier one."""
    apart: list[Region] = []
    for region in regions:
        if not any(region.overlaps(other) for other in apart):
            apart.append(region)
    return apart


def _ambiguous(regions: Iterable[Region]) -> Fate:
    return Fate(Outcome.AMBIGUOUS, others=tuple(islice(regions, _NAMED)))


def _edge(at: int) -> Region:
    return Region(at, at, 1.0)
