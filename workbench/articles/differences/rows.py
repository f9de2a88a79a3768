"""Two versions side by side: in each row the blocks that belong together, and what changed."""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.articles.differences.grouping import Group, groups_of
from workbench.articles.differences.sides import Side
from workbench.articles.reanchoring import Fate
from workbench.articles.reanchoring.order import in_order
from workbench.articles.word_difference import ChangedWords, word_changes
from workbench.articles.wordings import Wording
from workbench.errors import message as _


class RowChange(StrEnum):
    """What happened to the blocks of a row."""

    KEPT = _("kept")  # the same words, in the same order as what else stayed
    MOVED = _("moved")  # the same words, elsewhere
    DIVIDED = _("divided")  # the same words, in more blocks, or in as many that end elsewhere
    JOINED = _("joined")  # the same words, in fewer blocks
    CHANGED = _("changed")
    ADDED = _("added")
    REMOVED = _("removed")


@dataclass(frozen=True)
class Row:
    """Old and new blocks that belong together: indexes, on end, of one side perhaps none.

    `moved`: whether they stand elsewhere now, whatever else happened. `other_kind`: whether they
    are of other kinds now, say a caption that was a paragraph. `removed` and `added`: the words
    that only the old, and only the new text has; they keep within a block.
    """

    change: RowChange
    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool
    other_kind: bool
    removed: tuple[ChangedWords, ...]
    added: tuple[ChangedWords, ...]


def rows_between(old: Side, new: Side, fates: Sequence[Fate]) -> tuple[Row, ...]:
    """Lay two versions side by side. `fates`: of the old sentences, as `Following` tells them.

    Every block stands in one row. The rows are in the order of the new text; removed blocks
    follow what they stood behind. Takes time in proportion to both texts.
    """
    groups = groups_of(old, new, fates)
    stayed = _stayed(groups)
    in_place = set(stayed)
    return tuple(
        _row(old, new, group, moved=all(group) and group not in in_place)
        for group in _in_reading_order(groups, stayed)
    )


def _stayed(groups: Sequence[Group]) -> list[Group]:
    """Return the groups that stand in the same order in both texts, in that order."""
    pairs = {group[0][0]: group for group in groups if all(group)}
    kept = in_order({o: news[0] for o, (_olds, news) in pairs.items()})
    return [pairs[o] for o, _n in kept]


def _in_reading_order(groups: Sequence[Group], stayed: Sequence[Group]) -> list[Group]:
    lasts = [olds[-1] for olds, _news in stayed]
    places = [-1, *(news[-1] for _olds, news in stayed)]

    def place(group: Group) -> tuple[int, int]:
        olds, news = group
        return (news[0], -1) if news else (places[bisect(lasts, olds[0])], olds[0])

    return sorted(groups, key=place)


def _row(old: Side, new: Side, group: Group, *, moved: bool) -> Row:
    olds, news = group
    removed, added = _changed_words(old, new, group)
    return Row(
        change=_change(group, reworded=bool(removed or added), moved=moved),
        old=olds,
        new=news,
        moved=moved,
        other_kind=all(group) and old.kinds(olds) != new.kinds(news),
        removed=removed,
        added=added,
    )


def _changed_words(
    old: Side, new: Side, group: Group
) -> tuple[tuple[ChangedWords, ...], tuple[ChangedWords, ...]]:
    olds, news = group
    if [old.words(o) for o in olds] == [new.words(n) for n in news]:
        return (), ()
    return word_changes(Wording(old.text, old.spans(olds)), Wording(new.text, new.spans(news)))


def _change(group: Group, *, reworded: bool, moved: bool) -> RowChange:
    olds, news = group
    if not olds or not news:
        return RowChange.REMOVED if olds else RowChange.ADDED
    if reworded:
        return RowChange.CHANGED
    if len(olds) == len(news) == 1:
        return RowChange.MOVED if moved else RowChange.KEPT
    return RowChange.JOINED if len(news) < len(olds) else RowChange.DIVIDED
