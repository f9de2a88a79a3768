"""A text made ready: its blocks, its sentences, and how it goes on from another.

Working these out takes seconds for a hostile text, so whoever asks does so outside the unit of
work. The last few are remembered: by what they are made of, so that nothing goes stale. Comparing
two texts of a million code points takes some 160 MB, so longer ones are compared anew each time.
"""

from dataclasses import dataclass
from functools import lru_cache

from workbench.articles.differences import Row, Side, rows_between
from workbench.articles.reanchoring import Following, Reading
from workbench.articles.sentences import PlacedSentence, sentences_of
from workbench.articles.text import CanonicalText, PlacedBlock, compose
from workbench.intake.draft import DraftBlock

LONG = 2_000_000  # code points of both texts: what is known of more is too much to be remembered


@dataclass(frozen=True)
class Composed:
    """A canonical text with the places of its blocks and sentences, code points into it."""

    text: str
    blocks: tuple[PlacedBlock, ...]
    sentences: tuple[PlacedSentence, ...]

    def reading(self) -> Reading:
        """It as it is compared."""
        return Reading(self.text, [(start, end) for start, end, _block in self.sentences])


@lru_cache(maxsize=4)
def composed(blocks: tuple[DraftBlock, ...], language: str) -> Composed:
    """The text of these blocks, in a language such as `en`."""
    canonical = compose(blocks)
    return of_canonical(canonical, language)


def of_canonical(canonical: CanonicalText, language: str) -> Composed:
    """A canonical text with its sentences."""
    sentences = sentences_of(canonical, language or "en")
    return Composed(canonical.text, canonical.blocks, tuple(sentences))


def follow(old: Composed, new: Composed) -> Following:
    """Where everything of one text went in another."""
    is_long = len(old.text) + len(new.text) > LONG
    return _compared(old, new) if is_long else _remembered(old, new)


def _compared(old: Composed, new: Composed) -> Following:
    return Following(old.reading(), new.reading())


_remembered = lru_cache(maxsize=4)(_compared)


@lru_cache(maxsize=4)
def side_by_side(old: Composed, new: Composed) -> tuple[Row, ...]:
    """What differs between two texts, block by block and word by word."""
    return rows_between(_side(old), _side(new), follow(old, new).sentences)


def _side(text: Composed) -> Side:
    return Side(text.text, text.blocks, text.sentences)


def blocks_in(text: Composed) -> tuple[DraftBlock, ...]:
    """The blocks of a text with their words."""
    return tuple(DraftBlock(b.kind, text.text[b.start : b.end]) for b in text.blocks)
