"""What a source says at a place, and what the quote says, laid side by side.

What quotation practice leaves to the desk is made the same on both sides: the words that a
bracket is put for, the words that an ellipsis leaves out. Unless they tell: a bracket may not
turn 48 into 84, nor an ellipsis swallow a “not”.
"""

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from workbench.articles.reanchoring.words import words_of
from workbench.articles.sentences import split
from workbench.articles.telling_words import OPENERS, is_negation, is_number
from workbench.articles.word_difference import Change, Piece
from workbench.articles.wordings import Standout
from workbench.evidence.quotes.edges import whole
from workbench.evidence.quotes.fitting import Fit, Span
from workbench.evidence.quotes.outcomes import Stretch
from workbench.evidence.quotes.practice import Part, Reading
from workbench.evidence.quotes.typography import plain

_OMITTED = " … "
_BESIDE = 100  # code points beside a quote in which a bracket at its end may stand for words
_AROUND = 40  # code points around an omission, by which sentences are seen to end
_NUMBER = re.compile(r"[−+±<>≤≥≈~$€£¥]*\d+(?:[^\w\s“”\"]\d+)*[%‰°′″€$£¥]?")


class Sides(NamedTuple):
    """The words of the source and those of the quote, and where the former stand."""

    source: str
    quote: str
    stretches: tuple[Stretch, ...]


def side_by_side(text: str, reading: Reading, fit: Fit) -> Sides:
    """Lay the words of a text beside those of a reading that fits there."""
    laid = [_laid(text, part, spans) for part, spans in zip(reading, fit, strict=True)]
    source, quote, (stretch,) = laid[0]
    stretches = [stretch]
    for words, quoted, (stretch,) in laid[1:]:
        between = _between(text, stretches[-1].end, stretch.start)
        source, quote = source + between[0] + words, quote + between[1] + quoted
        stretches.append(stretch)
    return Sides(source, quote, tuple(stretches))


def _between(text: str, end: int, start: int) -> tuple[str, str]:
    """Return what both sides have between two parts: the source's words only if they are missed."""
    omitted = text[end:start]
    if _denies(omitted) and _is_in_one_sentence(text, end, start):
        return omitted, " "
    return _OMITTED, _OMITTED


def _denies(words: str) -> bool:
    return any(is_negation(word.key) for word in words_of(plain(words, "")))


def _is_in_one_sentence(text: str, end: int, start: int) -> bool:
    """Whether no sentence ends between two parts, going by some words around."""
    low = max(0, end - _AROUND)
    sentences = split(text[low : start + _AROUND])
    return not any(end < low + sentence.end <= start for sentence in sentences)


def _laid(text: str, part: Part, spans: tuple[Span, ...]) -> Sides:
    """Lay one part beside its place, which is widened to whole words."""
    quote = _quoted(text, part, spans)
    start, end = spans[0][0], spans[-1][1]
    if part.before and not _stands_for(part.before, stood := _stood_before(text, start, part)):
        start, quote = start - len(stood), f"{part.before} {quote}"
    if part.behind and not _stands_for(part.behind, stood := _stood_behind(text, end, part)):
        end, quote = end + len(stood), f"{quote} {part.behind}"
    stretch = Stretch(*whole(text, start, end))
    return Sides(text[stretch.start : stretch.end], quote, (stretch,))


def _stood_before(text: str, start: int, part: Part) -> str:
    """Return the words for which those in a bracket may be put: as many, if they tell as much."""
    number = len(part.before.split())
    found = re.search(rf"(?:(?<!\w)\w+\s+){{0,{number}}}\Z", text[max(0, start - _BESIDE) : start])
    return _told_alike(part.before, found[0] if found else "")


def _stood_behind(text: str, end: int, part: Part) -> str:
    number = len(part.behind.split())
    found = re.match(rf"(?:\s+\w+(?!\w)){{0,{number}}}", text[end : end + _BESIDE])
    return _told_alike(part.behind, found[0] if found else "")


def _told_alike(put: str, stood: str) -> str:
    """Return the words that stand beside a quote, if both they and those put in are telling."""
    new, old = _Telling.of(put), _Telling.of(stood)
    return stood if any(map(all, zip(new, old, strict=True))) else ""


def _quoted(text: str, part: Part, spans: tuple[Span, ...]) -> str:
    """Return a part's words, with the source's own where a bracket rightly stands for them."""
    words = part.fragments[0]
    gaps = [text[before[1] : after[0]] for before, after in pairwise(spans)]
    for stood, put, fragment in zip(gaps, part.inserted, part.fragments[1:], strict=True):
        parted = "" if stood[:1].isspace() or not fragment[0].isalnum() else " "
        words += (parted + stood if _stands_for(put, stood) else f" {put} ") + fragment
    return words


def _stands_for(put: str, stood: str) -> bool:
    """Whether words in brackets may be put for others: not if they tell otherwise."""
    new, old = _Telling.of(put), _Telling.of(stood)
    other_names = new.names and old.names and not new.names & old.names
    return new.denials == old.denials and old.numbers <= new.numbers and not other_names


class _Telling(NamedTuple):
    denials: Counter[str]
    numbers: Counter[str]
    names: set[str]

    @classmethod
    def of(cls, words: str) -> "_Telling":
        words = plain(words, "")  # a “noth-\ning” denies too
        found = words_of(words)
        keys = [word.key for word in found]
        return cls(
            Counter(filter(is_negation, keys)),
            Counter(filter(is_number, keys)),
            {w.key for w in found if words[w.start].isupper() and w.key not in OPENERS},
        )


def telling(pieces: tuple[Piece, ...], source: str, quote: str) -> frozenset[Standout]:
    """Return which kinds of telling words differ between two wordings in plain typography.

    Beside what stands out in the pieces, that is numbers with another sign beside or between
    them, and names that have changed places.
    """
    found = {piece.standout for piece in pieces if piece.change is not Change.KEPT}
    if _numbers(source) != _numbers(quote):
        found.add(Standout.NUMBER)
    names = _names(source), _names(quote)
    shared = set(names[0]) & set(names[1])
    if _only(names[0], shared) != _only(names[1], shared):
        found.add(Standout.NAME)
    return frozenset(kind for kind in found if kind)


def _numbers(words: str) -> list[str]:
    return _NUMBER.findall(words)


def _names(words: str) -> list[str]:
    return [
        word.key
        for word in words_of(words)
        if words[word.start].isupper() and word.key not in OPENERS
    ]


def _only(names: list[str], shared: set[str]) -> list[str]:
    return [name for name in names if name in shared]
