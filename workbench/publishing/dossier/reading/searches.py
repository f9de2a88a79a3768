"""What the desk looked for and did not find."""

from workbench.evidence.searches import SearchFields
from workbench.publishing.dossier.plan import PlannedSearch
from workbench.publishing.dossier.reading.node import Node


def read_search(node: Node) -> PlannedSearch:
    """One search."""
    fields = SearchFields(
        sought=node.line("sought"),
        places=node.texts("places"),
        searched_on=node.day("searched_on"),
        note=node.text("note"),
    )
    return PlannedSearch(fields, node.moment("created_at"), node.optional_moment("removed_at"))
