"""What changed between the texts of two snapshots: which paragraphs, and in them which words.

Pure functions over strings. Paragraphs are counted from 0, offsets are Unicode code points.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from workbench.articles.reanchoring.alikeness import shared_words
from workbench.articles.word_difference import Change, Piece, word_difference
from workbench.intake.contents.laying_out import SEPARATOR

LONGEST_COMPARED = 10_000  # code points of both wordings that are compared word by word
LONGEST_KEPT = 400  # code points of unchanged words amid changed ones that are shown
LONGEST_BEGINNING = 1_000  # code points that are shown of a wording which is too long
LEAST_IN_COMMON = 0.3  # of the shorter wording’s letters; with less a paragraph is another one


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
    return paragraphs_in(changes_between(paragraphs_of(earlier), paragraphs_of(later)))


def paragraphs_in(changes: Iterable[Changed]) -> int:
    """How many paragraphs changed in all of these."""
    return sum(change.paragraphs for change in changes)


@dataclass(frozen=True)
class Reworded:
    """What leads from an earlier wording to a later one; `whole`: whether it is all there."""

    pieces: Sequence[Piece]
    whole: bool = True


def reworded(earlier: Sequence[str], later: Sequence[str]) -> Reworded:
    """The words taken out of paragraphs and put into others that stand in their place.

    A paragraph that has hardly a word in common with what it replaced is another one: both are
    given whole, the earlier first. Of unchanged words in between the middle is left out, and long
    wordings are not compared: of these only the beginnings are given.
    """
    old, new = SEPARATOR.join(earlier), SEPARATOR.join(later)
    if len(old) + len(new) > LONGEST_COMPARED:
        return Reworded(list(_beginnings(old, new)), whole=False)
    return Reworded([_shortened(piece) for piece in _by_paragraph(old, word_difference(old, new))])


def _by_paragraph(old: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, and whole paragraphs where little of them is the same."""
    letters = [at for at, letter in enumerate(old) if not letter.isspace()] + [len(old)]
    gone = 0
    for own in _of_paragraphs(pieces):
        stood = gone + _count(own, Change.KEPT, Change.REMOVED)
        removed = old[letters[gone] : letters[stood]]  # in white space of its own
        yield from own if _has_enough_in_common(own) else _apart(removed, own)
        gone = stood


def _of_paragraphs(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each paragraph of the later wording, with what was removed there."""
    own: list[Piece] = []
    for piece in pieces:
        *ended, last = [piece.text] if piece.change is Change.REMOVED else _ended(piece.text)
        for text in ended:
            yield [*own, replace(piece, text=text)]
            own = []
        own += [replace(piece, text=last)] if last else []
    yield own


def _ended(text: str) -> list[str]:
    """A text cut behind each end of a paragraph."""
    *ended, last = text.split(SEPARATOR)
    return [*(words + SEPARATOR for words in ended), last]


def _has_enough_in_common(pieces: Collection[Piece]) -> bool:
    kept, removed, added = (_count(pieces, change) for change in Change)
    return kept >= LEAST_IN_COMMON * (kept + min(removed, added))


def _count(pieces: Iterable[Piece], *changes: Change) -> int:
    """How many letters of the pieces were so changed."""
    return sum(len("".join(each.text.split())) for each in pieces if each.change in changes)


def _apart(removed: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    added = "".join(piece.text for piece in pieces if piece.change is not Change.REMOVED)
    yield from (Piece(Change.REMOVED, removed.rstrip() + SEPARATOR), Piece(Change.ADDED, added))


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
