"""The first look at a dossier: whether it is plain JSON and has the shape of the schema.

What has not is listed and taken out, so that the rest can still be read for its meaning and
every fault be told at once.
"""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from workbench.publishing.dossier.errors import Fault

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

DEEPEST = 50  # levels of nesting
_LARGEST = 2**63
_UNUSABLE = re.compile("[\0\ud800-\udfff]")
_PLAIN_KEY = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*\Z")

Path = Sequence[str | int]


def examine(data: object) -> tuple[dict[str, Any], list[Fault]]:
    """What of the data has the shape of a dossier, as a copy, and the faults of the rest."""
    found: dict[str, str] = {}
    copy = _plain(data, (), found)
    if not isinstance(copy, dict):
        return {}, [Fault("$", "a dossier is one JSON object")]
    errors = list(_validator().iter_errors(copy))
    for error in errors:
        for path, message in _explained(error):
            found.setdefault(json_path(path), message)
    for error in errors:
        _take_out(copy, error)
    return copy, [Fault(path, message) for path, message in found.items()]


def json_path(path: Path) -> str:
    """A path as it is written: `$.claims[3].status`."""
    return "$" + "".join(map(_step, path))


def _step(key: str | int) -> str:
    if isinstance(key, int):
        return f"[{key}]"
    return f".{key}" if _PLAIN_KEY.match(key) else f"[{json.dumps(key[:50])}]"


def schema() -> dict[str, Any]:
    """The JSON Schema of a dossier."""
    loaded: dict[str, Any] = json.loads(files(__package__).joinpath("schema.json").read_bytes())
    return loaded


@cache
def _validator() -> "Draft202012Validator":
    """Loaded with the first dossier: a server starts without."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415

    return Draft202012Validator(schema())


def _plain(value: object, path: tuple[str | int, ...], found: dict[str, str]) -> Any:
    """A copy that holds nothing but JSON the database can keep; None in place of the rest."""
    problem = _problem(value, len(path))
    if problem:
        found[json_path(path)] = problem
        return None
    if isinstance(value, dict):
        return {
            key: _plain(each, (*path, key), found) for key, each in _entries(value, path, found)
        }
    if isinstance(value, list):
        return [_plain(each, (*path, index), found) for index, each in enumerate(value)]
    return _number(value) if isinstance(value, float) else value


def _number(value: float) -> int | float:
    """To JSON Schema 1.0 is a whole number, as 1 is."""
    return int(value) if value.is_integer() and abs(value) < _LARGEST else value


def _entries(
    value: Mapping[Any, Any], path: Path, found: dict[str, str]
) -> Iterator[tuple[str, Any]]:
    for key, each in value.items():
        if isinstance(key, str) and not _UNUSABLE.search(key):
            yield key, each
        else:
            found[json_path([*path, repr(key)])] = "this key is not text that can be kept"


def _problem(value: object, depth: int) -> str | None:
    if isinstance(value, str):
        bad = _UNUSABLE.search(value)
        return "holds a NUL or half a surrogate pair, which no text has" if bad else None
    if isinstance(value, (dict, list)):
        return f"is nested more than {DEEPEST} levels deep" if depth >= DEEPEST else None
    if isinstance(value, float):
        return None if math.isfinite(value) else "is not a number"
    if isinstance(value, int):
        return None if abs(value) < _LARGEST else "is too large a number"
    return None if value is None else "is not JSON"


def _explained(error: "ValidationError") -> Iterator[tuple[Path, str]]:
    """What a fault of shape is, in plain words, and where."""
    path = list(error.absolute_path)
    value: Any = error.instance
    wanted: Any = error.validator_value
    if error.validator == "required":
        yield from (([*path, key], "is missing") for key in wanted if key not in value)
    elif error.validator == "additionalProperties":
        strange = _strange(value, cast("dict[str, Any]", error.schema))
        yield from (([*path, key], "is no field of a dossier") for key in strange)
    elif error.validator == "type":
        names = [wanted] if isinstance(wanted, str) else wanted
        yield path, f"must be {_either([_TYPES[name] for name in names])}"
    elif error.validator == "enum":
        words = ", ".join(str(word) for word in wanted if word is not None)
        yield path, f"{_shown(value)} is not one of: {words}"
    else:
        told = _RULES[str(error.validator)]
        yield path, told.format(shown=_shown(value), wanted=wanted)


def _strange(value: Iterable[str], schema: dict[str, Any]) -> Iterator[str]:
    """The keys that a schema names neither by themselves nor by a pattern."""
    named, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for key in value:
        if key not in named and not any(re.search(pattern, key) for pattern in patterns):
            yield key


_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
    "object": "an object",
    "array": "a list",
    "null": "null",
}
_RULES = {
    "pattern": "{shown} is not written as it should be",
    "minLength": "is empty",
    "maxLength": "is longer than {wanted} characters",
    "minItems": "is empty",
    "minimum": "{shown} is less than {wanted}",
    "maximum": "{shown} is more than {wanted}",
}


def _either(names: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _shown(value: object) -> str:
    return f"“{value[:60]}”" if isinstance(value, str) else json.dumps(value)[:60]


def _take_out(data: Any, error: "ValidationError") -> None:
    """Remove the value a fault is about, so that reading finds it missing."""
    if error.validator in {"required", "additionalProperties"}:
        return
    *way, last = error.absolute_path
    for step in way:
        data = data[step] if _leads_on(data, step) else None
    if isinstance(data, dict):
        data.pop(last, None)
    elif isinstance(data, list) and isinstance(last, int):
        data[last] = {} if error.validator_value == "object" else ""


def _leads_on(data: Any, step: str | int) -> bool:
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and step < len(data)
