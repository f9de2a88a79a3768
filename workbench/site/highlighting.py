"""Where the words of a search stand in a text, however they are spelled there. Pure."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from workbench.searching import folded

Part = tuple[str, bool]  # words, and whether they were looked for


def parts_of(text: str, words: Sequence[str]) -> list[Part]:
    """The text in parts; `words` are spelled as searches spell them (`searching.searched`)."""
    letters, places = _letters(text)
    found = bytearray(len(text))
    for word in words:
        for start, end in _places(letters, word):
            first, last = places[start], places[end - 1]
            found[first : last + 1] = b"\1" * (last + 1 - first)
    edges = [0, *(i for i in range(1, len(text)) if found[i] != found[i - 1]), len(text)]
    return [(text[a:b], bool(found[a])) for a, b in pairwise(edges) if b > a]


def _letters(text: str) -> tuple[str, list[int]]:
    """The text as searches spell it, letter by letter, and where each letter comes from."""
    spelled = [(letter, place) for place, c in enumerate(text) for letter in folded(c)]
    return "".join(letter for letter, _place in spelled), [place for _letter, place in spelled]


def _places(letters: str, word: str) -> Iterator[tuple[int, int]]:
    start = letters.find(word)
    while word and start >= 0:
        yield start, start + len(word)
        start = letters.find(word, start + len(word))
