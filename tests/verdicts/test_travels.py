"""Whatever people do, in whatever order: a claim never comes where it must not be."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.builders import Newsroom, open_newsroom
from workbench.accounts.rules import Actor
from workbench.claims.models import Claim, Passage
from workbench.claims.passages import remove_passage
from workbench.claims.recording import record_claim
from workbench.claims.rules import Status
from workbench.claims.service import (
    ClaimFields,
    edit_claim,
    move_claim,
    release_claim,
    reorder_claim,
    restore_claim,
    withdraw_claim,
)
from workbench.claims.workflow import Move
from workbench.errors import WorkbenchError
from workbench.evidence.models import Evidence
from workbench.evidence.queries import evidence_of
from workbench.evidence.rearranging import merge_claims, split_claim
from workbench.evidence.service import remove_evidence
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.verdicts.holding import take_claim
from workbench.verdicts.models import Verdict
from workbench.verdicts.queries import verdicts_of
from workbench.verdicts.rules import Decision, VerdictState
from workbench.verdicts.service import (
    reopen_claim,
    return_verdict,
    start_review,
    stop_review,
    take_back,
)
from workbench.verdicts.undo import undo_last

WORDS = ("cost 41 million", "Nobody", "It opened in May", "The mayor was ill", "His deputy")
PEOPLE = st.sampled_from(["ana", "bo", "ed", "eve", "viv"])
WHICH = st.integers(0, 3)
# What an act, or taking it back, does to the numbers of live evidence and of passages.
EFFECTS = {
    "evidence added": (1, 0), "evidence removed": (-1, 0), "passage added": (0, 1),
    "passage removed": (0, -1),
}  # fmt: skip


class Travels(RuleBasedStateMachine):
    """Random people do random things to one article's claims."""

    session: Session

    @initialize()
    def begin(self) -> None:
        self.example = self.session.begin_nested()
        self.room: Newsroom = open_newsroom(self.session)
        self.evidence, self.passages, self.lines = 0, 0, self._lines()
        for words in WORDS[:2]:
            self.mark(who="ana", words=words)

    def teardown(self) -> None:
        self.example.rollback()

    def _lines(self) -> int:
        return self.session.scalar(select(func.count(Event.id))) or 0

    def _does(self, act: Callable[[], Any], effect: tuple[int, int] = (0, 0)) -> Any:
        """Do an act as the edge would: all of it or nothing."""
        part = self.session.begin_nested()
        try:
            done = act()
        except WorkbenchError:
            part.rollback()
            self.session.expire_all()
            assert self._lines() == self.lines, "a refusal leaves no line"
            return None
        part.commit()
        assert self._lines() > self.lines, "an act leaves a line"
        self.lines = self._lines()
        self.evidence, self.passages = self.evidence + effect[0], self.passages + effect[1]
        return done

    def _by(self, who: str) -> Actor:
        found: Actor = getattr(self.room, who)
        return found

    def _claim(self, which: int) -> Claim:
        claims = self.room.claims()
        return claims[which % len(claims)]

    @rule(who=PEOPLE, words=st.sampled_from(WORDS))
    def mark(self, who: str, words: str) -> None:
        self._does(lambda: self.room.claim(words, self._by(who)), (0, 1))

    @rule(
        who=PEOPLE,
        which=WHICH,
        act=st.sampled_from(
            [take_claim, release_claim, withdraw_claim, restore_claim, take_back, start_review,
             stop_review, reopen_claim]
        ),
    )  # fmt: skip
    def move(self, who: str, which: int, act: Callable[..., None]) -> None:
        claim = self._claim(which)
        self._does(lambda: act(self.session, claim=claim, by=self._by(who)))

    @rule(who=PEOPLE, which=WHICH)
    def draft(self, who: str, which: int) -> None:
        claim = self._claim(which)
        self._does(lambda: self.room.draft(claim, self._by(who)))

    @rule(who=PEOPLE, which=WHICH)
    def propose(self, who: str, which: int) -> None:
        claim = self._claim(which)
        self._does(lambda: self.room.propose(claim, self._by(who)))

    @rule(who=PEOPLE, which=WHICH)
    def approve(self, who: str, which: int) -> None:
        claim = self._claim(which)
        self._does(lambda: self.room.approve(claim, self._by(who)))

    @rule(who=PEOPLE, which=WHICH)
    def send_back(self, who: str, which: int) -> None:
        claim, session = self._claim(which), self.session
        self._does(
            lambda: return_verdict(
                session, claim=claim, revision=self.room.revision(claim), comment="No.",
                by=self._by(who),
            )
        )  # fmt: skip

    @rule(who=PEOPLE, which=WHICH)
    def publish(self, who: str, which: int) -> None:
        claim, by = self._claim(which), self._by(who)

        def act() -> None:
            move_claim(self.session, claim=claim, move=Move.PUBLISH, by=by)
            record_claim(self.session, EventKind.EDITION_PUBLISHED, claim=claim, by=by)

        self._does(act)

    @rule(who=PEOPLE, which=WHICH)
    def edit(self, who: str, which: int) -> None:
        claim, by = self._claim(which), self._by(who)
        fields = ClaimFields(f"{claim.statement}!")
        self._does(
            lambda: edit_claim(
                self.session, claim=claim, fields=fields, revision=claim.revision, by=by
            )
        )

    @rule(who=PEOPLE, which=WHICH)
    def add_evidence(self, who: str, which: int) -> None:
        claim, source = self._claim(which), self.room.source()
        self.lines += 1
        self._does(
            lambda: self.room.evidence(claim, by=self._by(who), source=source),
            EFFECTS["evidence added"],
        )

    @rule(who=PEOPLE, which=WHICH)
    def take_evidence_off(self, who: str, which: int) -> None:
        claim, by = self._claim(which), self._by(who)
        for piece in evidence_of(self.session, claim)[:1]:
            self._does(
                partial(remove_evidence, self.session, claim=claim, evidence=piece, by=by),
                EFFECTS["evidence removed"],
            )

    @rule(who=PEOPLE, which=WHICH, words=st.sampled_from(WORDS))
    def add_passage(self, who: str, which: int, words: str) -> None:
        claim = self._claim(which)
        self._does(lambda: self.room.passage(claim, words, self._by(who)), EFFECTS["passage added"])

    @rule(who=PEOPLE, which=WHICH)
    def take_passage_off(self, who: str, which: int) -> None:
        claim, by = self._claim(which), self._by(who)
        for passage in claim.passages[-1:]:
            self._does(
                partial(remove_passage, self.session, passage=passage, by=by),
                EFFECTS["passage removed"],
            )

    @rule(who=PEOPLE, which=WHICH, some=st.booleans())
    def split(self, who: str, which: int, some: bool) -> None:  # noqa: FBT001 - drawn by name
        claim, by = self._claim(which), self._by(who)
        moving = [p.id for p in claim.passages[:1]] if some else []
        pieces = [e.id for e in evidence_of(self.session, claim)[:1]]
        copied = 0 if moving else len(claim.passages)
        self._does(
            lambda: split_claim(
                self.session, claim=claim, statement="Two.", passage_ids=moving,
                attached={"evidence": pieces}, by=by,
            ),
            (0, copied),
        )  # fmt: skip

    @rule(who=PEOPLE, which=WHICH, other=WHICH)
    def merge(self, who: str, which: int, other: int) -> None:
        claim, into, by = self._claim(which), self._claim(other), self._by(who)
        self._does(lambda: merge_claims(self.session, claim=claim, into=into, by=by))

    @rule(who=PEOPLE, which=WHICH, position=st.integers(1, 9))
    def reorder(self, who: str, which: int, position: int) -> None:
        claim, by = self._claim(which), self._by(who)
        self._does(lambda: reorder_claim(self.session, claim=claim, position=position, by=by))

    @precondition(lambda self: self.lines)
    @rule(who=PEOPLE)
    def undo(self, who: str) -> None:
        by = self._by(who)
        event = self._does(lambda: undo_last(self.session, article=self.room.article, by=by))
        if event is not None:
            evidence, passages = EFFECTS.get(event.kind, (0, 0))
            self.evidence, self.passages = self.evidence - evidence, self.passages - passages

    @invariant()
    def everything_is_as_it_must_be(self) -> None:
        if not hasattr(self, "room"):
            return
        self.session.flush()
        self.session.expire_all()
        claims = self.room.claims()
        assert sorted(c.number for c in claims) == list(range(1, len(claims) + 1))
        assert [c.position for c in claims] == list(range(1, len(claims) + 1))
        for claim in claims:
            self._check(claim)
        self._check_nothing_is_lost(claims)

    def _check(self, claim: Claim) -> None:
        assert claim.passages or not claim.live, "a live claim stands somewhere"
        for passage in claim.passages:
            assert self.room.text[passage.start : passage.end] == passage.exact
        verdicts = verdicts_of(self.session, claim, viewer=self.room.ed)
        states = Counter(verdict.state for verdict in verdicts)
        assert sum(verdict.current for verdict in verdicts) == min(1, len(verdicts))
        assert states[VerdictState.APPROVED] <= 1
        latest = verdicts[0].state if verdicts else None
        waiting = claim.status in {Status.PROPOSED, Status.IN_REVIEW}
        assert waiting == (latest is VerdictState.PROPOSED)
        if claim.status in {Status.APPROVED, Status.PUBLISHED, Status.CORRECTED}:
            assert latest is VerdictState.APPROVED
        for verdict in verdicts:
            self._check_decision(verdict)

    def _check_decision(self, verdict: Verdict) -> None:
        assert verdict.state is VerdictState.DRAFT or verdict.rating_id is not None
        decided = {
            VerdictState.APPROVED: Decision.APPROVED,
            VerdictState.RETURNED: Decision.RETURNED,
        }
        expected = decided.get(verdict.state)
        assert expected is None or [r.decision for r in verdict.reviews] == [expected]
        for review in verdict.reviews:
            assert review.by_id != verdict.by_id, "nobody decides on their own"
            assert review.by_id in {self.room.ed.person_id, self.room.eve.person_id}

    def _check_nothing_is_lost(self, claims: list[Claim]) -> None:
        ids = [claim.id for claim in claims]
        live = select(Evidence.id).where(Evidence.claim_id.in_(ids), Evidence.removed_at.is_(None))
        assert len(self.session.scalars(live).all()) == self.evidence
        standing = select(Passage.id).where(Passage.claim_id.in_(ids))
        assert len(self.session.scalars(standing).all()) == self.passages


def test_no_sequence_of_acts_leads_where_nobody_may_come(session: Session) -> None:
    machine = type("OnThisDatabase", (Travels,), {"session": session})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=8, stateful_step_count=25, deadline=None)
    )
