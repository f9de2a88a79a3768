"""Words that stand in a stretch of text, perhaps several times."""

from collections.abc import Iterator
from itertools import islice

_TRIED = 500  # finds, those within longer words too; nobody looks through more


def places_of(text: str, words: str, start: int, end: int) -> list[int]:
    """Return the first places of words, not within longer ones, between two offsets."""
    return [at for at in _finds(text, words, start, end) if _is_whole(text, words, at)]


def only_place(text: str, words: str, start: int, end: int) -> int | None:
    """Return the place of words that stand once between two offsets, not within longer ones."""
    finds = list(_finds(text, words, start, end))
    whole = [at for at in finds if _is_whole(text, words, at)]
    return whole[0] if len(whole) == 1 and len(finds) < _TRIED else None


def _finds(text: str, words: str, start: int, end: int) -> Iterator[int]:
    return islice(_all_finds(text, words, start, end), _TRIED)


def _all_finds(text: str, words: str, start: int, end: int) -> Iterator[int]:
    at = text.find(words, start, end)
    while at >= 0:
        yield at
        at = text.find(words, at + 1, end)


def _is_whole(text: str, words: str, at: int) -> bool:
    end = at + len(words)
    return not (
        (at > 0 and words[0].isalnum() and text[at - 1].isalnum())
        or (end < len(text) and words[-1].isalnum() and text[end].isalnum())
    )
