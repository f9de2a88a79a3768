"""Which old sentence is which new one, letter by letter the same.

A sentence that stands once in both texts is itself. Of one that is repeated the surroundings
decide, and only where they do: what stands before it, or behind it, must make it the only one
in both texts, and the two sides must not point to different places. A paragraph that was copied
right behind itself is such a case: what stands before it speaks for the first copy, what
stands behind it for the second.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from workbench.articles.reanchoring.order import only_pairs
from workbench.articles.reanchoring.readings import Reading

# How many sentences are compared, the repeated one included, and the two it is put together of.
# Up to eight one by one, then in steps, so that the work stays in proportion to the text.
_REACHES = (
    *((size, size - 1, 1) for size in range(2, 9)),
    *((12, 8, 4), (16, 12, 4), (24, 16, 8), (32, 24, 8)),
)
_TELLING = 25  # code points of surroundings that are more than a chance
_FARTHEST = 100  # sentences of two runs that are compared
_EDGE = -1  # what stands before the first sentence

Keys = Sequence[int]


@dataclass
class Identity:
    """The sentences that are the same, old to new.

    `contested`: repeated ones where the surroundings speak for several places, or are
    themselves repeated farther than we look. `bare`: repeated ones with other surroundings.
    """

    pairs: dict[int, int]
    contested: set[int] = field(default_factory=set)
    bare: set[int] = field(default_factory=set)


@dataclass
class _Side:
    """What the surroundings on one side say of the repeated sentences.

    `telling`: those of `partners` with enough of them to be no chance. `blurred`: where they are
    repeated, too.
    """

    partners: dict[int, int] = field(default_factory=dict)
    telling: set[int] = field(default_factory=set)
    blurred: set[int] = field(default_factory=set)


def keys_of(old: Reading, new: Reading) -> tuple[list[int], list[int]]:
    """Number the sentences of both texts so that the same letters have the same number."""
    numbers: dict[str, int] = {}
    return (
        [numbers.setdefault(old.sentence(i), len(numbers)) for i in range(len(old))],
        [numbers.setdefault(new.sentence(j), len(numbers)) for j in range(len(new))],
    )


def same_sentences(
    old_keys: Keys,
    new_keys: Keys,
    lengths: Sequence[int],
    edited: Mapping[int, tuple[int, int]] = MappingProxyType({}),
) -> Identity:
    """Pair the sentences whose letters are the same and whose place is beyond doubt.

    `lengths`: of the old sentences, in code points. `edited`: old sentences and the first
    and last of the new ones they became, if known: as surroundings these are the same. Takes
    time in proportion to the texts.
    """
    identity = Identity(only_pairs(old_keys, new_keys))
    there = set(new_keys)
    repeated = [i for i, key in enumerate(old_keys) if key in there and i not in identity.pairs]
    if repeated:
        firsts = _renamed(old_keys, new_keys, {i: first for i, (first, _) in edited.items()})
        lasts = _renamed(old_keys, new_keys, {i: last for i, (_, last) in edited.items()})
        before = _side(old_keys, lasts, lengths, repeated)
        behind = _behind(old_keys, firsts, lengths, repeated)
        _agree(identity, repeated, before, behind)
        _doubt_doubles(identity, new_keys, before, behind)
        _leave_edited(identity, old_keys, new_keys)
    return identity


def _renamed(old: Keys, new: Keys, edited: Mapping[int, int]) -> list[int]:
    """Give new sentences the numbers of the old ones that became them."""
    renamed = list(new)
    for i, j in edited.items():
        renamed[j] = old[i]
    return renamed


def _behind(old: Keys, new: Keys, lengths: Sequence[int], repeated: Iterable[int]) -> _Side:
    last_old, last_new = len(old) - 1, len(new) - 1
    turned = [last_old - i for i in repeated]
    side = _side(old[::-1], new[::-1], lengths[::-1], turned)
    return _Side(
        {last_old - i: last_new - j for i, j in side.partners.items()},
        {last_old - i for i in side.telling},
        {last_old - i for i in side.blurred},
    )


def _side(old: Keys, new: Keys, lengths: Sequence[int], repeated: Iterable[int]) -> _Side:
    side, waiting = _Side(), set(repeated)
    runs = {1: (old, new)}
    for size, most, rest in _REACHES:
        if not waiting:
            break
        runs[size] = _longer(runs[most], runs[rest], most)
        waiting = _look(side, waiting, runs[size], lengths, size, stepped=rest > 1)
    side.blurred |= waiting - set(side.partners)
    return side


def _longer(
    most: tuple[Keys, Keys], rest: tuple[Keys, Keys], step: int
) -> tuple[list[int], list[int]]:
    """Number the runs that are made of a run and another one `step` sentences earlier."""
    numbers: dict[tuple[int, int], int] = {}

    def numbered(late: Keys, early: Keys) -> list[int]:
        pairs = ((key, early[i - step] if i >= step else _EDGE) for i, key in enumerate(late))
        return [numbers.setdefault(pair, len(numbers)) for pair in pairs]

    return numbered(most[0], rest[0]), numbered(most[1], rest[1])


def _look(
    side: _Side,
    waiting: set[int],
    runs: tuple[Keys, Keys],
    lengths: Sequence[int],
    size: int,
    *,
    stepped: bool,
) -> set[int]:
    """Note what runs of this size tell, and return the sentences to look farther for."""
    only, there = only_pairs(*runs), set(runs[1])
    still = set()
    for i in waiting:
        if i in only:
            side.partners[i] = only[i]
            if _is_telling(lengths, i, size):
                side.telling.add(i)
            else:
                still.add(i)
        elif runs[0][i] in there:
            still.add(i)
        elif stepped and i not in side.partners:
            side.blurred.add(i)
    return still


def _is_telling(lengths: Sequence[int], sentence: int, size: int) -> bool:
    first = sentence - size + 1
    return first < 0 or sum(lengths[first:sentence]) >= _TELLING


def _agree(identity: Identity, repeated: Iterable[int], before: _Side, behind: _Side) -> None:
    blurred, telling = before.blurred | behind.blurred, before.telling | behind.telling
    claims = _claims(before, behind)
    for i in repeated:
        found = {side.partners[i] for side in (before, behind) if i in side.partners}
        if i in blurred or len(found) == 2 or any(claims[j] > 1 for j in found):
            identity.contested.add(i)
        elif i in telling:
            identity.pairs[i] = found.pop()
        else:
            identity.bare.add(i)


def _claims(before: _Side, behind: _Side) -> Counter[int]:
    """How many old sentences each new one is said to be, from either side."""
    return Counter(j for _, j in before.partners.items() | behind.partners.items())


def _leave_edited(identity: Identity, old: Keys, new: Keys) -> None:
    """A sentence whose surroundings point to what it was edited into is not the same."""
    for i, j in list(identity.pairs.items()):
        if old[i] != new[j]:
            del identity.pairs[i]


def _doubt_doubles(identity: Identity, new: Keys, before: _Side, behind: _Side) -> None:
    """Contest what stands beside its own copy, if the surroundings on that side do not speak.

    Whether a copy was put in before or behind, what stands before the two is the same.
    """
    for silent, speaking, way in ((behind, before, 1), (before, behind, -1)):
        nearest = _nearest(new, way)
        for i in set(speaking.partners) - set(silent.partners):
            j = identity.pairs.get(i)
            if j in nearest and _is_doubled(new, j, nearest[j]):
                identity.contested.add(i)
                del identity.pairs[i]


def _nearest(keys: Keys, way: int) -> dict[int, int]:
    """For each sentence that is repeated behind it, or before it, the nearest place of that."""
    last: dict[int, int] = {}
    found = {}
    for at in range(len(keys))[::-way]:
        if keys[at] in last:
            found[at] = last[keys[at]]
        last[keys[at]] = at
    return found


def _is_doubled(keys: Keys, one: int, other: int) -> bool:
    """Whether two equal sentences are in equal runs that stand right beside each other."""
    low, high = min(one, other), max(one, other)
    behind = _common(keys, low + 1, high + 1, 1)
    before = _common(keys, low - 1, high - 1, -1)
    return before + 1 + behind >= min(high - low, _FARTHEST)


def _common(keys: Keys, one: int, other: int, way: int) -> int:
    count = 0
    while (
        count < _FARTHEST
        and one + count * way >= 0
        and other + count * way < len(keys)
        and keys[one + count * way] == keys[other + count * way]
    ):
        count += 1
    return count
