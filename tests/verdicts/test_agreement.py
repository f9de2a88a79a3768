"""Krippendorff's alpha against the published example, another program, and what it must be."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.verdicts.agreement import FEWEST, Interval, Level, alpha, interval

# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): four observers, twelve units.
OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
TWO_READERS = "11 11 21 22 22 23 33 33 35 43 44 44 45 55 51 55"


def units(rows: Sequence[str]) -> list[list[int]]:
    """What the observers of each unit said; a dot is somebody who did not look at it."""
    columns = zip(*(row.split() for row in rows), strict=True)
    return [[int(value) for value in column if value != "."] for column in columns]


def pairs(words: str) -> list[tuple[int, int]]:
    return [(int(word[0]), int(word[1])) for word in words.split()]


@pytest.mark.parametrize(
    ("level", "published"),
    [(Level.NOMINAL, 0.743), (Level.ORDINAL, 0.815), (Level.INTERVAL, 0.849)],
)
def test_alpha_of_the_published_example_is_the_published_one(
    level: Level, published: float
) -> None:
    assert alpha(units(OBSERVERS), level) == pytest.approx(published, abs=0.0005)


# As `krippendorff` 0.9.0 (PyPI) gives them; on 300 samples of its kind both differ by 1e-15.
@pytest.mark.parametrize(
    ("level", "theirs"),
    [
        (Level.NOMINAL, 0.5452322738386308),
        (Level.ORDINAL, 0.6368343195266273),
        (Level.INTERVAL, 0.6360078277886497),
    ],
)
def test_alpha_of_two_readers_is_that_of_another_program(level: Level, theirs: float) -> None:
    assert alpha(pairs(TWO_READERS), level) == pytest.approx(theirs, abs=1e-12)


def test_alpha_is_one_where_all_agree_and_none_where_all_is_the_same() -> None:
    assert alpha([(1, 1), (2, 2)]) == 1
    assert alpha([(2, 2), (2, 2)]) is None
    assert alpha([]) is None
    assert alpha([(1,), (2,)]) is None


def test_alpha_is_below_zero_where_readers_contradict_each_other() -> None:
    worst = alpha([(1, 5), (5, 1), (1, 5), (5, 1)])
    assert worst is not None
    assert worst < 0


def test_readers_that_are_two_steps_apart_agree_less_than_those_who_are_one_apart() -> None:
    agreed = [(value, value) for value in (1, 2, 3, 4, 5)]
    near, far = alpha([*agreed, (2, 3)]), alpha([*agreed, (2, 4)])
    assert near is not None
    assert far is not None
    assert near > far


RATED = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=40)


@given(RATED)
def test_it_does_not_matter_who_was_first_nor_which_claim_came_first(
    rated: list[tuple[int, int]],
) -> None:
    turned = [(second, first) for first, second in reversed(rated)]
    assert alpha(turned) == pytest.approx(alpha(rated))


@given(RATED)
def test_an_order_has_no_distances(rated: list[tuple[int, int]]) -> None:
    stretched = [(first**3, second**3) for first, second in rated]
    assert alpha(stretched) == pytest.approx(alpha(rated))


def test_the_interval_holds_alpha_and_is_the_same_each_time() -> None:
    rated = pairs(TWO_READERS)
    found, middle = interval(rated), alpha(rated)
    assert found is not None
    assert middle is not None
    assert -1 <= found.low < middle < found.high <= 1
    assert interval(rated) == found


def test_more_pairs_of_the_same_kind_make_the_interval_narrower() -> None:
    few, many = interval(pairs(TWO_READERS)), interval(pairs(TWO_READERS) * 10)
    assert few is not None
    assert many is not None
    assert many.high - many.low < (few.high - few.low) / 2


def test_too_few_units_have_no_interval() -> None:
    agreed = [(1, 1), (2, 2)] * FEWEST
    assert interval(agreed[: FEWEST - 1]) is None
    assert interval([*agreed[: FEWEST - 1], (3,)]) is None
    assert interval(agreed[:FEWEST]) == Interval(1, 1)


def test_pairs_that_hardly_ever_vary_have_no_interval() -> None:
    assert interval([(2, 2)] * FEWEST) is None
