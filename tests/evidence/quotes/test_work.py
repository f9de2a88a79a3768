"""Hostile texts cost work in proportion to their length at most."""

import pytest

from tests.articles.counting import calls
from workbench.evidence.quotes import check_quote

TEXTS = ["word ", "a", " ", "ab-\n", "[a] ", "— - ", "\" ' ", "1,5 ", "a\u0301\u0301", "not ", ". "]
QUOTES = ["word, ", "a", "a … ", "a [x] ", "ab-\n", '"a" ', "1,5 ", "[a", "not … ", "b. "]


def work(text: str, quote: str, size: int) -> int:
    return calls(lambda: check_quote(quote * (size // 20) + "end", text * size))


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("quote", QUOTES)
def test_four_times_the_text_and_the_quote_are_no_more_than_five_times_the_work(
    text: str, quote: str
) -> None:
    small, large = (work(text, quote, size) for size in (3_000, 12_000))
    assert large < 5 * small + 20_000


def test_no_more_signs_are_looked_at_than_there_are() -> None:
    """A regular expression that goes back and forth over spaces takes minutes for these."""
    check_quote("a" + " " * 60_000 + "b", "a" + " " * 1_000_000 + "c")
    check_quote("1" * 50_000, "1" * 1_000_000)
