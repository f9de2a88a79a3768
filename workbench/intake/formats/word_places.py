"""Where the comments and notes of a Word document stand: the words that each is on.

The document is walked once, without recursion, and what the reader of its text, mammoth, passes
over (deleted words, drawings, fields, ruby) is passed over here too.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree

from workbench.intake.cleaning import clean

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {
    f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad",
}  # fmt: skip
_REFERENCES = {
    f"{W}commentReference": "comment",
    f"{W}footnoteReference": "footnote",
    f"{W}endnoteReference": "endnote",
}
# Whatever else there is mammoth passes over, or reads as no part of the paragraph it stands in.
_READ = frozenset(
    {
        *(f"{W}{name}" for name in (
            "document", "body", "tbl", "tr", "tc", "p", "r", "t", "hyperlink", "ins", "moveTo",
            "smartTag", "customXml", "sdt", "sdtContent", "commentRangeStart", "commentRangeEnd",
        )),
        *_SIGNS, *_REFERENCES,
    }
)  # fmt: skip
_MARK_DELETED = f"{W}pPr/{W}rPr/{W}del"  # of the end of a paragraph, which joins it to the next
_INK = re.compile(r"\S")
# A remark on more than that is on no claim; without an end a few kilobytes would fill a machine.
_MOST_PARAGRAPHS, _MOST_CHARACTERS, _MOST_ALIKE = 50, 20_000, 200


class Point(NamedTuple):
    """A place in a document: a paragraph, and how many characters stand before it there."""

    paragraph: int
    offset: int


@dataclass(frozen=True)
class Anchor:
    """The words that a remark is on, as they come to stand in a canonical text.

    See `intake.remarks.DraftRemark`. Nothing at all where there is no telling.
    """

    exact: str = ""
    context: str = ""
    offset: int = 0
    nth: int = 1
    alike: int = 1


NOWHERE = Anchor()
Key = tuple[str, str]  # what kind of remark, and its id in the file


def anchors(document: bytes) -> Mapping[Key, Anchor]:
    """The words of every comment and note that a document's part refers to."""
    walk = _Walk()
    walk.through(document)
    return _Text(walk.paragraphs).anchors(walk)


class _Walk:
    """Collects paragraphs as they are typed, and where remarks begin and end in them."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.begins: dict[str, Point] = {}  # of comments
        self.ends: dict[str, Point] = {}
        self.points: dict[Key, Point] = {}
        self._words: list[str] = []
        self._length = 0
        self._within = False
        self._joined = False  # to the paragraph before, whose end was deleted

    def through(self, document: bytes) -> None:
        skipping = 0
        for event, element in ElementTree.iterparse(BytesIO(document), ("start", "end")):  # noqa: S314 - no entities
            if skipping or element.tag not in _READ:
                skipping += 1 if event == "start" else -1
            elif event == "start":
                self._start(element)
            else:
                self._end(element)

    def _start(self, element: ElementTree.Element) -> None:
        tag, number = element.tag, element.get(f"{W}id", "")
        if tag == f"{W}p":
            if not self._joined:
                self._flush()
            self._within, self._joined = True, False
        elif tag == f"{W}commentRangeStart":
            self.begins.setdefault(number, self._here())
        elif tag == f"{W}commentRangeEnd":
            self.ends.setdefault(number, self._here())
        elif tag in _REFERENCES:
            self.points.setdefault((_REFERENCES[tag], number), self._here())

    def _end(self, element: ElementTree.Element) -> None:
        if element.tag == f"{W}t":
            self._add(element.text or "")
        elif element.tag in _SIGNS and element.get(f"{W}type", "textWrapping") == "textWrapping":
            self._add(_SIGNS[element.tag])
        elif element.tag == f"{W}p":
            self._joined = element.find(_MARK_DELETED) is not None
            if not self._joined:
                self._flush()
            element.clear()

    def _here(self) -> Point:
        """Between paragraphs it is the beginning of the next one."""
        return Point(len(self.paragraphs), self._length)

    def _add(self, text: str) -> None:
        if text == "\n" and self._words and self._words[-1] == "\n":  # a blank line parts blocks
            self._flush()
            self._within = True
        self._words.append(text)
        self._length += len(text)

    def _flush(self) -> None:
        if self._within:
            self.paragraphs.append("".join(self._words))
        self._words, self._length, self._within = [], 0, False


class _Text:
    """The paragraphs of a document, and how often each of them stands there."""

    def __init__(self, typed: Sequence[str]) -> None:
        self._typed = typed
        self._clean = [clean(paragraph) for paragraph in typed]
        self._filled = [n for n, paragraph in enumerate(self._clean) if paragraph]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, n in enumerate(self._filled):
            self._places[self._clean[n]].append(place)

    def anchors(self, walk: _Walk) -> Mapping[Key, Anchor]:
        """A comment that marks words is on these or nowhere, were they all deleted since."""
        ranges = {
            ("comment", number): (start, walk.ends[number])
            for number, start in walk.begins.items()
            if number in walk.ends
        }
        return {
            key: self._between(*ranges[key]) if key in ranges else self._behind(walk.points[key])
            for key in (*walk.points, *ranges)
        }

    def _behind(self, point: Point) -> Anchor:
        """At a place where nothing is marked: behind the last letter before it."""
        if point.paragraph >= len(self._typed):
            return NOWHERE
        before = self._typed[point.paragraph][: point.offset]
        return self._anchor("", point.paragraph, point.paragraph, len(clean(before)))

    def _between(self, start: Point, end: Point) -> Anchor:
        """The letters between two places, without the space at their edges."""
        if end.paragraph - start.paragraph > _MOST_PARAGRAPHS:
            return NOWHERE
        cut = list(self._cut(start, end))
        inked = [(n, part, at) for n, part, at in cut if _INK.search(part)]
        if not inked or sum(len(part) for _n, part, _at in inked) > _MOST_CHARACTERS:
            return NOWHERE
        first, part, at = inked[0]
        before = self._typed[first][: at + len(part) - len(part.lstrip())]
        exact = "\n\n".join(clean(part) for _n, part, _at in inked)
        # A letter behind keeps the space that stands before the words.
        return self._anchor(exact, first, inked[-1][0], len(clean(f"{before}x")) - 1)

    def _cut(self, start: Point, end: Point) -> Iterator[tuple[int, str, int]]:
        """What stands between two places of each paragraph, and where that begins in it."""
        for n in range(start.paragraph, min(end.paragraph + 1, len(self._typed))):
            begins = start.offset if n == start.paragraph else 0
            ends = end.offset if n == end.paragraph else None
            yield n, self._typed[n][begins:ends], begins

    def _anchor(self, exact: str, first: int, last: int, offset: int) -> Anchor:
        """What names the place, unless the words do not stand there once they are clean."""
        around = [self._clean[n] for n in range(first, last + 1) if self._clean[n]]
        context = "\n\n".join(around)
        if not context or context[offset : offset + len(exact)] != exact:
            return Anchor(exact)
        if len(context) > _MOST_CHARACTERS or len(self._places[around[0]]) > _MOST_ALIKE:
            return Anchor(exact)
        alike = [place for place in self._places[around[0]] if self._reads(place, around)]
        nth = next(n for n, p in enumerate(alike, start=1) if self._filled[p] == first)
        return Anchor(exact, context, offset, nth, len(alike))

    def _reads(self, place: int, around: Sequence[str]) -> bool:
        there = self._filled[place : place + len(around)]
        return [self._clean[n] for n in there] == around
