"""Which verdicts a claim of each status has: one table, and what it makes of missing words."""

from collections.abc import Mapping, Sequence

from workbench.claims.rules import Status
from workbench.verdicts.rules import VerdictState

_S, _V = Status, VerdictState
_UNDECIDED = frozenset({None, _V.DRAFT, _V.RETURNED})

# A claim’s status, and the states its newest verdict may have; None is no verdict at all.
# A dossier tells what is settled: of claims that two readers are at, that they are in progress.
NEWEST: Mapping[Status, frozenset[VerdictState | None]] = {
    _S.OPEN: _UNDECIDED,
    _S.IN_PROGRESS: _UNDECIDED,
    _S.PROPOSED: frozenset({_V.PROPOSED}),
    _S.IN_REVIEW: frozenset({_V.PROPOSED}),
    _S.RETURNED: frozenset({_V.RETURNED, _V.DRAFT}),
    _S.APPROVED: frozenset({_V.APPROVED}),
    _S.PUBLISHED: frozenset({_V.APPROVED}),
    _S.CORRECTED: frozenset({_V.APPROVED}),
    _S.WITHDRAWN: _UNDECIDED | {_V.APPROVED},
}

STATES = tuple(state for state in _V if state not in {_V.CONCURRING, _V.DISSENTING})

# Worked on: an approved verdict of such a claim stands until the next one is approved.
_WORKED_ON = frozenset({_S.OPEN, _S.IN_PROGRESS, _S.PROPOSED, _S.IN_REVIEW, _S.RETURNED})
# A claim that was reopened may have no newer verdict yet.
_JUST_REOPENED = frozenset({_S.OPEN, _S.IN_PROGRESS})

_STATUS_OF: Mapping[VerdictState | None, Status] = {
    None: _S.OPEN,
    _V.DRAFT: _S.IN_PROGRESS,
    _V.PROPOSED: _S.PROPOSED,
    _V.RETURNED: _S.RETURNED,
    _V.APPROVED: _S.APPROVED,
}
_STATE_IN: Mapping[Status, VerdictState] = {
    _S.PROPOSED: _V.PROPOSED,
    _S.IN_REVIEW: _V.PROPOSED,
    _S.RETURNED: _V.RETURNED,
    _S.APPROVED: _V.APPROVED,
    _S.PUBLISHED: _V.APPROVED,
    _S.CORRECTED: _V.APPROVED,
}


def is_reopened(status: Status, states: Sequence[VerdictState]) -> bool:
    """Whether a claim is worked on while one of its verdicts, given oldest first, stands."""
    return status in _WORKED_ON and _V.APPROVED in states


def presumed_state(status: Status | None, *, newest: bool) -> VerdictState:
    """The state of a verdict that has none: what the claim's status says, else a draft."""
    if not newest:
        return _V.SUPERSEDED
    return _V.DRAFT if status is None else _STATE_IN.get(status, _V.DRAFT)


def presumed_status(states: Sequence[VerdictState]) -> Status:
    """The status of a claim that has none, from its verdicts' states, oldest first."""
    return _STATUS_OF.get(states[-1] if states else None, _S.OPEN)


def wrong_order(states: Sequence[VerdictState]) -> str | None:
    """Why no claim has verdicts in these states, oldest first; None when one can."""
    if told := sorted(set(states).difference(STATES)):
        return f"a dossier has no verdict that is {told[0]}: its claim is in progress"
    if states and states[-1] is _V.SUPERSEDED:
        return "the newest verdict is superseded, but none came after it"
    if _V.PROPOSED in states[:-1]:
        return "only the newest verdict can be proposed"
    if states.count(_V.APPROVED) > 1:
        return "only one verdict is approved; those it replaced are superseded"
    return None


def contradiction(
    status: Status, states: Sequence[VerdictState], *, reopened: bool | None
) -> str | None:
    """Why a claim with these verdicts, oldest first, cannot have this status; None when it can.

    A claim that was reopened keeps its approved verdict; where no newer one says so, `reopened`
    has to.
    """
    newest = states[-1] if states else None
    if reopened is not None and reopened is not is_reopened(status, states):
        return f"a claim that is {status} with {_told(newest)} is {_said(reopened)} reopened"
    if newest is _V.APPROVED and status in _JUST_REOPENED:
        return None if reopened else f"the claim is {status}, but its newest verdict is approved"
    if newest not in NEWEST.get(status, ()):
        return f"the claim is {status}, but it has {_told(newest)}"
    if status is _S.RETURNED and _V.RETURNED not in states:
        return "the claim is returned, but none of its verdicts is"
    return None


def _told(newest: VerdictState | None) -> str:
    return "no verdict" if newest is None else f"a newest verdict that is {newest}"


def _said(reopened: bool) -> str:  # noqa: FBT001 - it turns the flag into words
    return "not" if reopened else "one that was"
