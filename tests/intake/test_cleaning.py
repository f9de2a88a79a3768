import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.intake.cleaning import clean

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  one \t two\u00a0\u00a0three  ", "one two three"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("one \n\n \n two", "one\ntwo"),
        ("\ufeffsoft\u00adhyphen\x00 and\x07 bell", "softhyphen and bell"),
        ("e\u0301te\u0301", "été"),
        ("half \ud83d a pair", "half a pair"),
        ("👩\u200d🌾 stays", "👩\u200d🌾 stays"),
    ],
)
def test_a_block_is_brought_to_its_canonical_form(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(ANY_TEXT)
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT)
def test_a_clean_block_can_stand_in_a_canonical_text(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == cleaned.strip()
    assert "\n\n" not in cleaned
    assert not set("\r\0\ufeff\u00ad\u00a0\t") & set(cleaned)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
