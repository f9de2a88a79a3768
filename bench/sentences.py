"""How well the sentence splitter does: `python -m bench.sentences PATH`.

PATH is a file of JSON lines, each with `set`, `id`, `text` and the true sentences as `spans`
of code-point offsets. Ids such as `GUM_news_crane` name their genre. Of the news, every second
text (by id) was held out while the rules were written.
"""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.articles.sentences import split

Spans = set[tuple[int, int]]


@dataclass
class Score:
    """Counts of one set: true, found and agreed sentences, and their ends alone."""

    texts: int = 0
    spans: list[int] = field(default_factory=lambda: [0, 0, 0])
    ends: list[int] = field(default_factory=lambda: [0, 0, 0])

    def add(self, true: Spans, found: Spans) -> None:
        self.texts += 1
        for counts, one, other in (
            (self.spans, true, found),
            (self.ends, {end for _, end in true}, {end for _, end in found}),
        ):
            for index, size in enumerate((len(one), len(other), len(one & other))):
                counts[index] += size


def main(path: Path) -> None:
    """Print F1 for every set of the file, and how long splitting took."""
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    held_out = _held_out(rows)
    scores: dict[str, Score] = {}
    started = time.perf_counter()
    for row in rows:
        true = {(start, end) for start, end in row["spans"]}
        found = set(_split_text(row["text"]))
        for name in _sets(row, held_out):
            scores.setdefault(name, Score()).add(true, found)
    _print(scores)
    characters = sum(len(row["text"]) for row in rows)
    print(f"{characters} characters in {(time.perf_counter() - started) * 1000:.0f} ms")


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


def _print(scores: dict[str, Score]) -> None:
    print(f"{'set':20}{'texts':>7}{'sentences':>11}{'F1 of spans':>13}{'F1 of ends':>12}")
    for name, score in sorted(scores.items()):
        print(
            f"{name:20}{score.texts:7}{score.spans[0]:11}{_f1(score.spans):13.3f}"
            f"{_f1(score.ends):12.3f}"
        )


def _f1(counts: list[int]) -> float:
    true, found, agreed = counts
    return 2 * agreed / (true + found)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m bench.sentences PATH")
    main(Path(sys.argv[1]))
