"""Markdown of rationales and methods as blocks of phrases, for formats that are not HTML.

The same rules as on the page (`web/markdown.py`): no raw HTML, links open only what they open
there, and a text with more signs than any form lets through comes as it was typed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.web.markdown import MOST_SIGNS, count_signs, tokens_of

if TYPE_CHECKING:
    from markdown_it.token import Token

_OPENED = ("http://", "https://", "mailto:")
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


@dataclass(frozen=True)
class Words:
    """Words that are set alike; a line break in them is meant. `url`: where they lead."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    url: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or, by its `kind`, a "heading" or "code"."""

    words: tuple[Words, ...]
    kind: str = "paragraph"


@dataclass(frozen=True)
class Quotation:
    """What is quoted, which has blocks of its own."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Items:
    """A list. `start`: the number of its first item; none for a list without numbers."""

    items: tuple[tuple["Block", ...], ...]
    start: int | None


Block = Paragraph | Quotation | Items


def blocks_of(source: str) -> tuple[Block, ...]:
    """A text in Markdown, from top to bottom."""
    if count_signs(source) > MOST_SIGNS:
        return (Paragraph((Words(source),), "code"),)
    return tuple(_blocks(iter(tokens_of(source))))


def _blocks(tokens: Iterator["Token"]) -> Iterator[Block]:
    """Blocks up to the end of what they stand in."""
    for token in tokens:
        match token.type:
            case "paragraph_open" | "heading_open":
                words = tuple(_phrases(next(tokens).children or ()))
                yield Paragraph(words, token.type.removesuffix("_open"))
            case "fence" | "code_block":
                yield Paragraph((Words(token.content.rstrip("\n")),), "code")
            case "blockquote_open":
                yield Quotation(tuple(_blocks(tokens)))
            case "bullet_list_open" | "ordered_list_open":
                yield Items(tuple(_items(tokens)), _start(token))
            case "blockquote_close" | "list_item_close":
                return


def _items(tokens: Iterator["Token"]) -> Iterator[tuple[Block, ...]]:
    for token in tokens:
        if token.type != "list_item_open":
            return
        yield tuple(_blocks(tokens))


def _start(token: "Token") -> int | None:
    return int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None


def _phrases(tokens: Sequence["Token"]) -> Iterator[Words]:
    """The words in a line of text, each in the look of all that they stand in."""
    strong = emphasis = 0
    url = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "link_open" | "link_close":
                url = _opened(str(token.attrs.get("href", "")))
            case _:
                if text := _BREAKS.get(token.type, token.content):
                    yield Words(text, strong > 0, emphasis > 0, token.type == "code_inline", url)


def _opened(url: str) -> str:
    """Where a link leads, if it may."""
    return url if url.startswith(_OPENED) else ""
