"""The items that a page describes in microdata, as nodes of JSON-LD have them."""

from collections.abc import Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from workbench.intake.metadata.linked_data import Node
from workbench.intake.structure.wordlists import words

_MOST_ITEMS = 500
_MOST_PROPERTIES = 1_000
_MOST_TEXTS = 100  # of an element
_LONGEST_TEXT = 2_000  # characters
_WANTED = words("headline name author creator datePublished publisher license inLanguage")
_WHERE = ("content", "datetime", "href")  # what says a value, before the words that are shown

Item = dict[str, list[object]]


def items_of(tree: HtmlElement) -> list[Node]:
    """The items of a page in order, each with those of its properties that are about a work."""
    found: list[Item] = []
    open_items: list[tuple[HtmlElement, Item]] = []
    properties = islice(_told(tree), 2 * (_MOST_ITEMS + _MOST_PROPERTIES))
    for event, element in properties:
        scoped = element.get("itemscope") is not None
        if event == "end":
            if open_items and open_items[-1][0] is element:
                open_items.pop()
            continue
        item: Item = {"@type": _types(element)} if scoped else {}
        if open_items:
            for name in _WANTED.intersection(element.get("itemprop", "").split()):
                open_items[-1][1].setdefault(name, []).append(item if scoped else _value(element))
        if scoped:
            open_items.append((element, item))
            found.append(item)
    return list(found)


def _told(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Where elements begin and end that are an item or a property."""
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.get("itemscope") is not None or element.get("itemprop"):
            yield event, element


def _types(element: HtmlElement) -> list[object]:
    """“NewsArticle” of `https://schema.org/NewsArticle`."""
    addresses = element.get("itemtype", "")[:_LONGEST_TEXT].split()
    return [address.rpartition("/")[2] for address in addresses]


def _value(element: HtmlElement) -> str:
    said = next(filter(None, map(element.get, _WHERE)), "")
    return said or "".join(islice(element.itertext(), _MOST_TEXTS))[:_LONGEST_TEXT]
