"""A source's text, made ready for looking up quotes.

What is looked up are its letters and digits alone, without case and accents: typography cannot
part them, and finding is left to `str.find`, which is fast and never quadratic. What stands
between the letters is compared where they are found.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate

from workbench.articles.reanchoring.words import MARKS

_BLOCK = 1024  # code points that are counted together
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_FOREIGN = re.compile(r"[^\W\x00-\x7fʼ]")
_LETTERS = re.compile(r"[^\W_]+")
_MARKS = re.compile(rf"[{MARKS}]*")


def letters_of(text: str) -> str:
    """Return letters and digits, folded; each code point yields its own, whatever is beside it."""
    folded = unicodedata.normalize("NFD", text).casefold()
    if folded.isascii() or not _FOREIGN.search(folded):  # three times as fast, and the usual
        return folded.encode("ascii", "ignore").translate(None, _NO_LETTERS).decode()
    return "".join(_LETTERS.findall(folded.replace("ʼ", "")))


class SourceText:
    """A text whose letters are made ready when they are first needed, and kept.

    `letters`: all of its letters and digits, folded. Offsets into them are called places here,
    to tell them from offsets into the text.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _blocks(self) -> list[str]:
        text = self.text
        return [letters_of(text[at : at + _BLOCK]) for at in range(0, len(text), _BLOCK)]

    @cached_property
    def _places(self) -> list[int]:
        """The place at which each block begins."""
        return [0, *accumulate(map(len, self._blocks))]

    @cached_property
    def letters(self) -> str:
        """All letters and digits, folded."""
        return "".join(self._blocks)

    def offset(self, place: int) -> int:
        """Return the offset of the code point that yields the letter at a place."""
        block = bisect_right(self._places, place) - 1
        start = block * _BLOCK
        return start + _offsets(self.text[start : start + _BLOCK])[place - self._places[block]]

    def place(self, offset: int) -> int:
        """Return how many letters stand before an offset."""
        block = min(offset, len(self.text) - 1) // _BLOCK
        start = block * _BLOCK
        offsets = _offsets(self.text[start : start + _BLOCK])
        return self._places[block] + bisect_left(offsets, offset - start)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where letters stand in the text, from one place through another.

        The signs that belong to the last letter belong to it.
        """
        end = self.offset(last) + 1
        marks = _MARKS.match(self.text, end)
        return self.offset(first), marks.end() if marks else end


@lru_cache(maxsize=64)
def _offsets(block: str) -> list[int]:
    """Return for each letter of a block which of its code points yields it."""
    return [at for at, sign in enumerate(block) for _letter in letters_of(sign)]
