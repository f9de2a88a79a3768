"""Two people's words: what only one of them has is marked, and nothing is lost."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from workbench.articles.wordings import Standout
from workbench.verdicts.side_by_side import SideBySide, Stretch, side_by_side

TEXTS = st.lists(
    st.sampled_from(["The", "quay", "cost", "41", "million", "not", "\n\n", "😀", "Brandt."])
).map(" ".join)


def own(stretches: Sequence[Stretch]) -> list[str]:
    return [each.text for each in stretches if each.own]


def test_only_words_that_one_of_them_has_are_marked() -> None:
    found = side_by_side("The quay cost 32 million, not 41.", "The quay cost 32 million in all.")
    assert own(found.first) == ["not", "41"]
    assert own(found.second) == ["in all"]


def test_a_number_that_differs_stands_out() -> None:
    found = side_by_side("It cost 32 million euros.", "It cost 41 million euros.")
    assert Stretch("32", own=True, standout=Standout.NUMBER) in found.first
    assert Stretch("41", own=True, standout=Standout.NUMBER) in found.second


def test_texts_with_little_in_common_are_not_marked() -> None:
    found = side_by_side("The minutes say 32.", "Nobody could show us where this comes from.")
    assert not found.compared
    assert not own([*found.first, *found.second])


@given(TEXTS, TEXTS)
def test_both_texts_are_there_letter_by_letter(first: str, second: str) -> None:
    found: SideBySide = side_by_side(first, second)
    assert "".join(each.text for each in found.first) == first
    assert "".join(each.text for each in found.second) == second


@given(TEXTS)
def test_the_same_words_twice_have_nothing_marked(words: str) -> None:
    found = side_by_side(words, words)
    assert found.compared
    assert not own([*found.first, *found.second])
