"""Who read a claim in a round, and that nobody of them decides on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workbench.publishing.dossier.plan import PlannedReading, PlannedVerdict
from workbench.publishing.dossier.reading.node import Node
from workbench.publishing.dossier.reading.people import People
from workbench.verdicts.rules import Seat, VerdictState

Written = Sequence[tuple[Node, PlannedVerdict]]  # verdicts of the round
_PUT_ONCE_MORE = frozenset({VerdictState.SUPERSEDED, VerdictState.RETURNED})


@dataclass(frozen=True)
class Seats:
    """The readings of a round; `since`: when each of them began, none where that is not told."""

    readings: tuple[PlannedReading, ...]
    since: tuple[datetime | None, ...]

    def refuse_reader(self, node: Node, by: str | None, did: str) -> None:
        """Note that somebody did what no reader of the round may, if they had read it by then."""
        if by is not None and self._had_read(by, node.optional_moment("at")):
            node.fault("by", f"had read the claim in this round, and {did}")

    def _had_read(self, by: str, then: datetime | None) -> bool:
        """Whoever has been first stays a reader; a second reader who left is none."""
        return any(
            reading.by == by
            and (reading.left_at is None or reading.seat is Seat.FIRST)
            and (then is None or since is None or since < then)
            for reading, since in zip(self.readings, self.since, strict=True)
        )

    def refuse_readers_who_decide(self, written: Written) -> None:
        """Nobody decides on a verdict that is their own, or on a claim that they have read."""
        for node, verdict in written:
            nodes = decision_nodes(node)
            for place, decision in zip(nodes, verdict.decisions, strict=True):
                if decision.by is not None and decision.by == verdict.by:
                    place.fault("by", f"{decision.decision} their own verdict")
                else:
                    self.refuse_reader(place, decision.by, f"{decision.decision} a verdict on it")

    def refuse_second_seconds(self, written: Written) -> None:
        """One second reading is handed in; the same again only after it was decided of."""
        earlier: PlannedVerdict | None = None
        for node, verdict in written:
            if verdict.reading is Seat.FIRST or verdict.state is VerdictState.DRAFT:
                continue
            if earlier and (earlier.by != verdict.by or earlier.state not in _PUT_ONCE_MORE):
                node.fault("reading", "this round has another second reading already")
            earlier = verdict


def decision_nodes(verdict: Node) -> list[Node]:
    """The decisions of a verdict. Formats before 6 have one, as `decision`."""
    older = [verdict.child("decision")] if verdict.has("decision") else []
    return [*verdict.children("decisions"), *older]


def read_seats(round_: Node, people: People) -> Seats:
    """Who had which seat of a round; a seat is left before somebody else takes it."""
    nodes = round_.children("readings")
    readings, held = tuple(_reading(node, people) for node in nodes), set[Seat]()
    for node, reading in zip(nodes, readings, strict=True):
        if reading.left_at is None and reading.seat in held:
            node.fault("seat", f"somebody else is the {reading.seat} reader of this round")
        if reading.left_at is None:
            held.add(reading.seat)
    return Seats(readings, tuple(node.optional_moment("taken_at") for node in nodes))


def _reading(node: Node, people: People) -> PlannedReading:
    return PlannedReading(
        seat=node.word("seat", Seat) or Seat.FIRST,
        by=people.who(node, "by") or "",
        taken_at=node.moment("taken_at"),
        left_at=node.optional_moment("left_at"),
    )
