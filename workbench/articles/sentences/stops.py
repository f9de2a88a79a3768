"""Where a sentence could end: every stop mark and every line end of a block.

Each place is described by two short windows of text, so that judging one costs the same
however long the block is.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

WINDOW = 80  # code points looked at before and behind a place

OPENERS = "\"'“‘„‚«‹([{¿¡*_「『（《【"
_CLOSERS = "\"'”’“‘»›)\\]}*_"
_MARKS, _IDEOGRAPHIC_MARKS = ".!?…‽؟۔।॥։።", "。！？｡"
_IDEOGRAPHIC_CLOSERS = "”’」』）】》〉〗\"'"

# What may hang on to a finished sentence: footnote marks, a closing guillemet set off by a
# space, an emoticon.
_TAIL = (
    r"(?:\s?\[(?:\d{1,3}|[a-z]|note \d{1,3}|[a-z ]{1,30} needed)\]"
    r"|[ ][»›](?=\s|$)"
    r"|[ ][:;]-?[()DP](?=\s|$))*+"
)

# Possessive quantifiers, and white space consumed with its stop, keep hostile runs linear.
_STOP = re.compile(
    rf"(?P<mark>[{_MARKS}]++)(?P<close>[{_CLOSERS}]*+)(?P<tail>{_TAIL})(?P<gap>\s*+)"
    rf"|(?P<ideographic>[{_IDEOGRAPHIC_MARKS}]++)(?P<bracket>[{_IDEOGRAPHIC_CLOSERS}]*+)(?P<room>\s*+)"
    r"|(?P<line>\n\s*+)"
)
# What a stop begins with: looking for one set of characters is many times faster.
_BEGINNING = re.compile(rf"[{_MARKS}{_IDEOGRAPHIC_MARKS}\n]")
_ELISIONS = frozenset({"l'", "l’", "L'", "L’", "d'", "d’", "D'", "D’"})
_FIRST_WORD = re.compile(rf"[{re.escape(OPENERS)}\s]*+([\w'’]*+)")


class Stop(NamedTuple):
    """A place where a sentence could end, and what stands around it."""

    end: int  # where the sentence would end: a code-point offset into the block
    following: int  # where the next one would start
    mark: str  # the stop mark itself; empty at a line end without one
    ideographic: bool
    close: str  # quotes, brackets and notes that follow the mark
    gap: str  # the white space behind
    before: str  # up to WINDOW code points of the running sentence, without the mark
    after: str  # up to WINDOW code points from the next word on
    word: str  # the word the mark is attached to, without what opens before it
    next_word: str  # the first word behind, without the quotes and brackets that open before it


def find_stops(text: str) -> Iterator[re.Match[str]]:
    """Find every stop of a block, in order and without overlap.

    A mark within a word is none (`example.com`, `3.5`), nor is the one that ends the block.
    """
    begins = _BEGINNING.search(text)
    while begins and (found := _STOP.match(text, begins.start())):
        if found["gap"] or found["line"] or found["ideographic"]:
            yield found
        begins = _BEGINNING.search(text, found.end())


def describe(text: str, start: int, found: re.Match[str]) -> Stop:
    """Describe a stop, given where the running sentence starts."""
    mark = found["mark"] or found["ideographic"] or ""
    gap = found["line"] or found["gap"] or found["room"] or ""
    following = found.end()
    before = text[max(start, found.start() - WINDOW) : found.start()]
    after = text[following : following + WINDOW]
    return Stop(
        end=following - len(gap),
        following=following,
        mark=mark,
        ideographic=found["ideographic"] is not None,
        close=(found["close"] or "") + (found["tail"] or "") + (found["bracket"] or ""),
        gap=gap,
        before=before,
        after=after,
        word=_word_at_the_end(before),
        next_word=_first_word(after),
    )


def _word_at_the_end(before: str) -> str:
    if not before or before[-1].isspace():
        return ""
    word = before.rsplit(None, 1)[-1].lstrip(OPENERS)
    return word[2:] if word[:2] in _ELISIONS else word


def _first_word(after: str) -> str:
    found = _FIRST_WORD.match(after)
    return found[1] if found else ""
