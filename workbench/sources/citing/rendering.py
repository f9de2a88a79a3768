"""Citations of sources. Pure, and slow: one takes some milliseconds, so it is remembered."""

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any

from workbench.sources.citing.house import FALLBACK
from workbench.sources.citing.phrases import Phrase, phrases, without_signs
from workbench.sources.csl import Item, item_of

LONGEST = 5_000  # code points of a citation
_REMEMBERED = 5_000


class CannotCite(Exception):
    """The style has nothing to say of the item, or nobody can follow it."""


def cite(csl: str, source: Item) -> tuple[Phrase, ...]:
    """The source as a style, the text of a CSL file, cites it at the end of a report.

    What the style cannot cite is cited by author and date. Numbers are left to the list in which
    the citation stands.
    """
    item = item_of(source, "")
    try:
        return cite_item(csl, item)
    except CannotCite:
        return cite_item(FALLBACK, item)


def cite_item(csl: str, item: Mapping[str, Any]) -> tuple[Phrase, ...]:
    """An item of CSL-JSON as a style cites it. Raises `CannotCite`."""
    return _remembered(csl, json.dumps(_clean(item), sort_keys=True))


@lru_cache(_REMEMBERED)
def _remembered(csl: str, item: str) -> tuple[Phrase, ...]:
    try:
        written = import_module("workbench.sources.citing.engine").render(csl, json.loads(item))
    except Exception as error:  # a style is somebody's program, and may raise any
        raise CannotCite(f"{type(error).__name__}: {error}") from error
    found = phrases(written)
    if not found or len(written) > LONGEST:
        raise CannotCite("nothing is written" if not found else "far too much is written")
    return found


def _clean(value: Any) -> Any:
    """The same, in which nothing is taken for italics."""
    if isinstance(value, str):
        return without_signs(value)
    if isinstance(value, list):
        return [_clean(each) for each in value]
    return (
        {name: _clean(each) for name, each in value.items()} if isinstance(value, dict) else value
    )
