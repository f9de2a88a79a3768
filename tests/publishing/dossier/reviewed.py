"""A claim that has been through everything a desk's review can bring, for tests."""

from dataclasses import dataclass

from tests.builders import Newsroom
from tests.verdicts.second_readers import ask_for_second_readers, read_twice
from workbench.claims.models import Claim
from workbench.claims.rules import Priority
from workbench.discussion.service import begin_thread
from workbench.evidence.models import Evidence
from workbench.policies.rules import Balloting, Check, PolicyFields
from workbench.policies.service import set_policy
from workbench.verdicts.ballots import cast_vote
from workbench.verdicts.checks.reasons import give_reason
from workbench.verdicts.deciding import settle_readings
from workbench.verdicts.pairs import Pair
from workbench.verdicts.points import PointFields, answer_point, last_return
from workbench.verdicts.rechecking import set_recheck
from workbench.verdicts.rules import About
from workbench.verdicts.service import reopen_claim, return_verdict


@dataclass
class Reviewed:
    """The claim, what it stands on, and both verdicts of its first round."""

    claim: Claim
    piece: Evidence
    pair: Pair


def settle(room: Newsroom, claim: Claim, pair: Pair) -> None:
    """Let Eve decide for the second reader's verdict."""
    settle_readings(
        room.session, claim=claim, verdict_id=pair.second.id, why="The minutes.", by=room.eve
    )


def returned(room: Newsroom, claim: Claim, piece: Evidence) -> None:
    """Let Ed return the verdict with two points, and Bo answer the first."""
    points = [
        PointFields(About.EVIDENCE, "Which page?", piece.id),
        PointFields(About.STATEMENT, "Whose quay?"),
    ]
    return_verdict(
        room.session, claim=claim, revision=room.revision(claim), comment="Nearly.",
        points=points, by=room.ed,
    )  # fmt: skip
    asked = last_return(room.session, claim)
    assert asked is not None
    answer_point(
        room.session, claim=claim, point=asked.points[1], done=True, answer="Page 7.",
        revision=1, by=room.bo,
    )  # fmt: skip


def review(room: Newsroom) -> Reviewed:
    """Two rounds: settled, returned, approved by two; reopened, and a ballot that is closed."""
    ask_for_second_readers(room)
    claim = room.claim()
    piece = room.evidence(claim)
    begin_thread(room.session, claim=claim, on=piece, text="@Bo and @Ed, look.", by=room.ana)
    pair = read_twice(room, claim)
    settle(room, claim, pair)
    returned(room, claim, piece)
    give_reason(
        room.session, claim=claim, check=Check.NOT_CONTACTED, reason="He is dead.", revision=0,
        by=room.bo,
    )  # fmt: skip
    room.propose(claim, by=room.bo, label="True")
    room.approve(claim, by=room.ed, comment="Well done.")
    set_recheck(room.session, claim=claim, day="2027-05-15", seen="", by=room.ed)
    _vote_on_it_again(room, claim)
    return Reviewed(claim, piece, pair)


def _vote_on_it_again(room: Newsroom, claim: Claim) -> None:
    always = PolicyFields(
        second_for=frozenset(Priority), ballot=Balloting.ALWAYS, approvals=2,
        shortest_rationale=3, blocking=frozenset({Check.SHORT_RATIONALE, Check.NO_LOCATOR}),
    )  # fmt: skip
    set_policy(room.session, seen=1, fields=always, by=room.adi)
    reopen_claim(room.session, claim=claim, by=room.ana)
    again = read_twice(room, claim, "Half true", "False")
    votes = ((again.first.id, room.ed), (None, room.eve), (again.first.id, room.adi))
    for chosen, by in votes:
        cast_vote(room.session, claim=claim, verdict_id=chosen, reason="So it is.", by=by)
