"""Where an article ends and its page goes on: notices, biographies, disclaimers."""

from workbench.intake.extract import Piece
from workbench.intake.structure.biographies import is_biography
from workbench.intake.structure.notices import is_closing_notice
from workbench.intake.structure.ornaments import closes, is_ornament
from workbench.intake.structure.prose import is_finished

_LOOK_AHEAD = 3  # pieces after a closing mark in which something must be known
_SMALL = 0.12  # share of the article's characters that a short ending may have unknown
_MOSTLY_PROSE = 0.5  # share of unknown characters that makes an ending a section
_HARDLY_PROSE = 0.2  # the same, for a rule that as often parts sections
_LONGEST_FRAGMENT = 90  # characters of a link or a label among notices


def end_matter_start(pieces: tuple[Piece, ...], first: int, authors: tuple[str, ...]) -> int:
    """Return the index from which on all is boilerplate; `len(pieces)` if nothing is.

    `first` is the first piece below the article's head.
    """
    known = [_is_known(piece, authors) for piece in pieces]
    start = _trailing_start(pieces, known, first)
    for index in range(first, start):
        if is_ornament(pieces[index].text) and _ends_here(pieces, known, index, first):
            return index
    return start


def _is_known(piece: Piece, authors: tuple[str, ...]) -> bool:
    return (
        is_ornament(piece.text)
        or is_closing_notice(piece.text)
        or is_biography(piece.text, authors)
    )


def _trailing_start(pieces: tuple[Piece, ...], known: list[bool], first: int) -> int:
    """The last pieces as long as they are known, with the odd fragment between two of them."""
    start = len(pieces)
    for index in range(len(pieces) - 1, first, -1):
        if known[index]:
            start = index
        elif not (start < len(pieces) and _is_fragment(pieces[index])):
            break
    return start


def _is_fragment(piece: Piece) -> bool:
    return len(piece.text) <= _LONGEST_FRAGMENT and not is_finished(piece.text)


def _ends_here(pieces: tuple[Piece, ...], known: list[bool], index: int, first: int) -> bool:
    """Whether the ornament at `index` closes the article rather than parts two sections of it."""
    tail = range(index + 1, len(pieces))
    if not tail or all(known[each] for each in tail):
        return True
    unknown = sum(len(pieces[each].text) for each in tail if not known[each])
    total = sum(len(pieces[each].text) for each in tail)
    if unknown > total * _MOSTLY_PROSE and not _is_small(pieces, index, first):
        return False
    if known[index + 1]:
        return True
    if any(piece.text == pieces[index].text for piece in pieces[:index]):
        return False
    soon = any(known[each] for each in tail[:_LOOK_AHEAD])
    if closes(pieces[index].text):
        return soon or _is_small(pieces, index, first)
    return soon and unknown <= total * _HARDLY_PROSE


def _is_small(pieces: tuple[Piece, ...], index: int, first: int) -> bool:
    tail = sum(len(piece.text) for piece in pieces[index:])
    return tail < _SMALL * sum(len(piece.text) for piece in pieces[first:])
