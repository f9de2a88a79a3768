"""Reading what another program wrote: which format it is, and each item that can be read.

Pure. One item that is wrong stops none of the others; it is named, with why.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from workbench.errors import message as _
from workbench.sources.csl import fields_of_item
from workbench.sources.errors import LibraryUnreadable
from workbench.sources.exchange.bibtex import read_bibtex
from workbench.sources.exchange.csl_json import read_csl_json
from workbench.sources.exchange.items import Unread
from workbench.sources.exchange.ris import read_ris
from workbench.sources.service import SourceFields

MOST_ITEMS = 10_000

_SIGNS: Sequence[tuple[re.Pattern[str], Callable[[str], Iterator[Any]]]] = (
    (re.compile(r"\A\s*[\[{]"), read_csl_json),
    (re.compile(r"^TY  ?- ", re.MULTILINE), read_ris),
    (re.compile(r"^\s*@\w+\s*[{(]", re.MULTILINE), read_bibtex),
)


class ReadLibrary(NamedTuple):
    """What could be read, and what could not, with why."""

    sources: tuple[SourceFields, ...]
    unread: tuple[Unread, ...]


def read_library(content: bytes) -> ReadLibrary:
    """Read what BibTeX, RIS or CSL-JSON holds. Raises `LibraryUnreadable`."""
    text = _decoded(content)
    found = list(_items(text))
    if len(found) > MOST_ITEMS:
        raise LibraryUnreadable(
            _(
                "This file holds more than %(most)s items. Nothing was imported; "
                "export it in parts.",
                most=MOST_ITEMS,
            )
        )
    read = [item if isinstance(item, Unread) else _fields(item) for item in found]
    return ReadLibrary(
        tuple(each for each in read if isinstance(each, SourceFields)),
        tuple(each for each in read if isinstance(each, Unread)),
    )


def _items(text: str) -> Iterator[Mapping[str, Any] | Unread]:
    for sign, read in _SIGNS:
        if sign.search(text):
            return read(text)
    raise LibraryUnreadable(
        _(
            "This is neither BibTeX nor RIS nor CSL-JSON. Nothing was imported; "
            "in Zotero, choose one of these under Export Library."
        )
    )


def _fields(item: Mapping[str, Any]) -> SourceFields | Unread:
    try:
        return fields_of_item(item)
    except ValueError as error:
        return Unread(str(item.get("id") or ""), str(error))


def _decoded(content: bytes) -> str:
    """UTF-8 is what these programs write; what is not stands out as a replacement sign."""
    return content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\0", "")
