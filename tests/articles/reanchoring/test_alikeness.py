"""Words that two stretches share, and how alike that makes them."""

import pytest

from workbench.articles.reanchoring.alikeness import compare, shared_words
from workbench.articles.reanchoring.words import words_of


def score(old: str, new: str) -> float:
    return compare(words_of(old), words_of(new)).score


def test_the_same_words_are_wholly_alike_and_others_not_at_all() -> None:
    assert score("It sank in 1999.", "It sank in 1999.") == 1
    assert score("It sank in 1999.", "IT SANK in 1999.") == 1
    assert score("“It sank”", '"it sank"') == 1
    assert score("It sank", "Boats rose") == 0
    assert score("", "It sank") == score("It sank", "") == 0


def test_what_follows_or_precedes_the_shared_words_does_not_count() -> None:
    whole = "Nobody was there when the boat sank in the storm, and nobody has said a word since."
    assert score("the boat sank in the storm", whole) == 1


def test_a_full_stop_far_behind_is_no_shared_word() -> None:
    new = words_of("The boat sank, and nobody who was there has said a word about it since.")
    found = compare(words_of("The boat sank."), new)
    assert found.pairs == ((0, 0), (1, 1), (2, 2))


def test_a_small_word_far_before_is_no_shared_word() -> None:
    new = words_of("It was said by all who had come from the town that she sank there.")
    assert compare(words_of("It sank there."), new).pairs == ((1, 13), (2, 14), (3, 15))


@pytest.mark.parametrize("length", [40, 12_000])
def test_words_are_paired_in_order_in_short_stretches_and_in_long_ones(length: int) -> None:
    old = [f"w{at}" for at in range(length)]
    new = ["new", *old[: length // 2], "put", "in", *old[length // 2 :]]
    assert shared_words(old, new) == [
        *((at, at + 1) for at in range(length // 2)),
        *((at, at + 3) for at in range(length // 2, length)),
    ]
