"""Versions: the text, its blocks and its sentences."""

from collections.abc import Iterator

from workbench.articles.sentences import PlacedSentence, sentences_of
from workbench.articles.text import CanonicalText, PlacedBlock, is_canonical, sha256
from workbench.intake.rules import BODY_KINDS, BlockKind
from workbench.publishing.dossier.plan import PlannedVersion
from workbench.publishing.dossier.reading.node import Node, numbered

# The number of a version, and what of it can be used; None for a text that has a fault.
Versions = dict[int, PlannedVersion | None]


def read_versions(dossier: Node) -> Versions:
    """All versions by their numbers."""
    title = dossier.child("article").line("title")
    language = dossier.child("article").line("language") or "en"
    found = numbered(dossier.children("versions"))
    return {number: _version(number, node, title, language) for number, node in found}


def _version(number: int, node: Node, title: str, language: str) -> PlannedVersion | None:
    created_at, text = node.moment("created_at"), node.text("text")
    if not _is_sound(node, text):
        return None
    placed = CanonicalText(text, _blocks(node, text, title))
    given = node.children("sentences")
    sentences = _given_sentences(node, given, placed) if given else sentences_of(placed, language)
    if not any(block.body for block in placed.blocks):
        node.fault("blocks", "no block is body, so there is nothing to check")
    return PlannedVersion(
        number=number,
        text=placed,
        sentences=tuple(sentences),
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
    kinds = [block.kind for block in blocks]
    if BlockKind.HEADLINE in kinds[1:] and kinds[0] is not BlockKind.HEADLINE:
        node.fault("blocks", "have a headline, but do not begin with it")
    return blocks


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


def _given_sentences(node: Node, given: list[Node], text: CanonicalText) -> list[PlacedSentence]:
    """The sentences as given: in order, each in one block, every word in one of them."""
    placed: list[PlacedSentence] = []
    cursor = index = 0
    for sentence in given:
        start, end = sentence.number("start"), sentence.number("end")
        if start is None or end is None:
            return []
        while index + 1 < len(text.blocks) and start >= text.blocks[index].end:
            index += 1
        problem = _misplaced(text, index, cursor, start, end)
        if problem:
            sentence.fault("", problem)
        placed.append(PlacedSentence(start, end, index))
        cursor = max(cursor, end)
    if text.text[cursor:].strip():
        node.fault("sentences", f"the words from {cursor} on belong to none")
    return placed


def _misplaced(text: CanonicalText, index: int, cursor: int, start: int, end: int) -> str | None:
    block, words = text.blocks[index], text.text[start:end]
    if not words or start < block.start or end > block.end:
        return f"{start} to {end} does not lie in one block"
    if start < cursor:
        return f"begins at {start}, before the sentence in front of it has ended"
    if words != words.strip():
        return "begins or ends with a blank"
    if text.text[cursor:start].strip():
        return f"the words from {cursor} to {start}, in front of it, belong to no sentence"
    return None
