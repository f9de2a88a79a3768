"""The difference of two wordings shows what a person has to look at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.articles.word_difference import Change, Piece, Standout, word_difference

KEPT, REMOVED, ADDED = Change.KEPT, Change.REMOVED, Change.ADDED

WORDINGS = st.lists(
    st.sampled_from(["the", "Dahl", "not", "12", "é", "e\u0301", "🚀", "שלום", "。", "no.", "It’s"])
).map(" ".join)


def standouts(old: str, new: str) -> set[tuple[str, Standout]]:
    return {(p.text.strip(), p.standout) for p in word_difference(old, new) if p.standout}


def test_a_changed_number_stands_out_between_words_that_stayed() -> None:
    assert word_difference("It cost 48 million crowns.", "It cost 84 million crowns.") == (
        Piece(KEPT, "It cost "),
        Piece(REMOVED, "48 ", Standout.NUMBER),
        Piece(ADDED, "84 ", Standout.NUMBER),
        Piece(KEPT, "million crowns."),
    )


@given(WORDINGS, WORDINGS)
def test_the_pieces_make_up_both_wordings(old: str, new: str) -> None:
    pieces = word_difference(old, new)
    assert "".join(p.text for p in pieces if p.change is not REMOVED) == new
    left = "".join(p.text for p in pieces if p.change is not ADDED)
    assert "".join(left.split()) == "".join(old.split())


@given(WORDINGS)
def test_a_wording_does_not_differ_from_itself(words: str) -> None:
    assert all(piece.change is KEPT for piece in word_difference(words, words))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("It did rise.", "It did not rise.", {("not", Standout.NEGATION)}),
        ("It does rise.", "It doesn’t rise.", {("doesn’t", Standout.NEGATION)}),
        ("Er kam.", "Er kam nicht.", {("nicht", Standout.NEGATION)}),
        (
            "Il l'a vu.",
            "Il n'a vu rien.",
            {("n'a", Standout.NEGATION), ("rien", Standout.NEGATION)},
        ),
        (
            "about half of it",
            "about two thirds of it",
            {("half", Standout.NUMBER), ("two thirds", Standout.NUMBER)},
        ),
        ("it cost $5", "it cost €5", {("$", Standout.NUMBER), ("€", Standout.NUMBER)}),
        (
            "said Arne Dahl today",
            "said Arne Berg today",
            {("Dahl", Standout.NAME), ("Berg", Standout.NAME)},
        ),
        ("Dahl said so.", "Berg said so.", {("Dahl", Standout.NAME), ("Berg", Standout.NAME)}),
        ("Gone. The boat sank.", "Gone. A boat sank.", set()),
        ("and the boat sank", "The boat sank", set()),
        ("a quick walk", "a slow walk", set()),
    ],
)
def test_numbers_names_and_negations_stand_out(
    old: str, new: str, found: set[tuple[str, Standout]]
) -> None:
    assert standouts(old, new) == found


def test_a_capital_alone_makes_no_name() -> None:
    assert standouts("then Harbour works began", "then harbour work began") == set()


def test_a_small_word_amid_new_ones_is_not_called_kept() -> None:
    pieces = word_difference(
        "Boats of the islanders sank.", "Nobody saw the missing ferries again."
    )
    assert [piece.text for piece in pieces if piece.change is KEPT] == ["."]


def test_very_long_wordings_are_compared_in_proportion_to_their_length() -> None:
    old = "word " * 200_000
    pieces = word_difference(old, old + "end")
    assert [piece.change for piece in pieces] == [KEPT, ADDED]
