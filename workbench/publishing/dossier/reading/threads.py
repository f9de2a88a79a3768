"""What members said to each other about a claim."""

from dataclasses import dataclass

from workbench.discussion.rules import About
from workbench.publishing.dossier.plan import EvidenceKey, PlannedComment, PlannedThread
from workbench.publishing.dossier.reading.evidence import Pieces
from workbench.publishing.dossier.reading.node import Node
from workbench.publishing.dossier.reading.people import People


@dataclass(frozen=True)
class Said:
    """What a claim's threads may be about: its number, how many verdicts it has, all evidence."""

    claim: int
    verdicts: int
    pieces: Pieces


def read_threads(claim: Node, said: Said, people: People) -> tuple[PlannedThread, ...]:
    """All threads of a claim, in the order they were begun."""
    pieces = len(claim.children("evidence"))
    return tuple(_thread(node, said, pieces, people) for node in claim.children("threads"))


def _thread(node: Node, said: Said, pieces: int, people: People) -> PlannedThread:
    about = node.word("about", About) or About.CLAIM
    if not node.children("comments"):
        node.fault("comments", "a thread has one comment at least")
    return PlannedThread(
        about=about,
        evidence=_evidence(node, about, said, pieces),
        verdict=_verdict(node, about, said),
        created_at=node.moment("created_at"),
        resolved_at=node.optional_moment("resolved_at"),
        resolved_by=people.who(node, "resolved_by"),
        comments=tuple(_comment(each, people) for each in node.children("comments")),
    )


def _evidence(node: Node, about: About, said: Said, pieces: int) -> EvidenceKey | None:
    """By its id; in format 5 by its place among the claim's."""
    if about is not About.EVIDENCE:
        if node.has("evidence"):
            node.fault("evidence", f"a thread about the {about} has none")
        return None
    if node.has("evidence"):
        if node.has("place"):
            node.fault("place", "is a verdict’s; evidence goes by its id")
        return said.pieces.named(node, "evidence")
    place = _place(node, pieces, "evidence of the claim")
    return None if place is None else EvidenceKey(said.claim, place)


def _verdict(node: Node, about: About, said: Said) -> int | None:
    if about is About.CLAIM and node.has("place"):
        node.fault("place", "a thread about the claim itself has none")
    return _place(node, said.verdicts, "verdict of the claim") if about is About.VERDICT else None


def _place(node: Node, length: int, of: str) -> int | None:
    if not node.has("place"):
        node.fault("place", f"None is the place of no {of}, counted from 1")
    return node.place("place", length, of)


def _comment(node: Node, people: People) -> PlannedComment:
    text, removed_at = node.text("text"), node.optional_moment("removed_at")
    if not text.strip() and removed_at is None:
        node.fault("text", "a comment that was not removed says something")
    return PlannedComment(
        text=text,
        by=people.who(node, "by"),
        at=node.moment("at"),
        edited_at=node.optional_moment("edited_at"),
        removed_at=removed_at,
        mentions=people.all_of(node, "mentions"),
    )
