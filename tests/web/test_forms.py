"""What is typed into a field, as it is taken."""

import pytest

from workbench.web.forms import clean_line, clean_text

UNSEEN = ("\u200b", "\u200b \u200d\u2060", "\u200e\n\u00ad", "\u3000\ufeff")


@pytest.mark.parametrize("words", UNSEEN)
def test_words_of_which_nothing_shows_are_none(words: str) -> None:
    assert clean_line(words) == clean_text(words) == ""


def test_what_holds_a_word_or_an_emoji_together_stays_in_it() -> None:
    persian, family = "می\u200cخواهم", "👩\u200d👧"
    assert clean_line(f" {persian}  {family} ") == f"{persian} {family}"
    assert clean_text(f"\n{persian}\r\n{family}\n") == f"{persian}\n{family}"
