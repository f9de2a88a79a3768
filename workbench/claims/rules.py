"""How a claim travels: its words, and the one table of moves.

The table draws the buttons, guards the services and is tested move by move.
"""

from dataclasses import dataclass
from enum import StrEnum

from workbench.accounts.rules import Act, Actor
from workbench.claims.errors import MoveRefused
from workbench.errors import message as _


class Status(StrEnum):
    """Where a claim is on its way."""

    OPEN = _("open")
    IN_PROGRESS = _("in progress")
    SECOND_READING = _("second reading")
    DISAGREED = _("disagreed")
    BALLOT = _("ballot")
    PROPOSED = _("proposed")
    IN_REVIEW = _("in review")
    RETURNED = _("returned")
    APPROVED = _("approved")
    PUBLISHED = _("published")
    CORRECTED = _("corrected")
    WITHDRAWN = _("withdrawn")


class ClaimKind(StrEnum):
    """What sort of assertion a claim is."""

    FACT = _("fact")
    FIGURE = _("figure")
    QUOTATION = _("quotation")
    CAUSE = _("cause")
    PREDICTION = _("prediction")
    COMPARISON = _("comparison")


class Priority(StrEnum):
    """How much depends on a claim."""

    HIGH = _("high")
    NORMAL = _("normal")
    LOW = _("low")


class Reason(StrEnum):
    """Why a sentence is set aside."""

    OPINION = _("opinion")
    RHETORIC = _("rhetoric")
    PERSONAL_EXPERIENCE = _("personal experience")
    CANNOT_BE_CHECKED = _("cannot be checked")
    NOT_CHECK_WORTHY = _("not check-worthy")
    COMMON_KNOWLEDGE = _("common knowledge")
    REPEATED = _("repeated")


class Decided(StrEnum):
    """What a person decides about a passage whose text has changed."""

    ACCEPTED = _("accepted")  # the place proposed
    PICKED = _("picked")  # another of the candidates
    MARKED_ANEW = _("marked anew")
    LEFT_BEHIND = _("left behind")  # on the version it stands in


class Move(StrEnum):
    """A step on a claim's way."""

    TAKE = _("take")
    RELEASE = _("release")
    PROPOSE = _("propose")
    TAKE_BACK = _("take back")
    START_REVIEW = _("start review")
    STOP_REVIEW = _("stop review")
    RETURN = _("return")
    APPROVE = _("approve")
    CONFIRM = _("confirm")
    PUBLISH = _("publish")
    CORRECT = _("correct")
    REOPEN = _("reopen")
    WITHDRAW = _("withdraw")
    RESTORE = _("restore")


class Party(StrEnum):
    """Who, of those whose role allows it, may make a move."""

    ANYONE = "anyone"
    AUTHOR = "the verdict’s author"
    NOT_AUTHOR = "anyone but the verdict’s author"


@dataclass(frozen=True)
class Step:
    """One line of the table: a move, from where to where, and who may make it."""

    move: Move
    starts: frozenset[Status]
    end: Status
    act: Act
    party: Party = Party.ANYONE


_S = Status
_WORKED_ON = frozenset({_S.OPEN, _S.IN_PROGRESS, _S.RETURNED})
WAITING = frozenset({_S.PROPOSED, _S.IN_REVIEW})  # for an editor’s decision
PUBLIC = frozenset({_S.PUBLISHED, _S.CORRECTED})

MOVES: tuple[Step, ...] = (
    Step(Move.TAKE, frozenset({_S.OPEN, _S.RETURNED}), _S.IN_PROGRESS, Act.PROPOSE),
    Step(Move.RELEASE, frozenset({_S.IN_PROGRESS}), _S.OPEN, Act.PROPOSE),
    Step(Move.PROPOSE, _WORKED_ON, _S.PROPOSED, Act.PROPOSE),
    Step(Move.TAKE_BACK, frozenset({_S.PROPOSED}), _S.IN_PROGRESS, Act.PROPOSE, Party.AUTHOR),
    Step(Move.START_REVIEW, frozenset({_S.PROPOSED}), _S.IN_REVIEW, Act.REVIEW, Party.NOT_AUTHOR),
    Step(Move.STOP_REVIEW, frozenset({_S.IN_REVIEW}), _S.PROPOSED, Act.REVIEW, Party.NOT_AUTHOR),
    Step(Move.RETURN, WAITING, _S.RETURNED, Act.REVIEW, Party.NOT_AUTHOR),
    Step(Move.APPROVE, WAITING, _S.APPROVED, Act.REVIEW, Party.NOT_AUTHOR),
    # What stands goes on standing on words that have changed: of a claim whose verdict is stale.
    Step(Move.CONFIRM, frozenset({_S.APPROVED}), _S.APPROVED, Act.REVIEW, Party.NOT_AUTHOR),
    Step(Move.CONFIRM, frozenset({_S.PUBLISHED}), _S.PUBLISHED, Act.REVIEW, Party.NOT_AUTHOR),
    Step(Move.CONFIRM, frozenset({_S.CORRECTED}), _S.CORRECTED, Act.REVIEW, Party.NOT_AUTHOR),
    Step(Move.PUBLISH, frozenset({_S.APPROVED}), _S.PUBLISHED, Act.PUBLISH),
    Step(Move.CORRECT, frozenset({_S.APPROVED}), _S.CORRECTED, Act.PUBLISH),
    Step(Move.REOPEN, PUBLIC | {_S.APPROVED}, _S.IN_PROGRESS, Act.PROPOSE),
    Step(
        Move.WITHDRAW,
        frozenset(_S) - {_S.WITHDRAWN, _S.PROPOSED, _S.IN_REVIEW},
        _S.WITHDRAWN,
        Act.MARK,
    ),
    Step(Move.RESTORE, frozenset({_S.WITHDRAWN}), _S.OPEN, Act.MARK),
)

# What a verdict stands on does not change below it, neither while it waits nor once it is decided:
# words that no editor saw would be published. Reopening the claim unlocks it.
LOCKED = WAITING | {_S.APPROVED} | PUBLIC


def step_for(move: Move, status: Status) -> Step | None:
    """The line of the table that begins at a status with this move."""
    return next((s for s in MOVES if s.move is move and status in s.starts), None)


def may_move(step: Step, *, by: Actor, author_id: int | None) -> bool:
    """Whether this actor may make this step. `author_id` is who wrote the current verdict."""
    if not by.may(step.act):
        return False
    if by.person_id is None:
        return True
    is_author = by.person_id == author_id
    return step.party is Party.ANYONE or is_author == (step.party is Party.AUTHOR)


def moves_open_to(status: Status, *, by: Actor, author_id: int | None) -> list[Move]:
    """What this actor may do next with a claim, in the table's order."""
    return [
        step.move
        for step in MOVES
        if status in step.starts and may_move(step, by=by, author_id=author_id)
    ]


def next_status(move: Move, status: Status, *, by: Actor, author_id: int | None) -> Status:
    """Where a move leads. Raises `MoveRefused` with the reason."""
    step = step_for(move, status)
    if step is None:
        raise MoveRefused(
            _(
                "This claim is %(status)s now, so “%(move)s” does not apply. "
                "Nothing was changed; look at the claim as it stands.",
                status=status,
                move=move,
            )
        )
    if not may_move(step, by=by, author_id=author_id):
        raise MoveRefused(_why_not(step, by))
    return step.end


def _why_not(step: Step, by: Actor) -> str:
    if not by.may(step.act):
        return _("Your role on this desk does not allow “%(move)s”. Ask an admin.", move=step.move)
    if step.party is Party.AUTHOR:
        return _("Only the verdict’s author may take it back.")
    return _("Nobody decides on their own verdict. Ask another editor of the desk.")
