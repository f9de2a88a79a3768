"""Lines of plain text to paragraphs: undoing hard wrapping where there is some."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from workbench.intake.formats.lists import BULLET, NUMBER
from workbench.intake.structure.prose import is_finished

_WIDEST_WRAP = 110  # characters: a longer line was not wrapped by a program or a typist
_LONG_LINES_TOLERATED = 0.2  # share of characters that may stand in longer lines
_FORCED_BREAKS = 0.6  # share of line ends, inside groups, at which the next word had no room
_USUAL_GAP = 1  # blank lines between paragraphs
# A by-line or a date under a long headline is no second line of it.
_OPENING = re.compile(r"\s*(?:By\s+[A-Z]|Published\b|Posted\b|Updated\b|>)")


@dataclass(frozen=True, slots=True)
class Group:
    """Lines without a blank one between them; `gap` blank lines stand before."""

    lines: tuple[str, ...]
    gap: int


def groups(text: str) -> Iterator[Group]:
    """Part a text at its blank lines. Every kind of line end counts."""
    lines: list[str] = []
    gap = waiting = 0
    for line in text.splitlines():
        if line.strip():
            gap = gap if lines else waiting
            lines.append(line.rstrip())
            waiting = 0
            continue
        if lines:
            yield Group(tuple(lines), gap)
            lines = []
        waiting += 1
    if lines:
        yield Group(tuple(lines), gap)


def usual_gap(found: list[Group]) -> int:
    """Return how many blank lines the text puts between paragraphs."""
    gaps = sorted(group.gap for group in found[1:])
    return gaps[len(gaps) // 2] if gaps else _USUAL_GAP


def wrap_width(found: list[Group]) -> int:
    """Return the column at which the lines were wrapped, 0 if they were not."""
    lines = [line for group in found for line in group.lines if " " in line.strip()]
    short = [len(line) for line in lines if len(line) <= _WIDEST_WRAP]
    total = sum(len(line) for line in lines)
    if not short or total - sum(short) > total * _LONG_LINES_TOLERATED:
        return 0
    width = max(short)
    breaks = [_forced(a, b, width) for group in found for a, b in pairwise(group.lines)]
    return width if sum(breaks) > len(breaks) * _FORCED_BREAKS else 0


def paragraphs(group: Group, width: int) -> Iterator[str]:
    """Join the lines of a group that were wrapped at `width`; the others stay by themselves."""
    paragraph = [group.lines[0]]
    for before, line in pairwise(group.lines):
        wrapped = width and (_forced(before, line, width) or _in_mid_sentence(before, line))
        if wrapped and not _begins_anew(line, before, paragraph[0]):
            paragraph.append(line.strip())
        else:
            yield " ".join(paragraph)
            paragraph = [line]
    yield " ".join(paragraph)


def _forced(line: str, following: str, width: int) -> bool:
    first_word = following.split(maxsplit=1)[0]
    return len(line) + 1 + len(first_word) > width


def _in_mid_sentence(line: str, following: str) -> bool:
    return following.lstrip()[0].islower() and not is_finished(line)


def _begins_anew(line: str, before: str, first: str) -> bool:
    if BULLET.match(line) or NUMBER.match(line) or _OPENING.match(line):
        return True
    hanging = bool(BULLET.match(first) or NUMBER.match(first))
    return _indent(line) > _indent(before) and not hanging


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
