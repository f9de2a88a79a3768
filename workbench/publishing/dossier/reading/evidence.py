"""Evidence: uses of sources, and how verdicts, points and threads name them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.evidence.rules import Stance
from workbench.evidence.service import EvidenceFields
from workbench.publishing.dossier.plan import EvidenceKey, PlannedEvidence, PlannedSnapshot
from workbench.publishing.dossier.reading.node import Node, refuse_twice


@dataclass(frozen=True)
class Pieces:
    """All evidence of the dossier by its ids: a piece may go to another claim and stay used."""

    keys: Mapping[str, EvidenceKey]

    def named(self, node: Node, key: str) -> EvidenceKey | None:
        """The piece of this id; a fault if there is none."""
        wanted = node.text(key)
        found = self.keys.get(wanted)
        if wanted and found is None:
            node.fault(key, f"“{wanted[:60]}” is the id of no evidence")
        return found

    def all_named(self, node: Node, key: str) -> tuple[EvidenceKey, ...]:
        """The pieces of these ids, each once."""
        wanted = node.texts(key)
        for index, each in enumerate(wanted):
            if each not in self.keys:
                node.fault(f"{key}[{index}]", f"“{each[:60]}” is the id of no evidence")
            elif each in wanted[:index]:
                node.fault(f"{key}[{index}]", f"“{each[:60]}” is there already")
        return tuple(self.keys[each] for each in wanted if each in self.keys)


def pieces_of(claims: Sequence[tuple[int, Node]]) -> Pieces:
    """The evidence of all claims, by their numbers."""
    nodes = [node for _number, claim in claims for node in claim.children("evidence")]
    refuse_twice(nodes, "id")
    return Pieces(dict(_keys(claims)))


def _keys(claims: Sequence[tuple[int, Node]]) -> Iterator[tuple[str, EvidenceKey]]:
    for number, claim in claims:
        for place, node in enumerate(claim.children("evidence")):
            if node.text("id"):
                yield node.text("id"), EvidenceKey(number, place)


def read_evidence(
    node: Node, sources: frozenset[str], snapshots: Iterable[PlannedSnapshot]
) -> PlannedEvidence:
    """One piece; where it says least it is context."""
    source, snapshot = node.text("source"), node.text("snapshot") or None
    if source not in sources:
        node.fault("source", f"“{source[:60]}” is the id of no source")
    if snapshot and not _can_be_read(snapshot, source, snapshots):
        node.fault("snapshot", f"“{snapshot[:60]}” is no snapshot of the source that has a text")
    fields = EvidenceFields(
        stance=node.word("stance", Stance) or Stance.CONTEXT,
        quote=node.text("quote"),
        locator=node.text("locator"),
        note=node.text("note"),
        about=node.line("about"),
    )
    created_at, removed_at = node.moment("created_at"), node.optional_moment("removed_at")
    return PlannedEvidence(source, snapshot, fields, created_at, removed_at)


def _can_be_read(snapshot: str, source: str, known: Iterable[PlannedSnapshot]) -> bool:
    return any((each.id, each.source) == (snapshot, source) and each.text for each in known)
