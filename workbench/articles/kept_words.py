"""Which words of two wordings are kept, and which are changed in between."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from workbench.articles.reanchoring.alikeness import shared_words
from workbench.articles.reanchoring.words import Word, weight_of
from workbench.articles.wordings import Wording

_CHANCE = 4  # letters: unchanged words of no more, amid changed ones, are unchanged by chance


class Step(NamedTuple):
    """Old words removed, new words added in their place, and the new ones kept behind them."""

    removed: range
    added: range
    kept: range


class _Run(NamedTuple):
    """Words on end that are the same: the first old one, the first new one, and how many."""

    old: int
    new: int
    number: int

    @property
    def stop(self) -> tuple[int, int]:
        return self.old + self.number, self.new + self.number


_START = _Run(0, 0, 0)


def steps_between(old: Wording, new: Wording) -> Iterator[Step]:
    """Go through two wordings, from change to change."""
    runs = _runs(shared_words(old.letters, new.letters))
    end = _Run(len(old.words), len(new.words), 0)
    runs = _at_sentences(old, new, [*_not_by_chance(old.words, [*runs, end])])
    for before, kept in pairwise([_START, *runs]):
        removed, added = _between(before, kept)
        yield Step(removed, added, range(kept.new, kept.stop[1]))


def _between(before: _Run, behind: _Run) -> tuple[range, range]:
    return range(before.stop[0], behind.old), range(before.stop[1], behind.new)


def _runs(pairs: Iterable[tuple[int, int]]) -> list[_Run]:
    runs: list[_Run] = []
    for pair in pairs:
        if runs and runs[-1].stop == pair:
            runs[-1] = runs[-1]._replace(number=runs[-1].number + 1)
        else:
            runs.append(_Run(*pair, 1))
    return runs


def _not_by_chance(words: Sequence[Word], runs: Sequence[_Run]) -> Iterator[_Run]:
    """Leave out short runs with changes on both sides: “the”, kept amid a new sentence."""
    before = _START
    for run, behind in pairwise([*runs, runs[-1]]):
        amid = all(map(len, (*_between(before, run), *_between(run, behind))))
        if not run.number or not amid or weight_of(words[run.old : run.stop[0]]) > _CHANCE:
            yield run
            before = run


def _at_sentences(old: Wording, new: Wording, runs: Iterable[_Run]) -> list[_Run]:
    """Have sentences that were put in, or left out, begin where they begin.

    In “It sank. The crew swam. The sea rose.” “The crew swam.” may be new, or “crew swam. The”.
    """
    settled = [_START]
    for behind in runs:
        before = settled.pop()
        by = _steps_to_sentence(old, new, before, behind)
        settled.append(before._replace(number=before.number + by))
        settled.append(_Run(behind.old + by, behind.new + by, behind.number - by))
    return [*(run for run in settled[:-1] if run.number), settled[-1]]


def _steps_to_sentence(old: Wording, new: Wording, before: _Run, behind: _Run) -> int:
    """How many words farther on (or back, below 0) the only change may as well begin."""
    removed, added = _between(before, behind)
    if bool(removed) == bool(added):
        return 0
    wording, words = (old, removed) if removed else (new, added)
    back = -min(before.number, len(words))
    return next(
        (
            by
            for way, farthest in ((-1, back), (1, min(behind.number, len(words))))
            for by in _same_words(wording.letters, words, way, farthest)
            if wording.opens_sentence(words.start + by)
        ),
        0,
    )


def _same_words(letters: Sequence[str], words: range, way: int, farthest: int) -> Iterator[int]:
    """How far changed words can be shifted so that what is left is the same."""
    edge = min(way, 0)
    for by in range(0, farthest, way):
        yield by
        if letters[words.start + by + edge] != letters[words.stop + by + edge]:
            return
    yield farthest
