"""The difference of two wordings shows what a person has to look at."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.articles.telling_words import is_number
from workbench.articles.word_difference import (
    Change,
    ChangedWords,
    Piece,
    word_changes,
    word_difference,
)
from workbench.articles.wordings import Standout, Wording

KEPT, REMOVED, ADDED = Change.KEPT, Change.REMOVED, Change.ADDED
NUMBER, NEGATION = Standout.NUMBER, Standout.NEGATION

WORDINGS = st.lists(
    st.sampled_from(["the", "Dahl", "not", "12", "é", "e\u0301", "🚀", "שלום", "。", "no.", "It’s"])
).map(" ".join)
REPEATING = st.lists(st.sampled_from(["aaaaaa", "b", "c.", "Dddddd", "dddddd"])).map(" ".join)


def standouts(old: str, new: str) -> set[tuple[str, Standout]]:
    return {(p.text.strip(), p.standout) for p in word_difference(old, new) if p.standout}


def test_a_changed_number_stands_out_between_words_that_stayed() -> None:
    assert word_difference("It cost 48 million crowns.", "It cost 84 million crowns.") == (
        Piece(KEPT, "It cost "),
        Piece(REMOVED, "48 ", Standout.NUMBER),
        Piece(ADDED, "84 ", Standout.NUMBER),
        Piece(KEPT, "million crowns."),
    )


@given(WORDINGS | REPEATING, WORDINGS | REPEATING)
def test_the_pieces_make_up_both_wordings(old: str, new: str) -> None:
    pieces = word_difference(old, new)
    assert "".join(p.text for p in pieces if p.change is not REMOVED) == new
    left = "".join(p.text for p in pieces if p.change is not ADDED)
    assert "".join(left.split()) == "".join(old.split())


@given(REPEATING, REPEATING)
def test_between_kept_words_all_that_is_removed_stands_before_all_that_is_added(
    old: str, new: str
) -> None:
    for piece, following in pairwise(word_difference(old, new)):
        assert (piece.change, piece.standout) != (following.change, following.standout)
        assert (piece.change, following.change) != (ADDED, REMOVED)


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
        ("it was −5 degrees", "it was 5 degrees", {("−", Standout.NUMBER)}),
        ("es waren drei Boote", "es waren vier Boote", {("drei", NUMBER), ("vier", NUMBER)}),
        (
            "he was able to pay",
            "he was unable to pay",
            {("able", Standout.NEGATION), ("unable", Standout.NEGATION)},
        ),
        ("Gone. The boat sank.", "Gone. A boat sank.", set()),
        ("Gone. “The boat sank.", "Gone. “A boat sank.", set()),
        ("and the boat sank", "The boat sank", set()),
        ("about 5 km away", "about 5 m away", {("km", NUMBER), ("m", NUMBER)}),
        ("at least 5", "at most 5", {("least", NUMBER), ("most", NUMBER)}),
        ("it is harmless", "it is harmful", {("harmless", NEGATION), ("harmful", NEGATION)}),
        ("he often pays", "he rarely pays", {("rarely", NEGATION)}),
        ("a quick walk", "a slow walk", set()),
    ],
)
def test_numbers_names_and_negations_stand_out(
    old: str, new: str, found: set[tuple[str, Standout]]
) -> None:
    assert standouts(old, new) == found


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("fifth tenth eightieth fivefold two-fifths manifest", 6),
        ("dreißig einundzwanzigste zehnfach Zwanzigstel einmal ein eine und Leipzig", 5),
        ("trente vingtième cinquantaine problème", 3),
        ("seis veintidós trescientos dieciséis siete", 5),
        ("sei trentasei ventesimo vent Trento", 3),
        ("тридцать двадцатого пятый сорок семья", 4),
    ],
)
def test_numbers_in_words_are_known_in_several_languages(words: str, numbers: int) -> None:
    assert sum(is_number(key) for key in words.casefold().replace("-", " ").split()) == numbers


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


@pytest.mark.parametrize(
    ("shorter", "longer", "put_in"),
    [
        ("It sank. The sea rose.", "It sank. The crew swam. The sea rose.", "The crew swam. "),
        ("The sea rose.", "The crew swam. The sea rose.", "The crew swam. "),
        ("“It sank.” “A sea.”", "“It sank.” “A crew.” “A sea.”", "“A crew.” "),
        ("Up. “A sea.”", "Up. “A crew.” “A sea.”", "“A crew.” "),
        ("It sank! Did it? So.", "It sank! Did it? It did? So.", "It did? "),
        ("港口很小。港口很老。", "港口很小。港口很大。港口很老。", "港口很大。"),
        ("a b", "a c b", "c "),
    ],
)
def test_a_sentence_that_is_put_in_or_left_out_begins_where_it_begins(
    shorter: str, longer: str, put_in: str
) -> None:
    for old, new, change in ((shorter, longer, ADDED), (longer, shorter, REMOVED)):
        changed = [piece for piece in word_difference(old, new) if piece.change is not KEPT]
        assert "".join(piece.text for piece in changed) == put_in
        assert {piece.change for piece in changed} == {change}


def test_a_sentence_that_changed_places_is_removed_and_added_as_a_whole() -> None:
    pieces = word_difference("a boat sank. all of us swam.", "all of us swam. a boat sank.")
    assert [(piece.change, piece.text) for piece in pieces] == [
        (REMOVED, "a boat sank. "),
        (KEPT, "all of us swam. "),
        (ADDED, "a boat sank."),
    ]


def test_changed_words_reach_from_word_to_word_and_keep_within_a_stretch() -> None:
    text = "It cost a lot\n\n 48  nickel "
    assert word_changes(Wording(""), Wording(text, [(0, 13), (15, 27)])) == (
        (),
        (
            ChangedWords(0, 13),
            ChangedWords(16, 18, Standout.NUMBER),
            ChangedWords(20, 26),
        ),
    )


def test_words_between_stretches_are_not_compared() -> None:
    old, new = "It sank. Gone. It rose.", "It sank. Here. It fell."
    removed, added = word_changes(
        Wording(old, [(0, 8), (15, 23)]), Wording(new, [(0, 8), (15, 23)])
    )
    assert [old[change.start : change.end] for change in removed] == ["rose"]
    assert [new[change.start : change.end] for change in added] == ["fell"]


def test_a_word_that_begins_a_stretch_begins_a_sentence() -> None:
    text = "Ships\n\nThe sea"
    _, added = word_changes(Wording(""), Wording(text, [(0, 5), (7, 14)]))
    assert [change.standout for change in added] == [Standout.NAME, None]


def test_a_stretch_that_is_put_in_begins_where_it_begins() -> None:
    old, new = "a b\n\na d", "a b\n\na c\n\na d"
    stretches = [(0, 3), (5, 8), (10, 13)]
    removed, added = word_changes(Wording(old, stretches[:2]), Wording(new, stretches))
    assert (removed, added) == ((), (ChangedWords(5, 8),))


def test_where_stretches_end_is_no_change_of_words() -> None:
    text = "It sank. It rose."
    assert word_changes(Wording(text), Wording(text, [(0, 8), (9, 17)])) == ((), ())


@given(WORDINGS | REPEATING, WORDINGS | REPEATING)
def test_changed_words_are_the_pieces_without_white_space(old: str, new: str) -> None:
    pieces = word_difference(old, new)
    removed, added = word_changes(Wording(old), Wording(new))
    for text, changes, change in ((old, removed, REMOVED), (new, added, ADDED)):
        assert [(text[each.start : each.end], each.standout) for each in changes] == [
            (piece.text.strip(), piece.standout) for piece in pieces if piece.change is change
        ]
