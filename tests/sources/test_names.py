"""Names of authors: as the library writes them, as they are spoken, and as CSL has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.sources.names import author_of, name_of, natural

parts = st.text("abcÖ -'", min_size=1, max_size=10).map(str.strip).filter(bool)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Korybko, Andrew", "Andrew Korybko"),
        ("van Beethoven, Ludwig", "Ludwig van Beethoven"),
        ("World Health Organization", "World Health Organization"),
        ("{Smith, Jones and Company}", "Smith, Jones and Company"),
        ("A. Clerk", "A. Clerk"),
        (", Andrew", ", Andrew"),
    ],
)
def test_a_name_is_read_in_the_order_in_which_it_is_spoken(written: str, spoken: str) -> None:
    assert natural(written) == spoken


def test_particles_go_with_the_name_as_csl_says() -> None:
    name = {
        "family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van",
        "dropping-particle": "de", "suffix": "Jr",
    }  # fmt: skip
    assert author_of(name) == "van Beethoven Jr, Ludwig de"


@pytest.mark.parametrize("name", [{}, {"family": ""}, {"family": 4}, {"literal": None}])
def test_a_name_that_says_nothing_is_none(name: dict[str, object]) -> None:
    assert author_of(name) == ""


@given(parts, parts)
def test_a_person_survives_the_journey(family: str, given: str) -> None:
    name = {"family": " ".join(family.split()), "given": " ".join(given.split())}
    assert name_of(author_of(name)) == name


@given(st.text("abc, ", min_size=1, max_size=20).filter(str.strip))
def test_an_organisation_survives_the_journey(literal: str) -> None:
    name = {"literal": " ".join(literal.split())}
    assert name_of(author_of(name)) == name
