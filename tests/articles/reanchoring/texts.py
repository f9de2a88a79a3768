"""Texts of paragraphs, and passages of them that are named by their words."""

from workbench.articles.anchoring import Quote, quote_at
from workbench.articles.reanchoring import Following, Placement, Reading
from workbench.articles.sentences import split


def reading(*paragraphs: str) -> Reading:
    spans, start = [], 0
    for paragraph in paragraphs:
        spans += [(start + span.start, start + span.end) for span in split(paragraph)]
        start += len(paragraph) + 2
    return Reading("\n\n".join(paragraphs), spans)


def quote(text: Reading, words: str, number: int = 1) -> Quote:
    """Return the first, second, ... passage with these words."""
    start = -1
    for _ in range(number):
        start = text.text.index(words, start + 1)
    return quote_at(text.text, start, start + len(words))


def placed(old: Reading, new: Reading, words: str, number: int = 1) -> Placement:
    return Following(old, new).place(quote(old, words, number))


def words_at(new: Reading, placement: Placement) -> str | None:
    place = placement.place
    return new.text[place.start : place.end] if place else None
