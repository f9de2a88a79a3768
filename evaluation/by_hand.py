"""Edits made by hand, with what is to be answered for some passages: `by_hand.json`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.at_random import texts
from evaluation.judging import Verdict
from evaluation.traced import reading
from workbench.articles.anchoring import quote_at
from workbench.articles.reanchoring import Following, Outcome, Placement, Reading

_CASES = Path(__file__).with_suffix(".json")


class Case(NamedTuple):
    """A passage, the answer that is wanted, and the one that is given.

    `now`: the words that are to stand at its place, or at one of the candidates.
    """

    kind: str
    words: str
    wanted: Outcome
    now: str | None
    found: Placement
    found_words: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """How good the answer is."""
        right_place = self.now is None or self.now in self.found_words
        if self.found.outcome is self.wanted and right_place:
            return Verdict.RIGHT
        if self.found.outcome.settled:
            return Verdict.OTHER_STATE if self.wanted.settled and right_place else Verdict.WRONG
        return Verdict.NEEDLESS if self.wanted.settled else Verdict.MISPLACED


def cases() -> Iterator[Case]:
    """Ask for every passage of every case."""
    originals = texts()
    for case in json.loads(_CASES.read_text(encoding="utf-8")):
        yield from _cases(case, originals[case["text"]])


def _cases(case: dict[str, Any], text: str) -> Iterator[Case]:
    old, new = reading(text), reading(_edited(text, case["edits"]))
    following = Following(old, new)
    for words, outcome, now, *number in case["passages"]:
        start = _place(text, words, number[0] if number else 1)
        found = following.place(quote_at(text, start, start + len(words)))
        yield Case(case["kind"], words, Outcome(outcome), now, found, _words(new, found))


def _edited(text: str, edits: list[tuple[str, str]]) -> str:
    for before, after in edits:
        if before not in text:
            raise ValueError(f"these words stand nowhere: {before}")
        text = text.replace(before, after, 1)
    return text


def _place(text: str, words: str, number: int) -> int:
    at = -1
    for _ in range(number):
        at = text.index(words, at + 1)
    return at


def _words(new: Reading, found: Placement) -> tuple[str, ...]:
    places = (found.place,) if found.place else found.others
    return tuple(new.text[place.start : place.end] for place in places)
