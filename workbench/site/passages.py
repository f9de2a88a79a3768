"""A short passage around the words of a search, where a line does not show them anyway. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from workbench.searching import folded
from workbench.site.highlighting import parts_of

AROUND = 90  # characters on either side


class Passage(NamedTuple):
    """Where the words were found (a `Where`), and the passage."""

    where: str
    words: str


def passage_in(
    said: Sequence[Sequence[str]], words: Sequence[str], shown: Sequence[str]
) -> Passage | None:
    """Where the first of the words stands that nothing `shown` has; none if all of them are shown.

    `said`: pairs of a `Where` and what is said there; `words`: as searches spell them.
    """
    seen = folded(" ".join(shown))
    for word in words:
        if word in seen:
            continue
        for where, text in said:
            if word in folded(text):
                return Passage(where, _around(text, word))
    return None


def _around(text: str, word: str) -> str:
    """Cut at spaces, with an ellipsis where something is left out."""
    before = parts_of(text, [word])[0]
    start = 0 if before[1] else len(before[0])
    begins, ends = max(0, start - AROUND), min(len(text), start + len(word) + AROUND)
    head = text[begins:start].partition(" ")[2] if begins else text[:start]
    tail = text[start:ends].rpartition(" ")[0] if ends < len(text) else text[start:]
    tail = tail if len(tail) >= len(word) else text[start:ends]
    return f"{'…' if begins else ''}{head}{tail}{'…' if ends < len(text) else ''}"
