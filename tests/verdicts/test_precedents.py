"""What the desk decided of similar claims, and a rating that departs from it."""

import pytest
from sqlalchemy import update

from tests.builders import Newsroom
from workbench.claims.models import Claim
from workbench.policies.rules import PolicyFields
from workbench.policies.service import set_policy
from workbench.verdicts.precedents import departures, precedents


def claim_saying(room: Newsroom, words: str, statement: str) -> Claim:
    """A claim with a statement of its own."""
    claim = room.claim(words)
    claim.statement = statement
    room.session.flush()
    return claim


@pytest.fixture
def decided(room: Newsroom) -> Claim:
    """A claim that was rated false."""
    claim = claim_saying(room, "The quay cost 41 million", "The new quay cost 41 million euros.")
    room.propose(claim)
    room.approve(claim)
    return claim


def test_a_similar_claim_is_found_with_the_verdict_that_stands(
    room: Newsroom, decided: Claim
) -> None:
    claim = claim_saying(room, "It opened in May", "The new quay cost far too many euros.")
    [found] = precedents(room.session, claim)
    assert (found.claim, found.rating.label, found.near) == (decided, "False", False)


def test_what_nobody_has_approved_is_no_precedent(room: Newsroom) -> None:
    other = claim_saying(room, "The quay cost 41 million", "The new quay cost 41 million euros.")
    room.propose(other)
    claim = claim_saying(room, "It opened in May", "The new quay cost 41 million euros.")
    assert not precedents(room.session, claim)


def test_a_claim_of_other_words_has_no_precedent(room: Newsroom, decided: Claim) -> None:
    claim = claim_saying(room, "It opened in May", "Spring brought tourists along.")
    assert not precedents(room.session, claim)


def test_another_rating_of_nearly_the_same_words_departs(room: Newsroom, decided: Claim) -> None:
    claim = claim_saying(room, "It opened in May", "The new quay has cost 41 million euros.")
    found = precedents(room.session, claim)
    assert [each.claim for each in departures(found, room.rating("True"))] == [decided]
    assert not departures(found, room.rating("False"))
    assert not departures(found, None)


@pytest.mark.parametrize(
    "statement", ["The new quay cost 32 million euros.", "The new quay cost not 41 million euros."]
)
def test_another_number_or_a_negation_makes_it_another_claim(
    room: Newsroom, decided: Claim, statement: str
) -> None:
    claim = claim_saying(room, "It opened in May", statement)
    found = precedents(room.session, claim)
    assert found
    assert not departures(found, room.rating("True"))


def test_a_word_that_was_taken_out_of_a_claim_finds_it_no_more(
    room: Newsroom, decided: Claim
) -> None:
    """The index is kept by the database, whoever writes."""
    claim = claim_saying(room, "It opened in May", "The bridge brought tourists along.")
    assert not precedents(room.session, claim)
    said = {"statement": "Tourists paid for the bridge.", "search_text": "tourists: the bridge"}
    room.session.execute(update(Claim).where(Claim.id == decided.id).values(said))
    assert [each.claim for each in precedents(room.session, claim)] == [decided]
    room.session.execute(update(Claim).where(Claim.id == decided.id).values(search_text="other"))
    assert not precedents(room.session, claim)


def test_what_somebody_still_reads_blind_is_no_precedent(room: Newsroom) -> None:
    """No approved verdict is, as a rule; no rule elsewhere may be what keeps it hidden."""
    set_policy(room.session, seen=0, fields=PolicyFields(), by=room.adi)
    other = claim_saying(room, "The quay cost 41 million", "The new quay cost 41 million euros.")
    verdict = room.propose(other)
    room.approve(other)
    claim = claim_saying(room, "It opened in May", "The new quay cost 41 million euros.")
    found = [bool(precedents(room.session, claim))]
    verdict.blind = True
    room.session.flush()
    assert [*found, bool(precedents(room.session, claim))] == [True, False]


@pytest.mark.parametrize("statement", ["Lebensmittelpreise", "Τιμές τροφίμων", "50€ AND (OR NOT"])
def test_a_claim_of_few_or_of_odd_words_asks_in_words_alone(room: Newsroom, statement: str) -> None:
    """What a search language would read as its own."""
    other = claim_saying(room, "The quay cost 41 million", f"{statement} NEAR('x':* & \"y\" | z)")
    room.propose(other)
    room.approve(other)
    claim = claim_saying(room, "It opened in May", f"{statement} near")
    assert [each.claim for each in precedents(room.session, claim)] == [other]
