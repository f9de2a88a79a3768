"""Lines of facts, parted by points: who, when, where."""

from collections.abc import Iterable

from workbench.publishing.exports.docx.wordml import Inline

_POINT = " · "


def parted(facts: Iterable[Inline | None]) -> list[Inline]:
    """Those facts that are known, with points between them."""
    found: list[Inline] = []
    for fact in facts:
        if fact:
            found += [_POINT, fact] if found else [fact]
    return found
