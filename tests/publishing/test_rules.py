"""Addresses and the words of default summaries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.publishing.rules import (
    default_summary,
    default_title,
    in_words,
    names_shortened,
    shortened,
    web_address,
)


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "ftp://a.example/",
        "//a.example",
        "https://",
        "https://[",
        "nonsense",
        None,
    ],
)
def test_what_is_no_web_address_is_left_out(value: str | None) -> None:
    assert web_address(value) == ""


def test_an_address_becomes_a_valid_iri() -> None:
    assert web_address(" https://a.example/é|x y ") == "https://a.example/é%7Cx%20y"
    assert web_address("https://[::1]:80/a%20b?c=[d]") == "https://[::1]:80/a%20b?c=%5Bd%5D"


def test_a_summary_counts_in_words() -> None:
    counts = [("True", 4), ("Half true", 2), ("Not checkable", 0), ("FALSE", 13)]
    assert default_summary(counts) == "19 claims checked: four true, two half true, 13 FALSE."
    assert default_summary([("Refuted", 1)]) == "One claim checked: one refuted."
    assert default_summary([]) == "No claim is checked yet."


def test_a_title_is_made_from_the_articles() -> None:
    assert default_title("The bridge") == "The bridge: what holds and what does not"
    assert default_title("A thaw?") == "A thaw? What holds and what does not"


@given(st.integers(0, 10**9))
def test_numbers_are_always_said(number: int) -> None:
    assert in_words(number)


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["The Herald", "The Echo"], "The Herald, The Echo"),
        (["The Herald", "Ministry of Harbours"], "The Herald, …"),
        (["Ministry of Quays, Harbour Office"], "Ministry of Quays"),
        (["Quays, Harbour Office", "The Echo"], "Quays, The Echo"),
        (["Ministry of Quays and Harbours"], "Ministry of Quays and…"),
        (["Ministry of Quays and Harbours", "The Echo"], "Ministry of Quays and…"),
        ([], ""),
    ],
)
def test_names_stand_whole_in_a_row_as_far_as_there_is_room(names: list[str], short: str) -> None:
    assert names_shortened(names, 24) == short


@given(st.text(), st.integers(8, 80))
def test_what_is_shortened_is_short_and_begins_alike(words: str, longest: int) -> None:
    short = shortened(words, longest)
    assert len(short) <= longest
    assert " ".join(words.split()).startswith(short.rstrip("…"))
