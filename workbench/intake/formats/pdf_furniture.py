"""Running heads, running feet and page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import takewhile

from workbench.intake.formats.pdf_lines import Line

_EDGE = 2  # lines at the top and at the bottom of a page
_FEWEST = 2  # pages on which a running head recurs
_SHARE = 0.4  # of all pages: left and right ones may differ
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page|p\.|seite|s\.)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|sur|de)\s*\d{1,4})?[-–—|\s]*",
    re.I,
)


def furniture(lines: list[Line], largest: float) -> frozenset[Line]:
    """Return the lines that belong to the pages; those higher than `largest` points are titles."""
    edges = _edges(line for line in lines if line.height <= largest)
    keys = {(_key(line), line.page) for edge in edges for line in edge}
    recurring = Counter(key for key, _ in keys)
    needed = max(_FEWEST, len({line.page for line in lines}) * _SHARE)

    def is_furniture(line: Line) -> bool:
        return recurring[_key(line)] >= needed or bool(_PAGE_NUMBER.fullmatch(line.text))

    return frozenset(line for edge in edges for line in takewhile(is_furniture, edge))


def _edges(lines: Iterable[Line]) -> list[list[Line]]:
    """The upper and the lower edge of every page, from the outside in."""
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    edges: list[list[Line]] = []
    for page in pages.values():
        page.sort(key=lambda line: -line.bottom)
        edges += [page[:_EDGE], page[_EDGE:][: -_EDGE - 1 : -1]]
    return edges


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold())
