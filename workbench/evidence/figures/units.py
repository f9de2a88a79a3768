"""What a number counts or measures: a currency, a share, or the words behind it."""

import re
from collections.abc import Mapping

PERCENT, POINTS = "%", "percentage points"
_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₽": "RUB", "₹": "INR"}
_BEFORE: Mapping[str, str] = {
    **_SYMBOLS, "US$": "USD", "EUR": "EUR", "USD": "USD", "GBP": "GBP", "CHF": "CHF",
    "JPY": "JPY", "RUB": "RUB",
}  # fmt: skip
_BEHIND: Mapping[str, str] = {
    **_BEFORE, "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD",
    "roubles": "RUB", "rubles": "RUB", "rubel": "RUB", "francs": "CHF", "yen": "JPY",
    "%": PERCENT, "percent": PERCENT, "prozent": PERCENT, "процентов": PERCENT,
    "km": "kilometre", "kilometres": "kilometre", "kilometers": "kilometre",
    "kilometer": "kilometre", "kg": "kilogram", "kilograms": "kilogram", "kilos": "kilogram",
}  # fmt: skip
_OPENING = re.compile(r"(US\$|[€$£¥₽₹]|\b(?:EUR|USD|GBP|CHF|JPY|RUB))[ \u00a0]?\Z")
_PHRASES = re.compile(
    r"[ \u00a0-]?(?:(?P<points>percentage[ -]points?|prozentpunkten?|pp\b)"
    r"|(?P<percent>%|per[ ]cent\b|pour[ ]cent\b|por[ ]ciento\b))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[ \u00a0-]?([^\W\d_][\w’'-]{0,40}|[€$£¥₽₹])")
_LONGEST_NOUN = 3  # words behind a number that may name what it counts
# Words that name nothing that is counted, and behind which nothing does.
_STOPS = (
    "a an the and or but in on at of by for from to with than that which who when while where is"
    " was are were be been has have had did do does will would may can it its this these those as"
    " if so not no since until before after over under between during per each more less about"
)

_STOP_WORDS = frozenset(_STOPS.split())

Unit = tuple[str, frozenset[str]]  # a unit of which there is one, else the words behind the number
NOTHING: Unit = ("", frozenset())


def unit_at(text: str, start: int, end: int) -> tuple[Unit, int, int]:
    """The unit of a number, and where number and unit begin and end together."""
    opening = _OPENING.search(text, max(0, start - 6), start)
    if opening:
        return (_BEFORE[opening[1]], frozenset()), opening.start(), end
    phrase = _PHRASES.match(text, end)
    if phrase:
        return (POINTS if phrase["points"] else PERCENT, frozenset()), start, phrase.end()
    return _words_behind(text, start, end)


def _words_behind(text: str, start: int, end: int) -> tuple[Unit, int, int]:
    words: list[str] = []
    at = end
    while len(words) < _LONGEST_NOUN and (found := _WORD.match(text, at)):
        word = found[1]
        if not words and (known := _BEHIND.get(word) or _BEHIND.get(word.lower())):
            return (known, frozenset()), start, found.end()
        if word.lower() in _STOP_WORDS:
            break
        words.append(singular(word.lower()))
        at = found.end()
    return ("", frozenset(words)), start, at


def singular(word: str) -> str:
    """An English word without its plural: roughly, and alike for both."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def alike(one: Unit, other: Unit) -> bool:
    """Whether two numbers may be compared: of one unit, or with a word behind them in common."""
    if one[0] or other[0]:
        return one[0] == other[0]
    return bool(one[1] & other[1]) or not (one[1] or other[1])
