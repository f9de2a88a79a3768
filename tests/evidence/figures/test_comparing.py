"""The arithmetic of figures, of which only those of one kind stand beside each other."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.evidence.figures import Change, change_between, compare, figures_in
from workbench.evidence.figures.comparing import MOST

numbers = st.decimals(-(10**9), 10**9, places=2)


def pairs(claim: str, *quotes: str) -> list[tuple[str, str, int]]:
    found = compare(figures_in(claim), [figures_in(quote) for quote in quotes])
    return [(pair.claimed.words, pair.quoted.words, pair.quote) for pair in found]


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("It cost 41 million euros", "It cost 32,000,000 EUR"),
        ("1,500 new houses", "1,400 houses were built"),
        ("12 percent", "10 %"),
        ("41 million", "32 million"),
    ],
)
def test_figures_of_one_kind_stand_beside_each_other(claim: str, quote: str) -> None:
    assert len(pairs(claim, quote)) == 1


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("41 million euros", "32 million dollars"),
        ("12 percent", "10 percentage points"),
        ("1,500 houses", "1,400 flats"),
        ("12 %", "12 houses"),
        ("41 million euros", "nothing was paid"),
    ],
)
def test_figures_of_two_kinds_do_not(claim: str, quote: str) -> None:
    assert pairs(claim, quote) == []


def test_each_pair_tells_which_quote_it_is_of() -> None:
    assert pairs("5 % of 3 km", "4 km", "6 %, 7 km") == [
        ("5 %", "6 %", 1), ("3 km", "4 km", 0), ("3 km", "7 km", 1),
    ]  # fmt: skip


def test_of_many_pairs_the_first_dozen_counts() -> None:
    assert len(pairs("5 %, 6 %, 7 %", "1 %, 2 %, 3 %, 4 %, 5 %, 6 %, 7 %, 8 %")) == MOST


def test_a_change_of_percents_is_one_of_points() -> None:
    [pair] = compare(figures_in("6 %"), [figures_in("4 %")])
    assert pair.points
    assert pair.change == Change(Decimal(2), Decimal("1.5"), Decimal(50))


@pytest.mark.parametrize(
    ("claim", "quote", "within"),
    [("11 km", "10–12 km", True), ("13 km", "10–12 km", False), ("10–13 km", "10–12 km", False),
     ("10–12 km", "11 km", False)],
)  # fmt: skip
def test_of_a_range_it_is_told_whether_the_claim_lies_in_it(
    claim: str, quote: str, *, within: bool
) -> None:
    [pair] = compare(figures_in(claim), [figures_in(quote)])
    assert (pair.change, pair.within) == (None, within)


@given(numbers, numbers)
def test_a_change_leads_from_the_one_to_the_other(before: Decimal, after: Decimal) -> None:
    change = change_between(before, after)
    assert before + change.difference == after
    if change.ratio is not None and change.percent is not None:
        assert abs(before * change.ratio - after) < Decimal("0.000001")
        assert abs(before + abs(before) * change.percent / 100 - after) < Decimal("0.000001")
    else:
        assert before == 0 or (before < 0) != (after < 0)


@given(st.integers(0, 10**9))
def test_a_figure_and_itself_are_equal(number: int) -> None:
    [pair] = compare(figures_in(f"{number:,} votes"), [figures_in(f"{number:,} votes")])
    assert pair.equal
