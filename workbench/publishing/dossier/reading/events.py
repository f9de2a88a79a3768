"""The record, in its order."""

from workbench.history.rules import EventKind
from workbench.publishing.dossier.plan import PlannedEvent
from workbench.publishing.dossier.reading.node import Node
from workbench.publishing.dossier.reading.people import People

_COMMAND_LINE = "command line"


def read_events(dossier: Node, people: People, claims: frozenset[int]) -> tuple[PlannedEvent, ...]:
    """All events. One can take back another that came before it, once."""
    nodes = dossier.children("events")
    taken_back: set[int] = set()
    for index, node in enumerate(nodes):
        undoes = node.number("undoes")
        if undoes is not None and (undoes > index or undoes in taken_back):
            node.fault("undoes", f"event {undoes} came later, or was taken back already")
        if undoes is not None:
            taken_back.add(undoes)
    return tuple(_event(node, people, claims) for node in nodes)


def _event(node: Node, people: People, claims: frozenset[int]) -> PlannedEvent:
    by, claim, undoes = people.who(node, "by"), node.number("claim"), node.number("undoes")
    if claim is not None and claim not in claims:
        node.fault("claim", f"there is no claim {claim}")
    if node.text("kind") == EventKind.DOSSIER_LOADED:
        node.fault("kind", "the event that tells of a loading is no part of a dossier")
    return PlannedEvent(
        kind=node.text("kind"),
        at=node.moment("at"),
        by=by,
        by_name=node.text("by_name") or people.names.get(by or "", _COMMAND_LINE),
        claim=claim,
        details=dict(node.child("details").value),
        undoes=None if undoes is None else undoes - 1,
    )
