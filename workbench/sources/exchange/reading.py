"""Reading what another program wrote: which format it is, and each item that can be read.

Pure. One item that is wrong stops none of the others; it is named, with why.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from workbench.errors import message as _
from workbench.intake.cleaning import clean
from workbench.sources.csl import fields_of_item, keywords_of_item
from workbench.sources.errors import LibraryUnreadable
from workbench.sources.exchange.bibtex import read_bibtex
from workbench.sources.exchange.csl_json import read_csl_json
from workbench.sources.exchange.items import Listed, Unread
from workbench.sources.exchange.ris import read_ris
from workbench.sources.rules import tags_in

MOST_ITEMS = 10_000
MOST_KEYWORDS = 50  # of one item; a catalogue may have hundreds of them

_SIGNS: Sequence[tuple[re.Pattern[str], Callable[[str], Iterator[Any]]]] = (
    (re.compile(r"\A\s*[\[{]"), read_csl_json),
    (re.compile(r"^TY  ?- ", re.MULTILINE), read_ris),
    (re.compile(r"^\s*@\w+\s*[{(]", re.MULTILINE), read_bibtex),
)


class ReadLibrary(NamedTuple):
    """What could be read, and what could not, with why."""

    sources: tuple[Listed, ...]
    unread: tuple[Unread, ...]

    def without_tags(self) -> "ReadLibrary":
        """The same, for a desk that wants none of their keywords."""
        return self._replace(sources=tuple(Listed(each.fields) for each in self.sources))


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
    read = [item if isinstance(item, Unread) else _listed(item) for item in found]
    return ReadLibrary(
        tuple(each for each in read if isinstance(each, Listed)),
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


def _listed(item: Mapping[str, Any]) -> Listed | Unread:
    try:
        tags = tags_in(keywords_of_item(item))[:MOST_KEYWORDS]
        return Listed(fields_of_item(item), tuple(tags))
    except ValueError as error:
        return Unread(clean(str(item.get("id") or "")), error.args[0])


def _decoded(content: bytes) -> str:
    """UTF-8 is what these programs write; what is not stands out as a replacement sign."""
    return content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\0", "")
