"""CSL-JSON, which is what the library speaks itself."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workbench.errors import message as _
from workbench.sources.errors import LibraryUnreadable
from workbench.sources.exchange.items import Unread


def read_csl_json(text: str) -> Iterator[Mapping[str, Any] | Unread]:
    """The items of a list, or of an object that has them under `items`.

    Raises `LibraryUnreadable`.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise LibraryUnreadable(
            _("The file begins as JSON and is none. Nothing was imported; export it anew.")
        ) from None
    items = found.get("items", [found]) if isinstance(found, dict) else found
    for number, item in enumerate(items if isinstance(items, list) else [], start=1):
        yield item if isinstance(item, Mapping) else Unread(str(number), _("it is no object"))


def write_csl_json(items: Sequence[Mapping[str, Any]]) -> str:
    """The items as a list."""
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"
