"""A claim's status and its verdicts agree."""

import pytest

from workbench.claims.rules import Status
from workbench.publishing.dossier import rules
from workbench.publishing.dossier.rules import Standing, Standings, presumed_current, presumed_state
from workbench.verdicts.rules import Seat, VerdictState

S, V = Status, VerdictState

# Each status, and the newest verdicts it can have; “none” is no verdict at all.
AGREE = {
    S.OPEN: "none draft returned",
    S.IN_PROGRESS: "none draft returned",
    S.PROPOSED: "proposed",
    S.IN_REVIEW: "proposed",
    S.RETURNED: "returned",
    S.APPROVED: "approved",
    S.PUBLISHED: "approved",
    S.CORRECTED: "approved",
    S.WITHDRAWN: "none draft returned approved",
}


def of_first(states: list[VerdictState]) -> tuple[Standings, int | None]:
    """Verdicts of one reader after the other, and which of them is current."""
    standings = [Standing(state) for state in states]
    return standings, presumed_current(standings)


def contradiction(
    status: Status, states: list[VerdictState], *, reopened: bool | None
) -> str | None:
    return rules.contradiction(status, *of_first(states), reopened=reopened)


def wrong_order(states: list[VerdictState]) -> str | None:
    return rules.wrong_order(*of_first(states))


def presumed_status(states: list[VerdictState]) -> Status:
    return rules.presumed_status(*of_first(states))


@pytest.mark.parametrize("status", AGREE)
@pytest.mark.parametrize("newest", ["none", "draft", "proposed", "returned", "approved"])
def test_a_status_agrees_with_its_verdicts_and_with_no_others(status: Status, newest: str) -> None:
    states = [] if newest == "none" else [V(newest)]
    agrees = contradiction(status, states, reopened=None) is None
    assert agrees == (newest in AGREE[status].split())


@pytest.mark.parametrize("states", [[], [V.DRAFT], [V.PROPOSED], [V.APPROVED]])
def test_no_dossier_has_a_claim_whose_second_reader_has_not_handed_in(
    states: list[VerdictState],
) -> None:
    assert contradiction(S.SECOND_READING, states, reopened=None)


def test_every_status_is_one_or_the_other() -> None:
    assert set(AGREE) == set(Status) - {S.SECOND_READING, S.DISAGREED, S.BALLOT}


@pytest.mark.parametrize("status", [S.DISAGREED, S.BALLOT])
def test_two_verdicts_are_at_hand_while_nobody_has_decided_between_them(status: Status) -> None:
    first, second = Standing(V.PROPOSED, Seat.FIRST, 1), Standing(V.PROPOSED, Seat.SECOND, 1)
    agreed, elsewhere = second._replace(state=V.CONCURRING), second._replace(round=2)
    fits = [
        rules.contradiction(status, found, 0, reopened=None) is None
        for found in ([first, second], [first, agreed], [first, elsewhere], [first])
    ]
    assert fits == [True, True, False, False]


def test_two_proposed_verdicts_are_of_a_claim_that_is_disagreed() -> None:
    both = [Standing(V.PROPOSED, Seat.FIRST, 1), Standing(V.PROPOSED, Seat.SECOND, 1)]
    assert rules.presumed_status(both, 0) is S.DISAGREED
    assert rules.contradiction(S.PROPOSED, both, 0, reopened=None)


def test_what_goes_before_the_editors_is_the_newest_that_is_no_second_reader_s_or_stands() -> None:
    first, second = Standing(V.APPROVED), Standing(V.CONCURRING, Seat.SECOND)
    assert presumed_current([first, second]) == 0
    chosen = [Standing(V.DISSENTING), Standing(V.APPROVED, Seat.SECOND)]
    assert presumed_current(chosen) == 1
    assert presumed_current([second]) is None


def test_an_approved_verdict_of_an_open_claim_has_to_be_said_to_be_reopened() -> None:
    assert contradiction(S.IN_PROGRESS, [V.APPROVED], reopened=True) is None
    assert contradiction(S.OPEN, [V.APPROVED], reopened=True) is None
    assert contradiction(S.OPEN, [V.APPROVED], reopened=False)


def test_a_newer_verdict_tells_that_a_claim_was_reopened() -> None:
    assert contradiction(S.IN_PROGRESS, [V.APPROVED, V.DRAFT], reopened=None) is None


def test_reopened_is_not_said_of_a_claim_that_was_not() -> None:
    assert contradiction(S.OPEN, [], reopened=True)
    assert contradiction(S.APPROVED, [V.APPROVED], reopened=True)


def test_a_returned_claim_has_a_returned_verdict_before_the_draft() -> None:
    assert contradiction(S.RETURNED, [V.RETURNED, V.DRAFT], reopened=None) is None
    assert contradiction(S.RETURNED, [V.DRAFT], reopened=None)


@pytest.mark.parametrize(
    "states",
    [
        [V.SUPERSEDED],
        [V.PROPOSED, V.DRAFT],
        [V.APPROVED, V.DRAFT, V.APPROVED],
        [V.CONCURRING],
    ],
)
def test_verdicts_in_an_impossible_order_are_found(states: list[VerdictState]) -> None:
    assert wrong_order(states)


def test_verdicts_in_a_possible_order_are_let_be() -> None:
    assert wrong_order([]) is None
    assert wrong_order([V.SUPERSEDED, V.RETURNED, V.DRAFT, V.APPROVED, V.PROPOSED]) is None


@pytest.mark.parametrize(
    ("states", "status"),
    [
        ([], S.OPEN),
        ([V.DRAFT], S.IN_PROGRESS),
        ([V.RETURNED, V.PROPOSED], S.PROPOSED),
        ([V.RETURNED], S.RETURNED),
        ([V.SUPERSEDED, V.APPROVED], S.APPROVED),
    ],
)
def test_a_missing_status_comes_from_the_verdicts(
    states: list[VerdictState], status: Status
) -> None:
    assert presumed_status(states) is status
    assert contradiction(status, states, reopened=None) is None


@pytest.mark.parametrize("status", [status for status in AGREE if status is not S.WITHDRAWN])
def test_a_missing_state_comes_from_the_status(status: Status) -> None:
    assert contradiction(status, [presumed_state(status, newest=True)], reopened=None) is None


def test_a_verdict_that_says_nothing_is_no_more_than_a_draft() -> None:
    assert presumed_state(None, newest=True) is V.DRAFT
    assert presumed_state(S.APPROVED, newest=False) is V.SUPERSEDED
