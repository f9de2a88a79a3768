"""Joining the lines of a PDF to paragraphs."""

import re
from collections import defaultdict
from itertools import pairwise
from statistics import median

from workbench.intake.formats.pdf_lines import HYPHEN, Line
from workbench.intake.structure.prose import is_finished

_OTHER_HEIGHT = 0.15  # share by which heights differ that are not of one paragraph
_WIDE_LEADING = 1.3  # times the usual distance of lines
_INDENT = 0.8  # heights
_RAGGED = 0.65  # share of the column that a line fills which is not the last one
_WORD = re.compile(r"\w+(?:-\w+)*")
# Only from the beginning of a word and never back into it: one may be as long as a page.
_BROKEN = re.compile(rf"\b(\w++)(?:{HYPHEN}|-(?=\n[^\W\d_A-Z]))\n?(\w+)")


def joined(lines: list[Line]) -> list[list[Line]]:
    """Group the lines of a document's text, page furniture left out, by paragraph."""
    if not lines:
        return []
    leading = _usual_leading(lines)
    margins = _right_margins(lines)
    paragraphs = [[lines[0]]]
    for before, line in pairwise(lines):
        if _goes_on(before, line, leading, margins):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _usual_leading(lines: list[Line]) -> float:
    steps = [a.bottom - b.bottom for a, b in pairwise(lines) if _below(a, b)]
    tight = [step for step in steps if step > 0]
    return median(tight) if tight else 0.0


def _below(a: Line, b: Line) -> bool:
    return a.page == b.page and b.bottom < a.bottom and abs(a.left - b.left) < 4 * a.height


def _column(line: Line) -> tuple[int, int]:
    """Lines of one column and one size share a margin; 90 points tell columns apart."""
    return (round(line.left / 90), round(line.height))


def _right_margins(lines: list[Line]) -> dict[tuple[int, int], float]:
    margins: dict[tuple[int, int], float] = defaultdict(float)
    for line in lines:
        margins[_column(line)] = max(margins[_column(line)], line.right)
    return margins


def _goes_on(a: Line, b: Line, leading: float, margins: dict[tuple[int, int], float]) -> bool:
    if abs(a.height - b.height) > _OTHER_HEIGHT * a.height:
        return False
    if a.text.endswith(HYPHEN):
        return True
    if not _had_no_room(a, b, margins[_column(a)]):
        return False
    if not _below(a, b):
        return not is_finished(a.text)
    wide = a.bottom - b.bottom > leading * _WIDE_LEADING
    return not wide and b.left - a.left <= _INDENT * b.height


def _had_no_room(a: Line, b: Line, margin: float) -> bool:
    """Whether the first word of `b` did not fit behind `a`: otherwise the break was meant.

    In mid-sentence it need not be as close, for many a text is ragged.
    """
    if not is_finished(a.text):
        return b.text[0].islower() or a.right - a.left > (margin - a.left) * _RAGGED
    first = len(b.text.split(maxsplit=1)[0]) + 1
    character = (b.right - b.left) / max(len(b.text), 1)
    return a.right + first * character > margin


def text_of(paragraph: list[Line], words: frozenset[str]) -> str:
    """Return a paragraph in one line. Words broken with a hyphen are put together.

    The hyphen stays in a word that the document, whose `words` these are, writes with one.
    """
    text = "\n".join(line.text for line in paragraph)
    return (
        _BROKEN.sub(lambda broken: _mended(broken, words), text)
        .replace(HYPHEN, "-")
        .replace("\n", " ")
    )


def _mended(broken: re.Match[str], words: frozenset[str]) -> str:
    hyphened, whole = f"{broken[1]}-{broken[2]}", f"{broken[1]}{broken[2]}"
    known = hyphened.casefold() in words and whole.casefold() not in words
    return hyphened if known or broken[2][0].isupper() or broken[1][-1].isdigit() else whole


def words_of(lines: list[Line]) -> frozenset[str]:
    """Return the words of a document, those with hyphens whole, in small letters."""
    return frozenset(word for line in lines for word in _WORD.findall(line.text.casefold()))
