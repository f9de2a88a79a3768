"""Finding parts of a page by the few CSS selectors that the tests need."""

import re
from typing import Any

import lxml.html

STEP = re.compile(r"(?P<tag>^[\w-]+)|#(?P<id>[\w-]+)|\.(?P<name>[\w-]+)|\[(?P<test>[^]]+)\]")


def parsed(html: str) -> Any:
    """A page, or a fragment of one below an element of its own."""
    return lxml.html.fromstring(html if "<html" in html else f"<div>{html}</div>")


def find(page: Any, selector: str) -> list[Any]:
    """The elements of a page that a selector names: `li.row[data-x='1'] a, p`."""
    found: list[Any] = page.xpath(" | ".join(map(_path, selector.split(","))))
    return found


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
