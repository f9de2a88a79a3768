"""Accents that TeX set beside their letters are read as part of them, other signs as signs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.pdf_file import packed_pdf
from workbench.evidence.quotes import Outcome, check_quote
from workbench.intake.contents.reading import read_contents
from workbench.intake.formats.pdf_accents import Box, composed

# As TeX sets them, in thousandths of the font: to the left is forward in a TJ.
OLD = (
    rb"BT /F1 12 Tf 72 700 Td [(Br) -111 (\250) 444 (oker met Fran) -83 (\270) 416"
    rb" (cois Garc) 27 (\264) 306 (ia.)] TJ 0 -14 Td (Rock \264n\264 roll: x~a, \250o) Tj ET"
)


def test_a_name_of_an_old_pdf_is_read_and_quoted_as_it_is_written() -> None:
    text = read_contents(packed_pdf(OLD)).text
    assert text == "Bröker met François García. Rock ´n´ roll: x~a, ¨o"
    assert check_quote("Bröker met François García.", text).outcome is Outcome.VERBATIM


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("´ı", "í"), ("ˇc", "č"), ("˚A", "Å"), ("˝o", "ő"), ("`a", "à"), ("˜n", "ñ"), ("¸s", "ş"),
        ("C¸", "Ç"), ("ˆe´", "ế"), ("ê´", "ế"), ("˛a", "ą"), ("ȷ", "ȷ"),
        ("O˜", "Õ"), ("E~", "E~"), ("^a", "^a"), ("˜f", "˜f"), ("´ˆ", "´ˆ"), ("´5", "´5"),
        ("´", "´"),
    ],
)  # fmt: skip
def test_what_stands_in_one_place_is_one_letter_if_there_is_one(told: str, read: str) -> None:
    assert "".join(composed(told, lambda _: (0, 0, 5, 9))) == read


@pytest.mark.parametrize(
    ("accent", "letter", "read"),
    [((0, 5), (1, 4), "ö"), ((1, 3), (0, 5), "ö"), ((0, 5), (5, 10), "¨o"), ((0, 5), (4, 9), "¨o"),
     ((0, 0), (0, 5), "¨o")],
)  # fmt: skip
def test_an_accent_beside_its_letter_is_a_sign(
    accent: tuple[float, float], letter: tuple[float, float], read: str
) -> None:
    boxes: list[Box] = [(left, 0, right, 9) for left, right in (accent, letter)]
    assert "".join(composed("¨o", boxes.__getitem__)) == read


def line_of(*placed: tuple[str, float, float]) -> tuple[str, list[Box]]:
    """Characters with the places where they stand, ten wide and ten high: left, bottom."""
    boxes = [(left, bottom, left + 10, bottom + 10) for _, left, bottom in placed]
    return "".join(character for character, *_ in placed), boxes


def words(told: str, left: float) -> list[tuple[str, float, float]]:
    """Characters beside each other from there on."""
    return [(character, left + 10 * place, 0) for place, character in enumerate(told)]


def test_an_accent_that_is_set_higher_is_put_back_over_its_capital() -> None:
    told, boxes = line_of(*words("Ecole 1997. ", 0), ("´", 1, 3))
    assert "".join(composed(told, boxes.__getitem__)) == "École 1997. "


def test_a_letter_of_another_line_gets_no_accent() -> None:
    told, boxes = line_of(*words("Ecole ", 0), ("´", 1, 12))
    assert "".join(composed(told, boxes.__getitem__)) == told


def test_a_word_into_which_an_accent_was_told_is_whole_again() -> None:
    capital = ("´", 1, 3)
    told, boxes = line_of(*words("Eco", 0), (" ", 30, 0), capital, (" ", 30, 0), *words("le a", 30))
    assert "".join(composed(told, boxes.__getitem__)) == "École a"
    told, boxes = line_of(*words("Eco", 0), (" ", 30, 0), capital, (" ", 30, 0), *words("le a", 40))
    assert "".join(composed(told, boxes.__getitem__)) == "Éco  le a"


@settings(max_examples=30)
@given(st.text("´¨¸ıaCˆ \r\n\x02", max_size=12))
def test_every_character_keeps_its_place_in_the_page(told: str) -> None:
    found = composed(told, lambda _: (0, 0, 5, 9))
    assert len(found) == len(told)
    assert all(len(each) <= 1 for each in found)


def test_signs_in_running_text_are_compared_with_what_stands_beside_them_alone() -> None:
    asked: list[int] = []

    def box_of(place: int) -> Box:
        asked.append(place)
        return (10.0 * place, 0, 10.0 * place + 10, 10)

    told = "´ace oua " * 500
    assert "".join(composed(told, box_of)) == told
    assert len(asked) <= 3 * 500
