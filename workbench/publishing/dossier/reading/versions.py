"""Versions: the text, its blocks and its sentences, and what the outlet changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.articles.text import CanonicalText, PlacedBlock, is_canonical, sha256
from workbench.intake.rules import BODY_KINDS, BlockKind
from workbench.publishing.dossier.plan import PlannedAmendment, PlannedVersion
from workbench.publishing.dossier.reading.node import Node, numbered
from workbench.publishing.dossier.reading.people import People
from workbench.publishing.dossier.reading.sentences import (
    check_follows,
    read_follows,
    read_sentences,
)


@dataclass(frozen=True)
class Versions:
    """All versions by their numbers, from the first to the newest.

    `planned`: what can be used of each; None for a text that has a fault. `before`: the number of
    the version before.
    """

    planned: Mapping[int, PlannedVersion | None]
    nodes: Mapping[int, Node]
    before: Mapping[int, int]
    newest: int

    def named(self, node: Node, key: str) -> int:
        """The number that an object gives, else the newest; a fault if there is no such version."""
        number = node.number(key) or self.newest
        if self.planned and number not in self.planned:
            node.fault(key, f"there is no version {number}")
        return number


def read_versions(dossier: Node, people: People) -> Versions:
    """All versions."""
    article = dossier.child("article")
    title, language = article.line("title"), article.line("language") or "en"
    found = sorted(numbered(dossier.children("versions")), key=lambda each: each[0])
    planned = {number: _version(number, node, title, language, people) for number, node in found}
    before = {number: earlier for earlier, number in pairwise(planned)}
    for number, node in found:
        check_follows(node, planned[number], planned, before.get(number))
    return Versions(planned, dict(found), before, max(planned, default=0))


def _version(
    number: int, node: Node, title: str, language: str, people: People
) -> PlannedVersion | None:
    created_at, text = node.moment("created_at"), node.text("text")
    if not _is_sound(node, text):
        return None
    placed = CanonicalText(text, _blocks(node, text, title))
    if not any(block.body for block in placed.blocks):
        node.fault("blocks", "no block is body, so there is nothing to check")
    return PlannedVersion(
        number=number,
        text=placed,
        sentences=tuple(read_sentences(node, placed, language)),
        follows=read_follows(node),
        amendment=_amendment(node.child("amendment"), people) if node.has("amendment") else None,
        original_name=node.line("original_name"),
        original_sha256=node.text("original_sha256") or None,
        created_at=created_at,
    )


def _is_sound(node: Node, text: str) -> bool:
    if not text:
        return False
    if not is_canonical(text):
        node.fault(
            "text", "is not canonical: NFC, LF, single spaces, one blank line between blocks"
        )
        return False
    if node.has("sha256") and node.text("sha256") != sha256(text):
        node.fault("sha256", "is not the SHA-256 of the text")
    return True


def _blocks(node: Node, text: str, title: str) -> tuple[PlacedBlock, ...]:
    """The blocks as given; where the text alone is known, its paragraphs."""
    spans = list(_spans(text))
    given = node.children("blocks")
    if not given:
        return tuple(_unnamed(text, title, start, end) for start, end in spans)
    if len(given) != len(spans):
        node.fault("blocks", f"are {len(given)}, but blank lines part the text into {len(spans)}")
        return tuple(_unnamed(text, title, start, end) for start, end in spans)
    blocks = tuple(_block(each, *span) for each, span in zip(given, spans, strict=True))
    check_headline(node, [block.kind for block in blocks])
    return blocks


def check_headline(node: Node, kinds: Sequence[BlockKind]) -> None:
    """Blocks of these kinds, of a version or a draft, begin with the headline if they have one."""
    if BlockKind.HEADLINE in kinds[1:] and kinds[0] is not BlockKind.HEADLINE:
        node.fault("blocks", "have a headline, but do not begin with it")


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for part in text.split("\n\n"):
        yield start, start + len(part)
        start += len(part) + 2


def _unnamed(text: str, title: str, start: int, end: int) -> PlacedBlock:
    is_title = start == 0 and text[start:end] == title
    kind = BlockKind.HEADLINE if is_title else BlockKind.PARAGRAPH
    return PlacedBlock(kind, body=True, start=start, end=end)


def _block(node: Node, start: int, end: int) -> PlacedBlock:
    kind = node.word("kind", BlockKind) or BlockKind.PARAGRAPH
    given = (node.number("start"), node.number("end"))
    if None not in given and given != (start, end):
        node.fault(
            "", f"is at {given[0]} to {given[1]}, but the text has this block at {start} to {end}"
        )
    body = node.flag("body")
    if body and kind not in BODY_KINDS:
        node.fault("body", f"a {kind} is never part of the body")
    return PlacedBlock(kind, kind in BODY_KINDS if body is None else body, start, end)


def _amendment(node: Node, people: People) -> PlannedAmendment:
    return PlannedAmendment(
        made_on=node.day("made_on"),
        notice=node.text("notice"),
        note=node.text("note"),
        by=people.who(node, "by"),
        at=node.moment("at"),
    )
