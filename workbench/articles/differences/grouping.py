"""Which blocks stand in one row: those that are a pair, and parts of them right beside."""

from collections.abc import Iterable, Mapping, Sequence

from workbench.articles.differences.links import heaviest_first, known
from workbench.articles.differences.pairing import pair_blocks
from workbench.articles.differences.sides import Side
from workbench.articles.reanchoring import Fate

Group = tuple[tuple[int, ...], tuple[int, ...]]


def groups_of(old: Side, new: Side, fates: Sequence[Fate]) -> list[Group]:
    """Group the blocks of two texts: each stands in one group, and the blocks of it on end.

    A block without a partner, which shares most letters with one of a pair, is a part of it if it
    stands beside it. What stands between a block and its part comes along, as put in or left out.
    """
    pairs = pair_blocks(old, new, fates)
    olds = {o: group for group, o in enumerate(pairs)}
    news = {n: group for group, n in enumerate(pairs.values())}
    links = heaviest_first(old, new, known(fates))[::-1]
    to_old = {n: olds[o] for o, n in links if o in olds}
    to_new = {o: news[n] for o, n in links if n in news}
    for way in (1, -1):
        _take_parts(olds, to_new, range(len(old.blocks))[::way])
        _take_parts(news, to_old, range(len(new.blocks))[::way])
    return [
        *zip(_members(olds, len(pairs)), _members(news, len(pairs)), strict=True),
        *(((o,), ()) for o in range(len(old.blocks)) if o not in olds),
        *(((), (n,)) for n in range(len(new.blocks)) if n not in news),
    ]


def _take_parts(groups: dict[int, int], homes: Mapping[int, int], blocks: Iterable[int]) -> None:
    """Add to `groups` what belongs to the group before it, and what stands between."""
    group, between = None, []
    for block in blocks:
        between.append(block)
        if block in groups:
            group, between = groups[block], []
        elif group is not None and homes.get(block) == group:
            groups.update(dict.fromkeys(between, group))
            between = []


def _members(groups: Mapping[int, int], number: int) -> list[tuple[int, ...]]:
    members: list[list[int]] = [[] for _ in range(number)]
    for block in sorted(groups):
        members[groups[block]].append(block)
    return [tuple(blocks) for blocks in members]
