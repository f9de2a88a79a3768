"""Hostile texts cost work in proportion to their length, and no more."""

from collections.abc import Callable

import pytest

from tests.articles.counting import calls
from tests.articles.differences.texts import reading, side
from tests.articles.reanchoring.test_work import (
    everything_edited,
    nothing_in_common,
    same_paragraphs,
    same_sentence,
    same_word,
)
from workbench.articles.differences import Side, rows_between
from workbench.articles.reanchoring import Following


def paragraphs(texts: Callable[[int], tuple[str, str]]) -> Callable[[int], tuple[str, str]]:
    """Make a paragraph of each sentence."""

    def apart(size: int) -> tuple[str, str]:
        old, new = texts(size)
        return old.replace(". ", ".\n\n"), new.replace(". ", ".\n\n")

    return apart


def turned_around(size: int) -> tuple[str, str]:
    cases = [f"It is case {at} of all." for at in range(size)]
    return "\n\n".join(cases), "\n\n".join(cases[::-1])


def every_border_moved(size: int) -> tuple[str, str]:
    sentences = [f"It is case {at} of all." for at in range(size)]
    return (
        "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(0, size, 4)),
        "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(2, size, 4)),
    )


def divided(size: int) -> tuple[str, str]:
    text = " ".join(f"It is case {at} of all." for at in range(size))
    return text, text.replace(". ", ".\n\n")


def quotation_marks(size: int) -> tuple[str, str]:
    return '" ' * size + "The end", '" ' * (size + 1) + "An end"


def work(old: Side, new: Side) -> int:
    fates = Following(reading(old), reading(new)).sentences
    return calls(lambda: rows_between(old, new, fates))


@pytest.mark.parametrize(
    "texts",
    [
        same_word,
        same_sentence,
        paragraphs(same_sentence),
        same_paragraphs,
        paragraphs(nothing_in_common),
        everything_edited,
        paragraphs(everything_edited),
        turned_around,
        every_border_moved,
        divided,
        quotation_marks,
    ],
)
def test_four_times_the_text_is_no_more_than_five_times_the_work(
    texts: Callable[[int], tuple[str, str]],
) -> None:
    small, large = (
        work(*(side(*text.split("\n\n")) for text in texts(size))) for size in (600, 2400)
    )
    assert large < 5 * small
