"""What the readers of the formats give and the writers get: items of CSL-JSON.

Names and dates are written alike in BibTeX and RIS but for their signs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.sources.service import SourceFields


@dataclass(frozen=True)
class Listed:
    """An item that could be read: what it says of a source, and its keywords as tags."""

    fields: SourceFields
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unread:
    """An item that could not be read: what it is called in the file, and why."""

    name: str
    why: str


def name_in(written: str) -> dict[str, str]:
    """A name as CSL-JSON has it: “Family, Given”; one without a comma stands as it is."""
    family, comma, given = written.partition(",")
    if not comma:
        return {"literal": written.strip()}
    return {"family": family.strip(), "given": given.strip(" ,")}


def written_name(name: Mapping[str, str]) -> str:
    """A name of CSL-JSON as “Family, Given”, or as it stands."""
    return name.get("literal") or f"{name['family']}, {name['given']}"


def parts_of_day(date: Mapping[str, Any] | None) -> list[str]:
    """Year, month and day of a date of CSL-JSON, in digits, as many as are known."""
    if not date:
        return []
    year, *rest = date["date-parts"][0]
    return [f"{year:04}", *(f"{part:02}" for part in rest)]
