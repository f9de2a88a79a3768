"""What the desk decided of similar claims, and a rating that departs from it."""

import pytest

from tests.builders import Newsroom
from workbench.claims.models import Claim
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
