"""Words are found however they are spelled."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.searching import folded, searched


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Die STRASSE", "straße"),
        ("Die Straße", "STRASSE"),
        ("Université d’État", "université d'etat"),
        ("\u00c9tat", "e\u0301tat"),
        ("İstanbul", "istanbul"),
        ("Οι Αθήνες", "ΑΘΗΝΕΣ"),
        ("Ёлка", "елка"),
        ("The ﬁrst 10² km", "first 102"),
        ("１２ ガ", "12 ガ"),
        ("U.S.–Russia “détente”", 'u.s.-russia "detente"'),
    ],
)
def test_what_is_spelled_otherwise_is_found(written: str, typed: str) -> None:
    assert all(word in folded(written) for word in searched(typed))


@pytest.mark.parametrize(("written", "typed"), [("が", "か"), ("हिन्दी", "हन्द"), ("ส้ม", "สม")])
def test_signs_that_make_another_letter_stay(written: str, typed: str) -> None:
    assert folded(typed) not in folded(written)


@given(st.text())
def test_folded_once_is_folded_for_good_however_it_was_composed(text: str) -> None:
    assert folded(folded(text)) == folded(normalize("NFD", text)) == folded(text)


def test_a_search_is_eight_words_of_two_hundred_letters_without_a_zero() -> None:
    assert searched("ab\0c") == ["abc"]
    assert searched("ß" * 300) == ["s" * 200]
    assert len(searched("a b c d e f g h i j")) == 8


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ('"New  START" 2021', ["new start", "2021"]),
        ("„New START“", ["new start"]),
        ('New "START', ["new", "start"]),
        ('"" " "', []),
    ],
)
def test_what_is_quoted_is_looked_for_as_one(typed: str, terms: list[str]) -> None:
    assert searched(typed) == terms
