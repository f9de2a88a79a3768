"""Markdown that people typed (rationales, methods), as a part of a larger document in Markdown.

It is read by the house's rules and written anew: emphasis, lists, quotations, code and links stay;
headings become bold lines, pictures their words, and raw HTML was never more than words.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.publishing.tables.markdown_words import begins_line, words_in_line
from workbench.web.markdown import parsed

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_LINKED = ("http://", "https://", "mailto:")


def prose(source: str) -> str:
    """The text, paragraphs with a blank line between them."""
    tree = parsed(source)
    return words_in_line(source) if tree is None else _blocks(tree.children)


def _blocks(nodes: "Iterable[SyntaxTreeNode]", between: str = "\n\n") -> str:
    return between.join(filter(None, map(_block, nodes)))


def _block(node: "SyntaxTreeNode") -> str:
    if node.type == "paragraph":
        return _paragraph(node)
    if node.type == "heading":
        return f"**{_lines(node)}**"
    if node.type == "blockquote":
        return _indented(_blocks(node.children), "> ", "> ")
    if node.type == "bullet_list":
        return _blocks(node.children, "\n")
    if node.type == "ordered_list":
        return _numbered(node)
    if node.type == "list_item":
        return _indented(_blocks(node.children), "- ", "  ")
    if node.type in ("fence", "code_block"):
        return _code_block(node.content)
    return "* * *"


def _paragraph(node: "SyntaxTreeNode") -> str:
    return "\n".join(map(begins_line, _lines(node).split("\n")))


def _lines(node: "SyntaxTreeNode") -> str:
    return "".join(_inline(each) for inline in node.children for each in inline.children)


def _numbered(node: "SyntaxTreeNode") -> str:
    first = int(node.attrs.get("start", 1))
    items = (
        _indented(_blocks(item.children), f"{number}. ", " " * len(f"{number}. "))
        for number, item in enumerate(node.children, start=first)
    )
    return "\n".join(items)


def _inline(node: "SyntaxTreeNode") -> str:
    inside = "".join(map(_inline, node.children))
    if node.type == "em":
        return f"*{inside}*"
    if node.type == "strong":
        return f"**{inside}**"
    if node.type == "code_inline":
        return _code(node.content)
    if node.type == "link":
        return _link(inside, str(node.attrs["href"]))
    if node.type == "hardbreak":
        return "\\\n"
    return " " if node.type == "softbreak" else words_in_line(node.content)


def _link(words: str, href: str) -> str:
    """A link where one may lead; the address is percent-encoded by whoever read it."""
    address = href.replace("<", "%3C").replace(">", "%3E")
    return f"[{words}](<{address}>)" if href.startswith(_LINKED) else words


def _code(words: str) -> str:
    around = _longer(words, 1)
    return f"{around} {words} {around}" if "`" in words else f"`{words}`"


def _code_block(words: str) -> str:
    around = _longer(words, 3)
    return f"{around}\n{words.rstrip()}\n{around}"


def _longer(words: str, least: int) -> str:
    """As many backticks as no run in the words has."""
    longest = max(map(len, re.findall("`+", words)), default=0)
    return "`" * max(least, longest + 1)


def _indented(written: str, first: str, further: str) -> str:
    lines = written.split("\n")
    return "\n".join([f"{first}{lines[0]}", *(f"{further}{line}".rstrip() for line in lines[1:])])
