"""Which words of one stretch are which of another, and how alike the two are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from rapidfuzz.distance import LCSseq

from workbench.articles.reanchoring.order import Pair, in_order, only_pairs
from workbench.articles.reanchoring.words import Word, weight_of

_TABLE = 100_000_000  # pairs of words that may be weighed against each other at a time
_RUN = 3  # words on end that make a place in a long stretch


@dataclass(frozen=True)
class Alikeness:
    """`pairs`: the words that are the same, by their places. `score`: from 0 to 1.

    The score is the weight of the shared words in that of both stretches, the new one counted
    from its first shared word through its last. Words at the ends that lie so far out that
    the score were higher without them are there by chance, and left out.
    """

    score: float
    pairs: tuple[Pair, ...]


def compare(old: Sequence[Word], new: Sequence[Word]) -> Alikeness:
    """Tell how alike two stretches are."""
    pairs = shared_words([word.key for word in old], [word.key for word in new])
    if not pairs:
        return Alikeness(0.0, ())
    whole = weight_of(old)
    upto = [0.0, *accumulate(word.weight for word in new)]
    shared = [0.0, *accumulate(old[i].weight for i, _ in pairs)]

    def score(first: int, last: int) -> float:
        reached = upto[pairs[last][1] + 1] - upto[pairs[first][1]]
        return 2 * (shared[last + 1] - shared[first]) / (whole + reached)

    final = len(pairs) - 1
    first = max(range(len(pairs)), key=lambda at: score(at, final))
    last = max(range(first, len(pairs)), key=lambda at: (score(first, at), at))
    return Alikeness(score(first, last), tuple(pairs[first : last + 1]))


def shared_words(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Pair as many words as can be paired in order.

    Two stretches too long for that are cut where they begin and end alike, and at runs of words
    that stand once in each; what is still too long then stays unpaired.
    """
    if len(old) * len(new) <= _TABLE:
        return _paired(old, new, 0, 0)
    before = _alike(old, new)
    behind = min(_alike(old[::-1], new[::-1]), len(old) - before, len(new) - before)
    stop = len(old) - behind, len(new) - behind
    middle = _cut_at_runs(old[before : stop[0]], new[before : stop[1]])
    return [
        *((at, at) for at in range(before)),
        *((before + a, before + b) for a, b in middle),
        *((stop[0] + at, stop[1] + at) for at in range(behind)),
    ]


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words two stretches have in common at their beginning."""
    shortest = min(len(old), len(new))
    return next((at for at in range(shortest) if old[at] != new[at]), shortest)


def _cut_at_runs(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    cuts = [(-1, -1), *in_order(only_pairs(_runs(old), _runs(new))), (len(old), len(new))]
    return [
        pair for cut, following in pairwise(cuts) for pair in _between(old, new, cut, following)
    ]


def _between(old: Sequence[str], new: Sequence[str], cut: Pair, following: Pair) -> Iterable[Pair]:
    here = [cut] if cut[0] >= 0 else []
    if following[0] - cut[0] == 1 or following[1] - cut[1] == 1:
        return here
    old_part = old[cut[0] + 1 : following[0]]
    new_part = new[cut[1] + 1 : following[1]]
    if len(old_part) * len(new_part) > _TABLE:
        return here
    return here + _paired(old_part, new_part, cut[0] + 1, cut[1] + 1)


def _paired(old: Sequence[str], new: Sequence[str], old_at: int, new_at: int) -> list[Pair]:
    return [
        (old_at + block.a + step, new_at + block.b + step)
        for block in LCSseq.editops(old, new).as_matching_blocks()
        for step in range(block.size)
    ]


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + _RUN]) for at in range(len(words))]
