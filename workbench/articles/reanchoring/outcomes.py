"""What may have become of a passage or a sentence in a new version."""

from dataclasses import dataclass
from enum import StrEnum

from workbench.errors import message as _


class Outcome(StrEnum):
    """Exact and moved may be taken over; the others wait for a person."""

    EXACT = _("exact")  # the same words between the same surroundings
    MOVED = _("moved")  # the same words, and only one place they can be
    CHANGED = _("changed")  # recognisably the same, in other words
    AMBIGUOUS = _("ambiguous")  # several places, or one that little speaks for
    LOST = _("lost")

    @property
    def settled(self) -> bool:
        """Whether it is taken over without asking."""
        return self in (Outcome.EXACT, Outcome.MOVED)


@dataclass(frozen=True)
class Region:
    """New sentences on end, `first` through `last`, and how alike they are, from 0 to 1."""

    first: int
    last: int
    score: float

    def overlaps(self, other: "Region") -> bool:
        """Whether they share a sentence."""
        return self.first <= other.last and other.first <= self.last

    def touches(self, other: "Region") -> bool:
        """Whether they stand right beside each other."""
        return self.last + 1 == other.first or other.last + 1 == self.first


@dataclass(frozen=True)
class Fate:
    """What became of an old sentence.

    `region`: where it is now; None when that is ambiguous, or it is lost. `others`: where
    else it might be, the likeliest first.
    """

    outcome: Outcome
    region: Region | None = None
    others: tuple[Region, ...] = ()
