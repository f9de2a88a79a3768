"""The versions of a claim’s verdict, with what was decided of them."""

from collections.abc import Sequence

from workbench.claims.rules import Status
from workbench.publishing.dossier.plan import PlannedVerdict
from workbench.publishing.dossier.reading.decisions import read_decisions
from workbench.publishing.dossier.reading.evidence import Pieces
from workbench.publishing.dossier.reading.node import Node
from workbench.publishing.dossier.reading.people import People
from workbench.publishing.dossier.reading.scales import Scales
from workbench.publishing.dossier.reading.seats import decision_nodes
from workbench.publishing.dossier.rules import Standing, presumed_current, presumed_state
from workbench.verdicts.rules import Seat, VerdictState

_BESIDE = frozenset({VerdictState.CONCURRING, VerdictState.DISSENTING})


def read_verdicts(
    claim: Node, status: Status | None, people: People, scales: Scales, pieces: Pieces
) -> tuple[PlannedVerdict, ...]:
    """All versions, the oldest first. A missing state is read from the claim’s status, if given."""
    nodes, rounds = claim.children("verdicts"), len(claim.children("rounds"))
    verdicts = tuple(
        _verdict(
            node, _state(node, status, newest=node is nodes[-1]), rounds, people, scales, pieces
        )
        for node in nodes
    )
    for place, node in enumerate(nodes):
        _refuse_taken_back(node, verdicts[place], verdicts[place + 1 : place + 2])
    return verdicts


def _refuse_taken_back(
    node: Node, verdict: PlannedVerdict, following: Sequence[PlannedVerdict]
) -> None:
    """A decision is taken back by who made it alone; the words wait again as the next version."""
    for place, decision in zip(decision_nodes(node), verdict.decisions, strict=True):
        alone = len(verdict.decisions) == 1 and decision.by is not None
        again = any(each.by == verdict.by != decision.by for each in following)
        if decision.taken_back and not (alone and again):
            place.fault("taken_back", "but its verdict does not follow once more, undecided")


def _state(node: Node, status: Status | None, *, newest: bool) -> VerdictState:
    if node.word("reading", Seat) is Seat.SECOND and not node.has("state"):
        node.fault("state", "is missing, and nothing else tells it of a second reading")
    return node.word("state", VerdictState) or presumed_state(status, newest=newest)


def _verdict(
    node: Node, state: VerdictState, rounds: int, people: People, scales: Scales, pieces: Pieces
) -> PlannedVerdict:
    if "rating" in node.value and not node.line("rating") and state is not VerdictState.DRAFT:
        node.fault("rating", f"is missing, which only a draft may be, and this one is {state}")
    reading = node.word("reading", Seat) or Seat.FIRST
    if (reading is Seat.SECOND or state in _BESIDE) and not node.has("round"):
        node.fault("round", "is missing, and only in one are there two readers")
    return PlannedVerdict(
        rating=scales.rating(node),
        summary=node.line("summary"),
        rationale=node.line("rationale"),
        state=state,
        by=people.who(node, "by"),
        at=node.moment("at"),
        stale_since=node.optional_moment("stale_since"),
        reading=reading,
        round=node.place("round", rounds, "round of the claim"),
        stood_on=pieces.all_named(node, "stood_on"),
        decisions=read_decisions(node, state, people, pieces),
    )


def standing_of(verdict: PlannedVerdict) -> Standing:
    """How a verdict stands, its round counted from 1."""
    return Standing(
        verdict.state, verdict.reading, None if verdict.round is None else verdict.round + 1
    )


def current_in(claim: Node, verdicts: tuple[PlannedVerdict, ...]) -> int | None:
    """The place, from 0, of the verdict that goes before the editors."""
    nodes = claim.children("verdicts")
    told = [place for place, node in enumerate(nodes) if node.flag("current")]
    for place in told[1:]:
        nodes[place].fault("current", "another verdict of the claim is its current one")
    return told[0] if told else presumed_current([standing_of(each) for each in verdicts])
