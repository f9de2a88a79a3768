"""What a quote check finds."""

from dataclasses import dataclass
from enum import StrEnum

from workbench.articles.word_difference import Piece
from workbench.articles.wordings import Standout
from workbench.errors import message as _
from workbench.evidence.quotes.stand_ins import StandIn


class Outcome(StrEnum):
    """How the words quoted stand in the source."""

    VERBATIM = _("verbatim")  # letter by letter, as far as quotation practice leaves it to them
    TYPOGRAPHY = _("verbatim but for typography")  # another setting of the same words and signs
    CLOSE = _("close")  # other words or signs, and the differences are told
    NOT_FOUND = _("not found")

    @property
    def holds(self) -> bool:
        """Whether the source says just this."""
        return self in (Outcome.VERBATIM, Outcome.TYPOGRAPHY)

    def is_less_than(self, other: "Outcome") -> bool:
        """Whether the source says less of the quote than by another answer."""
        return _SAYING_LESS[self] > _SAYING_LESS[other]


_SAYING_LESS = {
    Outcome.VERBATIM: 0, Outcome.TYPOGRAPHY: 0, Outcome.CLOSE: 1, Outcome.NOT_FOUND: 2,
}  # fmt: skip


@dataclass(frozen=True)
class Stretch:
    """Where words stand in the source's text: code points, `end` exclusive."""

    start: int
    end: int


@dataclass(frozen=True)
class Checked:
    """The answer for a quote.

    `stretches`: where it stands, one for every part between ellipses; none if it is not found.
    `places`: how many places it stands at equally well, the one that is told included; more than
    are counted (50) are 50.
    `pieces`: only of a close quote. From the source's words to the quote's, in one spelling of
    quotation marks, dashes and spaces; removed are words that the source has and the quote lacks.
    What quotation practice leaves to the desk is no difference: there the source's words are kept.
    `telling`: which kinds of telling words (numbers, names, negations) differ; none of one that
    is not close. `stand_ins`: what each bracket and each ellipsis stands for, in order; none of a
    quote that stands there with its brackets.
    """

    outcome: Outcome
    stretches: tuple[Stretch, ...] = ()
    places: int = 0
    pieces: tuple[Piece, ...] = ()
    telling: frozenset[Standout] = frozenset()
    stand_ins: tuple[StandIn, ...] = ()


NOT_FOUND = Checked(Outcome.NOT_FOUND)
MOST_PLACES = 50  # that are counted, as many as a person would look at
