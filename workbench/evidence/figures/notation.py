"""How numbers are written: digits with separators, fractions, magnitudes, and words of English.

Whether a comma or a point parts thousands or decimals follows the language of the text. Where the
other reading is possible too, a number says so.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal

_SPACES = " \u00a0\u2009\u202f"
_FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
# Digits in groups of three, or in one run; then decimals; then a fraction. Every part is bounded.
DIGITS = re.compile(
    rf"(?:\d{{1,3}}(?:[{_SPACES}'’,.]\d{{3}}(?!\d)){{1,6}}|\d{{1,15}})(?:[.,·]\d{{1,12}})?[{_FRACTIONS}]?"
    rf"|[{_FRACTIONS}]"
)
_COMMA_FOR_DECIMALS = "de fr es it pt nl ru pl cs sk da sv nb no fi tr el uk hu ro"
_GROUPS = re.compile(r"\D")

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL: Mapping[str, int] = {
    "zero": 0,
    **{word: number for number, word in enumerate(_UNITS.split(), start=1)},
    **{word: 10 * number for number, word in enumerate(_TENS.split(), start=2)},
}
MAGNITUDES: Mapping[str, int] = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "bn": 10**9, "tn": 10**12, "k": 10**3, "tausend": 10**3, "mio": 10**6, "mrd": 10**9,
    "millionen": 10**6, "milliarde": 10**9, "milliarden": 10**9, "mille": 10**3, "millions": 10**6,
    "billions": 10**9, "milliard": 10**9, "milliards": 10**9, "mil": 10**3, "millón": 10**6,
    "millones": 10**6, "milioni": 10**6, "miliardi": 10**9, "тысяч": 10**3, "млн": 10**6,
    "млрд": 10**9,
}  # fmt: skip


def value_of_digits(written: str, language: str) -> tuple[Decimal, bool]:
    """What digits come to, and whether another reading of their separators is as possible."""
    whole, fraction = written.rstrip(_FRACTIONS), written[len(written.rstrip(_FRACTIONS)) :]
    value, ambiguous = _plain(whole, language) if whole else (Decimal(0), False)
    if fraction:
        value += Decimal(str(unicodedata.numeric(fraction)))
    return value, ambiguous


def _plain(written: str, language: str) -> tuple[Decimal, bool]:
    marks = _GROUPS.findall(written)
    if not marks:
        return Decimal(written), False
    last = written[written.rindex(marks[-1]) + 1 :]
    decimal = marks[-1] if _parts_decimals(marks, last, language) else ""
    whole, _mark, decimals = written.rpartition(decimal) if decimal else (written, "", "")
    digits = _GROUPS.sub("", whole)
    value = Decimal(f"{digits}.{decimals}" if decimals else digits)
    return value, _is_ambiguous(marks, last, language)


def _parts_decimals(marks: Sequence[str], last: str, language: str) -> bool:
    """Whether what stands behind the last mark are decimals."""
    if marks[-1] not in ",.":
        return marks[-1] == "·"
    if len(marks) > 1:
        return marks[-1] != marks[-2]
    return len(last) != 3 or marks[-1] == _decimal_mark(language)


def _is_ambiguous(marks: Sequence[str], last: str, language: str) -> bool:
    """One mark with three digits behind it, other than thousands are parted in this language."""
    thousands = "." if _decimal_mark(language) == "," else ","
    return len(marks) == 1 and len(last) == 3 and marks[0] not in {thousands, "·"}


def _decimal_mark(language: str) -> str:
    return "," if language.partition("-")[0].lower() in _COMMA_FOR_DECIMALS.split() else "."


def value_of_words(words: Sequence[str]) -> Decimal | None:
    """What English number words come to: “three hundred and five thousand”; None for no number."""
    total = current = 0
    for word in words:
        if word == "and":
            continue
        if word in SMALL:
            current += SMALL[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in MAGNITUDES:
            total, current = total + max(current, 1) * MAGNITUDES[word], 0
        else:
            return None
    return Decimal(total + current)
