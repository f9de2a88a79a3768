"""What is asked for: a page that an article can be read from, or whatever there is."""

from collections.abc import Callable
from dataclasses import dataclass

from workbench.intake.fetching.errors import UnreadableMediaType

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READABLE = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "text/x-markdown",
    "application/pdf",
    DOCX,
)
# Says nothing: what such a file is can be seen from its content only, and is, when it is read.
UNSPECIFIC = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`accept` tells the server; `check` raises `UnreadableMediaType` for what came instead."""

    accept: str
    check: Callable[[str], None]


def _check_readable(media_type: str) -> None:
    if media_type not in READABLE and media_type != UNSPECIFIC:
        raise UnreadableMediaType(media_type)


def _take_anything(_media_type: str) -> None:
    """What a file is, its content says, and not who sends it."""


AN_ARTICLE = Wanted(", ".join((*READABLE, "*/*;q=0.1")), _check_readable)
ANYTHING = Wanted("*/*", _take_anything)
