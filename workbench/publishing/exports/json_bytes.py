"""Writing JSON that people may read: the same value gives the same bytes."""

import json
from typing import Any


def indented(value: object) -> bytes:
    """JSON in UTF-8, its keys in the order they were given, with a line end."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def without_blanks(value: dict[str, Any]) -> dict[str, Any]:
    """An object without what is empty, at every depth; one that only names its type is empty."""
    cleaned = {name: _cleaned(item) for name, item in value.items()}
    return {name: item for name, item in cleaned.items() if item not in ("", None, [], {})}


def _cleaned(value: Any) -> Any:
    if isinstance(value, dict):
        kept = without_blanks(value)
        return kept if set(kept) - {"@type", "type"} else {}
    if isinstance(value, list):
        return [item for item in map(_cleaned, value) if item not in ("", None, [], {})]
    return value
