"""Splitting a block, and a whole version, into sentences."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from workbench.articles.sentences.items import item_starts
from workbench.articles.sentences.rules import ends_sentence
from workbench.articles.sentences.stops import describe, find_stops
from workbench.articles.sentences.vocabulary import Vocabulary, vocabulary_of
from workbench.articles.text import CanonicalText


class Span(NamedTuple):
    """Code-point offsets into a text, `end` exclusive."""

    start: int
    end: int


class PlacedSentence(NamedTuple):
    """A sentence of a version: code-point offsets into its text, and its block's index."""

    start: int
    end: int
    block: int


def split(text: str, language: str = "en") -> list[Span]:
    """Split one block's text into sentences.

    Every character that is not white space belongs to exactly one sentence; no sentence
    starts or ends with white space. `language` is a tag such as `en` or `pt-BR`; unknown
    ones get the general rules. Takes time proportional to the length of the text.
    """
    words = vocabulary_of(language)
    starts = [*item_starts(text), len(text)]
    return [
        span for start, end in pairwise(starts) for span in _split_item(text, start, end, words)
    ]


def sentences_of(version: CanonicalText, language: str = "en") -> list[PlacedSentence]:
    """Split every block of a version; no sentence crosses from one block into the next."""
    return [
        PlacedSentence(block.start + span.start, block.start + span.end, index)
        for index, block in enumerate(version.blocks)
        for span in split(version.text[block.start : block.end], language)
    ]


def _split_item(text: str, start: int, end: int, words: Vocabulary) -> Iterator[Span]:
    item = text[start:end]
    begin = 0
    for found in find_stops(item):
        stop = describe(item, begin, found)
        if ends_sentence(stop, words):
            yield from _trimmed(item, begin, stop.end, start)
            begin = stop.following
    yield from _trimmed(item, begin, len(item), start)


def _trimmed(item: str, begin: int, end: int, offset: int) -> Iterator[Span]:
    sentence = item[begin:end]
    length = len(sentence.strip())
    if length:
        first = offset + begin + len(sentence) - len(sentence.lstrip())
        yield Span(first, first + length)
