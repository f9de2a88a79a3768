"""The answer for a passage."""

from dataclasses import dataclass

from workbench.articles.reanchoring.outcomes import Outcome


@dataclass(frozen=True)
class Candidate:
    """A place in the new text, and how alike its words are, from 0 to 1."""

    start: int
    end: int
    score: float


@dataclass(frozen=True)
class Placement:
    """What became of a passage.

    `place`: where it is, or is proposed to be; None when that is ambiguous, or it is lost.
    `others`: where else it might be, the likeliest first.
    """

    outcome: Outcome
    place: Candidate | None = None
    others: tuple[Candidate, ...] = ()
