"""The work that a page describes in JSON-LD or microdata, in the words of schema.org.

Only so much of JSON-LD is read as pages use: a node, a list of nodes or a graph, whose parts may
stand elsewhere under their `@id`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import islice
from typing import Any

from workbench.intake.structure.wordlists import words

Node = Mapping[str, Any]

_LONGEST_SCRIPT = 200_000  # characters
_MOST_SCRIPTS = 20
_MOST_NODES = 500
_MOST_VALUES = 200
# schema.org, CreativeWork: what a page may be, not what may merely be on it.
_WORKS = words(
    """
    Article NewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle
    ReportageNewsArticle ReviewNewsArticle AdvertiserContentArticle SatiricalArticle
    ScholarlyArticle MedicalScholarlyArticle TechArticle BlogPosting LiveBlogPosting
    SocialMediaPosting DiscussionForumPosting Report Dataset Book Thesis Legislation
    """
)
# What it is besides: of less weight, since many a program says so of every page.
_PAGES = words("WebPage ItemPage AboutPage FAQPage ProfilePage MedicalWebPage")


def nodes_in(scripts: Iterable[str]) -> list[Node]:
    """The nodes of a page's JSON-LD, in order."""
    found = (node for script in islice(scripts, _MOST_SCRIPTS) for node in _nodes(_loaded(script)))
    return list(islice(found, _MOST_NODES))


def work_described(nodes: Sequence[Node]) -> Node:
    """The one work that a page describes, else the page; empty if that is one of several."""
    works = _of_types(nodes, _WORKS) or _of_types(nodes, _PAGES)
    if not works or len({first_words(each, "headline", "name") for each in works}) > 1:
        return {}
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    return {name: _whole(value, known) for name, value in works[0].items()}


def _of_types(nodes: Sequence[Node], types: frozenset[str]) -> list[Node]:
    return [node for node in nodes if types.intersection(words_in(node.get("@type")))]


def words_in(value: Any, *names: str) -> Iterator[str]:
    """The words of a value or of each in a list; of a node the first of its properties."""
    for each in islice(value if isinstance(value, list) else [value], _MOST_VALUES):
        if isinstance(each, str):
            yield unescape(each)
        elif isinstance(each, dict):
            yield from islice(filter(None, (first_words(each, name) for name in names)), 1)


def first_words(node: Node, *names: str) -> str:
    """The first of a node's properties that are words."""
    return next((word for name in names for word in words_in(node.get(name))), "")


def _loaded(script: str) -> Any:
    if len(script) > _LONGEST_SCRIPT:
        return None
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[Node]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield each
            graph = each.get("@graph")
            yield from filter(_is_node, graph if isinstance(graph, list) else ())


def _is_node(value: Any) -> bool:
    return isinstance(value, dict)


def _whole(value: Any, known: Mapping[str, Node]) -> Any:
    """A value with what is said of it elsewhere on the page."""
    if isinstance(value, list):
        return [_joined(each, known) for each in value[:_MOST_VALUES]]
    return _joined(value, known)


def _joined(value: Any, known: Mapping[str, Node]) -> Any:
    name = value.get("@id") if isinstance(value, dict) else None
    return {**known[name], **value} if isinstance(name, str) and name in known else value
