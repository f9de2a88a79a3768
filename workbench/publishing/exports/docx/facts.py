"""Lines of facts, parted by points: who, when, where."""

from collections.abc import Iterable

from workbench.publishing.exports.docx.wordml import Inline

POINT = "\u200e · \u200e"  # from left to right, so that a name keeps out of the date behind it


def parted(facts: Iterable[Inline | None]) -> list[Inline]:
    """Those facts that are known, with points between them."""
    found: list[Inline] = []
    for fact in facts:
        if fact:
            found += [POINT, fact] if found else [fact]
    return found
