"""Which verdicts a claim of each status has: one table, and what it makes of missing words."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from workbench.claims.rules import Status
from workbench.verdicts.rules import Seat, VerdictState

_S, _V = Status, VerdictState
_UNDECIDED = frozenset({None, _V.DRAFT, _V.RETURNED})


class Standing(NamedTuple):
    """How one of a claim’s verdicts stands, by which reader, and in which round."""

    state: VerdictState
    reading: Seat = Seat.FIRST
    round: int | None = None


Standings = Sequence[Standing]  # of a claim, the oldest first

# A claim’s status, and the states its newest verdict may have; None is no verdict at all.
# A dossier tells what nobody is kept from seeing: before the second reader has handed in, the
# claim is in progress.
NEWEST: Mapping[Status, frozenset[VerdictState | None]] = {
    _S.OPEN: _UNDECIDED,
    _S.IN_PROGRESS: _UNDECIDED,
    _S.DISAGREED: frozenset({_V.PROPOSED}),
    _S.BALLOT: frozenset({_V.PROPOSED}),
    _S.PROPOSED: frozenset({_V.PROPOSED}),
    _S.IN_REVIEW: frozenset({_V.PROPOSED}),
    _S.RETURNED: frozenset({_V.RETURNED, _V.DRAFT}),
    _S.APPROVED: frozenset({_V.APPROVED}),
    _S.PUBLISHED: frozenset({_V.APPROVED}),
    _S.CORRECTED: frozenset({_V.APPROVED}),
    _S.WITHDRAWN: _UNDECIDED | {_V.APPROVED},
}

# Worked on: an approved verdict of such a claim stands until the next one is approved.
_WORKED_ON = frozenset(
    {
        _S.OPEN, _S.IN_PROGRESS, _S.DISAGREED, _S.BALLOT, _S.PROPOSED, _S.IN_REVIEW, _S.RETURNED,
    }
)  # fmt: skip
# A claim that was reopened may have no newer verdict yet.
_JUST_REOPENED = frozenset({_S.OPEN, _S.IN_PROGRESS})
_TWO_AT_HAND = frozenset({_S.DISAGREED, _S.BALLOT})
_BESIDE = frozenset({_V.CONCURRING, _V.DISSENTING})

_STATUS_OF: Mapping[VerdictState | None, Status] = {
    None: _S.OPEN,
    _V.DRAFT: _S.IN_PROGRESS,
    _V.PROPOSED: _S.PROPOSED,
    _V.RETURNED: _S.RETURNED,
    _V.APPROVED: _S.APPROVED,
}
_STATE_IN: Mapping[Status, VerdictState] = {
    _S.DISAGREED: _V.PROPOSED,
    _S.BALLOT: _V.PROPOSED,
    _S.PROPOSED: _V.PROPOSED,
    _S.IN_REVIEW: _V.PROPOSED,
    _S.RETURNED: _V.RETURNED,
    _S.APPROVED: _V.APPROVED,
    _S.PUBLISHED: _V.APPROVED,
    _S.CORRECTED: _V.APPROVED,
}


def is_reopened(status: Status, states: Sequence[VerdictState]) -> bool:
    """Whether a claim is worked on while one of its verdicts stands."""
    return status in _WORKED_ON and _V.APPROVED in states


def presumed_state(status: Status | None, *, newest: bool) -> VerdictState:
    """The state of a verdict that has none: what the claim's status says, else a draft."""
    if not newest:
        return _V.SUPERSEDED
    return _V.DRAFT if status is None else _STATE_IN.get(status, _V.DRAFT)


def presumed_current(standings: Standings) -> int | None:
    """The place, from 0, of the verdict that goes before the editors where none is said to.

    That is the newest which is no second reader's, or stands.
    """
    return next(
        (
            place
            for place in reversed(range(len(standings)))
            if standings[place].state is _V.APPROVED
            or (standings[place].reading is Seat.FIRST and standings[place].state not in _BESIDE)
        ),
        None,
    )


def presumed_status(standings: Standings, current: int | None) -> Status:
    """The status of a claim that has none, from its verdicts and the place of its current one."""
    if any(_is_proposed_beside(each) for each in _others(standings, current)):
        return _S.DISAGREED
    return _STATUS_OF.get(_newest(standings, current), _S.OPEN)


def wrong_order(standings: Standings, current: int | None) -> str | None:
    """Why no claim has verdicts that stand so; None when one can."""
    newest = _newest(standings, current)
    if standings and (newest is None or newest in _BESIDE):
        return "none of these verdicts is one that can go before the editors"
    if newest is _V.SUPERSEDED:
        return "the newest verdict is superseded, but none came after it"
    others = _others(standings, current)
    if any(each.state is _V.PROPOSED and not _is_proposed_beside(each) for each in others):
        return "only the newest verdict can be proposed"
    if [each.state for each in standings].count(_V.APPROVED) > 1:
        return "only one verdict is approved; those it replaced are superseded"
    return None


def contradiction(
    status: Status, standings: Standings, current: int | None, *, reopened: bool | None
) -> str | None:
    """Why a claim with these verdicts cannot have this status; None when it can.

    A claim that was reopened keeps its approved verdict; where no newer one says so, `reopened`
    has to.
    """
    newest, states = _newest(standings, current), [each.state for each in standings]
    if reopened is not None and reopened is not is_reopened(status, states):
        return f"a claim that is {status} with {_told(newest)} is {_said(reopened)} reopened"
    if newest is _V.APPROVED and status in _JUST_REOPENED:
        return None if reopened else f"the claim is {status}, but its newest verdict is approved"
    if newest not in NEWEST.get(status, ()):
        return f"the claim is {status}, but it has {_told(newest)}"
    if status is _S.RETURNED and _V.RETURNED not in states:
        return "the claim is returned, but none of its verdicts is"
    return _wrong_second(status, standings, current)


def _wrong_second(status: Status, standings: Standings, current: int | None) -> str | None:
    """Why the second reader's verdict does not fit the status."""
    others = _others(standings, current)
    if status not in _TWO_AT_HAND:
        waits = any(_is_proposed_beside(each) for each in others)
        return f"the claim is {status}, but two verdicts on it are proposed" if waits else None
    reading = None if current is None else standings[current].round
    if reading and any(_is_at_hand(each) and each.round == reading for each in others):
        return None
    return f"the claim is {status}, but no second reading is beside its verdict"


def _is_proposed_beside(standing: Standing) -> bool:
    return standing.state is _V.PROPOSED and standing.reading is Seat.SECOND


def _is_at_hand(standing: Standing) -> bool:
    """Whether it is a second reading that may still go on."""
    return standing.reading is Seat.SECOND and standing.state in {_V.PROPOSED, _V.CONCURRING}


def _newest(standings: Standings, current: int | None) -> VerdictState | None:
    return None if current is None else standings[current].state


def _others(standings: Standings, current: int | None) -> Standings:
    return [each for place, each in enumerate(standings) if place != current]


def _told(newest: VerdictState | None) -> str:
    return "no verdict" if newest is None else f"a newest verdict that is {newest}"


def _said(reopened: bool) -> str:  # noqa: FBT001 - it turns the flag into words
    return "not" if reopened else "one that was"
