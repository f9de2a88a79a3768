"""What comes of three votes, and of fewer when nobody is left."""

import pytest

from workbench.claims.rules import Outcome
from workbench.verdicts.tallying import Tally, tally

FIRST, SECOND, NEITHER = 7, 9, None


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ([FIRST, FIRST, FIRST], Tally(Outcome.STANDS, FIRST)),
        ([FIRST, SECOND, SECOND], Tally(Outcome.STANDS, SECOND)),
        ([NEITHER, SECOND, SECOND], Tally(Outcome.STANDS, SECOND)),
        ([NEITHER, FIRST, NEITHER], Tally(Outcome.NONE_STANDS)),
        ([NEITHER, NEITHER, NEITHER], Tally(Outcome.NONE_STANDS)),
        ([FIRST, SECOND, NEITHER], Tally(Outcome.NO_MAJORITY)),
    ],
)
def test_three_votes_decide(votes: list[int | None], expected: Tally) -> None:
    assert tally(votes, left_to_vote=0) == expected
    assert tally(votes[::-1], left_to_vote=4) == expected


@pytest.mark.parametrize("votes", [[], [FIRST], [FIRST, FIRST], [NEITHER, NEITHER]])
def test_two_that_agree_do_not_end_a_ballot_before_the_third(votes: list[int | None]) -> None:
    assert tally(votes, left_to_vote=3 - len(votes)) is None


@pytest.mark.parametrize("votes", [[], [FIRST], [FIRST, FIRST]])
def test_a_ballot_that_cannot_fill_any_more_has_no_majority(votes: list[int | None]) -> None:
    assert tally(votes, left_to_vote=2 - len(votes)) == Tally(Outcome.NO_MAJORITY)
