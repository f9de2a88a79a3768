"""Shares in words and numbers: “one in five adults”, “3 out of every 4”, as percentages."""

import re
from collections.abc import Iterator
from decimal import Context, Decimal

from workbench.evidence.figures.notation import SMALL, value_of_words
from workbench.evidence.figures.units import unit_at

_PRECISION = Context(prec=4)  # one in three is 33.33 %
_WORD = "|".join(sorted([*SMALL, "hundred", "thousand", "million"], key=len, reverse=True))
_WORDS = rf"(?:a )?(?:{_WORD})(?:[ -](?:{_WORD})){{0,3}}"
_DIGITS = r"\d{1,3}(?:,\d{3}){1,2}|\d{1,7}"
_SHARE = re.compile(
    rf"(?<![\w.,·/–-])(?P<part>{_DIGITS}|{_WORDS})[ -]"
    rf"(?:in(?P<every> every)?|(?:out )?of every|out of)[ -](?P<whole>{_DIGITS}|{_WORDS})"
    r"(?![\w–-]|[.,·/]\d)",
    re.IGNORECASE,
)
_YEARS = range(1000, 2100)
# Five in ten years, two in three games: no part of what stands behind.
_NO_WHOLE = "second minute hour day night week month quarter season year decade century game"
_NO_WHOLES = frozenset(_NO_WHOLE.split())


def shares_in(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Where shares stand, what they count included, and what they come to in percent."""
    for found in _SHARE.finditer(text):
        part, whole = _value(found["part"]), _value(found["whole"])
        (known, words), _start, end = unit_at(text, *found.span())
        in_year = found["whole"].isdecimal() and int(whole) in _YEARS and not found["every"]
        if 0 < part < whole and not (known or words & _NO_WHOLES or in_year):
            yield found.start(), end, _PRECISION.divide(100 * part, whole)


def _value(written: str) -> Decimal:
    digits = written.replace(",", "")
    if digits.isdecimal():
        return Decimal(digits)
    words = re.split("[ -]", written.lower().removeprefix("a "))
    return value_of_words(words) or Decimal(0)
