"""What two descriptions of a source say otherwise, field by field, and one made of both. Pure.

A field is named as in `SourceFields`; the further variables are fields of their own here.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from workbench.sources.service import SourceFields

_PLAIN = tuple(name for name in SourceFields.__dataclass_fields__ if name != "further")


@dataclass(frozen=True)
class Difference:
    """A field in which two say something else: what one says, and what the other."""

    name: str
    one: Any
    other: Any


def differences(one: SourceFields, other: SourceFields) -> list[Difference]:
    """The fields in which they differ, in the order of the form."""
    ours, theirs = _flat(one), _flat(other)
    names = dict.fromkeys((*ours, *theirs))
    pairs = (Difference(name, ours.get(name, ""), theirs.get(name, "")) for name in names)
    return [pair for pair in pairs if pair.one != pair.other]


def joined(one: SourceFields, other: SourceFields, taken: Collection[str]) -> SourceFields:
    """What one says, but for the fields in `taken`, which are as the other has them."""
    ours, theirs = _flat(one), _flat(other)
    said = {**ours, **{n: theirs.get(n, "") for n in taken if n in ours or n in theirs}}
    further = {name: words for name, words in said.items() if name not in _PLAIN and words}
    return SourceFields(**{name: said[name] for name in _PLAIN}, further=further)


def _flat(fields: SourceFields) -> Mapping[str, Any]:
    said = asdict(fields)
    return {**{name: said[name] for name in _PLAIN}, **fields.further}
