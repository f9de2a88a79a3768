"""How far a long export is, as it tells whoever waits for it."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
# Steps done, of how many where that is known, and what is being done.
Advance = Callable[[int, int | None, str], None]


def untold(_done: int, _total: int | None, _words: str) -> None:
    """Nobody asks how far it is."""


def counted(things: Iterable[T], total: int, words: str, advance: Advance) -> Iterator[T]:
    """The things, each told of before it is worked on."""
    for done, thing in enumerate(things):
        advance(done, total, words)
        yield thing
