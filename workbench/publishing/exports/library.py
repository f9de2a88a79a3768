"""The edition's sources for programs that manage references: BibTeX and RIS.

They are written as the library is. A source of which the edition has a wording alone, such as
a confidential one, has a title and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.publishing.edition.model import EditionContent, Source
from workbench.sources.csl import item_of
from workbench.sources.exchange import write_items
from workbench.sources.names import author_of
from workbench.sources.rules import SourceKind


def export_bibtex(content: EditionContent) -> bytes:
    """Every source as an entry, `source1` the first."""
    return write_items(_items(content), "bib").encode()


def export_ris(content: EditionContent) -> bytes:
    """Every source as a reference."""
    return write_items(_items(content), "ris").encode()


@dataclass(frozen=True)
class _Cited:
    """A source of an edition, as the library says what it is."""

    title: str
    kind: SourceKind
    authors: Sequence[str]
    publisher: str
    published: str
    url: str
    accessed: str
    further: Mapping[str, str]


def _items(content: EditionContent) -> list[Mapping[str, Any]]:
    return [_item(source) for source in content.sources]


def _item(source: Source) -> Mapping[str, Any]:
    item = item_of(_as_cited(source), f"source{source.number}")
    archived = {"archive_location": source.archived_url} if source.archived_url else {}
    kind = {} if source.kind else {"type": "document"}  # of what kind it is, nobody is told
    return {**item, **archived, **kind}


def _as_cited(source: Source) -> _Cited:
    """Of an older edition names stand whole, in the order in which they are spoken."""
    spoken = [author_of({"literal": name}) for name in source.authors]
    return _Cited(
        title=source.title,
        kind=SourceKind(source.kind) if source.kind else SourceKind.WEB_PAGE,
        authors=source.authors_filed or spoken,
        publisher=source.publisher,
        published=source.published,
        url=source.url,
        accessed=source.accessed,
        further={each.name: each.value for each in source.further},
    )
