"""What was decided, on a draft, about passages of the version that it follows."""

from collections.abc import Set
from dataclasses import dataclass

from workbench.articles.marks import Span
from workbench.articles.reanchoring import Outcome
from workbench.claims.rules import Decided
from workbench.publishing.dossier.plan import PassageKey, PlannedSettlement, PlannedVersion
from workbench.publishing.dossier.reading.node import Node
from workbench.publishing.dossier.reading.passages import passage_named, stands_not
from workbench.publishing.dossier.reading.people import People


@dataclass(frozen=True)
class Settled:
    """What settlements refer to: the version that is followed, the draft's text, all passages."""

    base: PlannedVersion
    text: str
    passages: Set[PassageKey]
    people: People


def read_settlements(draft: Node, around: Settled) -> tuple[PlannedSettlement, ...]:
    """All of a draft; a passage is settled once."""
    found = [(node, _settlement(node, around)) for node in draft.children("settlements")]
    seen: set[PassageKey] = set()
    for node, settlement in found:
        if settlement and settlement.passage in seen:
            node.fault("passage", "this passage is settled already")
        if settlement:
            seen.add(settlement.passage)
    return tuple(settlement for _node, settlement in found if settlement)


def _settlement(node: Node, around: Settled) -> PlannedSettlement | None:
    passage = passage_named(node.child("passage"), around.base.number)
    if passage is not None and passage not in around.passages:
        node.fault("passage", stands_not(passage))
    outcome, decided = node.word("outcome", Outcome), node.word("decided", Decided)
    place, by, at = _place(node, around), around.people.who(node, "by"), node.moment("at")
    if passage is None or outcome is None or decided is None:
        return None
    if (decided is Decided.LEFT_BEHIND) == node.has("place"):
        node.fault("place", _wrong_place(decided))
    was = _span(node, "was", len(around.base.text.text)) or (passage.start, passage.end)
    return PlannedSettlement(passage, was, outcome, decided, place, by, at)


def _wrong_place(decided: Decided) -> str:
    if decided is Decided.LEFT_BEHIND:
        return "a passage that was left behind has none in the draft"
    return f"is missing: a passage that was {decided} has one in the draft"


def _place(settlement: Node, around: Settled) -> Span | None:
    """Where a passage is to stand: words of the draft, without blanks at their edges."""
    place, node = _span(settlement, "place", len(around.text)), settlement.child("place")
    if place is None:
        return None
    words = around.text[slice(*place)]
    if words != words.strip():
        node.fault("", "begins or ends with a blank")
    if node.has("exact") and node.text("exact") != words:
        node.fault("exact", f"does not stand at {place[0]} to {place[1]} of the draft’s text")
    return place


def _span(settlement: Node, key: str, length: int) -> Span | None:
    """A stretch of a text of this length, in code points; none if it is missing or a fault."""
    start, end = settlement.child(key).number("start"), settlement.child(key).number("end")
    if start is None or end is None:
        return None
    if not start < end <= length:
        settlement.fault(key, f"{start} to {end} holds no words of a text of {length}")
        return None
    return start, end
