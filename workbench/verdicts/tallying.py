"""What comes of a ballot. Pure: a vote is the id of the verdict it is for, none for none of them.

Two or three votes for one verdict of three: it stands. For none: the claim goes back to its author.
All different: no majority, somebody with the right decides. So too when fewer than three have
voted and nobody is left who may; votes of those who left the desk go on counting.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.claims.rules import Outcome

VOTERS = 3
_MAJORITY = VOTERS // 2 + 1


@dataclass(frozen=True)
class Tally:
    """How a ballot ended, and the verdict that stands, if one does."""

    outcome: Outcome
    verdict_id: int | None = None


def tally(votes: Sequence[int | None], *, left_to_vote: int) -> Tally | None:
    """Count the votes; none while the ballot goes on.

    `left_to_vote`: how many members may still vote and have not.
    """
    if len(votes) < VOTERS:
        return None if can_fill(len(votes), left_to_vote) else Tally(Outcome.NO_MAJORITY)
    (chosen, times), *_others = Counter(votes).most_common()
    if times < _MAJORITY:
        return Tally(Outcome.NO_MAJORITY)
    return Tally(Outcome.NONE_STANDS) if chosen is None else Tally(Outcome.STANDS, chosen)


def can_fill(voted: int, left_to_vote: int) -> bool:
    """Whether a ballot can still come to its end."""
    return voted + left_to_vote >= VOTERS
