"""Markdown of rationales and methods, into HTML that is safe to show."""

import html
from functools import cache
from typing import TYPE_CHECKING

import nh3
from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

ALLOWED_TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong", "ul",
}  # fmt: skip
# The time Markdown takes grows with these, not with its length: 20 to 60 microseconds each.
SIGNS = "\n\\`*_[]!<>&"
MOST_SIGNS = 10_000


@cache
def _parser() -> "MarkdownIt":
    """Loaded with the first text: a server starts without."""
    from markdown_it import MarkdownIt  # noqa: PLC0415

    return MarkdownIt("commonmark", {"html": False, "linkify": False})


def count_signs(source: str) -> int:
    """How many characters mean something in Markdown, line ends included."""
    return sum(map(source.count, SIGNS))


def parsed(source: str) -> "SyntaxTreeNode | None":
    """What `to_html` makes HTML of, as a tree; nothing for a text with more than `MOST_SIGNS`."""
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415

    few = count_signs(source) <= MOST_SIGNS
    return SyntaxTreeNode(_parser().parse(source)) if few else None


def tokens_of(source: str) -> "list[Token]":
    """The text's blocks and phrases, for what is not HTML. Links lead wherever it was typed."""
    return _parser().parse(source)


def to_html(source: str) -> str:
    """CommonMark without raw HTML, then sanitised; links open only http, https and mailto.

    A text with more than `MOST_SIGNS` signs, which no form lets through, comes out as it was typed.
    """
    few = count_signs(source) <= MOST_SIGNS
    return nh3.clean(
        _parser().render(source) if few else f"<pre>{html.escape(source)}</pre>",
        tags=ALLOWED_TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow ugc",
    )


def to_markup(source: str) -> Markup:
    """The same HTML, as templates take it without escaping it."""
    return Markup(to_html(source))  # noqa: S704 - to_html sanitises


def to_words(source: str) -> str:
    """Markdown as plain words, paragraphs one to a line."""
    words = html.unescape(nh3.clean(to_html(source), tags=set()))
    return "\n".join(line.strip() for line in words.splitlines() if line.strip())
