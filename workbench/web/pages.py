"""Paging by key: a page knows where the next one begins, however long the list is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
PAGE_SIZE = 50


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list. `next_key` begins the page after it, `None` when this is the last."""

    items: Sequence[T]
    next_key: str | None


def page_of(rows: Sequence[T], key: Callable[[T], str], size: int = PAGE_SIZE) -> Page[T]:
    """A page from `size + 1` rows: the one too many tells that there is more."""
    items = rows[:size]
    return Page(items, key(items[-1]) if len(rows) > size else None)
