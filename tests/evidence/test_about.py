"""What a piece of evidence is about: the whole claim, or words of its statement."""

from dataclasses import replace

import pytest

from tests.builders import Newsroom
from workbench.claims.models import Claim
from workbench.claims.service import edit_claim
from workbench.claims.service import fields_of as fields_of_claim
from workbench.evidence.errors import AboutElsewhere
from workbench.evidence.models import Evidence
from workbench.evidence.rearranging import split_claim
from workbench.evidence.rules import Stance, has_words
from workbench.evidence.service import EvidenceFields, add_evidence, edit_evidence, fields_of
from workbench.verdicts.undo import undo_last

PART = EvidenceFields(Stance.REFUTES, "32 million", about="41 million")


def about(room: Newsroom, claim: Claim, words: str = "41 million") -> Evidence:
    return add_evidence(
        room.session, claim=claim, source=room.source(), fields=replace(PART, about=words),
        by=room.ana,
    )  # fmt: skip


def reword(room: Newsroom, claim: Claim, statement: str) -> None:
    fields = replace(fields_of_claim(claim), statement=statement)
    edit_claim(room.session, claim=claim, fields=fields, revision=claim.revision, by=room.ana)


def say(room: Newsroom, piece: Evidence, words: str) -> None:
    edit_evidence(
        room.session, claim=piece.claim, evidence=piece, fields=replace(PART, about=words),
        revision=piece.revision, by=room.ana,
    )  # fmt: skip


def test_evidence_may_be_about_words_of_the_statement(room: Newsroom) -> None:
    piece = about(room, room.claim())
    assert fields_of(piece) == PART
    assert piece.about_stands


def test_words_that_the_statement_does_not_have_are_refused(room: Newsroom) -> None:
    claim = room.claim()
    with pytest.raises(AboutElsewhere):
        about(room, claim, "42 million")
    piece = about(room, claim)
    with pytest.raises(AboutElsewhere):
        say(room, piece, "42 million")
    assert fields_of(piece) == PART


def test_words_that_stand_there_no_more_are_kept_and_say_so(room: Newsroom) -> None:
    piece = about(room, room.claim())
    reword(room, piece.claim, "The quay was dear.")
    assert (piece.about, piece.about_stands) == ("41 million", False)
    say(room, piece, "41 million")  # saved again as it is
    say(room, piece, "")
    assert piece.about_stands


def test_what_it_is_about_goes_along_with_a_split_and_comes_back_with_undo(room: Newsroom) -> None:
    claim = room.claim()
    piece = about(room, claim)
    say(room, piece, "The quay")
    split_claim(
        room.session, claim=claim, statement="It cost 41 million.", passage_ids=[],
        attached={"evidence": [piece.id]}, by=room.ana,
    )  # fmt: skip
    room.session.expire_all()
    assert (piece.claim.number, piece.about, piece.about_stands) == (2, "The quay", False)
    for _split_and_edit in range(2):
        undo_last(room.session, article=room.article, by=room.ana)
    room.session.expire_all()
    assert (piece.claim.number, piece.about, piece.about_stands) == (1, "41 million", True)


@pytest.mark.parametrize(
    ("words", "stand"),
    [("", True), ("cost  41", True), ("It\ncost", True), ("it cost", False), ("cost41", False)],
)
def test_white_space_between_words_does_not_matter(words: str, *, stand: bool) -> None:
    assert has_words("It cost\n41 million.", words) is stand
