"""The table of moves, drawn: as a state diagram in Mermaid's words."""

from collections.abc import Iterable, Iterator

from workbench.claims.rules import Status
from workbench.claims.workflow import MOVES, Step


def diagram(moves: Iterable[Step] = MOVES) -> str:
    """An arrow for each move from each status; who may make it is in the table."""
    drawn = dict.fromkeys(arrow for step in moves for arrow in _arrows(step))
    return "\n".join(["stateDiagram-v2", f"    [*] --> {_name(Status.OPEN)}", *drawn])


def _arrows(step: Step) -> Iterator[str]:
    when = f" ({step.when.name})" if step.when.name else ""
    for start in Status:
        if start in step.starts:
            yield f"    {_name(start)} --> {_name(step.end or start)}: {step.move}{when}"


def _name(status: Status) -> str:
    """Mermaid's names have no spaces."""
    return status.replace(" ", "_")
