"""Finding figures in a text: numbers with what they count, and the year named beside them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from workbench.evidence.figures.notation import (
    DIGITS,
    MAGNITUDES,
    SMALL,
    value_of_digits,
    value_of_words,
)
from workbench.evidence.figures.shares import shares_in
from workbench.evidence.figures.units import NOTHING, PERCENT, Unit, unit_at

LONGEST = 20_000  # code points of a text that are looked at
MOST = 24  # figures of a text
_MOST_NUMBERS = 200  # of a text, years and days included
_NEAR = 80  # code points between a figure and the year that goes with it

_WORDS = "|".join(
    sorted([*SMALL, "hundred", "thousand", "million", "billion"], key=len, reverse=True)
)
_SPELLED = re.compile(rf"\b(?:{_WORDS})(?:(?:[ -]|[ ]and[ ])(?:{_WORDS})){{0,11}}\b", re.IGNORECASE)
_MAGNITUDE = re.compile(
    rf"[ \u00a0-]?({'|'.join(sorted(MAGNITUDES, key=len, reverse=True))})\b\.?", re.IGNORECASE
)
_SHORT_MILLION = re.compile(r"[ ]?m\b")  # behind a number that a currency leads in
_ABBREVIATED = frozenset({"mio", "mrd", "млн", "млрд"})
_PARTS = re.compile(r"[ -](?:half|halves|thirds?|quarters?|fifths?|tenths?)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_YEAR_LED_IN = re.compile(
    r"\b(?:in|since|until|by|before|after|during|year|im|seit|en)[ ]\Z", re.IGNORECASE
)
_RECENT = re.compile(r"(?:19|20)\d\d")
_NAMED_BEFORE = re.compile(  # the 2016 election; the 2016 votes are left out with it
    r"\b(?:the|an?|this|that|its|his|her|their|our|der|die|das|dem|den|des|les?|la)[ ]\Z",
    re.IGNORECASE,
)
_MONTHS = (
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober"
    " dezember janvier février mars avril juin juillet août septembre octobre novembre décembre"
)
_MONTH = "|".join(sorted(_MONTHS.split(), key=len, reverse=True))
_MONTH_BEHIND = re.compile(rf"(?:st|nd|rd|th|\.)?[ ](?:of[ ])?(?:{_MONTH})\b", re.IGNORECASE)
_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTH})\.?[ ]\Z", re.IGNORECASE)
_BEFORE_NONE = re.compile(r"[\w/#§:.,·°’'-]\Z")  # a part of a name, of a path or of another number
_BEHIND_NONE = re.compile(r"(?:st|nd|rd|th)\b|[/:]\d|[.,·-]?\d|[^\W\d_]", re.IGNORECASE)
_PERCENT: Unit = (PERCENT, frozenset())
_MINUS = re.compile(r"(?:\A|[\s(])([−-])\Z")
_SENTENCE_END = re.compile(r"[.!?…][\"”’)]*\s|\n")


@dataclass(frozen=True)
class Figure:
    """A number as it is written, unit included, with its value; of a range both ends.

    `start` and `end` are code points. `year` is one that is named close by. `ambiguous`: its comma
    or point may also be read the other way, so that it would be another number. `share`: it says
    so many in so many, and comes to this many percent.
    """

    start: int
    end: int
    words: str
    low: Decimal
    high: Decimal
    unit: Unit
    year: int | None = None
    ambiguous: bool = False
    share: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one number, and no range."""
        return self.low == self.high


@dataclass(frozen=True)
class _Number:
    start: int
    end: int
    value: Decimal
    ambiguous: bool = False


def figures_in(text: str, language: str = "en") -> Sequence[Figure]:
    """The figures of a text, in order; those beyond the first two dozen are left out.

    Years, days, ordinals and the numbers of names (“G20”, “A/68/262”) are none.
    """
    text = text[:LONGEST]
    shares = list(islice(_shares(text), _MOST_NUMBERS))
    numbers = list(islice(_outside(shares, _numbers(text, language)), _MOST_NUMBERS))
    years = [number for number in numbers if _is_year(text, number)]
    others = [number for number in numbers if not _is_year(text, number)]
    found = _joined(text, _figures(text, [n for n in others if not _is_date(text, n)]))
    figures = sorted([*shares, *found], key=lambda figure: figure.start)[:MOST]
    return [replace(each, year=_year_beside(text, each, years)) for each in figures]


def _shares(text: str) -> Iterator[Figure]:
    for start, end, value in shares_in(text):
        yield Figure(start, end, text[start:end], value, value, _PERCENT, share=True)


def _outside(shares: Sequence[Figure], numbers: Iterable[_Number]) -> Iterator[_Number]:
    """The numbers that no share is made of."""
    for number in numbers:
        if not any(share.start < number.end and number.start < share.end for share in shares):
            yield number


def _numbers(text: str, language: str) -> Iterator[_Number]:
    """Digits and number words with their magnitudes, in order, none within another."""
    written = [_of_digits(text, match, language) for match in DIGITS.finditer(text)]
    spelled = [_of_words(text, match) for match in _SPELLED.finditer(text)]
    end = 0
    for number in sorted(filter(None, [*written, *spelled]), key=lambda each: each.start):
        if number.start >= end:
            yield number
            end = number.end


def _of_digits(text: str, match: re.Match[str], language: str) -> _Number | None:
    start, end = match.span()
    minus = _MINUS.search(text, max(0, start - 2), start)
    value, ambiguous = value_of_digits(match[0], language)
    times, behind = _magnitude(text, start, end)
    if times > 1:
        value, end = value * times, behind
    elif _BEHIND_NONE.match(text, end) and not _unit_sticks(text, end):
        return None
    if minus:
        return _Number(minus.start(1), end, -value, ambiguous)
    if _BEFORE_NONE.search(text, max(0, start - 1), start) and not _follows_range(text, start):
        return None
    return _Number(start, end, value, ambiguous)


def _magnitude(text: str, start: int, end: int) -> tuple[int, int]:
    """By how much a number is multiplied by the word behind it, and where that ends."""
    found = _MAGNITUDE.match(text, end)
    if found:
        word = found[1].lower()
        return MAGNITUDES[word], found.end() if word in _ABBREVIATED else found.end(1)
    short = _SHORT_MILLION.match(text, end)
    if short and text[max(0, start - 2) : start].rstrip().endswith(("€", "$", "£", "¥")):
        return 10**6, short.end()
    return 1, end


def _unit_sticks(text: str, end: int) -> bool:
    """Whether letters behind a number are a unit and no name: 5km, 20kg."""
    return re.match(r"(?:km|kg|m|cm|ha|kWh|MW|GW)\b", text[end : end + 4]) is not None


def _follows_range(text: str, start: int) -> bool:
    return re.search(r"[\d%½¼¾][–—]\Z", text[max(0, start - 2) : start]) is not None


def _of_words(text: str, match: re.Match[str]) -> _Number | None:
    words = re.split("[ -]", match[0].lower())
    value = value_of_words(words)
    # “One” is far more often a pronoun, and “two thirds” are not two.
    if value is None or words == ["one"] or _PARTS.match(text, match.end()):
        return None
    return _Number(match.start(), match.end(), value)


def _is_year(text: str, number: _Number) -> bool:
    if not _YEAR.fullmatch(text, number.start, number.end):
        return False
    (known, words), _start, _end = unit_at(text, number.start, number.end)
    led_in = _YEAR_LED_IN.search(text, max(0, number.start - 8), number.start)
    recent = _RECENT.fullmatch(text, number.start, number.end)
    named = recent and _NAMED_BEFORE.search(text, max(0, number.start - 8), number.start)
    return not known and bool(led_in or named or not words)


def _is_date(text: str, number: _Number) -> bool:
    """Whether it is the day of a month, or the year behind one."""
    if not text[number.start : number.end].isdecimal():
        return False
    before = _MONTH_BEFORE.search(text, max(0, number.start - 12), number.start)
    return bool(before or _MONTH_BEHIND.match(text, number.end))


def _figures(text: str, numbers: Sequence[_Number]) -> Iterator[Figure]:
    """Numbers with their units; a currency between two is the first one's."""
    end = 0
    for number in numbers:
        unit, start, beyond = unit_at(text, number.start, number.end)
        if start >= end:
            words, value, end = text[start:beyond], number.value, beyond
            yield Figure(start, end, words, value, value, unit, ambiguous=number.ambiguous)


def _joined(text: str, figures: Iterable[Figure]) -> list[Figure]:
    """Two figures that are the ends of a range are one: “10–12 %”, “between 3 and 4 km”."""
    found: list[Figure] = []
    for figure in figures:
        if found and found[-1].exact and _is_range(text, found[-1], figure):
            found.append(_spanned(text, found.pop(), figure))
        else:
            found.append(figure)
    return found


def _spanned(text: str, first: Figure, second: Figure) -> Figure:
    low, high = sorted((first.low, second.low))
    words, doubtful = text[first.start : second.end], first.ambiguous or second.ambiguous
    return replace(second, start=first.start, words=words, low=low, high=high, ambiguous=doubtful)


def _is_range(text: str, first: Figure, second: Figure) -> bool:
    bare = first.unit == NOTHING
    between = text[first.end : second.start]
    before = text[max(0, first.start - 9) : first.start].lower()
    if between.strip() in {"–", "—"} and len(between) <= 3:
        return bare or first.unit == second.unit
    if between.strip() in {"and", "und"}:
        return before.endswith(("between ", "zwischen "))
    is_to = between.strip() in {"to", "bis", "à"}
    return is_to and not before.endswith(("from ", "von ")) and (bare or first.unit == second.unit)


def _year_beside(text: str, figure: Figure, years: Sequence[_Number]) -> int | None:
    """The nearest year of the same sentence."""
    near = [(_gap(figure, year), year) for year in years]
    for gap, year in sorted(near, key=lambda pair: pair[0]):
        low, high = min(figure.end, year.end), max(figure.start, year.start)
        if gap <= _NEAR and not _SENTENCE_END.search(text, low, max(low, high)):
            return int(year.value)
    return None


def _gap(figure: Figure, year: _Number) -> int:
    return max(year.start - figure.end, figure.start - year.end, 0)
