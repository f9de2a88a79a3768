"""Cases that others have collected, read from a folder that is named; none of them is shipped.

`revisions/cases.jsonl`: passages of texts before, and their places after, an edit; the texts in
`revisions/texts`. The labels come from token differences, so what is wrong with them by
itself is counted apart. Every second pair of texts (by name) was held out while this was developed.
`anchoring/*.jsonl`: quotations with a prefix and a suffix, and their places in a text. There is no
old text, so that is a matter for `find_quote`, which finds words as they are, or not at all.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.judging import Expected, Span, Truth, Verdict, judge
from evaluation.traced import reading
from workbench.articles.anchoring import Found, Missing, find_quote, quote_at
from workbench.articles.reanchoring import Following, Placement, Reading

Row = dict[str, Any]

_TRUTHS = {
    "unchanged": Truth.UNCHANGED,
    "moved": Truth.UNCHANGED,
    "unchanged_ambiguous": Truth.UNDECIDED,
    "edited": Truth.EDITED,
    "whitespace_only": Truth.EDITED,
    "deleted": Truth.DELETED,
}


class OutsideCase(NamedTuple):
    """A passage of a revision, what its label says, and the answer."""

    row: Row
    held_out: bool
    doubtful: bool
    wanted: Expected
    found: Placement

    @property
    def verdict(self) -> Verdict:
        """How good the answer is, if the label is right."""
        return judge(self.wanted, self.found)


def revisions(folder: Path) -> Iterator[OutsideCase]:
    """Ask for every passage of every pair of texts."""
    pairs = defaultdict(list)
    for row in _rows(folder / "revisions" / "cases.jsonl"):
        pairs[row["pair"]].append(row)
    for number, name in enumerate(sorted(pairs)):
        texts = folder / "revisions" / "texts"
        old = reading((texts / f"{name}.before.txt").read_text(encoding="utf-8"))
        new = reading((texts / f"{name}.after.txt").read_text(encoding="utf-8"))
        following = Following(old, new)
        for row in pairs[name]:
            yield _revision(row, old, new, following, held_out=number % 2 == 1)


def quotations(folder: Path) -> Iterator[tuple[Row, Verdict]]:
    """Look for every quotation."""
    for path in sorted((folder / "anchoring").glob("*.jsonl")):
        for row in _rows(path):
            selector = row.get("selector", row)
            if selector.get("exact") and "text" in row:
                yield row, _judged_quotation(row["text"], selector, _spans(row, selector["exact"]))


def _rows(path: Path) -> Iterator[Row]:
    if path.exists():
        yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def _revision(
    row: Row, old: Reading, new: Reading, following: Following, *, held_out: bool
) -> OutsideCase:
    span = (row["expected"][0], row["expected"][1]) if row["expected"] else None
    wanted = Expected(_TRUTHS[row["status"]], span)
    found = following.place(quote_at(old.text, row["start"], row["end"]))
    return OutsideCase(row, held_out, _is_doubtful(row, old, new, wanted), wanted, found)


def _is_doubtful(row: Row, old: Reading, new: Reading, wanted: Expected) -> bool:
    """Whether the words stand unchanged, once before and once after, though it says otherwise."""
    once = old.text.count(row["exact"]) == new.text.count(row["exact"]) == 1
    return once and wanted.truth in (Truth.EDITED, Truth.DELETED)


def _spans(row: Row, exact: str) -> list[Span]:
    spans = row.get("expected_spans", [row.get("expected_span")])
    return [(start, end or start + len(exact)) for start, end in filter(None, spans)]


def _judged_quotation(text: str, selector: Row, spans: list[Span]) -> Verdict:
    """Hold an answer against the places that are wanted.

    Words that stand once are found there, even if a prefix says otherwise: another state.
    """
    exact, frame = selector["exact"], (selector.get("prefix") or "", selector.get("suffix") or "")
    answer = find_quote(text, exact, *frame)
    if isinstance(answer, Found):
        place = answer.start, answer.end
        if spans == [place]:
            return Verdict.RIGHT
        return Verdict.WRONG if spans else Verdict.OTHER_STATE
    if isinstance(answer, Missing):
        return Verdict.MISPLACED if spans else Verdict.RIGHT
    return Verdict.RIGHT if len(spans) > 1 else Verdict.NEEDLESS
