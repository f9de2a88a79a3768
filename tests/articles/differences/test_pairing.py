"""What is known of sentences tells which blocks belong together."""

from tests.articles.differences.texts import side
from workbench.articles.differences.links import heaviest_first
from workbench.articles.differences.pairing import pair_blocks
from workbench.articles.reanchoring import Fate, Outcome, Region

LONG = "A ferry with nine cars on board sank near the northern pier last night."
SHORT = "Three warehouses stay closed for a year."


def test_blocks_that_share_more_letters_come_first() -> None:
    old, new = side(f"{SHORT} {LONG}"), side(SHORT, LONG)
    places = [(0, Region(0, 0, 1.0)), (1, Region(1, 1, 1.0))]
    assert heaviest_first(old, new, places) == [(0, 1), (0, 0)]


def test_a_sentence_counts_as_far_as_it_is_the_same() -> None:
    old, new = side(f"{SHORT} {LONG}"), side(SHORT, LONG)
    places = [(0, Region(0, 0, 1.0)), (1, Region(1, 1, 0.4))]
    assert heaviest_first(old, new, places) == [(0, 0), (0, 1)]


def test_a_short_sentence_within_a_long_one_counts_for_its_own_letters() -> None:
    old, new = side(f"Yes. {SHORT}"), side(LONG, SHORT)
    places = [(0, Region(0, 0, 1.0)), (1, Region(1, 1, 1.0))]
    assert heaviest_first(old, new, places) == [(0, 1)]


def test_a_short_block_that_went_into_a_long_one_shares_enough() -> None:
    old, new = side("Yes."), side(f"{LONG} {SHORT} Yes.")
    assert heaviest_first(old, new, [(0, Region(2, 2, 1.0))]) == [(0, 0)]


def test_less_than_a_quarter_of_both_is_not_enough() -> None:
    old, new = side(f"{LONG} Yes."), side(f"{SHORT} Yes.")
    assert heaviest_first(old, new, [(1, Region(1, 1, 1.0))]) == []


def test_repeated_words_between_the_same_neighbours_are_paired_first() -> None:
    doubtful = Fate(Outcome.AMBIGUOUS)
    fates = [doubtful, Fate(Outcome.EXACT, Region(0, 0, 1.0)), doubtful]
    assert pair_blocks(side("Yes.", LONG, "Yes."), side(LONG, "Yes."), fates) == {1: 0, 2: 1}


def test_a_block_with_the_same_words_is_preferred_to_one_with_a_sentence_in_common() -> None:
    fates = [Fate(Outcome.AMBIGUOUS, None, (Region(0, 0, 1.0), Region(2, 2, 1.0)))]
    assert pair_blocks(side(SHORT), side(f"{SHORT} Yes.", SHORT), fates) == {0: 1}
