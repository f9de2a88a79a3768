"""Parts that are drawn once, and what must not be mixed up when they are."""

from flask import Flask
from flask_babel import force_locale, get_locale
from markupsafe import Markup, escape

from workbench.web.once import once, once_a_language


def test_a_part_is_drawn_once_for_the_same_arguments() -> None:
    drawn: list[str] = []

    def part(name: str) -> Markup:
        drawn.append(name)
        return escape(name)

    lent = once(part)
    assert [lent("a"), lent("b"), lent("a")] == ["a", "b", "a"]
    assert drawn == ["a", "b"]


def test_words_that_need_escaping_are_not_taken_for_markup_of_the_same_letters() -> None:
    lent = once(escape)
    assert lent(Markup("<b>")) == "<b>"
    assert lent("<b>") == "&lt;b&gt;"


def test_a_part_with_words_of_its_own_is_drawn_once_a_language(app: Flask) -> None:
    drawn: list[str] = []

    def part(name: str, *, loud: bool = False) -> Markup:
        drawn.append(name)
        return escape(f"{name} {get_locale()} {loud}")

    lent = once_a_language(part)
    with app.test_request_context():
        english = [lent("a"), lent("a"), lent("a", loud=True)]
        with force_locale("de"):
            german = lent("a")
    assert (english, german) == (["a en False", "a en False", "a en True"], "a de False")
    assert drawn == ["a", "a", "a"]
