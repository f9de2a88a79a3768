"""Accents that stand by themselves, as old fonts of TeX set them: “¨” and “o” in one place are “ö”.

What is one letter is told by place alone. Where an accent is a sign by itself (an apostrophe, a
formula's), letters stand beside it; where TeX set it for a letter, both share their place. Of
14,700 accents in 200 manuals each did so by nine tenths of the width, or by less than a quarter.
"""

from collections.abc import Callable, Iterator, Sequence
from unicodedata import normalize

Box = tuple[float, float, float, float]  # left, bottom, right, top

_COMBINING = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "˜": "\u0303", "¯": "\u0304", "˘": "\u0306",
    "˙": "\u0307", "¨": "\u0308", "˚": "\u030a", "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327",
    "˛": "\u0328",
}  # fmt: skip
_DOTTED = {"ı": "i", "ȷ": "j"}
_SHARED = 0.5  # of the narrower one's width, of the lower one's height
# An accent stands before its letter; but one that is set higher, over a capital, PDFium tells
# behind what follows in the line, or in the middle of it.
_BEHIND, _BEFORE = 4, 150  # characters among which its letter is looked for
_CLOSE = 0.12  # times the height: no space is as narrow


def composed(characters: Sequence[str], box_of: Callable[[int], Box]) -> list[str]:
    """The characters with each accent in its letter, and nothing in the accent's own place.

    `box_of` tells where a character stands, from where the pen was to where it went.
    """
    found = list(characters)
    accents = [index for index, each in enumerate(characters) if each in _COMBINING]
    for index in accents:
        _compose(found, index, box_of)
    for index in accents:
        if not found[index]:
            _close(found, index, box_of)
    return found


def _compose(found: list[str], index: int, box_of: Callable[[int], Box]) -> None:
    """Put an accent into the letter whose place it shares, if there is one."""
    accent = box_of(index)
    for place in _places(found, index):
        letter = _accented(found[place], found[index])
        if letter and _share_their_place(accent, box_of(place)):
            found[index], found[place] = "", letter
            return


def _places(found: Sequence[str], index: int) -> Iterator[int]:
    """Where its letter may be: right beside it, or farther off if nothing stands behind it."""
    alone = not "".join(found[index + 1 : index + 2]).strip()
    behind, before = (_BEHIND, _BEFORE) if alone else (1, 1)
    yield from range(index + 1, min(index + 1 + behind, len(found)))
    yield from range(index - 1, max(index - 1 - before, -1), -1)


def _accented(bare: str, accent: str) -> str:
    """The letter with the accent, if there is such a letter."""
    letter = normalize("NFC", _DOTTED.get(bare, bare) + _COMBINING[accent])
    return letter if bare.isalpha() and len(letter) == 1 else ""


def _share_their_place(accent: Box, letter: Box) -> bool:
    return min(_shared(accent, letter, side) for side in (0, 1)) > _SHARED


def _shared(one: Box, other: Box, side: int) -> float:
    """How much they share from left to right (0) or upwards (1), as a part of the shorter one."""
    (begin, end), (start, stop) = one[side::2], other[side::2]
    length = min(end - begin, stop - start)
    return (min(end, stop) - max(begin, start)) / length if length > 0 else 0.0


def _close(found: list[str], index: int, box_of: Callable[[int], Box]) -> None:
    """Take out the spaces around an accent that was told in the middle of another word."""
    before = next(_words(found, range(index - 1, -1, -1)), index)
    behind = next(_words(found, range(index + 1, len(found))), index)
    between = found[before + 1 : behind]
    if "".join(between).strip(" ") or " " not in between:
        return
    left, right = box_of(before), box_of(behind)
    if abs(right[0] - left[2]) < _CLOSE * (left[3] - left[1]):
        found[before + 1 : behind] = [""] * len(between)


def _words(found: Sequence[str], places: range) -> Iterator[int]:
    return (place for place in places if found[place] not in ("", " "))
