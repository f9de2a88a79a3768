"""What is printed, and what is kept for `--json`."""

from collections.abc import Sequence
from typing import Any

Table = Sequence[Sequence[str]]


class Results:
    """Everything measured, by part and name."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, Any]] = {}

    def keep(self, part: str, name: str, value: Any) -> None:
        """Keep a figure for `--json`."""
        self.kept.setdefault(part, {})[name] = value


def heading(words: str) -> None:
    """Begin a section."""
    print(f"\n{words}\n{'-' * len(words)}", flush=True)


def say(words: str) -> None:
    """One line."""
    print(words, flush=True)


def show_table(head: Sequence[str], rows: Table) -> None:
    """The first column is words; the others are figures, set to the right."""
    widths = [max(len(row[n]) for row in (head, *rows)) for n in range(len(head))]
    for row in (head, *rows):
        cells = [
            row[0].ljust(widths[0]),
            *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True)),
        ]
        say("  ".join(cells).rstrip())


def ms(value: float) -> str:
    """Milliseconds, as exact as they are worth reading."""
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.1f} ms"


def size(value: float) -> str:
    """Bytes in kB (1,000 bytes)."""
    return f"{value / 1000:,.1f} kB"
