"""The content of an edition: whether every page and format can be rendered from it.

Editions are public, and what renders them trusts what was stored, so nothing else may get in.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints
from zoneinfo import available_timezones

from workbench.articles.rules import is_partial_date
from workbench.claims.rules import ClaimKind, Reason
from workbench.evidence.rules import Stance
from workbench.intake.rules import BlockKind
from workbench.publishing.dossier.reading.node import Node
from workbench.publishing.edition import model
from workbench.publishing.edition.stored import READABLE, completed
from workbench.publishing.rules import ChangeKind, web_address
from workbench.sources.rules import Closeness, Naming, SourceKind
from workbench.verdicts.rules import Token

_NAMES = {str: "text", int: "a whole number", bool: "true or false"}
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


def check_content(content: Node) -> bool:
    """Note every fault of a content; tell whether there is none."""
    before = len(content.faults)
    if content.value.get("format") not in READABLE:
        formats = " or ".join(map(str, READABLE))
        content.fault("format", f"must be {formats}: no other can be read")
        return False
    content = _of_today(content)
    _check_object(model.EditionContent, content)
    if len(content.faults) == before:
        _check_references(content)
        _check_places(content)
    return len(content.faults) == before


def _of_today(content: Node) -> Node:
    """The content with what an older format has no field for, as pages will see it."""
    if all(_holds_objects(content.value.get(key)) for key in ("claims", "sources")):
        return replace(content, value=completed(content.value))
    return content


def _holds_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _check_object(kind: Any, node: Node) -> None:
    hints = _hints(kind)
    for key in hints.keys() - node.value.keys():
        node.fault(key, "is missing")
    for key, value in node.value.items():
        if key not in hints:
            node.fault(key, "is no field of an edition")
        else:
            _check_value(hints[key], node, key, value)
            words = _WORDS.get((kind, key))
            if words and isinstance(value, str) and value not in words:
                node.fault(key, f"is not one of: {', '.join(sorted(words))}")


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _check_value(hint: Any, node: Node, key: str, value: Any) -> None:
    if get_origin(hint) is UnionType:
        if value is None:
            return
        hint = get_args(hint)[0]
    if get_origin(hint) is tuple:
        _check_list(get_args(hint)[0], node, key, value)
    elif is_dataclass(hint):
        if isinstance(value, dict):
            _check_object(hint, node.child(key))
        else:
            node.fault(key, "must be an object")
    elif type(value) is not hint:
        node.fault(key, f"must be {_NAMES[hint]}")
    else:
        _check_meaning(node, key, value)


def _check_list(hint: Any, node: Node, key: str, value: Any) -> None:
    kind = dict if is_dataclass(hint) else hint
    if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
        node.fault(key, "must be a list of objects" if kind is dict else "must be a list of texts")
    elif kind is dict:
        for child in node.children(key):
            _check_object(hint, child)


def _check_meaning(node: Node, key: str, value: Any) -> None:
    check = _MEANINGS.get(key)
    if check and value != "" and not check[0](value):
        node.fault(key, check[1])


def _is_moment(value: str) -> bool:
    try:
        return datetime.strptime(value, _MOMENT).strftime(_MOMENT) == value  # noqa: DTZ007 - a Z
    except ValueError:
        return False


def _is_address(value: str) -> bool:
    return not re.search(r"[\s\x00-\x20]", value) and web_address(value) == value


_DATE = (is_partial_date, "is no date: 2019, 2019-05 or 2019-05-15")
_WHEN = (_is_moment, "is no moment: 2019-05-16T10:00:00Z is one")
_WHERE = (_is_address, "is no web address")
_MEANINGS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    **dict.fromkeys(("published", "accessed", "said_on", "made_on"), _DATE),
    **dict.fromkeys(
        ("at", "taken_at", "read_at", "read_before", "approved_at", "published_at", "changed_at"),
        _WHEN,
    ),
    **dict.fromkeys(("url", "archived_url", "appearance_url", "public_url"), _WHERE),
    "time_zone": (lambda value: value in available_timezones(), "is no time zone"),
}


_WORDS: Mapping[tuple[Any, str], frozenset[str]] = {
    (model.Block, "kind"): frozenset(BlockKind),
    (model.Source, "kind"): frozenset((*SourceKind, "")),  # a confidential one is of no kind
    (model.Source, "closeness"): frozenset(("", *Closeness)),
    (model.Source, "naming"): frozenset(("", *Naming)),
    (model.Claim, "kind"): frozenset(ClaimKind),
    (model.Evidence, "stance"): frozenset(Stance),
    (model.Rating, "token"): frozenset(Token),
    (model.SetAside, "reason"): frozenset(Reason),
    (model.Change, "kind"): frozenset(ChangeKind),
}


def _check_references(content: Node) -> None:
    sources, scales = content.children("sources"), content.children("scales")
    for place, source in enumerate(sources, start=1):
        if source.number("number") != place:
            source.fault("number", f"must be {place}: sources are numbered in order")
    for where, key, number, least, most in _references(content, len(sources), len(scales)):
        if not least <= number <= most:
            where.fault(key, "is the number of nothing in the edition")


def _references(
    content: Node, sources: int, scales: int
) -> Iterator[tuple[Node, str, int, int, int]]:
    amended = {each.value["version"] for each in content.children("amendments")}
    for claim in content.children("claims"):
        verdict = claim.child("verdict")
        yield verdict, "scale", verdict.value["scale"], 0, scales - 1
        for evidence in claim.children("evidence"):
            yield evidence, "source", evidence.value["source"], 1, sources
        yield from _amended(claim, amended)


def _amended(claim: Node, versions: Set[int]) -> Iterator[tuple[Node, str, int, int, int]]:
    """The amendments that wordings name, as numbers that must be among those there are."""
    for wording in (*claim.children("earlier"), *claim.children("left_behind")):
        amended = wording.value["amended"]
        if amended is not None and amended not in versions:
            yield wording, "amended", amended, 1, 0


def _check_places(content: Node) -> None:
    """Blocks stand in order, what is shown of them inside them, and passages are their words."""
    end = 0
    for block in content.children("blocks"):
        _check_order(block, end, block.value["end"])
        end = block.value["start"]
        for piece in block.children("pieces"):
            least, end = end, piece.value["start"] + len(piece.value["text"])
            _check_order(piece, least, end)
        if end > block.value["end"]:
            block.fault("pieces", "go beyond the end of the block")
        end = block.value["end"]
    for claim in content.children("claims"):
        for passage in claim.children("passages"):
            if passage.value["end"] - passage.value["start"] != len(passage.value["exact"]):
                passage.fault("exact", "is not as long as the place it stands at")


def _check_order(node: Node, least: int, end: int) -> None:
    if not least <= node.value["start"] < end:
        node.fault("start", f"must be {least} at least, and before {end}")
