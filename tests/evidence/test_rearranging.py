"""Splitting and merging: everything attached is somewhere afterwards, and only once."""

from dataclasses import replace

import pytest

from tests.builders import HARBOUR, Newsroom
from tests.rewriting import Rewrite
from workbench.claims.errors import CannotUndo, ClaimLocked, MoveRefused, PassageGone
from workbench.claims.models import Claim
from workbench.claims.service import ClaimFields, edit_claim, restore_claim, withdraw_claim
from workbench.evidence.contacts import edit_contact, fields_of
from workbench.evidence.errors import CannotMerge, CannotSplit
from workbench.evidence.queries import contacts_of, evidence_of, searches_of
from workbench.evidence.rearranging import merge_claims, split_claim
from workbench.verdicts.undo import undo_last

SAID = ClaimFields("It cost 41.", claimant_name="M. Brandt", said_on="2019")


def words(room: Newsroom, claim: Claim) -> list[str]:
    return [passage.exact for passage in room.again(claim.number).passages]


def quotes(room: Newsroom, claim: Claim) -> list[str]:
    return [piece.quote for piece in evidence_of(room.session, claim)]


def test_a_split_takes_along_what_was_chosen(room: Newsroom) -> None:
    claim = room.claim("cost 41 million")
    other = room.passage(claim, "It opened in May")
    stays, goes = room.evidence(claim, "stays"), room.evidence(claim, "goes")
    new = split_claim(
        room.session, claim=claim, statement="It opened in May.", passage_ids=[other.id],
        attached={"evidence": [goes.id]}, by=room.ana,
    )  # fmt: skip
    assert (words(room, claim), words(room, new)) == (["cost 41 million"], ["It opened in May"])
    assert (quotes(room, claim), quotes(room, new)) == (["stays"], ["goes"])
    assert stays.claim_id == claim.id


def test_contacts_and_searches_go_where_whoever_splits_says_and_come_back(room: Newsroom) -> None:
    claim = room.claim("cost 41 million")
    asked, sought = [room.contact(claim) for _each in "ab"], [room.search(claim) for _each in "ab"]
    going = {"contacts": [asked[1].id], "searches": [sought[0].id]}
    new = split_claim(
        room.session, claim=claim, statement="2", passage_ids=[], attached=going, by=room.ana
    )
    assert (contacts_of(room.session, claim), contacts_of(room.session, new)) == (
        [asked[0]], [asked[1]],
    )  # fmt: skip
    assert (searches_of(room.session, claim), searches_of(room.session, new)) == (
        [sought[1]], [sought[0]],
    )  # fmt: skip
    undo_last(room.session, article=room.article, by=room.ana)
    assert contacts_of(room.session, claim) == asked
    assert searches_of(room.session, claim) == sought


def test_what_was_said_meanwhile_of_what_went_along_is_not_lost_by_undoing(room: Newsroom) -> None:
    claim = room.claim("cost 41 million")
    contact, stayed = room.contact(claim), room.contact(claim)
    new = split_claim(
        room.session, claim=claim, statement="2", passage_ids=[],
        attached={"contacts": [contact.id]}, by=room.ana,
    )  # fmt: skip
    said = replace(fields_of(contact), question="Why?")
    edit_contact(room.session, claim=new, contact=contact, fields=said, revision=1, by=room.bo)
    with pytest.raises(CannotUndo):
        undo_last(room.session, article=room.article, by=room.ana)
    undo_last(room.session, article=room.article, by=room.bo)
    edit_contact(room.session, claim=claim, contact=stayed, fields=said, revision=1, by=room.bo)
    undo_last(room.session, article=room.article, by=room.ana)
    assert contacts_of(room.session, claim) == [contact, stayed]
    assert stayed.question == "Why?"


def test_a_split_claim_stands_next_with_the_next_number_and_the_same_claimant(
    room: Newsroom,
) -> None:
    claim = room.claim("cost 41 million")
    room.claim("It opened in May")
    edit_claim(room.session, claim=claim, fields=SAID, revision=1, by=room.ana)
    new = split_claim(
        room.session,
        claim=claim,
        statement="Another.",
        passage_ids=[],
        attached={},
        by=room.ana,
    )
    assert room.numbers() == [1, 3, 2]
    assert (new.statement, new.claimant_id, new.said_on) == ("Another.", claim.claimant_id, "2019")
    assert (claim.statement, claim.status, new.status) == ("It cost 41.", "open", "open")


def test_without_a_passage_chosen_both_claims_stand_at_the_same_words(room: Newsroom) -> None:
    claim = room.claim("million. Nobody")
    new = split_claim(
        room.session, claim=claim, statement="Two.", passage_ids=[], attached={}, by=room.ana
    )
    assert words(room, claim) == words(room, new) == ["million. Nobody"]
    ours, theirs = claim.passages[0], new.passages[0]
    assert (ours.prefix, ours.suffix) == (theirs.prefix, theirs.suffix)
    assert {t.sentence_id for t in ours.touched} == {t.sentence_id for t in theirs.touched}
    assert len(theirs.touched) == 2


def test_a_claim_keeps_at_least_one_passage(room: Newsroom) -> None:
    claim = room.claim("cost 41 million")
    with pytest.raises(CannotSplit):
        split_claim(
            room.session, claim=claim, statement="Two.", passage_ids=[claim.passages[0].id],
            attached={}, by=room.ana,
        )  # fmt: skip
    assert room.numbers() == [1]


def test_another_claims_passages_and_evidence_stay_where_they_are(room: Newsroom) -> None:
    claim, other = room.claim("cost 41 million"), room.claim("It opened in May")
    piece = room.evidence(other)
    with pytest.raises(PassageGone):
        split_claim(
            room.session, claim=claim, statement="Two.", passage_ids=[other.passages[0].id],
            attached={}, by=room.ana,
        )  # fmt: skip
    new = split_claim(
        room.session, claim=claim, statement="Two.", passage_ids=[],
        attached={"evidence": [piece.id]}, by=room.ana,
    )  # fmt: skip
    assert words(room, other) == ["It opened in May"]
    assert quotes(room, other) == ["32 million"]
    assert quotes(room, new) == []


def test_a_merge_moves_passages_and_evidence_and_withdraws(room: Newsroom) -> None:
    claim, into = room.claim("cost 41 million"), room.claim("It opened in May")
    room.evidence(claim, "one")
    room.evidence(into, "two")
    merge_claims(room.session, claim=claim, into=into, by=room.bo)
    assert words(room, into) == ["cost 41 million", "It opened in May"]
    assert sorted(quotes(room, into)) == ["one", "two"]
    assert (claim.status, claim.merged_into_id) == ("withdrawn", into.id)
    assert (words(room, claim), quotes(room, claim)) == ([], [])


def test_where_both_stand_at_the_same_words_one_passage_is_left_behind(room: Newsroom) -> None:
    claim, into = room.claim("cost 41 million"), room.claim("cost 41 million")
    merge_claims(room.session, claim=claim, into=into, by=room.bo)
    assert words(room, into) == words(room, claim) == ["cost 41 million"]


def test_a_claim_that_gave_all_its_passages_away_is_not_restored(room: Newsroom) -> None:
    claim, into = room.claim("cost 41 million"), room.claim("It opened in May")
    merge_claims(room.session, claim=claim, into=into, by=room.bo)
    with pytest.raises(MoveRefused, match="stands nowhere"):
        restore_claim(room.session, claim=claim, by=room.bo)


def test_a_merged_claim_whose_own_place_is_lost_is_not_said_to_have_given_it_away(
    room: Newsroom,
) -> None:
    claim, into = room.claim("The mayor was ill"), room.claim("The mayor was ill")
    merge_claims(room.session, claim=claim, into=into, by=room.bo)
    gone = Rewrite.of(room, [block for block in HARBOUR if "mayor" not in str(block)])
    gone.settle(into, None)
    gone.make()
    assert words(room, into) == words(room, claim) == []
    with pytest.raises(MoveRefused, match="went into another one and stands nowhere itself"):
        restore_claim(room.session, claim=claim, by=room.bo)
    new = split_claim(
        room.session, claim=into, statement="Two.", passage_ids=[], attached={}, by=room.bo
    )
    assert new.live  # the way out that was named


def test_a_claim_is_not_merged_into_itself_or_a_withdrawn_one(room: Newsroom) -> None:
    claim, gone = room.claim("cost 41 million"), room.claim("It opened in May")
    withdraw_claim(room.session, claim=gone, by=room.ana)
    for into in (claim, gone):
        with pytest.raises(CannotMerge):
            merge_claims(room.session, claim=claim, into=into, by=room.ana)
    with pytest.raises(MoveRefused):
        merge_claims(room.session, claim=gone, into=claim, by=room.ana)


def test_nothing_is_split_or_merged_while_a_verdict_waits(room: Newsroom) -> None:
    claim, other = room.claim("cost 41 million"), room.claim("It opened in May")
    room.propose(claim)
    with pytest.raises(ClaimLocked):
        split_claim(
            room.session, claim=claim, statement="2", passage_ids=[], attached={}, by=room.ana
        )
    for one, into in ((claim, other), (other, claim)):
        with pytest.raises(ClaimLocked):
            merge_claims(room.session, claim=one, into=into, by=room.ana)
