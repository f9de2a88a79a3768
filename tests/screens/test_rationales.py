"""Rationales side by side are shown as elsewhere, with the words marked that differ."""

import pytest

from workbench.screens.readings.rationales import compare_rationales
from workbench.web.markdown import to_html

BASE = "The minutes of 2018, which the council has read out, say 32 million"


@pytest.mark.parametrize(
    ("first", "marked"),
    [
        (f"{BASE} **as agreed**.", "<strong><mark class=\"own\">as agreed</mark></strong>"),
        (f"{BASE} *as **all** agreed*.", "<strong><mark class=\"own\">all</mark></strong>"),
        (f"{BASE} & <script>.", "&amp; &lt;<mark class=\"own\">script</mark>&gt;"),
        (f"{BASE} [here](/b \"2 > 1\").", "ugc\"><mark class=\"own\">here</mark></a>"),
    ],
)  # fmt: skip
def test_own_words_are_marked_inside_what_emphasises_them(first: str, marked: str) -> None:
    found = compare_rationales(first, f"{BASE}.")
    assert found.compared
    assert marked in found.first
    assert found.second == to_html(f"{BASE}.")


def test_a_link_more_is_no_difference() -> None:
    found = compare_rationales(
        f"[{BASE}](https://a.example).\n\n- one\n- two", f"{BASE}.\n\n* one\n* two"
    )
    assert found.compared
    assert "<mark" not in found.first + found.second


def test_what_has_little_in_common_is_shown_whole() -> None:
    found = compare_rationales("It cost *more*.", BASE)
    assert (found.compared, found.first) == (False, to_html("It cost *more*."))


@pytest.mark.parametrize("empty", ["", "   "])
def test_no_rationale_is_none(empty: str) -> None:
    assert not compare_rationales(empty, BASE).first
