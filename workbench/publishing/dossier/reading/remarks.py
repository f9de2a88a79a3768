"""What came beside the words of a manuscript, and what became of it."""

from collections.abc import Set

from workbench.articles.marks import Span
from workbench.articles.rules import RemarkState
from workbench.intake.remarks import RemarkKind
from workbench.publishing.dossier.plan import PlannedRemark, PlannedVersion
from workbench.publishing.dossier.reading.node import Node
from workbench.publishing.dossier.reading.people import People
from workbench.publishing.dossier.reading.versions import Versions


def read_remarks(
    dossier: Node, versions: Versions, claims: Set[int], people: People
) -> tuple[PlannedRemark, ...]:
    """All remarks. `claims`: the numbers of those there are."""
    found = (_remark(each, versions, claims, people) for each in dossier.children("remarks"))
    return tuple(each for each in found if each)


def _remark(
    node: Node, versions: Versions, claims: Set[int], people: People
) -> PlannedRemark | None:
    version, by = versions.named(node, "version"), people.who(node, "by")
    state = node.word("state", RemarkState) or RemarkState.WAITS
    kind, place = node.word("kind", RemarkKind), _place(node, versions.planned.get(version))
    claim = node.number("claim")
    if claim is not None and claim not in claims:
        node.fault("claim", f"there is no claim {claim}")
    if (claim is None) is (state is RemarkState.ACCEPTED):
        node.fault("claim", "is what a remark was accepted for, and no other has one")
    if kind is None:
        return None
    return PlannedRemark(
        version=version,
        kind=kind,
        text=node.text("text"),
        proposed=node.line("proposed"),
        author=node.text("author"),
        said_at=node.text("said_at"),
        url=node.text("url"),
        exact=node.text("exact"),
        place=place,
        state=state,
        claim=claim,
        by=by,
        at=None if state is RemarkState.WAITS else node.moment("at"),
    )


def _place(node: Node, version: PlannedVersion | None) -> Span | None:
    """Where the words stand; a fault if they do not."""
    start, end, exact = node.number("start"), node.number("end"), node.text("exact")
    if start is None or end is None or version is None:
        return None
    if not exact or version.text.text[start:end] != exact:
        node.fault("exact", f"does not stand from {start} to {end} of version {version.number}")
    return (start, end)
