"""Sentences that begin where a stop was lost, as in flattened lists and hasty copies.

`Open the harbour They wait for it`: English writes these pronouns with a capital only where
a sentence begins, and in titles, whose next word has a capital too (`the song We Are Here`).
"""

import re
from collections.abc import Iterator

_PRONOUN = re.compile(
    r" (?<=[a-z\]] )(?:We(?! the )|They|She|He|It|You)(?:['’](?:re|ve|ll|d|s))? (?=[a-z])"
)
_WORD_BEFORE = re.compile(r"([a-z]+)(?:[\"”)]{0,2}(?: ?\[\d{1,3}\]){1,4})?\Z")
_LONGEST = 40  # code points of a word and its footnote marks
_GOES_ON = re.compile(
    "a|the|and|or|but|nor|that|if|whether|when|as|because|while|where|which|who|whom|than|then|so"
    "|of|in|on|at|to|by|for|from|with|about|like|called|titled|named|says|said"
)


def lost_stops(text: str) -> Iterator[int]:
    """Find where a sentence begins though nothing ended the one before."""
    for found in _PRONOUN.finditer(text):
        word = _WORD_BEFORE.search(text, max(0, found.start() - _LONGEST), found.start())
        if word and not _GOES_ON.fullmatch(word[1]):
            yield found.start() + 1
