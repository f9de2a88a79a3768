"""Why checks need not hold for a claim."""

from workbench.policies.rules import Check
from workbench.publishing.dossier.plan import PlannedReason
from workbench.publishing.dossier.reading.node import Node, refuse_twice
from workbench.publishing.dossier.reading.people import People


def read_reasons(claim: Node, people: People) -> tuple[PlannedReason, ...]:
    """All reasons on a claim; a check has one."""
    nodes = claim.children("check_reasons")
    refuse_twice(nodes, "check")
    found = [(node.word("check", Check), node) for node in nodes]
    return tuple(
        PlannedReason(check, node.line("reason"), people.who(node, "by"), node.moment("at"))
        for check, node in found
        if check is not None
    )
