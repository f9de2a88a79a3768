"""Words that stand in a stretch of text, perhaps several times."""

from collections.abc import Iterator
from itertools import islice

_COUNTED = 20  # places at most: nobody looks through more
_TRIED = 500  # finds within other words are passed over, but not for ever


def places_of(text: str, words: str, start: int, end: int) -> list[int]:
    """Return where words begin that stand, not within longer ones, between two offsets."""
    whole = (
        at for at in islice(_finds(text, words, start, end), _TRIED) if _is_whole(text, words, at)
    )
    return list(islice(whole, _COUNTED))


def _finds(text: str, words: str, start: int, end: int) -> Iterator[int]:
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
