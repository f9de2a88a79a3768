"""A citation as plain words, of which some stand in italics. Pure.

What a style makes of a source is never markup here: italics are told by two signs that no text has.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

_OPENS, _CLOSES = "\ue000", "\ue001"  # for private use, which ours is
_SIGNS = re.compile(f"[{_OPENS}{_CLOSES}]")
# citeproc sees no full stop behind the end of italics, and sets one behind “?” too.
_STOP_TOO_MANY = re.compile(
    rf"(?<=[?!…])([{_OPENS}{_CLOSES}”’]*)\.(?!\.)|(?<=\.)([{_OPENS}{_CLOSES}]+)\."
)


@dataclass(frozen=True)
class Phrase:
    """Words of a citation that are set alike."""

    text: str
    italic: bool = False


def in_italics(words: str) -> str:
    """Words that `phrases` takes for italic."""
    return f"{_OPENS}{words}{_CLOSES}"


def without_signs(text: str) -> str:
    """A text in which nothing is taken for italics."""
    return _SIGNS.sub("", text)


def phrases(written: str) -> tuple[Phrase, ...]:
    """What was written, on one line."""
    letters = _on_one_line(_letters(_STOP_TOO_MANY.sub(r"\1\2", written)))
    alike = groupby(letters, key=lambda letter: letter[1])
    return tuple(Phrase("".join(each[0] for each in group), italic) for italic, group in alike)


def _letters(written: str) -> Iterator[tuple[str, bool]]:
    """Every letter, and whether it is in italics, in however many of them."""
    depth = 0
    for sign in written:
        if sign in (_OPENS, _CLOSES):
            depth += 1 if sign == _OPENS else -1
        else:
            yield sign, depth > 0


def _on_one_line(letters: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Without space at either end, and with a single one where there is more."""
    begun, space = False, None
    for letter, italic in letters:
        if letter.isspace():
            space = space or (" ", italic)
            continue
        if begun and space:
            yield space
        yield letter, italic
        begun, space = True, None


def plain(citation: Iterable[Phrase]) -> str:
    """The words alone."""
    return "".join(phrase.text for phrase in citation)
