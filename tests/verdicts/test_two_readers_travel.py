"""Whatever two readers, editors and an admin do, in whatever order: the table of moves holds.

No claim comes where the table does not lead, no second reading is skipped, no words are lost,
nobody sees what is kept from them or decides on what they have read, and the record alone tells
where each claim is.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders import Newsroom, open_newsroom
from tests.verdicts.replaying import status_replayed
from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.rules import WAITING, Priority, Status
from workbench.claims.service import release_claim, restore_claim, set_priority, withdraw_claim
from workbench.claims.workflow import MOVES, Move, moves_open_to
from workbench.errors import WorkbenchError
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.policies.queries import current_policy
from workbench.policies.rules import PolicyFields
from workbench.policies.service import set_policy
from workbench.verdicts.deciding import settle_readings
from workbench.verdicts.holding import take_claim
from workbench.verdicts.models import Round, Verdict, VerdictRevision
from workbench.verdicts.points import last_return
from workbench.verdicts.queries import current_verdict, verdicts_of
from workbench.verdicts.rounds import reviewing_of, situation_of
from workbench.verdicts.rules import Decision, Seat, VerdictState
from workbench.verdicts.second import (
    free_second_seat,
    hand_in_second,
    leave_second_seat,
    save_second,
    second_verdict_on,
    take_second_seat,
)
from workbench.verdicts.service import (
    reopen_claim,
    return_verdict,
    start_review,
    stop_review,
    take_back,
)
from workbench.verdicts.undo import undo_last

PEOPLE = ("ana", "bo", "ed", "eve", "adi", "viv")
WHO, WHICH = st.sampled_from(PEOPLE), st.integers(0, 1)
LABELS = st.sampled_from(["True", "False"])
# From where to where a claim may come in one act: by a move, or by staying.
LED = {(start, step.end or start) for step in MOVES for start in step.starts}
TAKEN_AND_WRITTEN = {(Status.OPEN, to) for to in (Status.PROPOSED, Status.SECOND_READING)}


class TwoReaders(RuleBasedStateMachine):
    """Random people do random things to two claims of a desk with changing policies."""

    session: Session

    @initialize()
    def begin(self) -> None:
        self.example = self.session.begin_nested()
        self.room: Newsroom = open_newsroom(self.session)
        self.claims = [self.room.claim(words) for words in ("cost 41 million", "Nobody")]
        self.typed: set[str] = set()
        self.handed_in: set[int | None] = set()  # ids of rounds with a second reading
        self.seen: set[int | None] = set()  # of rounds whose first verdict others saw before
        self.unmade: set[int] = set()  # of returns that were taken back

    def teardown(self) -> None:
        self.example.rollback()
        self.session.expunge_all()  # the next example’s rows have the same ids

    def _by(self, who: str) -> Actor:
        found: Actor = getattr(self.room, who)
        return found

    def _does(self, claim: Claim, act: Callable[[], Any], words: str = "") -> None:
        """Do an act as the edge would, and look where it led."""
        before, part = claim.status, self.session.begin_nested()
        try:
            act()
        except WorkbenchError:
            part.rollback()
            self.session.expire_all()
            assert claim.status is before
            return
        part.commit()
        after = claim.status
        assert before is after or (before, after) in LED | TAKEN_AND_WRITTEN, (before, after)
        self.typed |= {words} - {""}

    @rule(
        second_for=st.sampled_from([(), (Priority.HIGH,), tuple(Priority)]), blind=st.booleans(),
        approvals=st.integers(1, 2),
    )  # fmt: skip
    def let_hold(self, second_for: tuple[Priority, ...], blind: bool, approvals: int) -> None:  # noqa: FBT001 - drawn by name
        current = current_policy(self.session, self.room.desk_id)
        fields = PolicyFields(frozenset(second_for), blind=blind, approvals=approvals)
        set_policy(
            self.session, seen=current.version if current else 0, fields=fields, by=self.room.adi
        )

    @rule(which=WHICH, priority=st.sampled_from([Priority.HIGH, Priority.NORMAL]))
    def weigh(self, which: int, priority: Priority) -> None:
        claim = self.claims[which]
        self._does(
            claim,
            lambda: set_priority(self.session, claim=claim, priority=priority, by=self.room.ed),
        )

    @rule(who=WHO)
    def unmake(self, who: str) -> None:
        part = self.session.begin_nested()
        try:
            event = undo_last(self.session, article=self.room.article, by=self._by(who))
        except WorkbenchError:
            part.rollback()
            self.session.expire_all()
            return
        part.commit()
        if event.kind == EventKind.VERDICT_RETURNED and event.undo:
            verdict = self.session.get_one(Verdict, event.undo["verdict"])
            self.unmade |= {review.id for review in verdict.reviews}

    @rule(who=WHO, which=WHICH, label=LABELS)
    def read_a_while(self, who: str, which: int, label: str) -> None:
        """Begin a second reading, and let somebody else have the seat."""
        self.read_second(who, which, label, handing_in=False)
        self.move(who, which, leave_second_seat)

    @rule(
        who=WHO,
        which=WHICH,
        act=st.sampled_from(
            [take_claim, release_claim, withdraw_claim, restore_claim, take_back, start_review,
             stop_review, reopen_claim, take_second_seat, leave_second_seat, free_second_seat]
        ),
    )  # fmt: skip
    def move(self, who: str, which: int, act: Callable[..., None]) -> None:
        claim = self.claims[which]
        self._does(claim, lambda: act(self.session, claim=claim, by=self._by(who)))

    @rule(who=WHO, which=WHICH, label=LABELS, proposing=st.booleans())
    def write(self, who: str, which: int, label: str, proposing: bool) -> None:  # noqa: FBT001 - drawn by name
        claim, by = self.claims[which], self._by(who)
        words = f"{who} wrote {len(self.typed)}."
        does = self.room.propose if proposing else self.room.draft
        self._does(claim, lambda: does(claim, by, label=label, summary=words), words)

    @rule(who=WHO, which=WHICH, label=LABELS, handing_in=st.booleans())
    def read_second(self, who: str, which: int, label: str, handing_in: bool) -> None:  # noqa: FBT001 - drawn by name
        claim, by = self.claims[which], self._by(who)
        words = f"{who} wrote {len(self.typed)}."
        own = second_verdict_on(self.session, claim, by)
        said: dict[str, Any] = {
            "claim": claim, "fields": self.room.fields(label, words), "by": by,
            "revision": own.revision if own else 0,
        }  # fmt: skip
        if handing_in:
            self._does(claim, lambda: hand_in_second(self.session, read_in=1, **said), words)
            if words in self.typed:
                current = current_verdict(self.session, claim)
                assert current is not None
                self.handed_in.add(current.round_id)
        else:
            self._does(claim, lambda: save_second(self.session, **said), words)

    @rule(who=WHO, which=WHICH, second=st.booleans())
    def settle(self, who: str, which: int, second: bool) -> None:  # noqa: FBT001 - drawn by name
        claim, seat = self.claims[which], Seat.SECOND if second else Seat.FIRST
        chosen = (v.id for v in self._verdicts(claim) if v.reading is seat)
        verdict_id = max(chosen, default=0)
        self._does(
            claim,
            lambda: settle_readings(
                self.session, claim=claim, verdict_id=verdict_id, why="So.", by=self._by(who)
            ),
        )

    @rule(who=WHO, which=WHICH)
    def approve(self, who: str, which: int) -> None:
        claim = self.claims[which]
        self._does(claim, lambda: self.room.approve(claim, self._by(who)))

    @rule(who=WHO, which=WHICH)
    def send_back(self, who: str, which: int) -> None:
        claim = self.claims[which]
        revision = self.room.revision(claim)
        self._does(
            claim,
            lambda: return_verdict(
                self.session, claim=claim, revision=revision, comment="No.", by=self._by(who)
            ),
        )

    @rule(which=WHICH, pick=st.integers(0, 200), label=LABELS)
    def go_on(self, which: int, pick: int, label: str) -> None:
        """One of the moves that the table offers to anybody: it leads further than chance does."""
        claim = self.claims[which]
        verdict = current_verdict(self.session, claim)
        situation = situation_of(claim, verdict, reviewing_of(self.session, verdict))
        offered = [
            (who, move)
            for who in PEOPLE
            for move in moves_open_to(claim.status, by=self._by(who), situation=situation)
            if move in self._ways(who, which, label)
        ]
        if offered:
            who, move = offered[pick % len(offered)]
            self._ways(who, which, label)[move]()

    def _ways(self, who: str, which: int, label: str) -> dict[Move, Callable[[], None]]:
        acts = {
            Move.TAKE: take_claim, Move.SIT: take_second_seat, Move.STAND: leave_second_seat,
            Move.FREE_SEAT: free_second_seat,
            Move.TAKE_BACK: take_back, Move.START_REVIEW: start_review,
            Move.REOPEN: reopen_claim,
        }  # fmt: skip
        moves = {each: partial(self.move, who, which, act) for each, act in acts.items()}
        return {
            **moves,
            Move.PROPOSE: partial(self.write, who, which, label, proposing=True),
            Move.CONCLUDE: partial(self.read_second, who, which, label, handing_in=True),
            Move.SETTLE: partial(self.settle, who, which, second=label == "True"),
            Move.APPROVE: partial(self.approve, who, which),
            Move.RETURN: partial(self.send_back, who, which),
        }

    def _verdicts(self, claim: Claim) -> list[Verdict]:
        chosen = select(Verdict).where(Verdict.claim_id == claim.id).order_by(Verdict.id)
        return list(self.session.scalars(chosen))

    @invariant()
    def everything_is_as_it_must_be(self) -> None:
        if not hasattr(self, "room"):
            return
        self.session.flush()
        self.session.expire_all()
        for claim in self.claims:
            self._check(claim)
            self._check_sight(claim)
            self._check_second(claim)
            returned = last_return(self.session, claim)
            assert returned is None or returned.id not in self.unmade
            assert status_replayed(self._lines(claim)) is claim.status
        kept = set(self.session.scalars(select(VerdictRevision.summary)))
        assert self.typed <= kept, "no words are lost"

    def _lines(self, claim: Claim) -> list[Event]:
        chosen = select(Event).where(Event.claim_id == claim.id).order_by(Event.id)
        return list(self.session.scalars(chosen))

    def _check(self, claim: Claim) -> None:
        verdicts = self._verdicts(claim)
        current = [verdict for verdict in verdicts if verdict.current]
        approved = [verdict for verdict in verdicts if verdict.state is VerdictState.APPROVED]
        assert len(current) == min(1, len(verdicts))
        assert len(approved) <= 1
        waits = claim.status in {Status.PROPOSED, Status.IN_REVIEW}
        if waits or claim.status in {Status.SECOND_READING, Status.DISAGREED}:
            assert current[0].state is VerdictState.PROPOSED
        if claim.status is Status.APPROVED:
            assert current == approved
        for verdict in approved:
            self._check_approvals(verdict, verdicts)

    def _check_approvals(self, verdict: Verdict, verdicts: list[Verdict]) -> None:
        by = [r.by_id for r in verdict.reviews if r.decision is Decision.APPROVED]
        wanted = 1
        if verdict.round_id is not None:
            wanted = self.session.get_one(Round, verdict.round_id).policy.approvals
        assert len(set(by)) == len(by) == wanted
        handed_in = {v.by_id for v in verdicts if v.round_id == verdict.round_id is not None}
        assert not set(by) & (handed_in | {verdict.by_id}), "nobody decides on what they have read"

    def _check_second(self, claim: Claim) -> None:
        """What is before the editors was read twice where it must be, and blind or not as told."""
        current = current_verdict(self.session, claim)
        if current is None or current.round is None:
            return
        reading, asked = current.round, claim.priority in current.round.policy.fields.second_for
        if claim.status in {*WAITING, Status.APPROVED} and asked:
            assert reading.id in self.handed_in, "a second reading was skipped"
        if reading.policy.blind and reading.id in self.seen & self.handed_in:
            assert reading.shown, "what was seen before is no blind reading"

    def _seated_blind(self, claim: Claim) -> set[int | None]:
        """Who sits on the second seat of a round that is to be read blind."""
        reviewing = reviewing_of(self.session, current_verdict(self.session, claim))
        return {reviewing.second_id} if reviewing.policy.blind else set()

    def _check_sight(self, claim: Claim) -> None:
        seated = self._seated_blind(claim)
        for who in PEOPLE:
            viewer = self._by(who)
            for verdict in verdicts_of(self.session, claim, viewer=viewer):
                assert not verdict.blind or verdict.by_id == viewer.person_id
                others = verdict.reading is Seat.FIRST and verdict.by_id != viewer.person_id
                if others and verdict.round_id not in self.handed_in:
                    self.seen.add(verdict.round_id)
                    opened = verdict.round is None or verdict.round.opened_at
                    assert opened or viewer.person_id not in seated, "a second reader saw it"
        if claim.status not in {Status.OPEN, Status.IN_PROGRESS, Status.SECOND_READING}:
            current = [verdict for verdict in self._verdicts(claim) if verdict.current]
            assert not any(v.blind for v in current) or claim.status is Status.WITHDRAWN


def test_no_sequence_of_moves_leads_where_the_table_does_not(session: Session) -> None:
    machine = type("OnThisDatabase", (TwoReaders,), {"session": session})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=8, stateful_step_count=30, deadline=None)
    )
