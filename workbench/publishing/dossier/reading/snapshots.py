"""Snapshots: their texts, and marks that part them."""

from collections.abc import Set
from itertools import pairwise
from typing import Any

from workbench.intake.metadata.said import said_again
from workbench.publishing.dossier.plan import PlannedSnapshot
from workbench.publishing.dossier.reading.node import Node, refuse_twice
from workbench.publishing.dossier.reading.people import People
from workbench.sources.rules import Way, file_name

UNNAMED = "snapshot"


def read_snapshots(dossier: Node, sources: Set[str], people: People) -> tuple[PlannedSnapshot, ...]:
    """All snapshots of the dossier."""
    nodes = dossier.children("snapshots")
    refuse_twice(nodes, "id")
    found = [_snapshot(node, people) for node in nodes]
    for node, snapshot in zip(nodes, found, strict=True):
        if snapshot.source not in sources:
            node.fault("source", f"“{snapshot.source[:60]}” is the id of no source")
    return tuple(found)


def _snapshot(node: Node, people: People) -> PlannedSnapshot:
    text, unreadable = node.text("text"), node.line("unreadable")
    if bool(text) == bool(unreadable):
        node.fault("unreadable", "a snapshot has a text, or a reason for having none")
    return PlannedSnapshot(
        id=node.text("id"),
        source=node.text("source"),
        sha256=node.text("sha256"),
        name=file_name(node.text("name")) or UNNAMED,
        media_type=node.text("media_type"),
        size=node.number("size") or 0,
        way=node.word("way", Way) or Way.UPLOADED,
        url=node.text("url"),
        headers=dict(node.child("headers").value),
        by=people.who(node, "by"),
        taken_at=node.moment("taken_at"),
        unchanged_at=node.optional_moment("unchanged_at"),
        unreadable=unreadable,
        said=_said(node.child("said")),
        licence=node.line("licence"),
        text=text,
        marks=_marks(node, len(text)),
    )


def _said(node: Node) -> dict[str, Any]:
    """What the file says of itself, as if it had been read here: of lines, those that are lines."""
    node.day("published"), node.day("made")
    return said_again(node.value).as_json()


def _marks(node: Node, length: int) -> list[dict[str, Any]]:
    """The marks; a text that has none is one paragraph."""
    nodes = node.children("marks")
    starts = [mark.number("start") or 0 for mark in nodes]
    if starts and (starts[0] != 0 or starts[-1] > length):
        node.fault("marks", "the first begins where the text does, and none behind its end")
    if any(before > behind for before, behind in pairwise(starts)):
        node.fault("marks", "stand in another order than what they mark")
    if length and not nodes:
        return [{"kind": "paragraph", "label": "para. 1", "start": 0}]
    return [_plain(mark) for mark in nodes]


def _plain(mark: Node) -> dict[str, Any]:
    return {key: value for key, value in mark.value.items() if value is not None}
