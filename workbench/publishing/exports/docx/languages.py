"""What Word wants to be told of letters: whether they read from the right, or are East Asian."""

import re
import unicodedata
from enum import Enum, auto


class Script(Enum):
    """Letters that Word sets with fonts of their own."""

    WESTERN = auto()
    EAST_ASIAN = auto()
    FROM_RIGHT = auto()


_FROM_RIGHT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"})
_EAST_ASIAN = re.compile("[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
                         "\U00020000-\U0003ffff]")  # fmt: skip
EAST_ASIAN_FONTS = {
    "ja": "Yu Mincho",
    "ko": "Batang",
    "zh-hant": "PMingLiU",
    "zh-hk": "PMingLiU",
    "zh-tw": "PMingLiU",
}
_OTHERWISE = "SimSun"


def reads_from_right(text: str, language: str = "") -> bool:
    """Whether a paragraph does: by its language, else by its first letter."""
    return _main(language) in _FROM_RIGHT if language else _begins_from_right(text)


def in_script(text: str, language: str = "") -> Script:
    """Which fonts words are set with; signs without a side of their own take their language's."""
    first = _first_side(text)
    if first in {"R", "AL"} or (not first and _main(language) in _FROM_RIGHT):
        return Script.FROM_RIGHT
    return Script.EAST_ASIAN if _EAST_ASIAN.search(text) else Script.WESTERN


def east_asian_font(language: str) -> str:
    """The serif of an East Asian language that comes with Word; Chinese signs are the default."""
    lowered = language.lower()
    return EAST_ASIAN_FONTS.get(lowered) or EAST_ASIAN_FONTS.get(_main(lowered), _OTHERWISE)


def _begins_from_right(text: str) -> bool:
    return _first_side(text) in {"R", "AL"}


def _first_side(text: str) -> str:
    sides = map(unicodedata.bidirectional, text)
    return next((side for side in sides if side in {"L", "R", "AL"}), "")


def _main(language: str) -> str:
    return language.lower().partition("-")[0]
