"""A fence around other people's parsers, which break in every way on hostile input."""

from collections.abc import Iterator
from contextlib import contextmanager

from workbench.intake.errors import BrokenDocument, UnreadableInput


@contextmanager
def broken_document(document: str) -> Iterator[None]:
    """Turn whatever a parser raises into `BrokenDocument`; our own errors pass."""
    try:
        yield
    except UnreadableInput:
        raise
    except Exception as error:
        raise BrokenDocument(document) from error
