"""Sentences that were set aside."""

from workbench.claims.rules import Reason
from workbench.publishing.dossier.plan import PlannedDisposition
from workbench.publishing.dossier.reading.node import Node
from workbench.publishing.dossier.reading.people import People
from workbench.publishing.dossier.reading.versions import Versions


def read_dispositions(
    dossier: Node, versions: Versions, people: People
) -> tuple[PlannedDisposition, ...]:
    """All dispositions; one that is not exactly a sentence is a fault."""
    places = {
        (number, sentence.start, sentence.end): index
        for number, version in versions.planned.items()
        for index, sentence in enumerate(version.sentences if version else ())
    }
    seen: set[tuple[int, int]] = set()
    found = [_disposition(n, versions, places, people) for n in dossier.children("dispositions")]
    for node, each in zip(dossier.children("dispositions"), found, strict=True):
        if each and (each.version, each.sentence) in seen:
            node.fault("", "this sentence is set aside already")
        if each:
            seen.add((each.version, each.sentence))
    return tuple(each for each in found if each)


def _disposition(
    node: Node, versions: Versions, places: dict[tuple[int, int, int], int], people: People
) -> PlannedDisposition | None:
    version = versions.named(node, "version")
    by, at, reason = people.who(node, "by"), node.moment("at"), node.word("reason", Reason)
    start, end = node.number("start"), node.number("end")
    if versions.planned.get(version) is None or start is None or end is None:
        return None
    index = places.get((version, start, end))
    if index is None:
        node.fault("", f"{start} to {end} is no sentence of version {version}")
    if index is None or reason is None:
        return None
    return PlannedDisposition(version, index, reason, by, at)
