"""What changed between the texts of two snapshots: which paragraphs, and in them which words.

Pure functions over strings. Paragraphs are counted from 0, offsets are Unicode code points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from workbench.articles.reanchoring.alikeness import shared_words
from workbench.articles.word_difference import Change, Piece, word_difference
from workbench.intake.contents.laying_out import SEPARATOR

LONGEST_COMPARED = 10_000  # code points of both wordings that are compared word by word
LONGEST_KEPT = 400  # code points of unchanged words amid changed ones that are shown
LONGEST_BEGINNING = 1_000  # code points that are shown of a wording which is too long


@dataclass(frozen=True)
class Changed:
    """Paragraphs on end that the earlier text alone has, and those the later one has instead.

    One of the two may be empty; it begins where the others would stand then.
    """

    removed: range
    added: range

    @property
    def paragraphs(self) -> int:
        """How many paragraphs changed, a reworded one counted once."""
        return max(len(self.removed), len(self.added))


def paragraphs_of(text: str) -> list[str]:
    """A text's paragraphs, in order."""
    return text.split(SEPARATOR) if text else []


def starts_of(paragraphs: Sequence[str]) -> list[int]:
    """Where each paragraph begins in the text, and where one behind the last would."""
    return list(accumulate((len(each) + len(SEPARATOR) for each in paragraphs), initial=0))


def changes_between(earlier: Sequence[str], later: Sequence[str]) -> tuple[Changed, ...]:
    """Which paragraphs changed from text to text, in order.

    Its work is bounded: what is very long and has little in common is one change.
    """
    kept = [(-1, -1), *shared_words(earlier, later), (len(earlier), len(later))]
    between = (
        Changed(range(before[0] + 1, behind[0]), range(before[1] + 1, behind[1]))
        for before, behind in pairwise(kept)
    )
    return tuple(change for change in between if change.paragraphs)


def count_changed(earlier: str, later: str) -> int:
    """How many paragraphs changed from text to text."""
    changes = changes_between(paragraphs_of(earlier), paragraphs_of(later))
    return sum(change.paragraphs for change in changes)


@dataclass(frozen=True)
class Reworded:
    """What leads from an earlier wording to a later one; `whole`: whether it is all there."""

    pieces: Sequence[Piece]
    whole: bool = True


def reworded(earlier: Sequence[str], later: Sequence[str]) -> Reworded:
    """The words taken out of paragraphs and put into others that stand in their place.

    Of unchanged words in between the middle is left out, and long wordings are not compared: of
    these only the beginnings are given.
    """
    old, new = SEPARATOR.join(earlier), SEPARATOR.join(later)
    if len(old) + len(new) > LONGEST_COMPARED:
        return Reworded(list(_beginnings(old, new)), whole=False)
    return Reworded([_shortened(piece) for piece in word_difference(old, new)])


def _beginnings(old: str, new: str) -> Iterator[Piece]:
    for change, text in ((Change.REMOVED, old), (Change.ADDED, new)):
        if text:
            ending = " […]" if len(text) > LONGEST_BEGINNING else ""
            yield Piece(change, text[:LONGEST_BEGINNING] + ending)


def _shortened(piece: Piece) -> Piece:
    if piece.change is not Change.KEPT or len(piece.text) <= LONGEST_KEPT:
        return piece
    half = LONGEST_KEPT // 2
    return replace(piece, text=f"{piece.text[:half]} […] {piece.text[-half:]}")
