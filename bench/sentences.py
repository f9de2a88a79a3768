"""How well the sentence splitter does: `python -m bench.sentences PATH`.

PATH is a file of JSON lines, each with `set`, `id`, `text` and the true sentences as `spans`
of code-point offsets. Ids such as `GUM_news_crane` name their genre. Of the news, every second
text (by id) was held out while the rules were written. Each text is split block by block, blocks
being parted by an empty line; a sentence counts as found where both its ends agree.
"""

import json
import sys
import time
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from workbench.articles.sentences import split

Spans = set[tuple[int, int]]


class Counts(NamedTuple):
    """What was to be found in a text, what was found, and what is in both."""

    true: int
    found: int
    agreed: int


@dataclass
class Score:
    """The counts of every text of one set: of whole sentences, and of their ends alone."""

    spans: list[Counts] = field(default_factory=list)
    ends: list[Counts] = field(default_factory=list)

    def add(self, true: Spans, found: Spans) -> None:
        self.spans.append(_counts(true, found))
        self.ends.append(_counts({end for _, end in true}, {end for _, end in found}))


def main(path: Path) -> None:
    """Print F1 for every set of the file, ends missed and made up, and how long splitting took."""
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    held_out = _held_out(rows)
    started = time.process_time()
    split_texts = [set(_split_text(row["text"])) for row in rows]
    took = time.process_time() - started
    scores: dict[str, Score] = {}
    for row, found in zip(rows, split_texts, strict=True):
        true = {(start, end) for start, end in row["spans"]}
        for name in _sets(row, held_out):
            scores.setdefault(name, Score()).add(true, found)
    _print(scores)
    print(f"{sum(len(row['text']) for row in rows)} characters in {took * 1000:.0f} ms")


def _held_out(rows: list[dict[str, Any]]) -> set[str]:
    return set(sorted(str(row["id"]) for row in rows if _genre(row) == "news")[1::2])


def _genre(row: dict[str, Any]) -> str:
    parts = str(row["id"]).split("_")
    return parts[1] if len(parts) > 1 else str(row["set"])


def _sets(row: dict[str, Any], held_out: set[str]) -> list[str]:
    genre = _genre(row)
    if genre != "news":
        return [genre]
    return ["news, held out" if str(row["id"]) in held_out else "news, developed on", "news, all"]


def _split_text(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for block in text.split("\n\n"):
        yield from ((start + span.start, start + span.end) for span in split(block))
        start += len(block) + 2


def _counts(true: Set[object], found: Set[object]) -> Counts:
    return Counts(len(true), len(found), len(true & found))


def _print(scores: dict[str, Score]) -> None:
    print(f"{'set':20}{'texts':>7}{'sentences':>11}{'F1 of spans':>13}{'95 % within':>15}", end="")
    print(f"{'F1 of ends':>12}{'missed':>8}{'spurious':>10}")
    for name, score in sorted(scores.items()):
        spans, ends = _total(score.spans), _total(score.ends)
        low, high = _interval(score.spans)
        print(f"{name:20}{len(score.spans):7}{spans.true:11}{_f1(spans):13.3f}", end="")
        print(f"{low:9.3f}-{high:.3f}{_f1(ends):12.3f}", end="")
        print(f"{ends.true - ends.agreed:8}{ends.found - ends.agreed:10}")


def _total(texts: Sequence[Counts]) -> Counts:
    return Counts(*map(sum, zip(*texts, strict=True)))


def _f1(counts: Counts) -> float:
    return 2 * counts.agreed / (counts.true + counts.found)


def _interval(texts: Sequence[Counts]) -> tuple[float, float]:
    """Tell how far F1 is a matter of which texts there are: draw as many of them, often."""
    chance = Random(1)
    drawn = sorted(_f1(_total(chance.choices(texts, k=len(texts)))) for _ in range(2000))
    return drawn[50], drawn[-51]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m bench.sentences PATH")
    main(Path(sys.argv[1]))
