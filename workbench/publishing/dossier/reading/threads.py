"""What members said to each other about a claim."""

from collections.abc import Mapping

from workbench.discussion.rules import About
from workbench.publishing.dossier.plan import PlannedComment, PlannedThread
from workbench.publishing.dossier.reading.node import Node
from workbench.publishing.dossier.reading.people import People

Lengths = Mapping[About, int]  # of the claim's lists that threads are about


def read_threads(claim: Node, lengths: Lengths, people: People) -> tuple[PlannedThread, ...]:
    """All threads of a claim, in the order they were begun."""
    return tuple(_thread(node, lengths, people) for node in claim.children("threads"))


def _thread(node: Node, lengths: Lengths, people: People) -> PlannedThread:
    about = node.word("about", About) or About.CLAIM
    if not node.children("comments"):
        node.fault("comments", "a thread has one comment at least")
    return PlannedThread(
        about=about,
        place=_place(node, about, lengths),
        created_at=node.moment("created_at"),
        resolved_at=node.optional_moment("resolved_at"),
        resolved_by=people.who(node, "resolved_by"),
        comments=tuple(_comment(each, people) for each in node.children("comments")),
    )


def _place(node: Node, about: About, lengths: Lengths) -> int | None:
    place = node.number("place")
    if about is About.CLAIM:
        if place is not None:
            node.fault("place", "a thread about the claim itself has none")
        return None
    if place is None or not 1 <= place <= lengths[about]:
        node.fault("place", f"{place} is the place of no {about} of the claim, counted from 1")
    return place


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
    )
