"""Whom a comment names."""

import pytest

from workbench.discussion.rules import mentioned_parts, mentions

NAMES = {1: "Ana", 2: "Ana Maria", 3: "Bo Ek", 4: "ana", 5: ""}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@Bo Ek, look", [3]),
        ("Look, @bo ek.", [3]),
        ("@Ana Maria!", [2]),
        ("@Bo Ek and @Ana Maria and @Bo Ek", [3, 2]),
        ("@Ana", [1, 4]),
        ("@Anabel", []),
        ("mail@Ana.example and @@Ana", []),
        ("@", []),
        ("Nobody", []),
    ],
)
def test_a_name_after_an_at_sign_is_a_mention(text: str, named: list[int]) -> None:
    assert mentions(text, NAMES) == named


def test_a_text_is_parted_without_losing_a_letter() -> None:
    text = "See @ANA maria: @Bo Ek said @nobody."
    parts = mentioned_parts(text, NAMES.values())
    assert "".join(words for words, _name in parts) == text
    assert [words for words, name in parts if name] == ["@ANA maria", "@Bo Ek"]
