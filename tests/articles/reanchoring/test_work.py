"""Hostile texts cost work in proportion to their length, and no more."""

from collections.abc import Callable

import pytest

from tests.articles.counting import calls
from tests.articles.reanchoring.texts import reading
from workbench.articles.anchoring import quote_at
from workbench.articles.reanchoring import Following, Reading


def same_word(size: int) -> tuple[str, str]:
    return "word " * size + "end", "word " * size + "end of it"


def same_sentence(size: int) -> tuple[str, str]:
    return "Yes. " * size + "No.", "Yes. " * (size - 1) + "No."


def same_paragraphs(size: int) -> tuple[str, str]:
    old = ["It is so. Or not. Nobody knows."] * (size // 3)
    return "\n\n".join(old), "\n\n".join([*old, "It is so."])


def nothing_in_common(size: int) -> tuple[str, str]:
    return (
        " ".join(f"a{at} b{at}." for at in range(size)),
        " ".join(f"c{at} d{at}." for at in range(size)),
    )


def everything_edited(size: int) -> tuple[str, str]:
    return (
        " ".join(f"It is case {at} of all." for at in range(size)),
        " ".join(f"It was case {at} of many." for at in range(size)),
    )


def marks(size: int) -> tuple[str, str]:
    return "!" * size, "!" * size + "?"


def work(old: Reading, new: Reading) -> int:
    """Count the calls that following a text and fifty passages take."""
    quotes = [
        quote_at(old.text, at, at + 9) for at in range(0, len(old.text) - 9, len(old.text) // 50)
    ]

    def follow() -> None:
        following = Following(old, new)
        for quote in quotes:
            following.place(quote)

    return calls(follow)


@pytest.mark.parametrize(
    "texts",
    [same_word, same_sentence, same_paragraphs, nothing_in_common, everything_edited, marks],
)
def test_four_times_the_text_is_no_more_than_five_times_the_work(
    texts: Callable[[int], tuple[str, str]],
) -> None:
    small, large = (
        work(*(reading(*text.split("\n\n")) for text in texts(size))) for size in (600, 2400)
    )
    assert large < 5 * small
