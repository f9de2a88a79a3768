"""The edition model as JSON, and back. What is stored is what was built, to the letter."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from workbench.errors import message as _
from workbench.publishing.edition.model import FORMAT, EditionContent
from workbench.publishing.errors import EditionUnreadable


def to_json(content: EditionContent) -> dict[str, Any]:
    """The content as JSON can hold it."""
    found: dict[str, Any] = json.loads(canonical(asdict(content)))
    return found


def from_json(stored: Mapping[str, Any]) -> EditionContent:
    """The content from what `to_json` gave. Raises `EditionUnreadable` for a format unknown."""
    found: EditionContent = _object(EditionContent, completed(stored))
    return found


def completed(stored: Mapping[str, Any]) -> Mapping[str, Any]:
    """A stored content with every field of today's: what an older format cannot tell is empty.

    Nothing is stored anew, so that the edition keeps its digest. Raises `EditionUnreadable`.
    """
    if stored.get("format") == FORMAT:
        return stored
    if stored.get("format") not in READABLE:
        raise EditionUnreadable(_("This edition was written by another release of the workbench."))
    claims = [_completed(claim) for claim in stored["claims"]]
    sources = [{**_NOT_SAID, **source} for source in stored["sources"]]
    article = {"topics": [], **stored["article"]}
    return {"amendments": [], **stored, "article": article, "claims": claims, "sources": sources}


def _completed(claim: Mapping[str, Any]) -> Mapping[str, Any]:
    evidence = [
        {"about": "", **used, "checked": _checked(used.get("checked"))}
        for used in claim["evidence"]
    ]
    return {**_SILENT, **claim, "evidence": evidence}


def _checked(checked: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    return checked and {"telling": [], **checked}


# 5: of sources only what every one has was told, and of authors not which name is the family's;
# 4: nobody said what an article is about; 3: of a close quote it was not told what kind of words
# differ; 2: sources were neither cited nor judged, and neither contacts nor searches were kept;
# 1: one version an article
READABLE = (FORMAT, 5, 4, 3, 2, 1)
_NOT_SAID = {
    "citation": [], "closeness": "", "naming": "", "interests": "", "authors_filed": [],
    "further": [],
}  # fmt: skip
_SILENT = {"earlier": [], "left_behind": [], "rechecking": False, "searches": [], "contacts": []}


def canonical(value: object) -> bytes:
    """JSON with sorted keys and no space, in UTF-8: one value, one sequence of bytes."""
    words = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return words.encode()


def sha256(stored: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of a content, in lower-case hexadecimal."""
    return hashlib.sha256(canonical(stored)).hexdigest()


def _object(kind: Any, stored: Mapping[str, Any]) -> Any:
    return kind(**{name: _value(hint, stored[name]) for name, hint in _hints(kind).items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(hint: Any, value: Any) -> Any:
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], item) for item in value)
    if get_origin(hint) is UnionType and value is not None:
        return _value(get_args(hint)[0], value)
    return _object(hint, value) if is_dataclass(hint) and value is not None else value
