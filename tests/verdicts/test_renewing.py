"""A draft becomes the next version: with the claims, what was set aside, and stale verdicts."""

import pytest
from sqlalchemy import select

from tests.builders import HARBOUR, Newsroom, events_of_article
from tests.rewriting import Rewrite
from tests.verdicts.second_readers import ask_for_second_readers, read_twice
from workbench.articles.amending import AmendmentFields
from workbench.articles.draft_blocks import blocks_from_json
from workbench.articles.drafting import rewrite_block
from workbench.articles.errors import DraftSettled, NothingDiffers, NothingToCheck, TextMovedOn
from workbench.articles.models import Sentence
from workbench.articles.reanchoring import Outcome
from workbench.articles.versions import amendment_in, versions_of
from workbench.claims.coverage import coverage_of
from workbench.claims.errors import CannotUndo, Unsettled
from workbench.claims.models import Claim, Passage
from workbench.claims.passages import adjust_passage, remove_passage
from workbench.claims.queries import earlier_places
from workbench.claims.rules import Decided, Reason, Status
from workbench.claims.service import restore_claim, withdraw_claim
from workbench.claims.settling import settle
from workbench.errors import EditedMeanwhile
from workbench.evidence.rearranging import merge_claims, split_claim
from workbench.history.rules import EventKind
from workbench.intake.rules import BlockKind
from workbench.policies.rules import Balloting, PolicyFields
from workbench.policies.service import set_policy
from workbench.verdicts.ballots import cast_vote
from workbench.verdicts.errors import VerdictDecided
from workbench.verdicts.queries import approved_verdict, current_verdict
from workbench.verdicts.renewing import make_version
from workbench.verdicts.rules import VerdictState
from workbench.verdicts.service import approve_verdict, confirm_verdict, return_verdict
from workbench.verdicts.undo import undo_last

HEADLINE, FIRST, CAPTION, SECOND, SHARE = HARBOUR
DEARER = "The quay cost 43 million. Nobody 😀 asked why. It opened in May."
SWAPPED = (HEADLINE, SECOND, CAPTION, FIRST, SHARE)
REWRITTEN = (HEADLINE, DEARER, CAPTION, SECOND, SHARE)


def test_unchanged_and_moved_passages_are_carried_without_asking(room: Newsroom) -> None:
    opened, deputy = room.claim("It opened in May"), room.claim("His deputy spoke for an hour")
    version = Rewrite.of(room, SWAPPED).make()
    assert version.number == 2
    for claim, words in ((opened, "It opened in May"), (deputy, "His deputy spoke for an hour")):
        (passage,) = claim.passages
        assert (passage.version_id, passage.exact) == (version.id, words)
        assert version.text[passage.start : passage.end] == words
        assert passage.follows is not None
        assert passage.follows.exact == words
        assert not passage.follows.current


def test_a_passage_stays_in_the_old_version_as_it_stood(room: Newsroom) -> None:
    claim, first = room.claim("It opened in May"), room.version
    Rewrite.of(room, SWAPPED).make()
    stood = room.session.scalars(select(Passage).where(Passage.version_id == first.id)).one()
    assert (stood.claim_id, stood.exact) == (claim.id, "It opened in May")
    assert coverage_of(room.session, [first])[first.id].claimed == 1


def test_sentences_that_are_the_same_follow_their_predecessors(room: Newsroom) -> None:
    before = {s.id: room.text[s.start : s.end] for s in room.sentences()}
    version = Rewrite.of(room, REWRITTEN).make()
    followed = {
        version.text[s.start : s.end]: before.get(s.follows_id or 0) for s in room.sentences()
    }
    assert followed.pop("The quay cost 43 million.") is None
    assert all(words == earlier for words, earlier in followed.items())
    assert len(followed) == 7


def test_what_was_set_aside_goes_along_and_a_changed_sentence_is_untouched_again(
    room: Newsroom,
) -> None:
    room.set_aside("The quay cost 41 million", Reason.COMMON_KNOWLEDGE)
    room.set_aside("It opened in May", Reason.OPINION, by=room.bo)
    version = Rewrite.of(room, REWRITTEN).make()
    coverage = coverage_of(room.session, [version])[version.id]
    assert (coverage.set_aside, coverage.untouched) == (1, 5)


def test_a_changed_passage_waits_for_a_person(room: Newsroom) -> None:
    claim = room.claim("The quay cost 41 million")
    rewrite = Rewrite.of(room, REWRITTEN)
    assert rewrite.item(claim).placement.outcome is Outcome.CHANGED
    with pytest.raises(Unsettled, match="claims stand in the new text: 1"):
        rewrite.make()


def test_the_place_proposed_can_be_accepted(room: Newsroom) -> None:
    claim = room.claim("The quay cost 41 million")
    rewrite = Rewrite.of(room, REWRITTEN)
    assert rewrite.settle(claim, "The quay cost 43 million").decided is Decided.ACCEPTED
    rewrite.make()
    assert [p.exact for p in claim.passages] == ["The quay cost 43 million"]


def test_a_new_place_can_be_marked(room: Newsroom) -> None:
    claim = room.claim("The quay cost 41 million")
    rewrite = Rewrite.of(room, REWRITTEN)
    assert rewrite.settle(claim, "spoke for an hour").decided is Decided.MARKED_ANEW
    rewrite.make()
    assert [p.exact for p in claim.passages] == ["spoke for an hour"]


def test_a_passage_can_be_left_behind_and_its_claim_lives_on(room: Newsroom) -> None:
    claim = room.claim("The quay cost 41 million")
    rewrite = Rewrite.of(room, REWRITTEN)
    assert rewrite.settle(claim, None).decided is Decided.LEFT_BEHIND
    rewrite.make()
    assert claim.passages == []
    assert claim.status is Status.OPEN


def left_behind(room: Newsroom) -> Claim:
    """A claim that stands nowhere in the newest version."""
    claim = room.claim("The quay cost 41 million")
    rewrite = Rewrite.of(room, REWRITTEN)
    rewrite.settle(claim, None)
    rewrite.make()
    return claim


def test_a_claim_left_behind_is_given_a_place_and_that_is_taken_back(room: Newsroom) -> None:
    claim = left_behind(room)
    room.passage(claim, "The quay cost 43 million")
    assert [p.exact for p in claim.passages] == ["The quay cost 43 million"]
    undo_last(room.session, article=room.article, by=room.ana)
    assert claim.passages == []
    assert claim.status is Status.OPEN


def test_a_claim_left_behind_can_be_split_and_merged(room: Newsroom) -> None:
    claim, other = left_behind(room), room.claim("It opened in May")
    new = split_claim(
        room.session, claim=claim, statement="Two.", passage_ids=[], attached={}, by=room.ana
    )
    assert (claim.passages, new.passages) == ([], [])
    merge_claims(room.session, claim=other, into=new, by=room.ana)
    assert [p.exact for p in new.passages] == ["It opened in May"]
    for kind in ("claims merged", "claim split"):
        assert undo_last(room.session, article=room.article, by=room.ana).kind == kind
    assert [p.exact for p in other.passages] == ["It opened in May"]
    assert not new.live


def test_a_claim_split_off_stood_where_the_other_did(room: Newsroom) -> None:
    claim = room.claim("The quay cost 41 million")
    rewrite = Rewrite.of(room, REWRITTEN)
    rewrite.settle(claim, "The quay cost 43 million")
    rewrite.make()
    new = split_claim(
        room.session, claim=claim, statement="Two.", passage_ids=[], attached={}, by=room.ana
    )
    stood = [[p.exact for p in earlier_places(room.session, c)] for c in (claim, new)]
    assert stood == [["The quay cost 41 million"]] * 2


def test_deciding_again_replaces_what_was_decided(room: Newsroom) -> None:
    claim = room.claim("The quay cost 41 million")
    rewrite = Rewrite.of(room, REWRITTEN)
    rewrite.settle(claim, None)
    rewrite.settle(claim, "The quay cost 43 million", by=room.bo)
    rewrite.make()
    assert [p.exact for p in claim.passages] == ["The quay cost 43 million"]


def test_changed_words_make_the_verdict_stale(room: Newsroom) -> None:
    claim, other = room.claim("The quay cost 41 million"), room.claim("It opened in May")
    for each in (claim, other):
        room.propose(each)
        room.approve(each)
    rewrite = Rewrite.of(room, REWRITTEN)
    rewrite.settle(claim, "The quay cost 43 million")
    rewrite.make()
    room.session.expire_all()
    stale, fresh = approved_verdict(room.session, claim), approved_verdict(room.session, other)
    assert stale is not None
    assert stale.stale_since is not None
    assert fresh is not None
    assert fresh.stale_since is None


def _renewed(room: Newsroom, claim: Claim) -> None:
    """The claim's words are others now."""
    rewrite = Rewrite.of(room, REWRITTEN)
    rewrite.settle(claim, "The quay cost 43 million")
    rewrite.make()
    room.session.expire_all()


def test_an_approval_of_the_words_before_does_not_count_as_one_of_those_of_now(
    room: Newsroom,
) -> None:
    set_policy(room.session, seen=0, fields=PolicyFields(approvals=2), by=room.adi)
    claim = room.claim("The quay cost 41 million")
    verdict = room.propose(claim)
    room.approve(claim, by=room.ed)
    _renewed(room, claim)
    room.approve(claim, by=room.eve)
    assert (claim.status, verdict.stale_since is None) == (Status.APPROVED, False)
    confirm_verdict(room.session, claim=claim, revision=room.revision(claim), by=room.ed)
    assert verdict.stale_since is None


@pytest.mark.parametrize("decision", ["approved", "returned"])
def test_a_decision_on_changed_words_that_is_taken_back_leaves_it_said_that_they_changed(
    room: Newsroom, decision: str
) -> None:
    claim = room.claim("The quay cost 41 million")
    room.propose(claim)
    _renewed(room, claim)
    if decision == "approved":
        room.approve(claim, by=room.ed)
    else:
        seen = room.revision(claim)
        return_verdict(room.session, claim=claim, revision=seen, comment="Why?", by=room.ed)
    undo_last(room.session, article=room.article, by=room.ed)
    again = current_verdict(room.session, claim)
    assert again is not None
    assert (again.state, again.stale_since is None) == (VerdictState.PROPOSED, False)


@pytest.mark.parametrize("choice", ["first", "second"])
def test_votes_from_before_the_words_changed_leave_the_verdict_stale(
    room: Newsroom, choice: str
) -> None:
    ask_for_second_readers(room, Balloting.ALWAYS)
    claim = room.claim("The quay cost 41 million")
    pair = read_twice(room, claim, "False", "False")
    chosen = pair.first if choice == "first" else pair.second
    cast_vote(room.session, claim=claim, verdict_id=chosen.id, reason="", by=room.ed)
    cast_vote(room.session, claim=claim, verdict_id=chosen.id, reason="", by=room.eve)
    _renewed(room, claim)
    cast_vote(room.session, claim=claim, verdict_id=chosen.id, reason="", by=room.adi)
    assert (claim.status, chosen.stale_since is None) == (Status.APPROVED, False)


def test_a_passage_left_behind_leaves_the_verdict_as_it_is(room: Newsroom) -> None:
    claim = room.claim("The quay cost 41 million")
    room.propose(claim)
    rewrite = Rewrite.of(room, REWRITTEN)
    rewrite.settle(claim, None)
    rewrite.make()
    room.session.expire_all()
    verdict = current_verdict(room.session, claim)
    assert verdict is not None
    assert verdict.stale_since is None


@pytest.mark.parametrize("words", ["The quay cost 43 million", None], ids=["changed", "left"])
def test_a_verdict_seen_on_other_words_is_not_approved(room: Newsroom, words: str | None) -> None:
    claim = room.claim("The quay cost 41 million")
    room.propose(claim)
    seen = room.revision(claim)
    rewrite = Rewrite.of(room, REWRITTEN)
    rewrite.settle(claim, words)
    rewrite.make()
    room.session.expire_all()
    with pytest.raises(VerdictDecided):
        approve_verdict(room.session, claim=claim, revision=seen, by=room.ed)
    room.approve(claim)


def test_two_passages_of_a_claim_that_come_to_one_place_become_one(room: Newsroom) -> None:
    claim = room.claim("The quay cost 41 million")
    room.passage(claim, "His deputy spoke for an hour")
    rewrite = Rewrite.of(room, REWRITTEN)
    rewrite.settle(claim, "His deputy spoke for an hour")
    rewrite.make()
    assert [p.exact for p in claim.passages] == ["His deputy spoke for an hour"]


def test_a_withdrawn_claim_asks_nobody_and_can_be_restored(room: Newsroom) -> None:
    claim = room.claim("The quay cost 41 million")
    withdraw_claim(room.session, claim=claim, by=room.ana)
    Rewrite.of(room, REWRITTEN).make()
    assert claim.passages == []
    restore_claim(room.session, claim=claim, by=room.ana)
    assert claim.status is Status.OPEN


def test_a_passage_moved_since_it_was_settled_is_open_again(room: Newsroom) -> None:
    claim = room.claim("The quay cost 41 million")
    rewrite = Rewrite.of(room, REWRITTEN)
    rewrite.settle(claim, "The quay cost 43 million")
    adjust_passage(
        room.session, passage=claim.passages[0], revision=1, by=room.bo,
        **room.place("cost 41 million"),
    )  # fmt: skip
    with pytest.raises(Unsettled):
        rewrite.make()
    rewrite.settle(claim, "cost 43 million")
    rewrite.make()


def leave_behind(rewrite: Rewrite, passage: Passage) -> None:
    settle(
        rewrite.room.session, draft=rewrite.draft, revision=1, text=rewrite.text, words=None,
        item=rewrite.items.of(passage.id), by=rewrite.room.bo,
    )  # fmt: skip


def test_a_passage_can_be_removed_after_it_was_settled(room: Newsroom) -> None:
    claim = room.claim("It opened in May")
    passage = room.passage(claim, "The quay cost 41 million")
    rewrite = Rewrite.of(room, REWRITTEN)
    leave_behind(rewrite, passage)
    remove_passage(room.session, passage=passage, by=room.ana)
    rewrite.make()
    assert [p.exact for p in claim.passages] == ["It opened in May"]


def test_adding_a_passage_can_be_taken_back_after_it_was_settled(room: Newsroom) -> None:
    claim = room.claim("It opened in May")
    passage = room.passage(claim, "The quay cost 41 million")
    rewrite = Rewrite.of(room, REWRITTEN)
    leave_behind(rewrite, passage)
    undo_last(room.session, article=room.article, by=room.ana)
    assert [p.exact for p in claim.passages] == ["It opened in May"]


def test_a_claim_marked_while_the_draft_waited_is_carried_too(room: Newsroom) -> None:
    rewrite = Rewrite.of(room, REWRITTEN)
    claim = room.claim("It opened in May")
    version = rewrite.make()
    assert [p.version_id for p in claim.passages] == [version.id]


def test_a_draft_becomes_a_version_once(room: Newsroom) -> None:
    rewrite = Rewrite.of(room, REWRITTEN)
    rewrite.make()
    with pytest.raises(DraftSettled):
        rewrite.make()


def test_a_draft_on_an_older_version_is_refused_and_kept(room: Newsroom) -> None:
    late = Rewrite.of(room, SWAPPED)
    Rewrite.of(room, REWRITTEN).make()
    with pytest.raises(TextMovedOn, match="Version 2 was made while this draft waited"):
        late.make()
    assert late.draft.waits


def test_a_draft_seen_before_its_text_was_changed_is_refused(room: Newsroom) -> None:
    rewrite = Rewrite.of(room, REWRITTEN)
    text, following, seen = rewrite.text, rewrite.following, rewrite.draft.revision
    block = blocks_from_json(rewrite.draft.blocks)[1]
    rewrite_block(
        room.session, draft=rewrite.draft, key=block.key, seal=block.seal,
        kind=BlockKind.PARAGRAPH, text="The quay cost 44 million.",
    )  # fmt: skip
    with pytest.raises(EditedMeanwhile):  # nobody has seen what would be made
        make_version(
            room.session, draft=rewrite.draft, revision=seen, text=text, following=following,
            by=room.ana,
        )  # fmt: skip


def test_equal_text_makes_no_version_unless_a_block_is_of_another_kind(room: Newsroom) -> None:
    with pytest.raises(NothingDiffers, match="since version 1"):
        Rewrite.of(room, HARBOUR).make()
    as_text = (HEADLINE, FIRST, "The quay in the rain.", SECOND, SHARE)
    assert Rewrite.of(room, as_text).make().body_sentences == 7


def test_a_text_without_a_body_makes_no_version(room: Newsroom) -> None:
    with pytest.raises(NothingToCheck):
        Rewrite.of(room, [(BlockKind.BOILERPLATE, "Share this with your friends.")]).make()


def test_an_amendment_by_the_outlet_is_noted_with_the_version(room: Newsroom) -> None:
    said = AmendmentFields("2019-05-17", "An earlier version gave another sum.", "The sum.")
    version = Rewrite.of(room, REWRITTEN).make(said)
    noted = amendment_in(room.session, version)
    assert noted is not None
    assert (noted.made_on, noted.notice, noted.note, noted.by_id) == (
        "2019-05-17", "An earlier version gave another sum.", "The sum.", room.ana.person_id,
    )  # fmt: skip


def test_versions_tell_how_they_came_about(room: Newsroom) -> None:
    Rewrite.of(room, REWRITTEN).make()
    second, first = versions_of(room.session, room.article)
    assert (second.version.number, first.version.number) == (2, 1)
    assert first.draft is None
    assert second.draft is not None
    assert second.draft.by is not None
    assert (second.draft.origin, second.draft.by.name) == ("pasted", "Ana")


def test_what_was_decided_is_in_the_record_of_the_claim(room: Newsroom) -> None:
    claim = room.claim("The quay cost 41 million")
    rewrite = Rewrite.of(room, REWRITTEN)
    rewrite.settle(claim, "The quay cost 43 million")
    rewrite.make()
    made, settled = events_of_article(room.session, room.article.id)[-2:]
    assert (made.kind, made.details) == (
        EventKind.VERSION_MADE, {"version": 2, "origin": "pasted"},
    )  # fmt: skip
    assert (settled.kind, settled.claim_id, settled.details) == (
        EventKind.PASSAGE_SETTLED, claim.id,
        {
            "number": 1, "version": 2, "decided": "accepted",
            "before": "The quay cost 41 million", "after": "The quay cost 43 million",
        },
    )  # fmt: skip


def test_acts_on_the_old_version_cannot_be_taken_back_in_the_new_one(room: Newsroom) -> None:
    claim = room.claim("The quay cost 41 million")
    passage = room.passage(claim, "It opened in May")
    remove_passage(room.session, passage=passage, by=room.ana)
    room.set_aside("His deputy spoke for an hour", by=room.bo)
    Rewrite.of(room, SWAPPED).make()
    for by in (room.ana, room.bo):
        with pytest.raises(CannotUndo):
            undo_last(room.session, article=room.article, by=by)


def test_offsets_of_carried_touches_are_those_of_the_new_sentences(room: Newsroom) -> None:
    claim = room.claim("Nobody 😀 asked why. It opened")
    version = Rewrite.of(room, SWAPPED).make()
    (passage,) = claim.passages
    wholes = {}
    for touch in passage.touched:
        sentence = room.session.get_one(Sentence, touch.sentence_id)
        wholes[version.text[sentence.start : sentence.end]] = touch.whole
    assert wholes == {"Nobody 😀 asked why.": True, "It opened in May.": False}
