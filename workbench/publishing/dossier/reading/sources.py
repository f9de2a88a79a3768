"""Sources, and the limits of what the database can find by index."""

from workbench.publishing.dossier.plan import PlannedSource
from workbench.publishing.dossier.reading.node import Node, refuse_twice
from workbench.sources.rules import SourceKind
from workbench.sources.service import SourceFields

LONGEST_KEY = 2_600  # bytes: what an entry of a PostgreSQL index may have, and some left over


def read_sources(dossier: Node) -> tuple[PlannedSource, ...]:
    """All sources of the dossier."""
    nodes = dossier.children("sources")
    refuse_twice(nodes, "id")
    return tuple(_source(node) for node in nodes)


def _source(node: Node) -> PlannedSource:
    if len(node.text("url").encode()) > LONGEST_KEY:
        node.fault("url", f"is longer than {LONGEST_KEY} bytes")
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
    )
    return PlannedSource(node.text("id"), fields, node.moment("created_at"))


def _title(node: Node) -> str:
    """A source without a title goes by its address, else by its id."""
    return next(filter(None, map(node.line, ("title", "url", "publisher"))), node.text("id"))
