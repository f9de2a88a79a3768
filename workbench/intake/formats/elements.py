"""A tree of HTML, or of trafilatura's likeness of it, to pieces."""

import re
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from workbench.intake.extract import Piece
from workbench.intake.rules import BlockKind
from workbench.intake.structure.wordlists import words

_KINDS: Final = {
    "h1": BlockKind.HEADLINE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6", "head"), BlockKind.HEADING),
    **dict.fromkeys(("li", "item"), BlockKind.LIST_ITEM),
    **dict.fromkeys(("blockquote", "quote"), BlockKind.QUOTATION),
    **dict.fromkeys(("figcaption", "caption"), BlockKind.CAPTION),
    **dict.fromkeys(("row", "tr", "dd", "pre"), BlockKind.PARAGRAPH),
}
_BLOCKS: Final = frozenset(_KINDS) | words(
    """
    html body p div section article main header footer aside nav figure pre ul ol dl dt dd
    list table thead tbody tfoot tr row hr form fieldset details summary address center
    """
)
_SKIPPED: Final = words(
    "script style head title noscript template iframe svg math select button textarea"
)
_BREAKS: Final = frozenset(("br", "lb"))
_CELLS: Final = frozenset(("td", "th", "cell"))
_MARKED: Final = frozenset(("a", "u", "b", "strong", "em", "i", "ref", "hi", "span"))
_LONGEST_MARKED = 80  # characters
_WHITE = re.compile(r"\s+")
_BLANK_LINE = re.compile(r"\s*\n\s*\n\s*")


class _Reader:
    """Walks a tree once, without recursion: hostile trees are deep."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._words: list[str] = []
        self._marked: list[str] = []
        self._kinds: list[BlockKind | None] = [None]

    def read(self, tree: etree._Element) -> list[Piece]:
        skipping: etree._Element | None = None
        for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
            if event == "start" and skipping is None:
                skipping = element if self._is_skipped(element) else None
                if skipping is None:
                    self._start(element)
            elif event != "start" and skipping in {None, element}:
                skipping = None
                self._end(element, is_element=event == "end")
        self._flush()
        return self.pieces

    def _is_skipped(self, element: etree._Element) -> bool:
        # trafilatura calls a heading `head`; that of HTML stands in `html`.
        parent = element.getparent()
        heading = element.tag == "head" and not (parent is not None and parent.tag == "html")
        return element.tag in _SKIPPED and not heading

    def _start(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in _BLOCKS:
            self._flush()
            kind = _KINDS.get(tag, self._kinds[-1])
            self._kinds.append(BlockKind.HEADLINE if element.get("rend") == "h1" else kind)
        elif tag in _BREAKS:
            self._words.append("\n")
        elif tag in _CELLS and self._words:
            self._words.append(" | ")
        if tag == "hr":
            self._words.append("* * *")
        self._add(element.text)

    def _end(self, element: etree._Element, *, is_element: bool) -> None:
        if is_element and element.tag in _BLOCKS:
            self._flush()
            self._kinds.pop()
        elif element.tag in _MARKED and element.text and len(element.text) <= _LONGEST_MARKED:
            self._marked.append(element.text.strip())
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._words.append(_WHITE.sub(" ", text))

    def _flush(self) -> None:
        text = "".join(self._words)
        for part in _BLANK_LINE.split(text):
            if part.strip():
                self.pieces.append(Piece(part, self._kinds[-1], tuple(self._marked)))
        self._words, self._marked = [], []


def pieces_of(tree: HtmlElement | etree._Element) -> tuple[Piece, ...]:
    """Return the text of a tree in pieces, one for each block element that holds words."""
    return tuple(_Reader().read(tree))
