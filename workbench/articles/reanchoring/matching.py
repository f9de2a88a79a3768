"""Which sentences of two texts belong together: the same ones, and those edited in their place."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from workbench.articles.reanchoring.edits import edited_in_place
from workbench.articles.reanchoring.identity import Identity, keys_of, same_sentences
from workbench.articles.reanchoring.order import in_order
from workbench.articles.reanchoring.outcomes import Region
from workbench.articles.reanchoring.readings import Reading

_IN_PLACE = 0.4  # alike enough, between the same neighbours


@dataclass
class Matching:
    """What is known of the sentences before each is asked for its fate.

    `pairs`: the same ones, old to new. `in_order`: those of them that stand in the same order in
    both texts. `free`: new sentences that are in no pair. `doubtful`: repeated old ones, and the
    free ones that each may be. `in_place`: what others may have been edited into. `owners`: of
    these new sentences, the old ones.
    """

    size: tuple[int, int]
    pairs: dict[int, int]
    in_order: dict[int, int]
    free: set[int]
    doubtful: dict[int, list[int]]
    in_place: dict[int, Region] = field(default_factory=dict)
    owners: dict[int, list[int]] = field(default_factory=dict)

    def meets(self, i: int, j: int) -> bool:
        """Whether an old sentence is this new one, or both are beyond the edges."""
        if not 0 <= i < self.size[0]:
            return not 0 <= j < self.size[1]
        return self.is_old_one(i, j)

    def is_old_one(self, i: int, j: int) -> bool:
        """Whether an old sentence is this new one, or became it."""
        if i in self.in_place:
            return self.in_place[i].first <= j <= self.in_place[i].last
        return self.pairs.get(i) == j


def match(old: Reading, new: Reading) -> Matching:
    """Match the sentences of two texts.

    Where sentences are repeated, that is done twice: those that were edited in their place are
    surroundings, too, and may tell which repeated one is which, or that nobody can tell.
    """
    keys = keys_of(old, new)
    matching = _match(old, new, *keys)
    if matching.in_place and len(set(keys[1])) + len(set(keys[0])) < len(keys[0]) + len(keys[1]):
        return _match(old, new, *keys, _known_edits(matching.in_place, keys[1]))
    return matching


def _known_edits(
    in_place: Mapping[int, Region], new_keys: Sequence[int]
) -> dict[int, tuple[int, int]]:
    """Return what sentences were edited into, unless that is repeated itself."""
    counts = Counter(new_keys)
    return {
        i: (region.first, region.last)
        for i, region in in_place.items()
        if all(counts[new_keys[j]] == 1 for j in range(region.first, region.last + 1))
    }


def _match(
    old: Reading,
    new: Reading,
    old_keys: Sequence[int],
    new_keys: Sequence[int],
    edited: Mapping[int, tuple[int, int]] = MappingProxyType({}),
) -> Matching:
    lengths = [end - start for start, end in zip(old.starts, old.ends, strict=True)]
    identity = same_sentences(old_keys, new_keys, lengths, edited)
    pairs = identity.pairs
    free = set(range(len(new))) - set(pairs.values())
    matching = Matching(
        size=(len(old), len(new)),
        pairs=pairs,
        in_order=dict(in_order(pairs)),
        free=free,
        doubtful=_doubtful(old_keys, new_keys, identity, free),
    )
    copies = {old_keys[i] for i in matching.doubtful}
    matching.in_place = _in_place(
        old, new, matching, {j for j in free if new_keys[j] not in copies}
    )
    matching.owners = _owners(matching.in_place)
    return matching


def _doubtful(
    old_keys: Sequence[int], new_keys: Sequence[int], identity: Identity, free: Iterable[int]
) -> dict[int, list[int]]:
    places = defaultdict(list)
    for j in sorted(free):
        places[new_keys[j]].append(j)
    waiting = sorted((identity.contested | identity.bare) - set(identity.pairs))
    return {i: places[old_keys[i]] for i in waiting if old_keys[i] in places}


def _in_place(
    old: Reading, new: Reading, matching: Matching, free: Iterable[int]
) -> dict[int, Region]:
    unsettled = [
        i for i in range(len(old)) if i not in matching.in_order and i not in matching.doubtful
    ]
    found = edited_in_place(old, new, unsettled, free, list(matching.in_order.items()))
    return {i: region for i, region in found.items() if region.score >= _IN_PLACE}


def _owners(in_place: Mapping[int, Region]) -> dict[int, list[int]]:
    owners = defaultdict(list)
    for i, region in in_place.items():
        for j in range(region.first, region.last + 1):
            owners[j].append(i)
    return dict(owners)
