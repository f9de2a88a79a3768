"""Markdown of a rationale or a method, as paragraphs, real lists and links.

It goes by the HTML that pages show of it, so that both have the same, and nothing that is unsafe.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import html
from lxml.html import HtmlElement

from workbench.publishing.exports.docx.paper import BULLETS, Paper
from workbench.publishing.exports.docx.wordml import Inline, Item, Link, Words
from workbench.web.markdown import to_html

_STYLES = {"h3": "Heading4", "h4": "Heading4"}
_BLOCKS = frozenset({"p", "ul", "ol", "blockquote", "pre", "h3", "h4", "hr"})
_SPACE = re.compile(r"\s+")
_DEEPEST = 8  # levels of a list that Word has, from 0


@dataclass(frozen=True)
class _Look:
    """How words within a paragraph are set, and where they lead."""

    italic: bool = False
    bold: bool = False
    style: str = ""
    to: str = ""
    as_typed: bool = False  # with its spaces and line ends


def write_markdown(paper: Paper, source: str) -> None:
    """Write what a Markdown text says."""
    _write_blocks(paper, html.fragment_fromstring(to_html(source), create_parent="div"), "Normal")


def _write_blocks(paper: Paper, parent: HtmlElement, style: str, item: Item | None = None) -> None:
    """Blocks in order; words between them are a paragraph of their own.

    `item`: the place of a list item, which its first paragraph takes.
    """
    pending: list[Inline] = list(_words(parent.text, _Look()))
    for child in parent:
        if child.tag in _BLOCKS:
            item = _flush(paper, pending, style, item)
            item = _write_block(paper, child, style, item)
        else:
            pending += _inline(child, _Look())
        pending += _words(child.tail, _Look())
    _flush(paper, pending, style, item)


def _flush(paper: Paper, pending: list[Inline], style: str, item: Item | None) -> Item | None:
    """Write the words so far, if there are any. The first paragraph of an item takes its sign."""
    if not any(not isinstance(part, Words) or part.text.strip() for part in pending):
        pending.clear()
        return item
    last = pending.pop()
    last = replace(last, text=last.text.rstrip()) if isinstance(last, Words) else last
    paper.write(style, *pending, last, item=item)
    pending.clear()
    return None


def _write_block(paper: Paper, block: HtmlElement, style: str, item: Item | None) -> Item | None:
    if block.tag in ("ul", "ol"):
        _write_list(paper, block)
    elif block.tag == "blockquote":
        _write_blocks(paper, block, "Quote")
    elif block.tag == "pre":
        typed = list(_within(block, _Look(as_typed=True)))
        return _flush(paper, typed, "Preformatted", item)
    elif block.tag != "hr":
        return _flush(paper, list(_within(block, _Look())), _STYLES.get(block.tag, style), item)
    return item


def _write_list(paper: Paper, block: HtmlElement) -> None:
    level = min(sum(1 for _list in block.iterancestors("ul", "ol")), _DEEPEST)
    item = Item(BULLETS, level) if block.tag == "ul" else paper.numbered_list(level)
    for child in block:
        _write_blocks(paper, child, "ListParagraph", item)


def _within(element: HtmlElement, look: _Look) -> Iterator[Inline]:
    yield from _words(element.text, look)
    for child in element:
        yield from _inline(child, look)
        yield from _words(child.tail, look)


def _inline(element: HtmlElement, look: _Look) -> Iterator[Inline]:
    if element.tag == "br":
        yield Words("\n")
    elif element.tag == "em":
        yield from _within(element, replace(look, italic=True))
    elif element.tag == "strong":
        yield from _within(element, replace(look, bold=True))
    elif element.tag == "code":
        yield from _within(element, replace(look, style="Code"))
    else:
        yield from _within(element, replace(look, to=element.get("href", look.to)))


def _words(text: str | None, look: _Look) -> Iterator[Inline]:
    if text:
        spaced = text.rstrip("\n") if look.as_typed else _SPACE.sub(" ", text)
        words = Words(spaced, look.style, italic=look.italic, bold=look.bold)
        yield Link(words, look.to) if look.to else words
