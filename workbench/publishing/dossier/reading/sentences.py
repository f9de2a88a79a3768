"""Sentences: where each stands, and which one of the version before it is."""

from collections.abc import Mapping

from workbench.articles.sentences import PlacedSentence, sentences_of
from workbench.articles.text import CanonicalText
from workbench.publishing.dossier.plan import PlannedVersion
from workbench.publishing.dossier.reading.node import Node


def read_sentences(version: Node, text: CanonicalText, language: str) -> list[PlacedSentence]:
    """The sentences of a version; where none are given, those found in its text."""
    given = version.children("sentences")
    return _given(version, given, text) if given else sentences_of(text, language)


def _given(version: Node, given: list[Node], text: CanonicalText) -> list[PlacedSentence]:
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
        version.fault("sentences", f"the words from {cursor} on belong to none")
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


def read_follows(version: Node) -> dict[int, int]:
    """Which sentence of the version before each one is said to be, by index."""
    numbers = [sentence.number("follows") for sentence in version.children("sentences")]
    return {index: number - 1 for index, number in enumerate(numbers) if number is not None}


def check_follows(
    version: Node,
    planned: PlannedVersion | None,
    versions: Mapping[int, PlannedVersion | None],
    before: int | None,
) -> None:
    """Each sentence is at most one of the version with the number `before`, word for word."""
    if planned is None:
        return
    nodes, seen = version.children("sentences"), set[int]()
    earlier = None if before is None else versions[before]
    for index, followed in planned.follows.items():
        node, words = nodes[index], _words(planned, index)
        if before is None:
            node.fault("follows", "there is no version before this one")
        elif followed in seen:
            node.fault("follows", f"another sentence is number {followed + 1} already")
        elif earlier and words not in {None, _words(earlier, followed)}:
            node.fault("follows", f"number {followed + 1} of version {before} has other words")
        seen.add(followed)


def _words(version: PlannedVersion, index: int) -> str | None:
    """What a sentence says; None where there is none."""
    if index >= len(version.sentences):
        return None
    start, end, _block = version.sentences[index]
    return version.text.text[start:end]
