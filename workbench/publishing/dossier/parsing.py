"""From bytes to JSON, with everything refused that two readers could understand differently."""

import json
import math
from collections import Counter
from typing import Any, Never

from workbench.publishing.dossier.errors import BadDossier, Fault

LARGEST = 100 * 1024 * 1024  # bytes
_LONGEST_NUMBER = 30  # characters; Python refuses to read a number of some thousands


def parse(data: bytes) -> dict[str, Any]:
    """Read the bytes of a dossier as one JSON object.

    Raises `BadDossier` for what is too large, no UTF-8, no JSON or no object, for keys that stand
    twice in an object, and for numbers that are none (NaN) or have no end.
    """
    if len(data) > LARGEST:
        _refuse(f"the file has more than {LARGEST // 1024**2} MB")
    reader = _Reader()
    parsed = reader.read(_text(data))
    if not isinstance(parsed, dict):
        reader.note("a dossier is one JSON object")
    if reader.faults:
        raise BadDossier(reader.faults)
    return parsed


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse(f"the file is not UTF-8 (byte {error.start})")


class _Reader:
    """Reads JSON, and notes each fault that does not keep it from reading on."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def read(self, text: str) -> Any:
        """What the text holds. Raises `BadDossier` for no JSON."""
        try:
            return json.loads(
                text, object_pairs_hook=self._object, parse_int=self._number,
                parse_float=self._number, parse_constant=self._number,
            )  # fmt: skip
        except json.JSONDecodeError as error:
            _refuse(f"this is not JSON (line {error.lineno}, column {error.colno}: {error.msg})")
        except RecursionError:
            _refuse("the file is nested too deeply")

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        kept = dict(pairs)
        if len(kept) < len(pairs):
            times = Counter(key for key, _value in pairs)
            twice = ", ".join(f"“{key[:50]}”" for key in times if times[key] > 1)
            self.note(f"an object has the same key twice: {twice}")
        return kept

    def _number(self, digits: str) -> int | float:
        value = float(digits)
        if not math.isfinite(value) or len(digits) > _LONGEST_NUMBER:
            self.note(f"“{digits[:_LONGEST_NUMBER]}” is not a number to work with")
            return 0
        return int(digits) if digits.lstrip("-").isdecimal() else value

    def note(self, message: str) -> None:
        """Add a fault."""
        self.faults.append(Fault("$", message))


def _refuse(message: str) -> Never:
    raise BadDossier([Fault("$", message)])
