"""What is typed into a field, as it is taken."""

import pytest
from flask import Flask

from workbench.web.forms import Form, Line, Text, clean_line, clean_text

UNSEEN = ("\u200b", "\u200b \u200d\u2060", "\u200e\n\u00ad", "\u3000\ufeff")


@pytest.mark.parametrize("words", UNSEEN)
def test_words_of_which_nothing_shows_are_none(words: str) -> None:
    assert clean_line(words) == clean_text(words) == ""


def test_what_holds_a_word_or_an_emoji_together_stays_in_it() -> None:
    persian, family = "می\u200cخواهم", "👩\u200d👧"
    assert clean_line(f" {persian}  {family} ") == f"{persian} {family}"
    assert clean_text(f"\n{persian}\r\n{family}\n") == f"{persian}\n{family}"


def test_a_browser_cuts_nothing_that_is_pasted_and_the_server_tells_that_it_is_too_long(
    app: Flask,
) -> None:
    class Note(Form):
        title = Line("Title", longest=3)
        text = Text("Text", longest=3)

    with app.test_request_context(method="POST", data={"title": "four", "text": "four"}):
        form = Note()
        assert "maxlength" not in form.title() + form.text()
        assert not form.validate()
        assert {"title", "text"} <= form.errors.keys()
        assert form.text.data == "four"
