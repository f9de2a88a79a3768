"""The table of moves, against the way a claim travels as it was agreed, written out again."""

from functools import partial

import pytest

from workbench.accounts.rules import Actor, Role, command_line
from workbench.claims.errors import MoveRefused
from workbench.claims.rules import Outcome, Status
from workbench.claims.workflow import Move, Situation, moves_open_to, next_status

AUTHOR, SECOND, SOMEBODY_ELSE = 7, 8, 9
LEFT = 10  # wrote a second reading, and left the seat
CHECKERS = "fact-checker editor admin"
EDITORS = "editor admin"

# move: from these statuses, to this one, these roles, which of them, and when
THE_WAY = """
take                       | open, returned                    | in progress    | checkers | not second |
assign                     | open, in progress, returned       | in progress    | editors  | anyone     |
hand over                  | in progress                       | in progress    | checkers | anyone     |
release                    | in progress                       | open           | checkers | anyone     |
propose                    | open, in progress, returned       | proposed       | checkers | not second | read once
propose                    | open, in progress, returned       | second reading | checkers | not second | read twice
read second                | second reading                    | the same       | checkers | not first  | seat free
stop reading second        | second reading, open, in progress, returned | the same | checkers | second   | not in
free the second reader’s seat | second reading, open, in progress, returned | the same | editors | not second | seated
hand in the second reading | second reading                    | proposed       | checkers | second     | agree
hand in the second reading | second reading                    | disagreed      | checkers | second     | differ
hand in the second reading | second reading                    | ballot         | checkers | second     | votes wanted
decide between the readers | disagreed                         | proposed       | editors  | no reader  |
vote                       | ballot                            | the same       | editors  | no reader  | votes missing
vote                       | ballot                            | approved       | editors  | no reader  | for one
vote                       | ballot                            | proposed       | editors  | no reader  | for one, blocked
vote                       | ballot                            | returned       | editors  | no reader  | for none
vote                       | ballot                            | disagreed      | editors  | no reader  | no majority
end the ballot             | ballot                            | disagreed      | editors  | anyone     | no majority
take back                  | proposed, second reading          | in progress    | checkers | author     |
start review               | proposed                          | in review      | editors  | no reader  |
stop review                | in review                         | proposed       | editors  | no reader  |
return                     | proposed, in review               | returned       | editors  | no reader  |
approve                    | proposed, in review               | proposed       | editors  | no reader  | two wanted
approve                    | proposed, in review               | approved       | editors  | no reader  | last one
confirm                    | approved, published, corrected    | the same       | editors  | no reader  | stale
check again                | approved, published, corrected    | the same       | editors  | no reader  |
publish                    | approved                          | published      | editors  | anyone     |
correct                    | approved                          | corrected      | editors  | anyone     |
reopen                     | approved, published, corrected    | in progress    | checkers | anyone     |
withdraw                   | open, in progress, returned, approved, published, corrected | withdrawn | checkers | anyone |
restore                    | withdrawn                         | open           | checkers | anyone     |
"""  # noqa: E501
ROLES = {"checkers": CHECKERS, "editors": EDITORS}
LINES = [[cell.strip() for cell in line.split("|")] for line in THE_WAY.strip().splitlines()]
PEOPLE = [
    Actor(1, role.value, role, who) for role in Role for who in (AUTHOR, SECOND, SOMEBODY_ELSE)
]
LEAVERS = [Actor(1, role.value, role, LEFT) for role in Role]


def situations() -> list[Situation]:
    """Every combination that the conditions tell apart."""
    return [
        Situation(
            author_id=AUTHOR, second_id=second, readers=frozenset({AUTHOR, LEFT}),
            second_in=second_in, approvals=approvals,
            second_wanted=wanted, agree=agree, stale=stale, votes_wanted=votes, outcome=outcome,
            blocked=stale,
        )
        for second, second_in in ((None, False), (SECOND, False), (SECOND, True))
        for approvals in (1, 2)
        for wanted in (False, True)
        for agree in (False, True)
        for stale in (False, True)
        for votes, outcome in ((False, None), (True, None), *((True, each) for each in Outcome))
    ]  # fmt: skip


def holds(when: str, situation: Situation) -> bool:
    return {
        "": True,
        "read once": not situation.second_wanted,
        "read twice": situation.second_wanted,
        "seat free": situation.second_id is None,
        "not in": not situation.second_in,
        "seated": situation.second_id is not None and not situation.second_in,
        "agree": situation.agree and not situation.votes_wanted,
        "differ": not situation.agree and not situation.votes_wanted,
        "votes wanted": situation.votes_wanted,
        "votes missing": situation.outcome is None,
        "for one": situation.outcome is Outcome.STANDS and not situation.blocked,
        "for one, blocked": situation.outcome is Outcome.STANDS and situation.blocked,
        "for none": situation.outcome is Outcome.NONE_STANDS,
        "no majority": situation.outcome is Outcome.NO_MAJORITY,
        "two wanted": situation.approvals == 2,
        "last one": situation.approvals == 1,
        "stale": situation.stale,
    }[when]


def fits(who: str, by: Actor, situation: Situation) -> bool:
    is_second = by.person_id == situation.second_id
    return {
        "anyone": True,
        "author": by.person_id == AUTHOR,
        "not first": by.person_id != AUTHOR,
        "second": is_second,
        "not second": not is_second,
        "no reader": by.person_id not in {AUTHOR, LEFT} and not is_second,
    }[who]


def expected(move: str, status: str, by: Actor, situation: Situation) -> str | None:
    """Where the move leads by the table above, or nothing when it is refused."""
    for name, starts, end, roles, who, when in LINES:
        if name == move and status in starts.split(", ") and holds(when, situation):
            may = by.role in ROLES[roles].split() and fits(who, by, situation)
            return (status if end == "the same" else end) if may else None
    return None


def outcome(move: Move, status: Status, by: Actor, situation: Situation) -> Status | None:
    try:
        return next_status(move, status, by=by, situation=situation)
    except MoveRefused:
        return None


def test_the_table_names_every_move_and_every_status() -> None:
    assert list(dict.fromkeys(line[0] for line in LINES)) == list(Move)
    named = {status for line in LINES for status in [*line[1].split(", "), line[2]]}
    assert named == {*Status, "the same"}


@pytest.mark.parametrize("move", Move)
def test_a_move_is_made_from_the_statuses_and_by_the_people_of_the_table(move: Move) -> None:
    for status in Status:
        for by in PEOPLE + LEAVERS:
            for situation in situations():
                was = (move, status, by.role, by.person_id, situation)
                assert outcome(move, status, by, situation) == expected(*was[:2], by, situation), (
                    was
                )


@pytest.mark.parametrize("status", Status)
def test_the_buttons_offered_are_the_moves_that_would_be_made(status: Status) -> None:
    for by in PEOPLE + LEAVERS:
        for situation in situations():
            offered = moves_open_to(status, by=by, situation=situation)
            assert offered == [move for move in Move if expected(move, status, by, situation)]


def test_the_command_line_is_trusted_with_every_move_that_the_status_allows() -> None:
    for name, starts, end, _roles, _who, when in LINES:
        for start in starts.split(", "):
            for situation in filter(partial(holds, when), situations()):
                led = next_status(
                    Move(name), Status(start), by=command_line(1), situation=situation
                )
                assert led == (start if end == "the same" else end)


def test_a_verdict_of_the_command_line_is_no_members_own() -> None:
    editor = Actor(1, "Ed", Role.EDITOR, 9)
    assert (
        next_status(Move.APPROVE, Status.PROPOSED, by=editor, situation=Situation()) == "approved"
    )
    with pytest.raises(MoveRefused, match="author"):
        next_status(Move.TAKE_BACK, Status.PROPOSED, by=editor, situation=Situation())


def test_whoever_approved_once_does_not_approve_again() -> None:
    editor = Actor(1, "Ed", Role.EDITOR, 9)
    once = Situation(author_id=AUTHOR, approvals=2, approved_by=frozenset({9}))
    assert Move.APPROVE not in moves_open_to(Status.PROPOSED, by=editor, situation=once)
    with pytest.raises(MoveRefused, match="approved this verdict already"):
        next_status(Move.APPROVE, Status.PROPOSED, by=editor, situation=once)


def test_whoever_voted_once_does_not_vote_again() -> None:
    editor = Actor(1, "Ed", Role.EDITOR, 9)
    once = Situation(author_id=AUTHOR, voted_by=frozenset({9}))
    assert moves_open_to(Status.BALLOT, by=editor, situation=once) == []
    with pytest.raises(MoveRefused, match="first vote counts"):
        next_status(Move.VOTE, Status.BALLOT, by=editor, situation=once)


def test_a_second_reader_whose_verdict_goes_on_writes_on() -> None:
    goes_on = Situation(author_id=SECOND, second_id=SECOND, readers=frozenset({AUTHOR}))
    second = Actor(1, "Bo", Role.FACT_CHECKER, SECOND)
    assert next_status(Move.PROPOSE, Status.RETURNED, by=second, situation=goes_on) == "proposed"


def test_whoever_read_a_claim_before_in_the_round_is_not_its_second_reader() -> None:
    earlier = Situation(author_id=AUTHOR, firsts=frozenset({AUTHOR, SOMEBODY_ELSE}))
    with pytest.raises(MoveRefused, match="does not read it again"):
        next_status(Move.SIT, Status.SECOND_READING, by=PEOPLE[-1], situation=earlier)


def test_whoever_wrote_as_second_reader_and_left_may_sit_again_but_decides_nothing() -> None:
    left = Situation(author_id=AUTHOR, readers=frozenset({AUTHOR, LEFT}))
    editor = Actor(1, "Ed", Role.EDITOR, LEFT)
    assert Move.SIT in moves_open_to(Status.SECOND_READING, by=editor, situation=left)
    with pytest.raises(MoveRefused, match="they have read"):
        next_status(Move.APPROVE, Status.PROPOSED, by=editor, situation=left)


@pytest.mark.parametrize(
    ("move", "status", "by", "says"),
    [
        (Move.APPROVE, Status.OPEN, PEOPLE[8], "is open now"),
        (Move.APPROVE, Status.PROPOSED, PEOPLE[5], "Your role"),
        (Move.APPROVE, Status.PROPOSED, PEOPLE[6], "their own verdict"),
        (Move.APPROVE, Status.PROPOSED, PEOPLE[7], "they have read"),
        (Move.PROPOSE, Status.IN_PROGRESS, PEOPLE[4], "second reader"),
        (Move.STAND, Status.SECOND_READING, PEOPLE[3], "You are not"),
        (Move.SIT, Status.SECOND_READING, PEOPLE[5], "Somebody else is"),
        (Move.CONFIRM, Status.APPROVED, PEOPLE[8], "never changed"),
        (Move.SETTLE, Status.DISAGREED, PEOPLE[6], "their own verdict"),
        (Move.SETTLE, Status.DISAGREED, PEOPLE[7], "they have read"),
        (Move.VOTE, Status.BALLOT, PEOPLE[7], "they have read"),
        (Move.END_BALLOT, Status.BALLOT, PEOPLE[8], "still enough"),
        (Move.TAKE_BACK, Status.PROPOSED, PEOPLE[5], "Only the verdict’s author"),
    ],
)
def test_a_refusal_says_why(move: Move, status: Status, by: Actor, says: str) -> None:
    read_twice = Situation(author_id=AUTHOR, second_id=SECOND)
    with pytest.raises(MoveRefused, match=says):
        next_status(move, status, by=by, situation=read_twice)
