"""Finding parts of a page by the few CSS selectors that the tests need."""

import re
from typing import Any

import lxml.html

STEP = re.compile(r"(?P<tag>^[\w-]+)|#(?P<id>[\w-]+)|\.(?P<name>[\w-]+)|\[(?P<test>[^]]+)\]")


class Selecting:
    """What every element of a parsed page can do besides."""

    def select(self, selector: str) -> list[Any]:
        """The elements, this one included, that a selector names: `li.row[data-x='1'] a, p`."""
        paths = [_path(one) for one in selector.split(",")]
        found: list[Any] = self.xpath(" | ".join(paths))  # type: ignore[attr-defined]
        return found


def parsed(html: str) -> Any:
    """A page, or a fragment of one below an element of its own."""
    parser = lxml.html.HTMLParser()
    parser.set_element_class_lookup(lxml.html.HtmlElementClassLookup(mixins=[("*", Selecting)]))
    whole = html if "<html" in html else f"<div>{html}</div>"
    return lxml.html.fromstring(whole, parser=parser)


def _path(selector: str) -> str:
    return "descendant-or-self::" + "/descendant::".join(map(_step, selector.split()))


def _step(step: str) -> str:
    tag, conditions = "*", []
    for part in STEP.finditer(step):
        tag = part["tag"] or tag
        if part["id"]:
            conditions.append(f"@id='{part['id']}'")
        if part["name"]:
            conditions.append(f"contains(concat(' ', @class, ' '), ' {part['name']} ')")
        if part["test"]:
            conditions.append(f"@{part['test']}")
    return tag + "".join(f"[{condition}]" for condition in conditions)
