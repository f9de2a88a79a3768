"""An object of a dossier with its place, from which values are taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import count
from typing import Any, TypeVar

from workbench.articles.rules import is_partial_date
from workbench.publishing.dossier.errors import Fault

W = TypeVar("W", bound=StrEnum)
# Moments outside have no local time in some time zones, or a year of fewer than four digits.
_YEARS = range(1000, 9999)


@dataclass(frozen=True)
class Node:
    """A JSON object, where it stands, and the list that faults go to.

    A value that is null counts as missing. `at` is the moment of the loading, which stands in for
    moments that are missing.
    """

    value: Mapping[str, Any]
    path: str
    faults: list[Fault]
    at: datetime

    def fault(self, key: str, message: str) -> None:
        """Note what is wrong with a value, or, with no key, with the object itself."""
        self.faults.append(Fault(f"{self.path}.{key}" if key else self.path, message))

    def has(self, key: str) -> bool:
        """Whether there is a value."""
        return self.value.get(key) is not None

    def text(self, key: str) -> str:
        """Text, as it is; empty when it is missing."""
        value = self.value.get(key)
        return value if isinstance(value, str) else ""

    def line(self, key: str) -> str:
        """Text without blanks around it."""
        return self.text(key).strip()

    def day(self, key: str) -> str:
        """A date as far as it is known; empty when it is missing."""
        value = self.text(key)
        if value and not is_partial_date(value):
            self.fault(key, f"“{value}” is not in the calendar")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(self.value.get(key) or ())

    def number(self, key: str) -> int | None:
        """A whole number."""
        value: int | None = self.value.get(key)
        return value

    def place(self, key: str, length: int, of: str) -> int | None:
        """A place in a list, from 0, which a dossier counts from 1; none where there is no such."""
        found = self.number(key)
        if found is not None and not 1 <= found <= length:
            self.fault(key, f"{found} is the place of no {of}, counted from 1")
            return None
        return None if found is None else found - 1

    def flag(self, key: str) -> bool | None:
        """True, false, or nothing."""
        value: bool | None = self.value.get(key)
        return value

    def word(self, key: str, words: type[W]) -> W | None:
        """A word of a vocabulary."""
        return words(self.value[key]) if self.has(key) else None

    def moment(self, key: str) -> datetime:
        """A moment; that of the loading when it is missing."""
        return self.optional_moment(key) or self.at

    def optional_moment(self, key: str) -> datetime | None:
        """A moment, or nothing."""
        if not self.has(key):
            return None
        try:
            found = datetime.fromisoformat(self.value[key]).astimezone(UTC)
        except (ValueError, OverflowError):
            self.fault(key, "is no moment: 2019-05-16T10:00:00Z is one")
            return None
        if found.year not in _YEARS:
            self.fault(key, f"is in the year {found.year}")
        return found

    def child(self, key: str) -> "Node":
        """An object; an empty one when it is missing."""
        value = self.value.get(key)
        inner = value if isinstance(value, dict) else {}
        return Node(inner, f"{self.path}.{key}", self.faults, self.at)

    def children(self, key: str) -> list["Node"]:
        """A list of objects."""
        return [
            Node(each, f"{self.path}.{key}[{index}]", self.faults, self.at)
            for index, each in enumerate(self.value.get(key) or ())
        ]


def numbered(nodes: Sequence[Node], key: str = "number") -> Iterator[tuple[int, Node]]:
    """Objects with their numbers; those without one get those that are free, in order."""
    given = {node.number(key) for node in nodes}
    free = (number for number in count(1) if number not in given)
    seen: set[int] = set()
    for node in nodes:
        number = node.number(key) or next(free)
        if number in seen:
            node.fault(key, f"{number} is the number of another one already")
        seen.add(number)
        yield number, node


def refuse_twice(nodes: Sequence[Node], key: str) -> None:
    """Note each text that another object of the list has too."""
    seen: set[str] = set()
    for node in nodes:
        value = node.text(key)
        if value and value in seen:
            node.fault(key, f"“{value[:60]}” is there already")
        seen.add(value)
