"""Where an article ends and its page goes on: notices, biographies, disclaimers."""

import re
from itertools import accumulate

from workbench.intake.extract import Piece
from workbench.intake.structure.biographies import is_biography
from workbench.intake.structure.notices import (
    is_closing_notice,
    is_of_comment,
    opens_comments,
    opens_links,
)
from workbench.intake.structure.ornaments import closes, is_ornament
from workbench.intake.structure.prose import is_finished, sentence_count

_LOOK_AHEAD = 3  # pieces after a closing mark in which something must be known
_SMALL = 0.12  # share of the article's characters that a short ending may have unknown
_MOSTLY_PROSE = 0.5  # share of unknown characters that makes an ending a section
_HARDLY_PROSE = 0.2  # the same, for a rule that as often parts sections
_LONGEST_FRAGMENT = 90  # characters of a link or a label among notices
_NOTES_BELOW = 0.6  # share of the article's characters: numbers above it are no footnotes
_NOTES = re.compile(
    r"(?:foot|end)?notes|references|sources|anmerkungen|fu(?:ß|ss)noten|quellen|notes et références"
    r"|références|notas|примечания|источники",
    re.I,
)
_NOTE = re.compile(r"\[?\d{1,3}[\].)]\s|[¹²³]\s?\S")


def end_matter_start(pieces: tuple[Piece, ...], first: int, authors: tuple[str, ...]) -> int:
    """Return the index from which on all is boilerplate; `len(pieces)` if nothing is.

    `first` is the first piece below the article's head.
    """
    known = [_is_known(piece, authors) for piece in pieces]
    for index in range(_low(pieces), len(pieces)):
        known[index] = known[index] or _is_note(pieces, known, index)
    start = min(
        _trailing_start(pieces, known, first),
        _links_start(pieces, known, first),
        _comments_start(pieces, first),
    )
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


def _low(pieces: tuple[Piece, ...]) -> int:
    """The first piece, not counting the very first, that begins in the last part of the text."""
    reached = list(accumulate(len(piece.text) for piece in pieces))
    return 1 + sum(each <= reached[-1] * _NOTES_BELOW for each in reached[:-1])


def _is_note(pieces: tuple[Piece, ...], known: list[bool], index: int) -> bool:
    """A numbered note below a rule, below a title such as `Notes`, or below such a note."""
    above = pieces[index - 1].text
    begins = is_ornament(above) or bool(_NOTES.fullmatch(above.strip(" :")))
    follows = known[index - 1] and bool(_NOTE.match(above))
    return bool(_NOTE.match(pieces[index].text)) and (begins or follows)


def _links_start(pieces: tuple[Piece, ...], known: list[bool], first: int) -> int:
    """The first title of a list of links below which there is nothing else."""
    start = len(pieces)
    for index in range(len(pieces) - 1, first, -1):
        if opens_links(pieces[index].text):
            start = index
        elif not (known[index] or _is_fragment(pieces[index])):
            break
    return start


def _comments_start(pieces: tuple[Piece, ...], first: int) -> int:
    """The first title with a reader's words right below it; a button has none."""
    titles = (at for at in range(first + 1, len(pieces)) if opens_comments(pieces[at].text))
    for index in titles:
        below = pieces[index + 1 : index + 1 + _LOOK_AHEAD]
        if any(is_of_comment(piece.text) for piece in below):
            return index
    return len(pieces)


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
    title = piece.text.endswith(("?", "!")) and sentence_count(piece.text) == 1
    return len(piece.text) <= _LONGEST_FRAGMENT and (title or not is_finished(piece.text))


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
