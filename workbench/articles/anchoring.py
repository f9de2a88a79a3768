"""Finding a quote in a text: exactly, or not at all.

Pure functions over strings. Offsets are Unicode code points, `end` exclusive.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

CONTEXT = 32  # code points kept before and behind a quote
_PLACES = 50  # an ambiguous quote names no more places than a person would look at


@dataclass(frozen=True)
class Quote:
    """Words of a text with their place and surroundings (W3C quote and position selectors)."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True)
class Found:
    """The one place where the words stand."""

    start: int
    end: int


@dataclass(frozen=True)
class Missing:
    """The words stand nowhere in the text."""


@dataclass(frozen=True)
class Ambiguous:
    """The words stand at several places, and nothing tells which is meant."""

    places: tuple[Found, ...]


def quote_at(text: str, start: int, end: int) -> Quote:
    """Describe the words between two offsets.

    Raises ValueError when the offsets hold no words of the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start} to {end} holds no words in a text of {len(text)}")
    return Quote(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def stands_at(text: str, start: int, end: int, exact: str) -> bool:
    """Tell whether exactly these words stand between two offsets."""
    return bool(exact) and 0 <= start < end <= len(text) and text[start:end] == exact


def find_quote(
    text: str, exact: str, prefix: str = "", suffix: str = "", start: int | None = None
) -> Found | Missing | Ambiguous:
    """Find the one place where exactly these words stand; what resembles them never counts.

    With a `start` only that place counts. Several places are narrowed to those with the
    whole prefix before and the whole suffix behind; if not one alone is left, the answer is
    Ambiguous, with the first 50 of the places.
    """
    if start is not None:
        end = start + len(exact)
        return Found(start, end) if stands_at(text, start, end, exact) else Missing()
    places = _places(text, exact)
    if len(places) < 2:
        return places[0] if places else Missing()
    framed = _places(text, exact, prefix, suffix)
    return framed[0] if len(framed) == 1 else Ambiguous(framed or places)


def _places(text: str, exact: str, prefix: str = "", suffix: str = "") -> tuple[Found, ...]:
    """Return the first places of the words in this frame; they may overlap."""
    if not exact:
        return ()
    found = (at + len(prefix) for at in _occurrences(text, prefix + exact + suffix))
    return tuple(Found(start, start + len(exact)) for start in islice(found, _PLACES))


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
