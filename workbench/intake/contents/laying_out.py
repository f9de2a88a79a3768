"""The words of a file as one text, and the marks that say where what begins."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from workbench.intake.cleaning import clean
from workbench.intake.contents.rules import MarkKind
from workbench.intake.metadata.said import NOTHING, Said

SEPARATOR = "\n\n"  # between paragraphs, those of two pages too
# A stretch that is longer, which no page of print is, gets further marks with the same label, so
# that any file can be shown piece by piece.
LONGEST_STRETCH = 100_000  # code points


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that can be drawn: its number, from 1, and its size in points."""

    number: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Part:
    """What one quotes from by a label: a page, a paragraph, a cue. Its paragraphs are clean."""

    kind: MarkKind
    label: str
    paragraphs: tuple[str, ...]
    sheet: Sheet | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a part begins: `start` is in code points. It ends where the next begins."""

    kind: MarkKind
    label: str
    start: int
    sheet: Sheet | None = None

    def as_json(self) -> dict[str, Any]:
        """What the database keeps of it: nothing of what it has not."""
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass(frozen=True, slots=True)
class Found:
    """The parts of a file in order, and what it says of itself."""

    parts: tuple[Part, ...]
    said: Said = NOTHING


def cleaned(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """The paragraphs in canonical form, without those that are empty then."""
    return tuple(filter(None, map(clean, paragraphs)))


def numbered(paragraphs: Iterable[str]) -> tuple[Part, ...]:
    """A part for each paragraph that has words, called by its number."""
    return tuple(
        Part(MarkKind.PARAGRAPH, f"para. {number}", (text,))
        for number, text in enumerate(cleaned(paragraphs), 1)
    )


def lay_out(parts: Sequence[Part]) -> tuple[str, tuple[Mark, ...]]:
    """Return the text of all parts, and their marks in order.

    The first mark is at 0. A part without words, an empty page, begins where the next one does.
    """
    marks: list[Mark] = []
    words: list[str] = []
    end = 0
    for part in parts:
        text = SEPARATOR.join(part.paragraphs)
        steps = range(end, end + max(1, len(text)), LONGEST_STRETCH)
        first, *others = (Mark(part.kind, part.label, start) for start in steps)
        marks += [replace(first, sheet=part.sheet), *others]
        if text:
            words.append(text)
            end += len(text) + len(SEPARATOR)
    whole = SEPARATOR.join(words)
    return whole, tuple(replace(mark, start=min(mark.start, len(whole))) for mark in marks)
