"""Words as they are compared: folded, with their places and weights.

Offsets are Unicode code points, `end` exclusive.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

# Signs that belong to the letter before them; joiners; whole scripts that consist of both.
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0dff\u200c\u200d\ufe0f"
)
# Scripts written without spaces: there each letter is compared for itself.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
LETTERS = rf"(?:(?![{_UNSPACED}])[\w{MARKS}])+"
_WORD = re.compile(rf"[{_UNSPACED}]|{LETTERS}(?:[.,:'’]{LETTERS})*|[^\w\s]")
_FOLDED = str.maketrans("’‘“”–—‐‑", "''\"\"----")
_HEAVIEST, _SIGN = 8, 0.25


class Word(NamedTuple):
    """A word or a sign with its place.

    `key` is what is compared: without case, and with one kind of quotation mark and dash.
    `weight` is how much it tells: its letters, eight at most; of a sign next to nothing.
    """

    key: str
    start: int
    end: int
    weight: float


def words_of(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """Return the words and signs of a text, or of the part between two offsets."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return tuple(_word(match[0], *match.span()) for match in found)


def _word(letters: str, start: int, end: int) -> Word:
    key = letters.casefold()
    if not key.isascii():
        key = key.translate(_FOLDED)
    return Word(key, start, end, min(len(key), _HEAVIEST) if key[0].isalnum() else _SIGN)


def weight_of(words: Iterable[Word]) -> float:
    """Add up what the words weigh."""
    return sum([word.weight for word in words])
