"""Writing sources for another program."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from workbench.sources.csl import item_of
from workbench.sources.exchange.bibtex import write_bibtex
from workbench.sources.exchange.csl_json import write_csl_json
from workbench.sources.exchange.ris import write_ris
from workbench.sources.models import Source

_WRITERS: Mapping[str, Callable[[Sequence[Mapping[str, Any]]], str]] = {
    "bib": write_bibtex,
    "ris": write_ris,
    "json": write_csl_json,
}


def write_library(sources: Iterable[Source], ending: str) -> str:
    """Sources in the format whose files have this ending, their tags as keywords.

    How the desk judges a source is its own affair, and in none of them.
    """
    return write_items([_item(source) for source in sources], ending)


def write_items(items: Sequence[Mapping[str, Any]], ending: str) -> str:
    """Items of CSL-JSON in the format whose files have this ending."""
    return _WRITERS[ending](items)


def _item(source: Source) -> Mapping[str, Any]:
    said = {
        "keyword": ", ".join(tag.words for tag in source.tags),
        "archive_location": source.archived_url,
    }
    item = item_of(source, f"source{source.id}")
    return {**item, **{key: words for key, words in said.items() if words}}
