"""A table: its columns, each with what it says, and rows of cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from workbench.publishing.rules import is_day

_IN_CAPITALS = {"url": "URL", "urls": "URLs", "sha256": "SHA-256"}

# Several values in one cell are a tuple; None is nothing, where a number or a date might stand.
Cell = str | int | date | datetime | tuple[str, ...] | None


@dataclass(frozen=True)
class Column:
    """`name` as files have it; `says`: what stands there; `width` in characters of a sheet."""

    name: str
    says: str = ""
    width: int = 16

    @property
    def heading(self) -> str:
        """Its name as people read it."""
        words = " ".join(_IN_CAPITALS.get(word, word) for word in self.name.split("_"))
        return words[:1].upper() + words[1:]

    @property
    def key(self) -> str:
        """Its name as JSON has it."""
        return self.name.replace(" (UTC)", "").replace(" ", "_")


@dataclass(frozen=True)
class Table:
    """Rows may come one by one, and then only once. `one`: what a row is, as JSON calls it."""

    name: str
    one: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]


def day_in(words: str) -> Cell:
    """A partial date as a day, if it is one; a month or a year stays words."""
    return date.fromisoformat(words) if is_day(words) else words


def moment_in(words: str) -> Cell:
    """A UTC moment as the edition keeps it; nothing for none."""
    return datetime.fromisoformat(words) if words else None


def in_words(cell: Cell) -> str:
    """A cell as text: moments in UTC, several values one a line."""
    if isinstance(cell, tuple):
        return "\n".join(cell)
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return "" if cell is None else str(cell)
