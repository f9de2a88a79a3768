"""Claims that two people have read: Ana first, then Bo."""

from collections.abc import Sequence

from tests.builders import Newsroom, actor
from workbench.accounts.rules import Actor, Role
from workbench.claims.models import Claim
from workbench.claims.rules import Priority
from workbench.claims.service import set_priority
from workbench.policies.rules import Balloting, Check, PolicyFields
from workbench.policies.service import set_policy
from workbench.verdicts.pairs import Pair, pair_of
from workbench.verdicts.queries import verdicts_of
from workbench.verdicts.second import hand_in_second


def ask_for_second_readers(
    room: Newsroom,
    ballot: Balloting = Balloting.NEVER,
    *,
    blind: bool = True,
    blocking: frozenset[Check] = frozenset(),
) -> None:
    """Let the desk's policy ask for them, from now on, for every claim."""
    fields = PolicyFields(
        second_for=frozenset(Priority), ballot=ballot, blind=blind, blocking=blocking
    )
    set_policy(room.session, seen=0, fields=fields, by=room.adi)


def read_twice(
    room: Newsroom,
    claim: Claim,
    first: str = "False",
    second: str = "True",
    *,
    ana: Actor | None = None,
    bo: Actor | None = None,
) -> Pair:
    """Both verdicts, handed in."""
    room.propose(claim, label=first, by=ana)
    hand_in(room, claim, second, by=bo)
    pair = pair_of(room.session, claim)
    assert pair is not None
    return pair


def hand_in(room: Newsroom, claim: Claim, label: str = "True", by: Actor | None = None) -> None:
    """Hand in the second reading."""
    hand_in_second(
        room.session, claim=claim, fields=room.fields(label, "It cost 41 million."), revision=0,
        read_in=room.version.number, by=by or room.bo,
    )  # fmt: skip


def another_editor(room: Newsroom, name: str) -> Actor:
    """One more who may vote; Ed, Eve and Adi may too."""
    return actor(room.session, room.desk_id, name, Role.EDITOR)


def set_priority_of(room: Newsroom, claim: Claim, priority: Priority) -> None:
    """Say how much depends on a claim, as an editor."""
    set_priority(room.session, claim=claim, priority=priority, by=room.ed)


def seen_by(room: Newsroom, claim: Claim, viewer: Actor) -> Sequence[str]:
    """The summaries of a claim's verdicts that somebody may see, the newest first."""
    room.session.expire_all()
    return [verdict.summary for verdict in verdicts_of(room.session, claim, viewer=viewer)]
