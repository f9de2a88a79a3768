"""Two texts made of one are joined: each change is there, and where they meet both wordings are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.three_way import merge

TEXTS = st.lists(
    st.sampled_from(
        ["quay", "cost", "41", "million", "the", ".", ",", " ", " ", "\n\n", "é", "码头"]
    )
).map("".join)
ANY = TEXTS | st.text(max_size=40)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w", text))


@given(ANY, ANY)
def test_what_one_left_alone_is_as_the_other_has_it(base: str, other: str) -> None:
    assert merge(base, base, other).text == other
    assert merge(base, other, base).text == other
    assert merge(base, other, other).text == other
    assert merge(base, base, other).conflicts == 0


@given(ANY, ANY, ANY)
def test_the_stretches_are_the_three_texts(base: str, theirs: str, yours: str) -> None:
    stretches = merge(base, theirs, yours).stretches
    assert merge(base, theirs, yours).base == base
    assert "".join(stretch.theirs for stretch in stretches) == theirs
    assert "".join(stretch.yours for stretch in stretches) == yours


@given(ANY, ANY, ANY)
def test_no_letter_that_either_added_is_lost(base: str, theirs: str, yours: str) -> None:
    assert (words(theirs) | words(yours)) - words(base) <= words(merge(base, theirs, yours).text)


@given(ANY, ANY, ANY)
def test_who_is_who_makes_no_difference_where_they_do_not_meet(
    base: str, theirs: str, yours: str
) -> None:
    one, other = merge(base, theirs, yours), merge(base, yours, theirs)
    assert one.conflicts == other.conflicts
    if not one.conflicts:
        assert one.text == other.text


BASE = "The quay cost 41 million. It opened in May."


@pytest.mark.parametrize(
    ("theirs", "yours", "joined"),
    [
        (
            "The quay cost 42 million. It opened in May.",
            "The quay cost 41 million. It opened in June.",
            "The quay cost 42 million. It opened in June.",
        ),
        (
            "The old quay cost 41 million. It opened in May.",
            "The quay cost 41 million. It opened in May. Nobody came.",
            "The old quay cost 41 million. It opened in May. Nobody came.",
        ),
        ("It opened in May.", "The quay cost 41 million. It opened in June.", "It opened in June."),
        (
            "The quay cost 42 million. It opened in May.",
            "The quay cost 43 million. It opened in May.",
            "The quay cost 42 / 43 million. It opened in May.",
        ),
    ],
)
def test_changes_in_several_places_are_joined(theirs: str, yours: str, joined: str) -> None:
    assert merge(BASE, theirs, yours).text == joined


def test_a_sentence_that_both_wrote_anew_is_one_conflict() -> None:
    found = merge("It cost a lot.", "Nobody knows the price.", "The town paid for it.")
    assert found.conflicts == 1
    assert found.text == "Nobody knows the price / The town paid for it."


def test_long_texts_are_joined_in_time() -> None:
    base = " ".join(f"word{number % 3000}" for number in range(15_000))
    theirs, yours = base.replace("word7 ", "seven ", 1), f"{base} End."
    assert merge(base, theirs, yours).text == f"{theirs} End."
