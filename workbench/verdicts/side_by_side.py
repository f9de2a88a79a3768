"""Two people's words side by side: which stretches only one of them has. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.articles.word_difference import ChangedWords, word_changes
from workbench.articles.wordings import Standout, Wording

_ALIKE = 1 / 3  # of the words of both; with fewer in common, nearly everything would be marked


@dataclass(frozen=True)
class Stretch:
    """Words on end, white space included; `own` where the other text has others."""

    text: str
    own: bool = False
    standout: Standout | None = None


@dataclass(frozen=True)
class SideBySide:
    """Both texts, letter by letter. `compared`: whether they have enough in common for it."""

    first: Sequence[Stretch]
    second: Sequence[Stretch]
    compared: bool


def side_by_side(first: str, second: str) -> SideBySide:
    """Mark the words that only one of two texts has, if they are similar enough."""
    one, other = Wording(first), Wording(second)
    of_first, of_second = word_changes(one, other)
    left = len(first) - sum(each.end - each.start for each in of_first)
    if 2 * left < _ALIKE * (len(first) + len(second)):
        return SideBySide(_whole(first), _whole(second), compared=False)
    return SideBySide(
        list(_stretches(first, of_first)), list(_stretches(second, of_second)), compared=True
    )


def _whole(text: str) -> Sequence[Stretch]:
    return [Stretch(text)] if text else []


def _stretches(text: str, changes: Sequence[ChangedWords]) -> Iterator[Stretch]:
    end = 0
    for change in changes:
        if end < change.start:
            yield Stretch(text[end : change.start])
        words = text[change.start : change.end]
        own = any(sign.isalnum() for sign in words)  # commas and asterisks make no difference
        yield Stretch(words, own=own, standout=change.standout)
        end = change.end
    if end < len(text):
        yield Stretch(text[end:])
