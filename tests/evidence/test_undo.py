"""Taking back: exactly as it was before, once, one's own, and never over somebody else's work."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from tests.builders import HARBOUR, Newsroom, article_from
from workbench.claims.dispositions import clear_dispositions
from workbench.claims.errors import CannotUndo, ClaimLocked
from workbench.claims.models import Claim, Disposition, Passage
from workbench.claims.passages import adjust_passage, remove_passage
from workbench.claims.rules import ClaimKind, Priority, Reason, Status
from workbench.claims.service import (
    ClaimFields,
    edit_claim,
    fields_of,
    release_claim,
    reorder_claim,
    restore_claim,
    withdraw_claim,
)
from workbench.evidence.errors import NothingToUndo
from workbench.evidence.models import Evidence
from workbench.evidence.queries import evidence_of
from workbench.evidence.rearranging import merge_claims, split_claim
from workbench.evidence.rules import Stance
from workbench.evidence.service import EvidenceFields, edit_evidence, remove_evidence
from workbench.history.models import Event
from workbench.history.queries import events_of_claim
from workbench.verdicts.holding import take_claim
from workbench.verdicts.undo import undo_last

YESTERDAY = datetime(2019, 5, 15, 12, 0, tzinfo=UTC)
LONG_AGO = datetime(2019, 5, 1, 12, 0, tzinfo=UTC)


def undo(room: Newsroom, by: Any = None) -> Event:
    return undo_last(room.session, article=room.article, by=by or room.ana)


def snapshot(room: Newsroom) -> dict[str, Any]:
    """Every row of the article's claims, as far as people can tell them apart.

    Left out: revisions, which only ever go up; ids of passages, which are put back as new rows.
    """
    room.session.flush()
    room.session.expire_all()
    claims = room.claims()
    return {
        "claims": [
            (c.number, c.position, fields_of(c), c.status, c.status_since, c.taken_by_id,
             c.merged_into_id)
            for c in claims
        ],
        "passages": sorted(_passage(p) for c in claims for p in c.passages),
        "dispositions": sorted(
            (d.sentence_id, d.reason, d.by_id or 0, d.at)
            for d in room.session.scalars(select(Disposition))
        ),
        "evidence": sorted(
            (e.id, e.claim_id, e.source_id, e.stance, e.quote, e.locator, e.note,
             e.removed_at is None)
            for e in room.session.scalars(select(Evidence))
        ),
    }  # fmt: skip


def _passage(p: Passage) -> tuple[Any, ...]:
    touched = sorted((t.sentence_id, t.whole) for t in p.touched)
    return (p.claim_id, p.version_id, p.start, p.end, p.exact, p.prefix, p.suffix, touched)


def stage(room: Newsroom) -> tuple[Claim, Claim]:
    """Two claims with evidence and two places each, set up long ago by Bo."""
    one, two = room.claim("cost 41 million", room.bo), room.claim("It opened in May", room.bo)
    room.passage(one, "Nobody", room.bo)
    room.passage(two, "The mayor was ill", room.bo)
    for claim in (one, two):
        room.evidence(claim, by=room.bo)
    room.set_aside("His deputy", Reason.RHETORIC, room.bo)
    for claim in (one, two):
        claim.status_since = YESTERDAY
    for decided in room.session.scalars(select(Disposition)):
        decided.at = LONG_AGO
    room.session.flush()
    return one, two


Act = Callable[[Newsroom, Claim, Claim], object]
EVERYTHING = ClaimFields(
    "Said otherwise.", ClaimKind.CAUSE, Priority.HIGH, "M. Brandt", "mayor", "https://m.example",
    "2019", "https://speech.example",
)  # fmt: skip


def _edit(room: Newsroom, one: Claim, _two: Claim) -> None:
    edit_claim(room.session, claim=one, fields=EVERYTHING, revision=one.revision, by=room.ana)


def _withdraw(room: Newsroom, one: Claim, _two: Claim) -> None:
    withdraw_claim(room.session, claim=one, by=room.ana)


def _restore(room: Newsroom, one: Claim, _two: Claim) -> None:
    restore_claim(room.session, claim=one, by=room.ana)


def _reorder(room: Newsroom, one: Claim, _two: Claim) -> None:
    reorder_claim(room.session, claim=one, position=2, by=room.ana)


def _reorder_to_the_top(room: Newsroom, _one: Claim, two: Claim) -> None:
    reorder_claim(room.session, claim=two, position=1, by=room.ana)


def _merge(room: Newsroom, one: Claim, two: Claim) -> None:
    merge_claims(room.session, claim=one, into=two, by=room.ana)


def _add_passage(room: Newsroom, one: Claim, _two: Claim) -> None:
    room.passage(one, "The quay that cost")


def _remove_passage(room: Newsroom, one: Claim, _two: Claim) -> None:
    remove_passage(room.session, passage=one.passages[0], by=room.ana)


def _adjust_passage(room: Newsroom, one: Claim, _two: Claim) -> None:
    [passage] = [p for p in one.passages if p.exact == "cost 41 million"]
    adjust_passage(
        room.session, passage=passage, revision=passage.revision, by=room.ana,
        **room.place("million. Nobody"),
    )  # fmt: skip


def _set_aside(room: Newsroom, _one: Claim, _two: Claim) -> None:
    room.set_aside("The quay that cost")


def _change_the_reason(room: Newsroom, _one: Claim, _two: Claim) -> None:
    room.set_aside("His deputy", Reason.REPEATED)


def _take_up_again(room: Newsroom, _one: Claim, _two: Claim) -> None:
    place = room.place("His deputy")
    clear_dispositions(
        room.session, article=room.article, version=room.version, start=place["start"],
        end=place["end"], by=room.ana,
    )  # fmt: skip


def _edit_evidence(room: Newsroom, one: Claim, _two: Claim) -> None:
    [piece] = evidence_of(room.session, one)
    fields = EvidenceFields(Stance.CONTEXT, "other words", "p. 9", "another note")
    edit_evidence(
        room.session, claim=one, evidence=piece, fields=fields, revision=piece.revision,
        by=room.ana,
    )  # fmt: skip


def _remove_evidence(room: Newsroom, one: Claim, _two: Claim) -> None:
    [piece] = evidence_of(room.session, one)
    remove_evidence(room.session, claim=one, evidence=piece, by=room.ana)


ACTS: dict[str, Act] = {
    "claim edited": _edit,
    "claim withdrawn": _withdraw,
    "claim put further down": _reorder,
    "claim put further up": _reorder_to_the_top,
    "claims merged": _merge,
    "passage added": _add_passage,
    "passage removed": _remove_passage,
    "passage adjusted": _adjust_passage,
    "sentences set aside": _set_aside,
    "reason changed": _change_the_reason,
    "sentences taken up again": _take_up_again,
    "evidence edited": _edit_evidence,
    "evidence removed": _remove_evidence,
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_taking_back_restores_everything_as_it_was(room: Newsroom, act: Act) -> None:
    one, two = stage(room)
    before = snapshot(room)
    act(room, one, two)
    changed = snapshot(room)
    assert changed != before
    undo(room)
    assert snapshot(room) == before
    with pytest.raises(NothingToUndo):
        undo(room)


def test_a_whole_series_is_taken_back_one_by_one(room: Newsroom) -> None:
    one, two = stage(room)
    series = [_edit, _edit_evidence, _adjust_passage, _add_passage, _reorder, _merge]
    states = []
    for act in series:
        states.append(snapshot(room))
        act(room, one, two)
    for state in reversed(states):
        undo(room)
        assert snapshot(room) == state


def test_the_same_act_twice_is_taken_back_twice(room: Newsroom) -> None:
    one, _two = stage(room)
    piece = evidence_of(room.session, one)[0]
    before = snapshot(room)
    for words in ("first", "second"):
        fields = ClaimFields(words)
        edit_claim(room.session, claim=one, fields=fields, revision=one.revision, by=room.ana)
        edit_evidence(
            room.session, claim=one, evidence=piece, revision=piece.revision, by=room.ana,
            fields=EvidenceFields(Stance.SUPPORTS, words),
        )  # fmt: skip
    for _step in range(4):
        undo(room)
    assert snapshot(room) == before


def test_a_claim_marked_is_withdrawn_and_its_number_stays_taken(room: Newsroom) -> None:
    room.claim("Nobody")
    undo(room)
    assert (room.again(1).status, room.article.claims_numbered) == (Status.WITHDRAWN, 1)
    assert room.claim("Nobody").number == 2


def test_evidence_added_is_off_the_claim_but_kept(room: Newsroom) -> None:
    claim = room.claim()
    piece = room.evidence(claim)
    undo(room)
    assert evidence_of(room.session, claim) == []
    assert piece.removed_at is not None
    assert undo(room).kind == "claim marked"


def test_a_split_is_taken_back_with_passages_and_evidence(room: Newsroom) -> None:
    one, _two = stage(room)
    before = snapshot(room)
    moving, piece = one.passages[0], evidence_of(room.session, one)[0]
    new = split_claim(
        room.session, claim=one, statement="Two.", passage_ids=[moving.id],
        attached={"evidence": [piece.id]}, by=room.ana,
    )  # fmt: skip
    undo(room)
    after = snapshot(room)
    assert after["passages"] == before["passages"]
    assert after["evidence"] == before["evidence"]
    assert new.status is Status.WITHDRAWN
    assert [c for c in after["claims"] if c[0] != new.number] == [
        (n, 1 if p == 1 else p + 1, *rest) for n, p, *rest in before["claims"]
    ]


def test_taking_back_a_split_survives_a_passage_put_back_as_a_new_row(room: Newsroom) -> None:
    one, two = stage(room)
    before = snapshot(room)
    _merge(room, one, two)
    moved = next(p for p in room.again(two.number).passages if p.exact == "Nobody")
    remove_passage(room.session, passage=moved, by=room.ana)
    undo(room)
    undo(room)
    assert snapshot(room) == before


# What somebody else may do in between, and must not lose.


def _others_edit(room: Newsroom, claim: Claim) -> None:
    fields = ClaimFields("Bo's words.")
    edit_claim(room.session, claim=claim, fields=fields, revision=claim.revision, by=room.bo)


@pytest.mark.parametrize(
    "build",
    [
        lambda room, claim: room.evidence(claim, by=room.bo),
        lambda room, claim: room.passage(claim, "It opened in May", room.bo),
        _others_edit,
        lambda room, claim: take_claim(room.session, claim=claim, by=room.bo),
        lambda room, claim: room.draft(claim, room.bo),
    ],
    ids=["evidence", "passage", "edit", "taken", "draft"],
)
def test_a_claim_that_somebody_works_on_stays_marked(room: Newsroom, build: Any) -> None:
    claim = room.claim()
    build(room, claim)
    with pytest.raises(CannotUndo):
        undo(room)
    assert room.again(1).live


def test_a_claim_taken_and_released_with_a_draft_stays_marked(room: Newsroom) -> None:
    claim = room.claim()
    room.draft(claim, room.bo)
    release_claim(room.session, claim=claim, by=room.bo)
    with pytest.raises(CannotUndo):
        undo(room)


def test_an_edit_that_somebody_edited_stays(room: Newsroom) -> None:
    claim = room.claim(by=room.bo)
    _edit(room, claim, claim)
    _others_edit(room, claim)
    with pytest.raises(CannotUndo):
        undo(room)
    assert room.again(1).statement == "Bo's words."


def test_an_edit_is_taken_back_though_somebody_added_evidence(room: Newsroom) -> None:
    claim = room.claim(by=room.bo)
    _edit(room, claim, claim)
    room.evidence(claim, by=room.bo)
    undo(room)
    assert room.again(1).statement == "The quay cost 41 million"


def test_evidence_that_somebody_edited_stays(room: Newsroom) -> None:
    claim = room.claim(by=room.bo)
    piece = room.evidence(claim)
    edit_evidence(
        room.session, claim=claim, evidence=piece, fields=EvidenceFields(Stance.CONTEXT, "Bo's"),
        revision=1, by=room.bo,
    )  # fmt: skip
    with pytest.raises(CannotUndo):
        undo(room)
    assert [e.quote for e in evidence_of(room.session, claim)] == ["Bo's"]


def test_a_reason_that_somebody_changed_stays(room: Newsroom) -> None:
    room.set_aside("Nobody", Reason.OPINION)
    room.set_aside("Nobody", Reason.REPEATED, room.bo)
    with pytest.raises(CannotUndo):
        undo(room)
    assert [d.reason for d in room.session.scalars(select(Disposition))] == [Reason.REPEATED]


def test_sentences_that_somebody_set_aside_again_stay_so(room: Newsroom) -> None:
    room.set_aside("His deputy", Reason.OPINION, room.bo)
    _take_up_again(room, room.claim("Nobody", room.bo), room.claim("was ill", room.bo))
    room.set_aside("His deputy", Reason.REPEATED, room.bo)
    with pytest.raises(CannotUndo):
        undo(room)


def test_a_passage_that_somebody_put_back_is_not_put_back_twice(room: Newsroom) -> None:
    one, two = stage(room)
    _remove_passage(room, one, two)
    room.passage(one, "cost 41 million", room.bo)
    with pytest.raises(CannotUndo):
        undo(room)


def test_a_passage_is_not_moved_back_onto_another(room: Newsroom) -> None:
    one, two = stage(room)
    _adjust_passage(room, one, two)
    room.passage(one, "cost 41 million", room.bo)
    with pytest.raises(CannotUndo):
        undo(room)


def test_a_withdrawal_that_somebody_reversed_is_not_taken_back(room: Newsroom) -> None:
    claim = room.claim(by=room.bo)
    room.propose(claim, room.bo)
    room.approve(claim)
    _withdraw(room, claim, claim)
    restore_claim(room.session, claim=claim, by=room.bo)
    room.draft(claim, room.bo)
    withdraw_claim(room.session, claim=claim, by=room.bo)
    with pytest.raises(CannotUndo):
        undo(room)
    assert room.again(1).status is Status.WITHDRAWN


def test_restoring_is_taken_back_and_then_what_led_to_it(room: Newsroom) -> None:
    one, two = stage(room)
    room.passage(two, "cost 41 million", room.bo)  # so that the merged claim keeps one of its own
    states = []
    for act in (_merge, _restore, _withdraw, _restore):
        states.append(snapshot(room))
        act(room, one, two)
    for state in reversed(states):
        undo(room)
        assert snapshot(room) == state


def test_a_restored_claim_that_somebody_works_on_stays_restored(room: Newsroom) -> None:
    one, two = stage(room)
    _withdraw(room, one, two)
    _restore(room, one, two)
    room.evidence(one, by=room.bo)
    with pytest.raises(CannotUndo):
        undo(room)
    assert room.again(1).status is Status.OPEN


def test_a_split_claim_that_somebody_works_on_stays_split(room: Newsroom) -> None:
    one, _two = stage(room)
    new = split_claim(
        room.session, claim=one, statement="2", passage_ids=[], attached={}, by=room.ana
    )
    room.evidence(new, by=room.bo)
    with pytest.raises(CannotUndo):
        undo(room)
    assert len(evidence_of(room.session, new)) == 1


def test_merged_claims_stay_merged_once_their_evidence_was_removed(room: Newsroom) -> None:
    one, two = stage(room)
    given = evidence_of(room.session, one)[0]
    _merge(room, one, two)
    remove_evidence(room.session, claim=two, evidence=given, by=room.bo)
    with pytest.raises(CannotUndo):
        undo(room)


@pytest.mark.parametrize("act", [_edit, _add_passage, _edit_evidence, _remove_evidence])
def test_nothing_is_taken_back_below_a_verdict_that_waits(room: Newsroom, act: Act) -> None:
    one, two = stage(room)
    act(room, one, two)
    room.propose(one, room.bo)
    before = snapshot(room)
    with pytest.raises(ClaimLocked):
        undo(room)
    assert snapshot(room) == before


def test_a_merge_is_not_taken_back_out_of_a_claim_under_review(room: Newsroom) -> None:
    one, two = stage(room)
    _merge(room, one, two)
    room.propose(two, room.bo)
    with pytest.raises(ClaimLocked):
        undo(room)


def test_only_ones_own_acts_are_taken_back(room: Newsroom) -> None:
    claim = room.claim(by=room.bo)
    with pytest.raises(NothingToUndo):
        undo(room, room.ana)
    room.evidence(claim, by=room.ana)
    assert undo(room, room.ana).kind == "evidence added"
    assert undo(room, room.bo).kind == "claim marked"


def test_acts_on_another_article_are_not_taken_back(room: Newsroom) -> None:
    room.claim()
    other = article_from(room.session, HARBOUR, by=room.bo)
    with pytest.raises(NothingToUndo):
        undo_last(room.session, article=other, by=room.ana)


def test_the_record_of_both_claims_tells_of_a_merge_taken_back(room: Newsroom) -> None:
    one, two = stage(room)
    _merge(room, one, two)
    undo(room)
    for claim in (one, two):
        latest, merged = events_of_claim(room.session, claim.id, limit=2)
        assert (latest.kind, merged.kind) == ("taken back", "claims merged")
        assert latest.undoes_id == merged.id
        assert latest.details["what"] == "claims merged"


def test_an_approved_claim_does_not_come_back_with_words_that_nobody_approved(
    room: Newsroom,
) -> None:
    claim = room.claim(by=room.ana)
    said = fields_of(claim)
    approved = replace(said, statement="What the editor read.")
    edit_claim(room.session, claim=claim, fields=approved, revision=claim.revision, by=room.bo)
    room.propose(claim, room.ana)
    room.approve(claim)
    withdraw_claim(room.session, claim=claim, by=room.ana)
    assert undo(room, room.bo).kind == "claim edited"
    with pytest.raises(CannotUndo):
        undo(room, room.ana)
    assert (claim.status, claim.statement) == (Status.WITHDRAWN, said.statement)


def test_marking_can_still_be_taken_back_after_a_merge_was(room: Newsroom) -> None:
    one, two = room.claim("Nobody"), room.claim("The mayor")
    merge_claims(room.session, claim=one, into=two, by=room.ana)
    for kind in ("claims merged", "claim marked", "claim marked"):
        assert undo(room).kind == kind
    assert not any(claim.live for claim in room.claims())


def test_the_order_is_taken_back_also_below_a_verdict_that_waits(room: Newsroom) -> None:
    one, two = stage(room)
    before = room.numbers()
    reorder_claim(room.session, claim=one, position=two.position, by=room.ana)
    room.propose(one, by=room.bo)
    assert room.numbers() != before
    undo(room)
    assert room.numbers() == before
