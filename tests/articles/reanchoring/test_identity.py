"""Which of several equal sentences is which, by what stands around them."""

import pytest

from workbench.articles.reanchoring.identity import same_sentences

LENGTHS = 30  # of every sentence: enough to tell


def pairs(old: str, new: str) -> dict[int, int]:
    """Pair two texts in which each letter is a sentence."""
    found = same_sentences([ord(at) for at in old], [ord(at) for at in new], [LENGTHS] * len(old))
    return found.pairs


@pytest.mark.parametrize(
    ("old", "new", "sentence", "place"),
    [
        ("ApB", "ApB", 1, 1),
        ("ApBC", "XApBC", 1, 2),
        ("ApBCpD", "ApBCpD", 4, 4),
        ("ApBCpD", "ApBCD", 1, 1),  # the second was deleted
        ("ApBCD", "ApBCpD", 1, 1),  # copied elsewhere
        ("ApBCD", "XpBCpD", 1, 1),  # one side is enough
    ],
)
def test_surroundings_on_one_side_or_both_tell_a_sentence(
    old: str, new: str, sentence: int, place: int
) -> None:
    assert pairs(old, new)[sentence] == place


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("ApB", "AppB", 1),  # each side speaks for another place
        ("ApqB", "ApqpqB", 1),
        ("ApqB", "ApqpqB", 2),
        ("ApB", "AppX", 1),  # a copy may have been put in before or behind
        ("ApB", "XppB", 1),
        ("ApBCpD", "ApBCD", 4),  # what is gone does not go to its twin
        ("ApBCpD", "ApD", 1),  # two old ones, one new one
        ("ApBCpD", "XpY", 1),
        ("ApBCpD", "ApDCpB", 1),  # they changed places, or their neighbours did
    ],
)
def test_surroundings_that_do_not_tell_leave_a_sentence_unpaired(
    old: str, new: str, sentence: int
) -> None:
    assert sentence not in pairs(old, new)


def test_a_very_short_neighbour_tells_nothing() -> None:
    keys = [1, 2, 3, 9, 4, 2, 5], [1, 2, 6, 9, 7, 2, 8]
    assert same_sentences(*keys, [3] * 7).pairs == {0: 0, 1: 1, 3: 3}
    assert same_sentences([7, 1, 2, 3, 2, 5], [8, 1, 2, 6, 9, 2, 8], [3] * 6).pairs == {1: 1}


def test_what_an_edited_sentence_became_is_the_same_surroundings() -> None:
    old, new = [1, 2, 3, 4, 2, 5], [11, 2, 13, 14, 2, 15]
    lengths = [LENGTHS] * 6
    assert same_sentences(old, new, lengths).pairs == {}
    edited = {0: (0, 0), 2: (2, 2), 3: (3, 3), 5: (5, 5)}
    assert same_sentences(old, new, lengths, edited).pairs == {1: 1, 4: 4}


def test_a_repeated_sentence_that_was_edited_is_not_the_same() -> None:
    old, new = [1, 2, 3, 4, 2, 5], [1, 9, 3, 4, 2, 5]
    found = same_sentences(old, new, [LENGTHS] * 6, {1: (1, 1)})
    assert found.pairs == {0: 0, 2: 2, 3: 3, 4: 4, 5: 5}
