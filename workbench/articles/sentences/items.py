"""Parts of a block that begin without a stop before them.

Enumerations that run on, `1. Bread 2. Wine` and `• Bread • Wine`; the credit behind a
caption, `The harbour at night Image: A. Person.`; a line of place or date;
a sentence that follows one without a stop.
"""

import re
from collections.abc import Iterator

from workbench.articles.sentences.datelines import dateline_starts
from workbench.articles.sentences.lost_stops import lost_stops

_BULLETS = tuple("•⁃▪◦‣●")
_BULLET = re.compile(r"(?<=\s)[•⁃▪◦‣●]")
_FIRST_NUMBER = re.compile(r"\s*(1|a)(\.\)|[.)])\s")
_NUMBER = re.compile(r"(?<=\s)(\d{1,3}|[a-z])(\.\)|[.)])(?=\s)")
_CREDIT = re.compile(r"(?:Image|Photo(?:graph)?|Picture|Credit|Foto|Bild|Crédit|Фото)s? ?: ")
_UNFINISHED = (",", ";", ":", "(", "[", "-", "–", "—")


def item_starts(text: str) -> list[int]:
    """Return where the parts of a block start that no stop mark sets apart, in order."""
    listed = {*_bulleted(text), *_numbered(text), *_credits(text)}
    return sorted({0, *listed, *dateline_starts(text), *lost_stops(text)})


def _bulleted(text: str) -> Iterator[int]:
    if text.lstrip().startswith(_BULLETS):
        yield from (found.start() for found in _BULLET.finditer(text))


def _numbered(text: str) -> Iterator[int]:
    first = _FIRST_NUMBER.match(text)
    if first is None:
        return
    expected = _after(first[1])
    for mark in _NUMBER.finditer(text, first.end()):
        if mark[1] == expected and mark[2] == first[2]:
            yield mark.start()
            expected = _after(expected)


def _credits(text: str) -> Iterator[int]:
    for found in _CREDIT.finditer(text):
        before = text[max(0, found.start() - 2) : found.start()]
        if before.endswith(" ") and not before.startswith(_UNFINISHED):
            yield found.start()


def _after(label: str) -> str:
    return str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)
