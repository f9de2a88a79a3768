"""What was decided of a verdict, by whom, and what a return asks for."""

from workbench.publishing.dossier.plan import PlannedDecision, PlannedPoint
from workbench.publishing.dossier.reading.evidence import Pieces
from workbench.publishing.dossier.reading.node import Node
from workbench.publishing.dossier.reading.people import People
from workbench.publishing.dossier.reading.seats import decision_nodes
from workbench.verdicts.rules import About, Decision, VerdictState

# Decisions that are made of verdicts in these states; of others any was.
_MADE = {
    VerdictState.DRAFT: frozenset[Decision](),
    VerdictState.PROPOSED: frozenset({Decision.APPROVED}),  # one of those that it needs
    VerdictState.APPROVED: frozenset({Decision.APPROVED}),
}


def read_decisions(
    verdict: Node, state: VerdictState, people: People, pieces: Pieces
) -> tuple[PlannedDecision, ...]:
    """All decisions, the first one first. Formats before 6 have one, as `decision`."""
    nodes = decision_nodes(verdict)
    if verdict.has("decision") and state in {VerdictState.DRAFT, VerdictState.PROPOSED}:
        verdict.fault("decision", f"nobody decided of a verdict that is {state}")
    decisions = tuple(_decision(node, state, people, pieces) for node in nodes)
    _refuse_twice(nodes, decisions)
    return decisions


def _decision(node: Node, state: VerdictState, people: People, pieces: Pieces) -> PlannedDecision:
    presumed = Decision.RETURNED if state is VerdictState.RETURNED else Decision.APPROVED
    decision = node.word("decision", Decision) or presumed
    if decision not in _MADE.get(state, Decision):
        node.fault("", f"nobody {decision} a verdict that is {state}")
    if decision is Decision.RETURNED and not node.line("comment"):
        node.fault("comment", "is missing: a return says what is to be done")
    if decision is Decision.APPROVED and node.children("points"):
        node.fault("points", "are what a return asks for, and this is none")
    return PlannedDecision(
        decision=decision,
        comment=node.line("comment"),
        by=people.who(node, "by"),
        at=node.moment("at"),
        points=tuple(_point(each, people, pieces) for each in node.children("points")),
        taken_back=node.flag("taken_back") or False,
    )


def _refuse_twice(nodes: list[Node], decisions: tuple[PlannedDecision, ...]) -> None:
    """An editor decides once; the command line, which is nobody, as often as it likes."""
    seen: set[str] = set()
    for node, each in zip(nodes, decisions, strict=True):
        if each.by is not None and each.by in seen:
            node.fault("by", "has decided of this verdict already")
        seen.add(each.by or "")


def _point(node: Node, people: People, pieces: Pieces) -> PlannedPoint:
    evidence = pieces.named(node, "evidence")
    about = node.word("about", About) or (About.EVIDENCE if evidence else About.VERDICT)
    if (about is About.EVIDENCE) is not node.has("evidence"):
        node.fault("evidence", "is what a point is about, and no other has one")
    return PlannedPoint(
        about=about,
        evidence=evidence,
        comment=node.line("comment"),
        answer=node.line("answer"),
        done_at=node.optional_moment("done_at"),
        done_by=people.who(node, "done_by"),
    )
