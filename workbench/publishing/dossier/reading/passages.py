"""Passages: where a claim stands, exactly or not at all."""

from workbench.articles.anchoring import Ambiguous, Missing, find_quote, quote_at
from workbench.publishing.dossier.plan import PlannedPassage
from workbench.publishing.dossier.reading.node import Node
from workbench.publishing.dossier.reading.versions import Versions


def read_passages(claim: Node, number: int, versions: Versions) -> tuple[PlannedPassage, ...]:
    """The passages of the claim with this number."""
    nodes = claim.children("passages")
    found = [(node, _passage(node, number, versions)) for node in nodes]
    seen: set[tuple[int, int, int]] = set()
    for node, passage in found:
        if passage is None:
            continue
        place = (passage.version, passage.quote.start, passage.quote.end)
        if place in seen:
            node.fault("", f"claim {number} stands at these words already")
        seen.add(place)
    return tuple(passage for _node, passage in found if passage)


def _passage(node: Node, number: int, versions: Versions) -> PlannedPassage | None:
    version = node.number("version") or max(versions, default=0)
    if versions and version not in versions:
        node.fault("version", f"there is no version {version}")
    known = versions.get(version)
    exact = node.text("exact")
    if known is None or not exact:
        return None
    if not exact.strip():
        node.fault("exact", "holds nothing but blanks")
        return None
    place = _place(node, number, known.text.text, exact)
    return None if place is None else PlannedPassage(version, quote_at(known.text.text, *place))


def _place(node: Node, number: int, text: str, exact: str) -> tuple[int, int] | None:
    """Where the words stand, blanks around them left out; a fault when that is not certain."""
    start, end = node.number("start"), node.number("end")
    if start is None and end is not None:
        start = end - len(exact)
    found = find_quote(text, exact, node.text("prefix"), node.text("suffix"), start)
    if isinstance(found, Ambiguous):
        node.fault("exact", f"claim {number}: the words stand at several places; say at which")
        return None
    if isinstance(found, Missing) or (end is not None and end != found.end):
        node.fault("exact", _not_there(number, start, end))
        return None
    _check_context(node, text, found.start, found.end)
    blank_before = len(exact) - len(exact.lstrip())
    return found.start + blank_before, found.end - (len(exact) - len(exact.rstrip()))


def _not_there(number: int, start: int | None, end: int | None) -> str:
    if start is None:
        return f"claim {number}: the words stand nowhere in the text"
    return f"claim {number}: the words do not stand at {start} to {'…' if end is None else end}"


def _check_context(node: Node, text: str, start: int, end: int) -> None:
    if not text[:start].endswith(node.text("prefix")):
        node.fault("prefix", "is not what stands in front of the words")
    if not text.startswith(node.text("suffix"), end):
        node.fault("suffix", "is not what stands behind the words")
