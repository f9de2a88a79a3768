"""The title of a PDF as it is set on its first page: the largest lines, at the top."""

from collections.abc import Sequence
from itertools import takewhile

from workbench.intake.extract import Piece
from workbench.intake.metadata.said import NOTHING, Said
from workbench.intake.metadata.standing import standing_in
from workbench.intake.rules import BlockKind
from workbench.intake.structure.prose import word_count

_TOP = 3  # paragraphs, among which a title begins
_MOST_LINES = 3  # that are set below each other
_FEWEST_WORDS = 2


def standing_on_page(pieces: Sequence[Piece], declared: str) -> Said:
    """Return what the first page says; `declared` is the title, if that is known.

    The largest paragraphs alone are its headlines. What is set in one size is one title, if it is
    short and stands nowhere else in that size.
    """
    if declared:
        return standing_in(pieces, declared)
    above = list(takewhile(lambda piece: not _is_large(piece), pieces))
    title = list(takewhile(_is_large, pieces[len(above) :]))
    below = pieces[len(above) + len(title) :]
    words = " ".join(piece.text for piece in title)
    if len(above) >= _TOP or len(title) > _MOST_LINES or any(map(_is_large, below)):
        return NOTHING
    if word_count(words) < _FEWEST_WORDS:
        return NOTHING
    return standing_in([Piece(words, BlockKind.HEADLINE), *below], words)


def _is_large(piece: Piece) -> bool:
    return piece.kind is BlockKind.HEADLINE
