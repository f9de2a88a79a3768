"""Sources, and the limits of what the database can find by index."""

from collections.abc import Mapping, Sequence

from workbench.publishing.dossier.plan import PlannedSource
from workbench.publishing.dossier.reading.node import Node, refuse_twice
from workbench.sources.rules import Closeness, Naming, SourceKind, tags_in
from workbench.sources.service import SourceFields

LONGEST_KEY = 2_600  # bytes: what an entry of a PostgreSQL index may have, and some left over


def read_sources(dossier: Node) -> tuple[PlannedSource, ...]:
    """All sources of the dossier."""
    nodes = dossier.children("sources")
    refuse_twice(nodes, "id")
    planned = tuple(_source(node) for node in nodes)
    _check_origins(nodes, {source.id: source.origin for source in planned})
    return planned


def _check_origins(nodes: Sequence[Node], origins: Mapping[str, str | None]) -> None:
    """Every origin is there, and no source goes back to itself."""
    for node in nodes:
        if node.has("origin") and node.text("origin") not in origins:
            node.fault("origin", f"“{node.text('origin')[:60]}” is no source of the dossier")
        elif _is_circular(node.text("id"), origins):
            node.fault("origin", "goes back to the source itself")


def _is_circular(source_id: str, origins: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    step = origins.get(source_id)
    while step is not None and step not in seen and step != source_id:
        seen.add(step)
        step = origins.get(step)
    return step == source_id


def _source(node: Node) -> PlannedSource:
    if len(node.text("url").encode()) > LONGEST_KEY:
        node.fault("url", f"is longer than {LONGEST_KEY} bytes")
    if node.flag("confidential"):
        worded = SourceFields(_title(node))
        at = node.moment("created_at")
        return PlannedSource(node.text("id"), worded, None, (), at, confidential=True)
    fields = SourceFields(
        title=_title(node),
        kind=node.word("kind", SourceKind) or SourceKind.WEB_PAGE,
        authors=node.texts("authors"),
        publisher=node.text("publisher"),
        published=node.day("published"),
        url=node.text("url"),
        archived_url=node.text("archived_url"),
        accessed=node.day("accessed"),
        further=dict(node.child("further").value),
        closeness=node.word("closeness", Closeness),
        naming=node.word("naming", Naming),
        interests=node.text("interests"),
    )
    return PlannedSource(
        id=node.text("id"),
        fields=fields,
        origin=node.text("origin") or None,
        tags=_tags(node),
        created_at=node.moment("created_at"),
    )


def _tags(node: Node) -> tuple[str, ...]:
    """Its tags, each once, as if they had been typed."""
    typed = node.texts("tags")
    if any("," in tag for tag in typed):
        node.fault("tags", "a tag has no comma")
    return tuple(tags_in(",".join(typed)))


def _title(node: Node) -> str:
    """A source without a title goes by its address, else by its id."""
    return next(filter(None, map(node.line, ("title", "url", "publisher"))), node.text("id"))
