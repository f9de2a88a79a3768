"""Second readers: who may be one, what they and others see, and what comes of two verdicts."""

import pytest
from sqlalchemy import select

from tests.builders import Newsroom
from tests.verdicts.second_readers import seen_by
from workbench.accounts.models import Membership
from workbench.accounts.rules import Actor
from workbench.accounts.service import end_membership
from workbench.claims.errors import ClaimLocked, MoveRefused
from workbench.claims.models import Claim
from workbench.claims.rules import Priority, Status
from workbench.claims.service import edit_claim, fields_of
from workbench.errors import EditedMeanwhile
from workbench.history.models import Event
from workbench.history.queries import events_of_claim
from workbench.history.rules import EventKind
from workbench.policies.errors import TooFewVoters
from workbench.policies.queries import current_policy, policy_of
from workbench.policies.rules import PLAIN, Balloting, Check, PolicyFields
from workbench.policies.service import set_policy
from workbench.publishing.dossier import dump_bytes
from workbench.verdicts.checks.reasons import give_reason, reasons_seen
from workbench.verdicts.models import VerdictRevision
from workbench.verdicts.overview import ClaimFilter, claims_of_article, claims_of_desk
from workbench.verdicts.queries import current_verdict
from workbench.verdicts.rules import Token, VerdictState
from workbench.verdicts.second import (
    hand_in_second,
    leave_second_seat,
    save_second,
    take_second_seat,
)
from workbench.verdicts.service import (
    reopen_claim,
    return_verdict,
    save_draft,
    start_review,
    take_back,
)

EVERY = frozenset(Priority)
TWICE = PolicyFields(second_for=EVERY)


def let_hold(room: Newsroom, fields: PolicyFields = TWICE) -> None:
    current = current_policy(room.session, room.desk_id)
    set_policy(room.session, seen=current.version if current else 0, fields=fields, by=room.adi)


def remove(room: Newsroom, who: Actor) -> None:
    chosen = select(Membership).where(Membership.person_id == who.person_id)
    membership = room.session.scalars(chosen).one()
    end_membership(room.session, membership=membership, by=room.adi)


def hand_in(
    room: Newsroom, claim: Claim, label: str = "False", *, by: Actor, revision: int = 0
) -> None:
    hand_in_second(
        room.session, claim=claim, fields=room.fields(label, "Second words."),
        revision=revision, read_in=1, by=by,
    )  # fmt: skip


def test_a_desk_without_a_policy_reviews_as_ever(room: Newsroom) -> None:
    claim = room.claim()
    verdict = room.propose(claim)
    assert (claim.status, verdict.round_id, verdict.blind) == (Status.PROPOSED, None, False)
    room.approve(claim)
    assert claim.status is Status.APPROVED


def test_a_policy_holds_for_claims_taken_up_after_it_and_no_others(room: Newsroom) -> None:
    begun, untouched = room.claim(), room.claim("opened in May")
    room.draft(begun)
    let_hold(room)
    room.propose(begun)
    room.propose(untouched)
    assert (begun.status, untouched.status) == (Status.PROPOSED, Status.SECOND_READING)
    let_hold(room, PLAIN)
    hand_in(room, untouched, by=room.bo)
    assert untouched.status is Status.PROPOSED, "read twice under the policy it was taken up under"


def test_a_policy_holds_up_no_verdict_that_was_begun_before_it(room: Newsroom) -> None:
    claim = room.claim()
    room.propose(claim)
    let_hold(room, PolicyFields(blocking=frozenset(Check), approvals=3))
    room.approve(claim)
    assert claim.status is Status.APPROVED


def test_policies_are_versions_and_the_record_tells_what_changed(room: Newsroom) -> None:
    let_hold(room)
    let_hold(room, PolicyFields(second_for=frozenset({Priority.HIGH}), approvals=2))
    assert policy_of(room.session, room.desk_id).approvals == 2
    with pytest.raises(EditedMeanwhile):
        set_policy(room.session, seen=1, fields=PLAIN, by=room.adi)


def test_a_ballot_takes_as_many_editors_as_vote(room: Newsroom) -> None:
    remove(room, room.eve)
    with pytest.raises(TooFewVoters, match="this desk has 2"):
        let_hold(room, PolicyFields(second_for=EVERY, ballot=Balloting.ALWAYS))


def test_only_claims_of_the_priorities_that_the_policy_names_are_read_twice(
    room: Newsroom,
) -> None:
    let_hold(room, PolicyFields(second_for=frozenset({Priority.HIGH})))
    claim = room.claim()
    verdict = room.propose(claim)
    assert (claim.status, verdict.blind) == (Status.PROPOSED, False)


def test_nobody_but_its_author_sees_a_verdict_while_the_claim_is_read_blind(
    room: Newsroom,
) -> None:
    let_hold(room)
    claim = room.claim()
    room.draft(claim, summary="First words.")
    others = (room.bo, room.ed, room.eve, room.viv, room.adi)
    assert [seen_by(room, claim, who) for who in others] == [[]] * 5
    room.propose(claim, summary="First words.")
    assert [seen_by(room, claim, who) for who in others] == [[]] * 5
    assert seen_by(room, claim, room.ana) == ["First words."]


def test_the_second_readers_words_are_as_hidden_as_the_first_ones(room: Newsroom) -> None:
    let_hold(room)
    claim = room.claim()
    room.propose(claim, summary="First words.")
    save_second(
        room.session, claim=claim, fields=room.fields("True", "Second words."), revision=0,
        by=room.bo,
    )  # fmt: skip
    assert seen_by(room, claim, room.bo) == ["Second words."]
    assert seen_by(room, claim, room.ana) == ["First words."]
    assert seen_by(room, claim, room.ed) == []


def test_lists_filters_and_dossiers_leave_a_blind_verdict_out(room: Newsroom) -> None:
    let_hold(room)
    claim = room.claim()
    room.propose(claim, summary="First words.")
    [row] = claims_of_article(room.session, room.article)
    assert (row.token, row.label, row.stale) == (None, None, False)
    filters = (ClaimFilter(token=Token.FALSE), ClaimFilter(without_verdict=True))
    found = [claims_of_desk(room.session, room.desk_id, each) for each in filters]
    assert list(map(len, found)) == [0, 1]
    dossier = dump_bytes(room.session, room.article)
    assert b"First words." not in dossier
    assert b'"second reading"' not in dossier


def test_the_record_tells_no_word_of_a_verdict_until_both_are_in(room: Newsroom) -> None:
    let_hold(room)
    claim = room.claim()
    room.propose(claim, summary="First words.")
    told = str([(e.kind, e.details, e.undo) for e in events_of_claim(room.session, claim.id)])
    assert "First words." not in told
    assert "False" not in told
    hand_in(room, claim, "True", by=room.bo)
    told = str([e.details for e in events_of_claim(room.session, claim.id)])
    assert "First words." in told
    assert "Second words." in told


def test_every_saved_state_of_a_verdict_is_kept(room: Newsroom) -> None:
    let_hold(room)
    claim = room.claim()
    for summary in ("One.", "Two."):
        room.draft(claim, summary=summary)
    room.propose(claim, summary="Three.")
    kept = room.session.scalars(select(VerdictRevision.summary).order_by(VerdictRevision.revision))
    assert kept.all() == ["One.", "Two.", "Three."]


def test_two_readers_who_agree_bring_the_claim_before_the_editors(room: Newsroom) -> None:
    let_hold(room)
    claim = room.claim()
    room.propose(claim)
    hand_in(room, claim, by=room.bo)
    assert claim.status is Status.PROPOSED
    assert [len(seen_by(room, claim, who)) for who in (room.ana, room.ed, room.viv)] == [2, 2, 2]
    current = current_verdict(room.session, claim)
    assert current is not None
    assert (current.by_id, current.state) == (room.ana.person_id, VerdictState.PROPOSED)
    room.approve(claim)
    assert room.again(claim.number).status is Status.APPROVED


def test_two_readers_who_differ_leave_it_disagreed(room: Newsroom) -> None:
    let_hold(room)
    claim = room.claim()
    room.propose(claim)
    hand_in(room, claim, "True", by=room.bo)
    assert claim.status is Status.DISAGREED
    assert sorted(seen_by(room, claim, room.ed)) == ["It cost 32 million.", "Second words."]


def test_whoever_wrote_the_first_verdict_is_not_the_second_reader(room: Newsroom) -> None:
    let_hold(room)
    claim = room.claim()
    room.draft(claim, room.bo)
    save_draft(room.session, claim=claim, fields=room.fields(), revision=0, by=room.ana)
    room.propose(claim)
    for who in (room.ana, room.bo):  # bo began it
        with pytest.raises(MoveRefused, match="does not read it again"):
            take_second_seat(room.session, claim=claim, by=who)


def test_the_seat_is_one_persons_until_they_leave_it(room: Newsroom) -> None:
    let_hold(room)
    claim = room.claim()
    room.propose(claim)
    take_second_seat(room.session, claim=claim, by=room.bo)
    with pytest.raises(MoveRefused, match="Somebody else"):
        take_second_seat(room.session, claim=claim, by=room.ed)
    leave_second_seat(room.session, claim=claim, by=room.bo)
    hand_in(room, claim, by=room.ed)
    assert claim.status is Status.PROPOSED


def test_nobody_decides_on_a_claim_that_they_have_read(room: Newsroom) -> None:
    let_hold(room)
    claim = room.claim()
    room.propose(claim)
    hand_in(room, claim, by=room.ed)
    with pytest.raises(MoveRefused, match="they have read"):
        room.approve(claim, room.ed)
    room.approve(claim, room.eve)
    assert claim.status is Status.APPROVED


def test_the_second_reader_goes_on_writing_while_the_first_mends_the_verdict(
    room: Newsroom,
) -> None:
    let_hold(room)
    claim = room.claim()
    room.propose(claim)
    take_second_seat(room.session, claim=claim, by=room.bo)
    take_back(room.session, claim=claim, by=room.ana)
    save_second(room.session, claim=claim, fields=room.fields(), revision=0, by=room.bo)
    with pytest.raises(MoveRefused, match="second reader"):
        save_draft(room.session, claim=claim, fields=room.fields(), revision=9, by=room.bo)
    with pytest.raises(MoveRefused):
        hand_in(room, claim, by=room.bo, revision=1)
    room.session.rollback()


def test_evidence_is_added_for_a_second_reading_and_nothing_else_changed(room: Newsroom) -> None:
    let_hold(room)
    claim = room.claim()
    room.propose(claim)
    room.evidence(claim, by=room.bo)
    fields, revision = fields_of(claim), claim.revision
    with pytest.raises(ClaimLocked, match="its readers are done"):
        edit_claim(room.session, claim=claim, fields=fields, revision=revision, by=room.bo)


def test_a_returned_claim_is_not_read_a_second_time_anew(room: Newsroom) -> None:
    let_hold(room)
    claim = room.claim()
    room.propose(claim)
    hand_in(room, claim, by=room.bo)
    return_verdict(
        room.session, claim=claim, revision=room.revision(claim), comment="Say why.", by=room.ed
    )
    again = room.propose(claim, summary="Because.")
    assert (claim.status, again.blind) == (Status.PROPOSED, False)


def test_a_verdict_waits_until_as_many_editors_as_the_policy_wants_approved_it(
    room: Newsroom,
) -> None:
    let_hold(room, PolicyFields(approvals=2))
    claim = room.claim()
    verdict = room.propose(claim)
    start_review(room.session, claim=claim, by=room.ed)
    seen = verdict.revision
    room.approve(claim, room.ed, comment="Well read.")
    assert (claim.status, verdict.revision) == (Status.PROPOSED, seen)
    with pytest.raises(MoveRefused, match="already"):
        room.approve(claim, room.ed)
    room.approve(claim, room.eve)
    assert claim.status is Status.APPROVED
    assert [review.by_id for review in verdict.reviews] == [room.ed.person_id, room.eve.person_id]


def test_who_approved_a_verdict_in_part_leaves_its_return_to_the_other_editors(
    room: Newsroom,
) -> None:
    let_hold(room, PolicyFields(approvals=2))
    claim = room.claim()
    seen = room.propose(claim).revision
    room.approve(claim, room.ed)
    with pytest.raises(MoveRefused, match="approved this verdict already"):
        return_verdict(room.session, claim=claim, revision=seen, comment="No.", by=room.ed)
    return_verdict(room.session, claim=claim, revision=seen, comment="No.", by=room.eve)
    assert claim.status is Status.RETURNED


def test_what_was_approved_once_stays_when_the_author_takes_the_verdict_back(
    room: Newsroom,
) -> None:
    let_hold(room, PolicyFields(approvals=2))
    claim = room.claim()
    first = room.propose(claim, summary="Approved words.")
    room.approve(claim, room.ed)
    take_back(room.session, claim=claim, by=room.ana)
    room.propose(claim, summary="Other words.")
    room.session.expire_all()
    assert (first.summary, first.state) == ("Approved words.", VerdictState.SUPERSEDED)
    room.approve(claim, room.ed)
    assert claim.status is Status.PROPOSED, "an approval of other words counts for nothing"


def test_a_reopened_claim_begins_another_round(room: Newsroom) -> None:
    let_hold(room)
    claim = room.claim()
    room.propose(claim)
    hand_in(room, claim, by=room.bo)
    room.approve(claim)
    reopen_claim(room.session, claim=claim, by=room.ana)
    room.propose(claim, room.bo, summary="Anew.")
    assert claim.status is Status.SECOND_READING
    assert "Anew." not in seen_by(room, claim, room.ana)
    assert len(seen_by(room, claim, room.ana)) == 2, "those of the first round stay open"


def test_reasons_for_checks_are_their_authors_alone_until_both_are_in(room: Newsroom) -> None:
    let_hold(room)
    claim, check = room.claim(), Check.NOTHING_AGAINST
    room.draft(claim)
    give_reason(
        room.session, claim=claim, check=check, reason="It never cost 41.", revision=0, by=room.ana
    )
    assert set(reasons_seen(room.session, claim, room.ana)) == {check}
    assert not reasons_seen(room.session, claim, room.bo)
    told = select(Event.details).where(Event.kind == EventKind.CHECK_REASON_GIVEN)
    [details] = room.session.scalars(told)
    assert not {"before", "after"} & details.keys()
    room.propose(claim)
    hand_in(room, claim, by=room.bo)
    assert set(reasons_seen(room.session, claim, room.bo)) == {check}
