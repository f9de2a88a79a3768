"""Edits made at random, on the demo's article and on texts written for this."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from evaluation.edits import EDITS
from evaluation.judging import Expected, Span, Verdict, expected, judge
from evaluation.traced import Traces, reading, traced
from workbench.articles.anchoring import quote_at
from workbench.articles.reanchoring import Following, Placement, Reading
from workbench.articles.reanchoring.words import words_of

_TEXTS = Path(__file__).parent / "texts"
_DEMO = Path(__file__).parent.parent / "workbench" / "demo" / "page.txt"


@dataclass(frozen=True)
class Answer:
    """An answer for one passage, with what led to it."""

    kind: str
    old: Reading
    new: Reading
    span: Span
    wanted: Expected
    found: Placement

    @property
    def verdict(self) -> Verdict:
        """How good the answer is."""
        return judge(self.wanted, self.found)


def texts() -> dict[str, str]:
    """Return the texts by name."""
    paths = [*sorted(_TEXTS.glob("*.txt")), _DEMO]
    return {path.stem: path.read_text(encoding="utf-8").strip() for path in paths}


def answers(kind: str, rounds: range) -> Iterator[Answer]:
    """Edit every text in one way, once a round, and ask for every passage."""
    for name, text in texts().items():
        for number in rounds:
            yield from answered(kind, text, Random(f"{kind} {name} {number}"))


def answered(kind: str, text: str, chance: Random) -> Iterator[Answer]:
    """Edit a text once, and ask for every passage."""
    old, edited = reading(text), traced(text)
    EDITS[kind](edited, chance)
    traces = Traces(edited.letters())
    new = reading(traces.text)
    following = Following(old, new)
    for span in passages(old, chance):
        wanted = expected(old.text, span, traces, edited.undecided)
        found = following.place(quote_at(old.text, *span))
        yield Answer(kind, old, new, span, wanted, found)


def passages(text: Reading, chance: Random) -> Iterator[Span]:
    """Return every sentence, a part of every one, and every two that follow each other."""
    for number in range(len(text)):
        start, end = text.starts[number], text.ends[number]
        yield start, end
        words = words_of(text.text, start, end)
        if len(words) > 4:
            first = chance.randrange(len(words) - 3)
            last = chance.randrange(first + 2, min(first + 10, len(words)))
            yield words[first].start, words[last].end
        if number + 1 < len(text):
            yield start, text.ends[number + 1]
