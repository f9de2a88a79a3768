"""What stands at the head of a text: title, authors, date, by the rules of an article's import.

Nothing of it is declared. It is read, may be wrong, and is proposed as such.
"""

from collections.abc import Sequence
from itertools import takewhile

from workbench.intake.cleaning import clean
from workbench.intake.extract import Declared, Piece
from workbench.intake.metadata.said import NOTHING, Said, first_day, first_names, line
from workbench.intake.rules import BlockKind
from workbench.intake.structure.front_matter import read_front_matter

_MOST = 500  # pieces, in which a name may stand again
_STOP = "."  # behind a last name: no by-line has one


def standing_in(pieces: Sequence[Piece], title: str) -> Said:
    """Return what the lines below a title say, up to the next heading; nothing if it is not there.

    Several dates or several lines of names are those of a list of other works.
    """
    cleaned = [Piece(clean(piece.text), piece.kind, piece.marked) for piece in pieces[:_MOST]]
    head, *rest = cleaned or [Piece("")]
    below = takewhile(lambda piece: piece.kind is not BlockKind.HEADING, rest)
    front = read_front_matter((head, *filter(_has_words, below)), Declared(title=title))
    if front.headline is None:
        return NOTHING
    names = (credit.authors for credit in front.credits if credit.authors)
    authors = {each for each in names if not each[-1].endswith(_STOP)}
    days = {credit.published for credit in front.credits if credit.published and not credit.late}
    return Said(
        title=line(front.title),
        authors=first_names(authors) if len(authors) == 1 else (),
        published=first_day(days) if len(days) == 1 else "",
    )


def _has_words(piece: Piece) -> bool:
    return bool(piece.text)
