"""Dates as newspapers write them, to `2019`, `2019-05` or `2019-05-15`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

# English, German, French, Spanish, Italian, Dutch and Portuguese, January first.
_MONTH_NAMES = (
    "january jan januar jänner janvier janv enero ene gennaio januari janeiro",
    "february feb februar février févr fevrier febrero febbraio februari fevereiro",
    "march mar märz maerz mrz mars marzo maart março",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mei maio",
    "june jun juni juin junio giugno junho",
    "july jul juli juillet juil julio luglio julho",
    "august aug août aout agosto augustus",
    "september sept sep septembre septiembre settembre setembro",
    "october oct oktober okt octobre octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre déc diciembre dicembre dezembro",
)
# Polish and Russian: in the genitive, as in dates, and in the nominative where that differs.
_SLAVIC_MONTH_NAMES = (
    "stycznia января январь янв",
    "lutego февраля февраль фев",
    "marca марта март",
    "kwietnia апреля апрель апр",
    "maja мая май",
    "czerwca июня июнь",
    "lipca июля июль",
    "sierpnia августа август авг",
    "września сентября сентябрь сен",
    "października октября октябрь окт",
    "listopada ноября ноябрь",
    "grudnia декабря декабрь дек",
)
_MONTHS = {
    name: number
    for tongue in (_MONTH_NAMES, _SLAVIC_MONTH_NAMES)
    for number, names in enumerate(tongue, 1)
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)\b"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at `start` to `end` of the text it was found in."""

    start: int
    end: int
    iso: str


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _words(found: re.Match[str]) -> str:
    month = _MONTHS[found["month"].lower()]
    return _iso(int(found["year"]), month, int(found["day"]))


def _month_only(found: re.Match[str]) -> str:
    return f"{found['year']}-{_MONTHS[found['month'].lower()]:02}"


def _year_first(found: re.Match[str]) -> str:
    return _iso(int(found["year"]), int(found["m"]), int(found["day"]))


def _numbers(found: re.Match[str]) -> str:
    """Day or month first: where both can be, only the year is certain."""
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    if found["mark"] == "." or first > 12:
        return _iso(year, second, first)
    if second > 12 or first == second:
        return _iso(year, first, second)
    return str(year)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.I), to_iso)
    for pattern, to_iso in (
        (rf"\b{_YEAR}-(?P<m>\d\d)-(?P<day>\d\d)(?!\d)", _year_first),
        (rf"\b{_YEAR}[/.](?P<m>\d\d?)[/.](?P<day>\d\d?)(?!\d)", _year_first),
        (r"(?P<year>(?:1[5-9]|20)\d\d)年(?P<m>\d\d?)月(?P<day>\d\d?)日", _year_first),
        (rf"\b{_DAY}\s+(?:de\s+|of\s+)?{_MONTH},?\s+(?:de\s+)?{_YEAR}", _words),
        (rf"\b{_DAY}[-/]{_MONTH}[-/]{_YEAR}", _words),
        (rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}", _words),
        (rf"\b(?P<first>\d\d?)(?P<mark>[/.-])(?P<second>\d\d?)(?P=mark){_YEAR}", _numbers),
        (rf"\b{_MONTH},?\s+(?:de\s+)?{_YEAR}", _month_only),
    )
)


def find_dates(text: str) -> list[FoundDate]:
    """Return the dates in a short text, in order. One that no calendar has is none."""
    found: list[FoundDate] = []
    for candidate in _candidates(text):
        if not any(_overlap(candidate, other) for other in found):
            found.append(candidate)
    return sorted((each for each in found if each.iso), key=lambda each: each.start)


def _candidates(text: str) -> Iterator[FoundDate]:
    for form, to_iso in _FORMS:
        for match in form.finditer(text):
            yield FoundDate(match.start(), match.end(), to_iso(match))


def _overlap(one: FoundDate, other: FoundDate) -> bool:
    return one.start < other.end and other.start < one.end


_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def parse_date(text: str) -> str:
    """Return the first date in what metadata give as a date, empty if there is none."""
    whole = _PLAIN.fullmatch(text.strip())
    if whole and whole[3] is None and (whole[2] is None or 1 <= int(whole[2]) <= 12):
        return text.strip()
    return next((each.iso for each in find_dates(text[:200])), "")
