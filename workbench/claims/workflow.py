"""How a claim travels: the one table of moves, with who may make them and on what condition.

The table draws the buttons, guards the services, is drawn in ARCHITECTURE.md and tested move by
move.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from workbench.accounts.rules import Act, Actor
from workbench.claims.errors import MoveRefused
from workbench.claims.rules import PUBLIC, READ_TWICE, WAITING, Outcome, Status
from workbench.errors import message as _


class Move(StrEnum):
    """A step on a claim's way."""

    TAKE = _("take")
    ASSIGN = _("assign")
    HAND_OVER = _("hand over")
    RELEASE = _("release")
    PROPOSE = _("propose")
    SIT = _("read second")
    STAND = _("stop reading second")
    FREE_SEAT = _("free the second reader’s seat")
    CONCLUDE = _("hand in the second reading")
    SETTLE = _("decide between the readers")
    VOTE = _("vote")
    END_BALLOT = _("end the ballot")
    TAKE_BACK = _("take back")
    START_REVIEW = _("start review")
    STOP_REVIEW = _("stop review")
    RETURN = _("return")
    APPROVE = _("approve")
    CONFIRM = _("confirm")
    RECHECK = _("check again")
    PUBLISH = _("publish")
    CORRECT = _("correct")
    REOPEN = _("reopen")
    WITHDRAW = _("withdraw")
    RESTORE = _("restore")


class Party(StrEnum):
    """Who, of those whose role allows it, may make a move."""

    ANYONE = "anyone"
    AUTHOR = "the verdict’s author"
    SECOND = "the second reader"
    NOT_SECOND = "anyone but the second reader"
    NOT_FIRST = "anyone who has not read it first"
    NEITHER_READER = "anyone but the claim’s readers"


@dataclass(frozen=True)
class Situation:
    """What the table asks of a claim beside its status.

    `author_id` wrote the verdict concerned, `second_id` is the second reader; `firsts` were ever
    first readers in this round, and `readers` are all who wrote a verdict in it, and the second
    reader. `second_in`: whether a second reading was handed in. `approvals`: how many its policy
    wants, of which `approved_by` have given theirs. `second_wanted`: whether a second reader is to
    follow. `agree`: whether the two ratings are one. `votes_wanted`: whether editors are to vote on
    them, of whom `voted_by` have, and `outcome` what comes of it, none while votes are missing.
    `blocked`: whether a check of the desk lets that verdict not be approved. `stale`: whether its
    words changed since.
    """

    author_id: int | None = None
    second_id: int | None = None
    second_in: bool = False
    firsts: frozenset[int] = frozenset()
    readers: frozenset[int] = frozenset()
    approvals: int = 1
    approved_by: frozenset[int | None] = frozenset()
    second_wanted: bool = False
    agree: bool = False
    votes_wanted: bool = False
    voted_by: frozenset[int] = frozenset()
    outcome: Outcome | None = None
    blocked: bool = False
    stale: bool = False


@dataclass(frozen=True)
class Condition:
    """What must hold for a move beside its status, and what to say where it does not."""

    name: str
    holds: Callable[[Situation], bool]
    why_not: str = ""


ALWAYS = Condition("", lambda _situation: True)
SECOND_WANTED = Condition("a second reader is wanted", lambda s: s.second_wanted)
NO_SECOND_WANTED = Condition("no second reader is wanted", lambda s: not s.second_wanted)
SEAT_FREE = Condition("nobody reads it yet", lambda s: s.second_id is None,
    _("Somebody else is this claim’s second reader already. Nothing was changed."),
)  # fmt: skip
SECOND_MISSING = Condition("no second reading is in", lambda s: not s.second_in,
    _("Your second reading is in already. Nothing was changed."),
)  # fmt: skip
SEAT_TAKEN = Condition("a second reader is not done",
    lambda s: s.second_id is not None and not s.second_in,
    _("Nobody has this claim’s second reading to do now. Nothing was changed."),
)  # fmt: skip
AGREE = Condition("the ratings agree, no ballot", lambda s: s.agree and not s.votes_wanted)
DIFFER = Condition("the ratings differ, no ballot", lambda s: not s.agree and not s.votes_wanted)
VOTES_WANTED = Condition("the policy asks for a ballot", lambda s: s.votes_wanted)
VOTES_MISSING = Condition("votes are missing", lambda s: s.outcome is None)
FOR_ONE = Condition(
    "a majority for one verdict", lambda s: s.outcome is Outcome.STANDS and not s.blocked
)
FOR_ONE_BLOCKED = Condition(
    "a majority for one verdict, which a check blocks",
    lambda s: s.outcome is Outcome.STANDS and s.blocked,
)
FOR_NONE = Condition("a majority for none", lambda s: s.outcome is Outcome.NONE_STANDS)
NO_MAJORITY = Condition(
    "no majority, or too few are left to vote", lambda s: s.outcome is Outcome.NO_MAJORITY,
    _("There are still enough members who may vote. Nothing was changed."),
)  # fmt: skip
LAST_APPROVAL = Condition("the last approval", lambda s: len(s.approved_by) + 1 >= s.approvals)
MORE_APPROVALS = Condition(
    "more approvals are wanted", lambda s: len(s.approved_by) + 1 < s.approvals
)
STALE = Condition("its words have changed", lambda s: s.stale,
    _("This verdict was confirmed already, or its words never changed. Nothing was done."),
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One line of the table: a move, from where to where, who may make it, and on what condition.

    No `end`: the claim stays where it is.
    """

    move: Move
    starts: frozenset[Status]
    end: Status | None
    act: Act
    party: Party = Party.ANYONE
    when: Condition = ALWAYS


_S = Status
_WORKED_ON = frozenset({_S.OPEN, _S.IN_PROGRESS, _S.RETURNED})
_SECOND = frozenset({_S.SECOND_READING})
_BALLOT = frozenset({_S.BALLOT})
_STANDS = PUBLIC | {_S.APPROVED}
_BEFORE_IT_STANDS = frozenset({_S.PROPOSED, _S.SECOND_READING})

MOVES: tuple[Step, ...] = (
    Step(
        Move.TAKE,
        frozenset({_S.OPEN, _S.RETURNED}),
        _S.IN_PROGRESS,
        Act.PROPOSE,
        Party.NOT_SECOND,
    ),
    Step(Move.ASSIGN, _WORKED_ON, _S.IN_PROGRESS, Act.ASSIGN),
    Step(Move.HAND_OVER, frozenset({_S.IN_PROGRESS}), _S.IN_PROGRESS, Act.PROPOSE),
    Step(Move.RELEASE, frozenset({_S.IN_PROGRESS}), _S.OPEN, Act.PROPOSE),
    Step(Move.PROPOSE, _WORKED_ON, _S.PROPOSED, Act.PROPOSE, Party.NOT_SECOND, NO_SECOND_WANTED),
    Step(Move.PROPOSE, _WORKED_ON, _S.SECOND_READING, Act.PROPOSE, Party.NOT_SECOND, SECOND_WANTED),
    Step(Move.SIT, _SECOND, None, Act.PROPOSE, Party.NOT_FIRST, SEAT_FREE),
    Step(Move.STAND, _SECOND | _WORKED_ON, None, Act.PROPOSE, Party.SECOND, SECOND_MISSING),
    # Of somebody who is away, so that the claim does not wait for ever; their words stay.
    Step(Move.FREE_SEAT, _SECOND | _WORKED_ON, None, Act.ASSIGN, Party.NOT_SECOND, SEAT_TAKEN),
    Step(Move.CONCLUDE, _SECOND, _S.PROPOSED, Act.PROPOSE, Party.SECOND, AGREE),
    Step(Move.CONCLUDE, _SECOND, _S.DISAGREED, Act.PROPOSE, Party.SECOND, DIFFER),
    Step(Move.CONCLUDE, _SECOND, _S.BALLOT, Act.PROPOSE, Party.SECOND, VOTES_WANTED),
    Step(Move.SETTLE, frozenset({_S.DISAGREED}), _S.PROPOSED, Act.REVIEW, Party.NEITHER_READER),
    Step(Move.VOTE, _BALLOT, None, Act.REVIEW, Party.NEITHER_READER, VOTES_MISSING),
    Step(Move.VOTE, _BALLOT, _S.APPROVED, Act.REVIEW, Party.NEITHER_READER, FOR_ONE),
    Step(Move.VOTE, _BALLOT, _S.PROPOSED, Act.REVIEW, Party.NEITHER_READER, FOR_ONE_BLOCKED),
    Step(Move.VOTE, _BALLOT, _S.RETURNED, Act.REVIEW, Party.NEITHER_READER, FOR_NONE),
    Step(Move.VOTE, _BALLOT, _S.DISAGREED, Act.REVIEW, Party.NEITHER_READER, NO_MAJORITY),
    Step(Move.END_BALLOT, _BALLOT, _S.DISAGREED, Act.REVIEW, when=NO_MAJORITY),
    Step(Move.TAKE_BACK, _BEFORE_IT_STANDS, _S.IN_PROGRESS, Act.PROPOSE, Party.AUTHOR),
    Step(
        Move.START_REVIEW, frozenset({_S.PROPOSED}), _S.IN_REVIEW, Act.REVIEW, Party.NEITHER_READER
    ),
    Step(
        Move.STOP_REVIEW, frozenset({_S.IN_REVIEW}), _S.PROPOSED, Act.REVIEW, Party.NEITHER_READER
    ),
    Step(Move.RETURN, WAITING, _S.RETURNED, Act.REVIEW, Party.NEITHER_READER),
    Step(Move.APPROVE, WAITING, _S.PROPOSED, Act.REVIEW, Party.NEITHER_READER, MORE_APPROVALS),
    Step(Move.APPROVE, WAITING, _S.APPROVED, Act.REVIEW, Party.NEITHER_READER, LAST_APPROVAL),
    # What stands goes on standing on words that have changed.
    Step(Move.CONFIRM, _STANDS, None, Act.REVIEW, Party.NEITHER_READER, STALE),
    Step(Move.RECHECK, _STANDS, None, Act.REVIEW, Party.NEITHER_READER),
    Step(Move.PUBLISH, frozenset({_S.APPROVED}), _S.PUBLISHED, Act.PUBLISH),
    Step(Move.CORRECT, frozenset({_S.APPROVED}), _S.CORRECTED, Act.PUBLISH),
    Step(Move.REOPEN, _STANDS, _S.IN_PROGRESS, Act.PROPOSE),
    Step(
        Move.WITHDRAW,
        frozenset(_S) - {_S.WITHDRAWN} - WAITING - READ_TWICE,
        _S.WITHDRAWN,
        Act.MARK,
    ),
    Step(Move.RESTORE, frozenset({_S.WITHDRAWN}), _S.OPEN, Act.MARK),
)


def steps_for(move: Move, status: Status) -> list[Step]:
    """The lines of the table that begin at a status with this move."""
    return [step for step in MOVES if step.move is move and status in step.starts]


def may_move(step: Step, *, by: Actor, situation: Situation) -> bool:
    """Whether this actor may make this step. The command line is trusted and is no reader."""
    if not by.may(step.act):
        return False
    return by.person_id is None or _is_of(step.party, by.person_id, situation)


def _is_of(party: Party, person_id: int, situation: Situation) -> bool:
    firsts = situation.firsts | {situation.author_id}
    readers = firsts | situation.readers | {situation.second_id}
    return {
        Party.ANYONE: True,
        Party.AUTHOR: person_id == situation.author_id,
        Party.SECOND: person_id == situation.second_id,
        # The author of what goes on writes on, also if that was the second reader.
        Party.NOT_SECOND: person_id != situation.second_id or person_id == situation.author_id,
        Party.NOT_FIRST: person_id not in firsts,
        Party.NEITHER_READER: person_id not in readers,
    }[party]


def moves_open_to(status: Status, *, by: Actor, situation: Situation) -> list[Move]:
    """What this actor may do next with a claim, in the table's order."""
    steps = [
        step
        for step in MOVES
        if status in step.starts
        and step.when.holds(situation)
        and may_move(step, by=by, situation=situation)
    ]
    return [step.move for step in steps if not _repeated(step, by, situation)]


def next_status(move: Move, status: Status, *, by: Actor, situation: Situation) -> Status:
    """Where a move leads. Raises `MoveRefused` with the reason."""
    steps = steps_for(move, status)
    if not steps:
        raise MoveRefused(
            _(
                "This claim is %(status)s now, so “%(move)s” does not apply. "
                "Nothing was changed; look at the claim as it stands.",
                status=status,
                move=move,
            )
        )
    if not may_move(steps[0], by=by, situation=situation):
        raise MoveRefused(_why_not(steps[0], by, situation))
    step = next((each for each in steps if each.when.holds(situation)), None)
    if step is None:
        raise MoveRefused(steps[0].when.why_not)
    if _repeated(step, by, situation):
        raise MoveRefused(_why_once(step))
    return step.end or status


def _repeated(step: Step, by: Actor, situation: Situation) -> bool:
    """Whether somebody would decide on a verdict twice, or vote twice, which is once."""
    approved = situation.approved_by
    done = {Move.APPROVE: approved, Move.RETURN: approved, Move.VOTE: situation.voted_by}
    return by.person_id is not None and by.person_id in done.get(step.move, ())


def _why_once(step: Step) -> str:
    if step.move is Move.VOTE:
        return _("You have voted on this claim already, and your first vote counts.")
    if step.move is Move.RETURN:
        return _(
            "You have approved this verdict already, and nobody decides on it twice. Nothing was "
            "changed. Undo your approval first, or ask another editor to return it."
        )
    return _("You have approved this verdict already; it waits for another editor.")


def _why_not(step: Step, by: Actor, situation: Situation) -> str:
    if not by.may(step.act):
        return _("Your role on this desk does not allow “%(move)s”. Ask an admin.", move=step.move)
    if step.party is Party.AUTHOR:
        return _("Only the verdict’s author may take it back.")
    if step.party is Party.NOT_SECOND:
        return _why_not_second(situation)
    if step.party is Party.SECOND:
        return _("You are not this claim’s second reader. Nothing was changed.")
    if step.party is Party.NOT_FIRST:
        return _("Whoever has read a claim does not read it again as its second reader.")
    if by.person_id == situation.author_id:
        return _("Nobody decides on their own verdict. Ask another editor of the desk.")
    return _("Nobody decides on a claim that they have read. Ask another editor of the desk.")


def _why_not_second(situation: Situation) -> str:
    if situation.second_in:
        return _(
            "You have read this claim as its second reader, so its first verdict is somebody "
            "else’s to write. Nothing was changed; leave it to its author, or to another "
            "fact-checker."
        )
    return _(
        "You are this claim’s second reader, so its first verdict is somebody else’s to write. "
        "Nothing was changed. Go on with your own, or let somebody else read it second: "
        "then this one can be yours."
    )
