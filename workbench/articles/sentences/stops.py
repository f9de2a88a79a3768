"""Where a sentence could end: every stop mark and every line end of a block.

Each place is described by two short windows of text, so that judging one costs the same
however long the block is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

WINDOW = 80  # code points looked at before and behind a place

OPENERS = "\"'“‘„‚«‹([{¿¡*_「『（《【"
_CLOSERS = "\"'”’“‘»›)\\]}*_"
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
    rf"(?P<mark>[.!?…‽؟۔।॥։።]++)(?P<close>[{_CLOSERS}]*+)(?P<tail>{_TAIL})(?P<gap>\s*+)"
    rf"|(?P<ideographic>[。！？｡]++)(?P<bracket>[{_IDEOGRAPHIC_CLOSERS}]*+)(?P<room>\s*+)"
    r"|(?P<line>\n\s*+)"
)
_ELISIONS = frozenset({"l'", "l’", "L'", "L’", "d'", "d’", "D'", "D’"})
_FIRST_WORD = re.compile(rf"[{re.escape(OPENERS)}\s]*+([\w'’]*+)")


@dataclass(frozen=True)
class Stop:
    """A place where a sentence could end, and what stands around it."""

    end: int  # where the sentence would end: a code-point offset into the block
    following: int  # where the next one would start
    mark: str  # the stop mark itself; empty at a line end without one
    ideographic: bool
    close: str  # quotes, brackets and notes that follow the mark
    gap: str  # the white space behind
    before: str  # up to WINDOW code points of the running sentence, without the mark
    after: str  # up to WINDOW code points from the next word on

    @cached_property
    def word(self) -> str:
        """The word the mark is attached to, without what opens before it."""
        if not self.before or self.before[-1].isspace():
            return ""
        word = self.before.rsplit(None, 1)[-1].lstrip(OPENERS)
        return word[2:] if word[:2] in _ELISIONS else word

    @cached_property
    def next_word(self) -> str:
        """The first word behind, without the quotes and brackets that open before it."""
        found = _FIRST_WORD.match(self.after)
        return found[1] if found else ""


def find_stops(text: str) -> Iterator[re.Match[str]]:
    """Find every stop of a block, in order and without overlap.

    A mark within a word is none (`example.com`, `3.5`), nor is the one that ends the block.
    """
    for found in _STOP.finditer(text):
        if found["gap"] or found["line"] or found["ideographic"]:
            yield found


def describe(text: str, start: int, found: re.Match[str]) -> Stop:
    """Describe a stop, given where the running sentence starts."""
    mark = found["mark"] or found["ideographic"] or ""
    gap = found["line"] or found["gap"] or found["room"] or ""
    following = found.end()
    return Stop(
        end=following - len(gap),
        following=following,
        mark=mark,
        ideographic=found["ideographic"] is not None,
        close=(found["close"] or "") + (found["tail"] or "") + (found["bracket"] or ""),
        gap=gap,
        before=text[max(start, found.start() - WINDOW) : found.start()],
        after=text[following : following + WINDOW],
    )
