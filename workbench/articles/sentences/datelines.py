"""The line of place or date at the head or foot of a block.

A date behind a heading or before the first sentence, `The harbour closes Tuesday, May 7,
2019`; the place an agency reports from, `SOCHI, Russia (AP) — The harbour closed.`
"""

import re
from collections.abc import Iterator

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = rf"(?i:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}),? \d{{4}}"
_WEEKDAY = "(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day), "
_LONGEST_DATE = 40  # code points
_DATE_IN_FRONT = re.compile(rf"(?:{_WEEKDAY})?{_DAY} (?=[A-Z])")
_DATE_AT_THE_END = re.compile(rf"(?<=[^\s,;:.!?–—-] ){_WEEKDAY}{_DAY}\Z")
_BEFORE_DATES = (" on", " of", " from", " to", " by", " since", " until", " till", " for")

_CAPITALS = "A-ZÀ-ÖØ-ÞА-ЯЁ"
_CAPITAL = f"[{_CAPITALS}]"
_NAME = rf"{_CAPITAL}[\w.'’-]{{0,25}}"
_PLACE = rf"{_NAME}(?: (?:{_NAME}|of|de|la|am|on)){{0,3}}"
_SHORT_DATE = r"(?:\w{1,12}\.? )?\d{1,2}\.?(?: \w{2,12})?(?:,? \d{4})?"
_AGENCY = rf" \((?:{_CAPITAL}[^()]{{1,30}}|dpa|epd)\)"
_SENTENCE = rf"\s{{1,3}}(?=[\"“„«]?{_CAPITAL})(?!РИА |ТАСС|Интерфакс)"  # "— ТАСС. Она"
_DASH = rf"(?:,? (?:-{{1,2}}|[–—]){_SENTENCE})"
_FIRST_WORD = r"(?: (?=(?:The|A|An|This|On|In|At|After|As|When)\s))"
_DATELINE = re.compile(
    rf"{_PLACE}(?:(?:, (?:{_PLACE}|{_SHORT_DATE})){{1,3}}(?:{_AGENCY})?|{_AGENCY})"
    rf"(?:{_DASH}|{_FIRST_WORD})"
    rf"|{_CAPITAL}[{_CAPITALS} ]{{4,40}} (?:--|[–—]){_SENTENCE}"
)
_SENTENCE_END = tuple('.!?…"”’»)]')


def dateline_starts(text: str) -> Iterator[int]:
    """Find where the block goes on behind such a line, or where the line at its foot starts."""
    yield from _behind_date(text)
    yield from _behind_place(text)
    yield from _date_at_the_end(text)


def _behind_date(text: str) -> Iterator[int]:
    found = _DATE_IN_FRONT.match(text)
    if found:
        yield found.end()


def _behind_place(text: str) -> Iterator[int]:
    """Set the place apart, unless no sentence follows: `Orlando, Florida — Missions`.

    A lone `London` could begin a sentence, `London — Europe's largest city — voted.`;
    `LONDON` and `London, England` hardly do. An acronym is seldom as long as `LONDON`.
    """
    found = _DATELINE.match(text)
    if found and text.rstrip().endswith(_SENTENCE_END):
        yield found.end()


def _date_at_the_end(text: str) -> Iterator[int]:
    if not text[-1:].isdigit():
        return
    found = _DATE_AT_THE_END.search(text, max(0, len(text) - _LONGEST_DATE))
    if found and not text[: found.start()].rstrip().endswith(_BEFORE_DATES):
        yield found.start()
