"""What a file says of itself, as proposals for what the library says of its source. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from workbench.searching import folded
from workbench.sources.comparing import Difference, differences
from workbench.sources.models import Snapshot
from workbench.sources.names import natural_order
from workbench.sources.rules import SourceKind
from workbench.sources.service import SourceFields

# Variables of CSL, and what they are called here.
_FURTHER = {
    "container-title": "appeared_in",
    "DOI": "doi",
    "language": "language",
    "license": "licence",
}


def told_by(snapshot: Snapshot) -> Mapping[str, Any]:
    """What a snapshot's file says of itself, and what kind of source it is if it is a PDF."""
    if snapshot.media_type != "application/pdf":
        return snapshot.said
    kind = SourceKind.STUDY if snapshot.said.get("doi") else SourceKind.OFFICIAL_DOCUMENT
    return {**snapshot.said, "kind": kind}


def proposed(fields: SourceFields, said: Mapping[str, Any]) -> SourceFields:
    """The fields as the file has them; where it is silent, as they are.

    The day on which the file was made is better than none.
    """
    further = {name: said[own] for name, own in _FURTHER.items() if said.get(own)}
    return replace(
        fields,
        kind=said.get("kind", fields.kind) if fields.kind is SourceKind.WEB_PAGE else fields.kind,
        title=said.get("title") or fields.title,
        authors=tuple(said.get("authors") or fields.authors),
        publisher=said.get("publisher") or fields.publisher,
        published=said.get("published") or fields.published or said.get("made", ""),
        further={**fields.further, **further},
    )


def proposals(fields: SourceFields, said: Mapping[str, Any]) -> list[Difference]:
    """Where the file says something else or something more: `one` is the source, `other` the file.

    Another spelling of the same is nothing else, nor is a date that is less exact.
    """
    pairs = differences(fields, proposed(fields, said))
    return [pair for pair in pairs if not _same(pair)]


def is_day_of_file(pair: Difference, said: Mapping[str, Any]) -> bool:
    """Whether a date is proposed that is only the file's own."""
    return pair.name == "published" and not said.get("published")


def is_only_read(pair: Difference, said: Mapping[str, Any]) -> bool:
    """Whether the file does not declare it: it was read from its text, and is less sure."""
    return pair.name in said.get("read", ())


def _same(pair: Difference) -> bool:
    if pair.name == "published":
        return bool(pair.one.startswith(pair.other))
    spelled = _SPELLED.get(pair.name, folded)
    return bool(spelled(pair.one) == spelled(pair.other))


def _authors(names: tuple[str, ...]) -> list[str]:
    return [folded(name) for name in natural_order(names)]


_SPELLED: Mapping[str, Callable[[Any], Any]] = {"authors": _authors}
