"""The versions of a claim’s verdict, with what was decided of them."""

from workbench.claims.rules import Status
from workbench.publishing.dossier.plan import PlannedDecision, PlannedVerdict
from workbench.publishing.dossier.reading.node import Node
from workbench.publishing.dossier.reading.people import People
from workbench.publishing.dossier.reading.scales import Scales
from workbench.publishing.dossier.rules import presumed_state
from workbench.verdicts.rules import VerdictState

_UNDECIDED = frozenset({VerdictState.DRAFT, VerdictState.PROPOSED})


def read_verdicts(
    claim: Node, status: Status | None, people: People, scales: Scales
) -> tuple[PlannedVerdict, ...]:
    """All versions, the oldest first. A missing state is read from the claim’s status, if given."""
    nodes = claim.children("verdicts")
    return tuple(
        _verdict(
            node,
            node.word("state", VerdictState) or presumed_state(status, newest=node is nodes[-1]),
            people,
            scales,
        )
        for node in nodes
    )


def _verdict(node: Node, state: VerdictState, people: People, scales: Scales) -> PlannedVerdict:
    if "rating" in node.value and not node.line("rating") and state is not VerdictState.DRAFT:
        node.fault("rating", f"is missing, which only a draft may be, and this one is {state}")
    return PlannedVerdict(
        rating=scales.rating(node),
        summary=node.line("summary"),
        rationale=node.line("rationale"),
        state=state,
        by=people.who(node, "by"),
        at=node.moment("at"),
        stale_since=node.optional_moment("stale_since"),
        decision=_decision(node, state, people) if node.has("decision") else None,
    )


def _decision(verdict: Node, state: VerdictState, people: People) -> PlannedDecision:
    node = verdict.child("decision")
    if state in _UNDECIDED:
        verdict.fault("decision", f"nobody decided of a verdict that is {state}")
    if state is VerdictState.RETURNED and not node.line("comment"):
        node.fault("comment", "is missing: a return says what is to be done")
    return PlannedDecision(node.line("comment"), people.who(node, "by"), node.moment("at"))
