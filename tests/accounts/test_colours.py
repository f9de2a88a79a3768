"""Whether a desk's colour can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.accounts.colours import (
    DARK_GROUNDS,
    ENOUGH,
    LIGHT_GROUNDS,
    contrast,
    for_the_dark,
    least_contrast,
)
from workbench.config import ASSETS


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#123456", "#123456", 1)],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)
    assert contrast(one, other) == contrast(other, one)


@given(st.integers(0, 0xFFFFFF).map("#{:06x}".format))
def test_every_colour_has_a_pair_that_can_be_read_in_the_dark(colour: str) -> None:
    assert least_contrast(for_the_dark(colour), DARK_GROUNDS) >= ENOUGH


def test_a_colour_that_can_be_read_in_the_dark_stays() -> None:
    assert for_the_dark("#8fb4ff") == "#8fb4ff"


def test_the_grounds_are_those_of_the_style_sheets() -> None:
    tokens = (ASSETS / "static/css/tokens.css").read_text()
    pairs = zip(("paper", "card"), LIGHT_GROUNDS, DARK_GROUNDS, strict=True)
    for name, light, dark in pairs:
        assert f"--{name}: light-dark({light}, {dark});" in tokens
