"""The table of moves, against the way a claim travels as it was agreed, written out again."""

import pytest

from workbench.accounts.rules import Actor, Role, command_line
from workbench.claims.errors import MoveRefused
from workbench.claims.rules import Move, Status, moves_open_to, next_status

AUTHOR, SOMEBODY_ELSE = 7, 8
CHECKERS = "fact-checker editor admin"
EDITORS = "editor admin"

# move: from these statuses, to this one, these roles, and which of them
THE_WAY = """
take         | open, returned                    | in progress | checkers | anyone
release      | in progress                       | open        | checkers | anyone
propose      | open, in progress, returned       | proposed    | checkers | anyone
take back    | proposed                          | in progress | checkers | author
start review | proposed                          | in review   | editors  | not author
stop review  | in review                         | proposed    | editors  | not author
return       | proposed, in review               | returned    | editors  | not author
approve      | proposed, in review               | approved    | editors  | not author
confirm      | approved, published, corrected    | the same    | editors  | not author
publish      | approved                          | published   | editors  | anyone
correct      | approved                          | corrected   | editors  | anyone
reopen       | approved, published, corrected    | in progress | checkers | anyone
withdraw     | open, in progress, returned, approved, published, corrected | withdrawn | checkers | anyone
restore      | withdrawn                         | open        | checkers | anyone
"""  # noqa: E501
ROLES = {"checkers": CHECKERS, "editors": EDITORS}
LINES = [[cell.strip() for cell in line.split("|")] for line in THE_WAY.strip().splitlines()]
PEOPLE = [Actor(1, role.value, role, who) for role in Role for who in (AUTHOR, SOMEBODY_ELSE)]


def expected(move: str, status: str, by: Actor) -> str | None:
    """Where the move leads by the table above, or nothing when it is refused."""
    _move, starts, end, roles, who = next(line for line in LINES if line[0] == move)
    is_author = by.person_id == AUTHOR
    fits = who == "anyone" or is_author == (who == "author")
    may = by.role in ROLES[roles].split() and fits
    if not may or status not in starts.split(", "):
        return None
    return status if end == "the same" else end


def outcome(move: Move, status: Status, by: Actor) -> Status | None:
    try:
        return next_status(move, status, by=by, author_id=AUTHOR)
    except MoveRefused:
        return None


def test_the_table_names_every_move_and_every_status() -> None:
    assert [line[0] for line in LINES] == list(Move)
    named = {status for line in LINES for status in [*line[1].split(", "), line[2]]}
    assert named == {*Status, "the same"}


@pytest.mark.parametrize("move", Move)
def test_a_move_is_made_from_the_statuses_and_by_the_people_of_the_table(move: Move) -> None:
    for status in Status:
        for by in PEOPLE:
            was = (move, status, by.role, by.person_id)
            assert outcome(move, status, by) == expected(move, status, by), was


@pytest.mark.parametrize("status", Status)
def test_the_buttons_offered_are_the_moves_that_would_be_made(status: Status) -> None:
    for by in PEOPLE:
        offered = moves_open_to(status, by=by, author_id=AUTHOR)
        assert offered == [move for move in Move if expected(move, status, by)]


def test_the_command_line_is_trusted_with_every_move_that_the_status_allows() -> None:
    for line in LINES:
        for start in line[1].split(", "):
            by = command_line(1)
            end = start if line[2] == "the same" else line[2]
            assert next_status(Move(line[0]), Status(start), by=by, author_id=None) == end


def test_a_verdict_of_the_command_line_is_no_members_own() -> None:
    editor = Actor(1, "Ed", Role.EDITOR, 9)
    assert next_status(Move.APPROVE, Status.PROPOSED, by=editor, author_id=None) == "approved"
    with pytest.raises(MoveRefused, match="author"):
        next_status(Move.TAKE_BACK, Status.PROPOSED, by=editor, author_id=None)


@pytest.mark.parametrize(
    ("move", "status", "by", "says"),
    [
        (Move.APPROVE, Status.OPEN, PEOPLE[5], "is open now"),
        (Move.APPROVE, Status.PROPOSED, PEOPLE[3], "Your role"),
        (Move.APPROVE, Status.PROPOSED, PEOPLE[4], "their own verdict"),
        (Move.TAKE_BACK, Status.PROPOSED, PEOPLE[3], "Only the verdict’s author"),
    ],
)
def test_a_refusal_says_why(move: Move, status: Status, by: Actor, says: str) -> None:
    with pytest.raises(MoveRefused, match=says):
        next_status(move, status, by=by, author_id=AUTHOR)
