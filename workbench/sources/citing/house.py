"""The styles that come along, and what a desk brings. Without a choice it is author and date."""

from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import files
from typing import NamedTuple

from workbench.errors import message as _


class StyleChoice(StrEnum):
    """By which style a desk cites."""

    AUTHOR_DATE = _("author and date")
    NOTES = _("notes")
    NUMBERED = _("numbered")
    OWN = _("a style of the desk’s own")


LARGEST = 500_000  # bytes of a CSL file; the longest of the public repository has 200,000


class ReadStyle(NamedTuple):
    """A style that was read: what it is called, and its text."""

    title: str
    csl: str


def _read(name: str) -> str:
    return files(__package__).joinpath("styles", f"{name}.csl").read_text(encoding="utf-8")


STYLES: Mapping[StyleChoice, str] = {
    StyleChoice.AUTHOR_DATE: _read("author-date"),
    StyleChoice.NOTES: _read("notes"),
    StyleChoice.NUMBERED: _read("numbered"),
}
FALLBACK = STYLES[StyleChoice.AUTHOR_DATE]
