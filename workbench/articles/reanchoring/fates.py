"""What became of each sentence of the old text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise

from workbench.articles.reanchoring.alikeness import compare
from workbench.articles.reanchoring.edits import edited_in_place
from workbench.articles.reanchoring.identity import Identity, keys_of, same_sentences
from workbench.articles.reanchoring.lookalikes import Lookalikes
from workbench.articles.reanchoring.order import in_order
from workbench.articles.reanchoring.outcomes import Fate, Outcome, Region
from workbench.articles.reanchoring.readings import Reading

_IN_PLACE = 0.4  # alike enough, between the same neighbours
_ELSEWHERE = 0.6  # alike enough, anywhere
_WORTH_A_LOOK = 0.3
_NEAR = 0.1  # scores no farther apart are near-equal
_LONG = 8  # words of a sentence that nobody writes twice by chance
_SMALL = 6  # sentences of a gap in which one sentence is easily found
_NEARBY = 3  # sentences
_NAMED = 10  # other places at most


class Tracing:
    """Two texts, and what became of each sentence of the old one.

    `fates`: one a sentence. `stand_ins`: the new sentences that stand, one for one, where lost ones
    stood, whatever they say. `owners`: for new sentences, the old ones that were edited into them.
    `lookalikes`: the new sentences that are no old one, by what they resemble. Takes time in
    proportion to both texts.
    """

    def __init__(self, old: Reading, new: Reading) -> None:
        self.old, self.new = old, new
        self.old_keys, self.new_keys = keys_of(old, new)
        lengths = [end - start for start, end in zip(old.starts, old.ends, strict=True)]
        identity = same_sentences(self.old_keys, self.new_keys, lengths)
        self.pairs = identity.pairs
        self._pair_between_neighbours(identity.bare)
        self.kept = in_order(self.pairs)
        self.in_order = dict(self.kept)
        taken = set(self.pairs.values())
        self.free = [j for j in range(len(new)) if j not in taken]
        self.doubtful = self._doubtful(identity)
        self.lookalikes = Lookalikes(new, self.free)
        self.in_place = self._in_place()
        self.owners = self._owners()
        self.fates = [self._fate(i) for i in range(len(old))]
        self.stand_ins = self._stand_ins()

    def _pair_between_neighbours(self, bare: Iterable[int]) -> None:
        """A repeated sentence is itself where it stands once in a short gap of both texts."""
        kept = [(-1, -1), *in_order(self.pairs), (len(self.old), len(self.new))]
        waiting, taken = set(bare), set(self.pairs.values())
        for (i0, j0), (i1, j1) in pairwise(kept):
            if i1 - i0 <= _SMALL and j1 - j0 <= _SMALL:
                here = [self.new_keys[j] for j in range(j0 + 1, j1) if j not in taken]
                for i in waiting.intersection(range(i0 + 1, i1)):
                    key = self.old_keys[i]
                    if here.count(key) == self.old_keys[i0 + 1 : i1].count(key) == 1:
                        self.pairs[i] = self.new_keys.index(key, j0 + 1)

    def _doubtful(self, identity: Identity) -> dict[int, list[int]]:
        """The repeated sentences that may be any of several free ones."""
        places = defaultdict(list)
        for j in self.free:
            places[self.new_keys[j]].append(j)
        waiting = [i for i in identity.contested | identity.bare if i not in self.pairs]
        return {i: places[self.old_keys[i]] for i in waiting if self.old_keys[i] in places}

    def _in_place(self) -> dict[int, Region]:
        copies = {self.old_keys[i] for i in self.doubtful}
        free = [j for j in self.free if self.new_keys[j] not in copies]
        unsettled = [
            i for i in range(len(self.old)) if i not in self.in_order and i not in self.doubtful
        ]
        found = edited_in_place(self.old, self.new, unsettled, free, self.kept)
        return {i: region for i, region in found.items() if region.score >= _IN_PLACE}

    def _owners(self) -> dict[int, list[int]]:
        """For each free new sentence, the old ones that were edited into it."""
        owners = defaultdict(list)
        for i, region in self.in_place.items():
            for j in range(region.first, region.last + 1):
                owners[j].append(i)
        return owners

    def _stand_ins(self) -> dict[int, Region]:
        known = [(-1, _edge(-1)), *self._known(), (len(self.old), _edge(len(self.new)))]
        found, free = {}, set(self.free) - set(self.owners)
        for (before, one), (behind, other) in pairwise(known):
            lost, put_in = range(before + 1, behind), range(one.last + 1, other.first)
            if len(lost) == len(put_in) and free.issuperset(put_in):
                found.update({i: Region(j, j, 0.0) for i, j in zip(lost, put_in, strict=True)})
        return found

    def _known(self) -> list[tuple[int, Region]]:
        return [(i, fate.region) for i, fate in enumerate(self.fates) if fate.region]

    def _fate(self, i: int) -> Fate:
        if i in self.doubtful:
            return _ambiguous(Region(j, j, 1.0) for j in self.doubtful[i])
        if i in self.pairs:
            return self._same(i, Region(self.pairs[i], self.pairs[i], 1.0))
        if i in self.in_place:
            return self._edited(i, self.in_place[i])
        return self._elsewhere(i)

    def _same(self, i: int, region: Region) -> Fate:
        if i not in self.in_order and i in self.in_place:
            return _ambiguous([region, self.in_place[i]])
        if not self._is_trusted(i, region.first):
            return _ambiguous([region])
        return Fate(Outcome.EXACT if i in self.in_order else Outcome.MOVED, region)

    def _is_trusted(self, i: int, j: int) -> bool:
        """Whether a sentence is too long for a chance, or some of its surroundings came along."""
        return (
            len(self.old.words(i)) >= _LONG
            or self._meets(i - 1, j - 1)
            or self._meets(i + 1, j + 1)
            or (i in self.in_order and self._is_near_kept(i, j))
        )

    def _meets(self, i: int, j: int) -> bool:
        """Whether an old neighbour is the new neighbour; so are the edges of the texts."""
        if not 0 <= i < len(self.old):
            return not 0 <= j < len(self.new)
        return self._is_old_one(i, j)

    def _is_old_one(self, i: int, j: int) -> bool:
        if i in self.in_place:
            return self.in_place[i].first <= j <= self.in_place[i].last
        return self.pairs.get(i) == j

    def _is_near_kept(self, i: int, j: int) -> bool:
        """Whether sentences close before it and close behind it are still there."""
        steps = [(a, b) for a in range(1, _NEARBY + 1) for b in range(1, _NEARBY + 1)]
        return all(
            any(self._is_old_one(i + way * a, j + way * b) for a, b in steps) for way in (-1, 1)
        )

    def _edited(self, i: int, here: Region) -> Fate:
        others = [region for region in self._others(i) if not region.overlaps(here)]
        rivals = [region for region in others if self._rivals(region, here.score)]
        if not rivals or self._is_rooted(i, here, rivals):
            return Fate(Outcome.CHANGED, here, tuple(others[:_NAMED]))
        return _ambiguous([here, *rivals])

    def _rivals(self, region: Region, score: float) -> bool:
        return region.score >= max(_ELSEWHERE, score - _NEAR) and not self._is_owned(region)

    def _is_owned(self, region: Region) -> bool:
        owners = {i for j in range(region.first, region.last + 1) for i in self.owners.get(j, [])}
        return any(self.in_place[i].score >= region.score for i in owners)

    def _is_rooted(self, i: int, here: Region, rivals: Sequence[Region]) -> bool:
        """Whether a neighbour stands by this region and by none of its rivals."""
        return self._has_neighbour(i, here) and not any(
            self._has_neighbour(i, region) for region in rivals
        )

    def _has_neighbour(self, i: int, region: Region) -> bool:
        return self._meets(i - 1, region.first - 1) or self._meets(i + 1, region.last + 1)

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
        found = [
            Region(j, j, compare(words, self.new.words(j)).score)
            for j in self.lookalikes.like(words)
        ]
        worth = [region for region in found if region.score >= _WORTH_A_LOOK]
        return sorted(worth, key=lambda region: (-region.score, region.first))


def _ambiguous(regions: Iterable[Region]) -> Fate:
    return Fate(Outcome.AMBIGUOUS, others=tuple(islice(regions, _NAMED)))


def _edge(at: int) -> Region:
    return Region(at, at, 1.0)
