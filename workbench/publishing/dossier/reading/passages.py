"""Passages: where a claim stands, exactly or not at all, and which one that was before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from workbench.articles.anchoring import Ambiguous, Missing, find_quote, quote_at
from workbench.publishing.dossier.plan import PassageKey, PlannedPassage
from workbench.publishing.dossier.reading.node import Node
from workbench.publishing.dossier.reading.versions import Versions

Passages = Mapping[int, Sequence[PlannedPassage]]  # by the number of the claim


def read_passages(claims: Iterable[tuple[int, Node]], versions: Versions) -> Passages:
    """The passages of all claims, given with their numbers."""
    nodes = [(number, node) for number, claim in claims for node in claim.children("passages")]
    found = [(node, _passage(node, number, versions)) for number, node in nodes]
    known: dict[PassageKey, PlannedPassage] = {}
    for node, passage in found:
        if passage is None:
            continue
        if passage.key in known:
            node.fault("", f"claim {passage.key.claim} stands at these words already")
        known[passage.key] = passage
    for node, passage in found:
        if passage is not None:
            _check_follows(node, passage, known, versions)
    return _by_claim(known)


def _by_claim(passages: Mapping[PassageKey, PlannedPassage]) -> Passages:
    grouped = defaultdict(list)
    for key, passage in passages.items():
        grouped[key.claim].append(passage)
    return grouped


def _passage(node: Node, number: int, versions: Versions) -> PlannedPassage | None:
    version = versions.named(node, "version")
    known = versions.planned.get(version)
    exact = node.text("exact")
    if known is None or not exact:
        return None
    if not exact.strip():
        node.fault("exact", "holds nothing but blanks")
        return None
    place = _place(node, number, known.text.text, exact)
    if place is None:
        return None
    key = PassageKey(number, version, *place)
    return PlannedPassage(key, quote_at(known.text.text, *place), _followed(node, key, versions))


def _followed(node: Node, key: PassageKey, versions: Versions) -> PassageKey | None:
    """What a passage says that it was in the version before: one of its claim, if not said."""
    before = versions.before.get(key.version)
    if not node.has("follows"):
        return None
    if before is None:
        node.fault("follows", f"there is no version before version {key.version}")
        return None
    return passage_named(node.child("follows"), before, key.claim)


def passage_named(node: Node, version: int, claim: int | None = None) -> PassageKey | None:
    """The passage of a version that an object names by claim and place; None if it lacks one."""
    number, start, end = node.number("claim") or claim, node.number("start"), node.number("end")
    if number is None or start is None or end is None:
        return None
    return PassageKey(number, version, start, end)


def _check_follows(
    node: Node,
    passage: PlannedPassage,
    known: Mapping[PassageKey, PlannedPassage],
    versions: Versions,
) -> None:
    followed = passage.follows
    if followed is not None and followed not in known and versions.planned[followed.version]:
        node.fault("follows", stands_not(followed))


def stands_not(key: PassageKey) -> str:
    """That a claim does not stand where something says it does."""
    return f"claim {key.claim} does not stand at {key.start} to {key.end} of version {key.version}"


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
