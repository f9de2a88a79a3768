"""Which notes stand beside which paragraphs, so that they neither overlap nor leave the page empty.

Paragraphs whose notes crowd are set with those that follow, and the notes catch up beside these.
Notes that would fall too far behind go on below, in three columns. Heights are reckoned, in
points: the template sets what stands together as high as it is, so nothing hangs on a line more.
"""

import re
from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any
from unicodedata import east_asian_width

_LINE, _LETTERS, _BETWEEN = 15.25, 66, 11  # of the text: height, letters on a line, space below
_NOTE_LINE, _NOTE_LETTERS, _AROUND_NOTE = 11.5, 36, 36
_TOO_FAR, _ONE = 128, 50  # how far notes may be behind: about three of them; the height of one
_PERHAPS_WIDE = re.compile("[\u1100-\U0010ffff]")  # no letter before Hangul is as wide as two
Row = Mapping[str, Any]


def grouped(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Rows that stand together, with the notes beside them and those below."""
    groups: list[dict[str, Any]] = []
    here: list[Row] = []
    for row in rows:
        here.append(row)
        behind = _needed(_notes(here)) - _room(here)
        if behind <= 0 or behind > _TOO_FAR:
            groups.append(_group(here))
            here = []
    return [*groups, _group(here)] if here else groups


def _group(rows: Sequence[Row]) -> dict[str, Any]:
    notes, room = _notes(rows), _room(rows)
    room += _TOO_FAR if _needed(notes) <= room + _TOO_FAR else _ONE
    beside = [note for number, note in enumerate(notes, 1) if _needed(notes[:number]) <= room]
    return {"rows": list(rows), "beside": beside, "below": notes[len(beside) :]}


def _notes(rows: Sequence[Row]) -> list[Row]:
    return [note for row in rows for note in row.get("notes", ())]


def _room(rows: Sequence[Row]) -> float:
    """How high the paragraphs are."""
    return sum(_LINE * _lines(_words(row), _LETTERS) + _BETWEEN for row in rows)


def _words(row: Row) -> str:
    return "".join(part.get("text", "") for part in row.get("parts", ()))


def _needed(notes: Sequence[Row]) -> float:
    """How high the notes are."""
    said = [words for note in notes for words in (note["statement"], *note["said"])]
    lines = sum(_lines(words, _NOTE_LETTERS) for words in said)
    return _AROUND_NOTE * len(notes) + _NOTE_LINE * lines


def _lines(words: str, letters: int) -> int:
    """On how many lines words stand; a letter of Chinese, Japanese or Korean is as wide as two."""
    wide = sum(east_asian_width(letter) in "WF" for letter in _PERHAPS_WIDE.findall(words))
    return ceil((len(words) + wide) / letters)
