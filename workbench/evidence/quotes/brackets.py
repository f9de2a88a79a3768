"""What a word in brackets may be put for, and what an ellipsis may leave out.

Quotation practice leaves it to the desk, unless it tells: a bracket may not turn 48 into 84, nor
an ellipsis swallow a “not”.
"""

import re

from workbench.articles.sentences import split
from workbench.evidence.quotes.practice import Part
from workbench.evidence.quotes.telling import Telling

_BESIDE = 100  # code points beside a quote in which a bracket at its end may stand for words
_AROUND = 40  # code points around an omission, by which sentences are seen to end


def stands_for(put: str, stood: str) -> bool:
    """Whether words in brackets may be put for others: not if they tell otherwise."""
    new, old = Telling.of(put), Telling.of(stood)
    other_names = new.names and old.names and not new.names & old.names
    return new.denials == old.denials and old.numbers <= new.numbers and not other_names


def stood_before(text: str, start: int, part: Part) -> str:
    """Return the words for which those in a bracket may be put: as many, if they tell as much."""
    number = len(part.before.split())
    found = re.search(rf"(?:(?<!\w)\w+\s+){{0,{number}}}\Z", text[max(0, start - _BESIDE) : start])
    return _told_alike(part.before, found[0] if found else "")


def stood_behind(text: str, end: int, part: Part) -> str:
    number = len(part.behind.split())
    found = re.match(rf"(?:\s+\w+(?!\w)){{0,{number}}}", text[end : end + _BESIDE])
    return _told_alike(part.behind, found[0] if found else "")


def _told_alike(put: str, stood: str) -> str:
    """Return the words that stand beside a quote, if both they and those put in are telling."""
    new, old = Telling.of(put), Telling.of(stood)
    return stood if any(map(all, zip(new, old, strict=True))) else ""


def may_be_left_out(text: str, end: int, start: int) -> bool:
    """Whether the words from one part of a quote to the next may: no denial of its sentence."""
    return not Telling.of(text[end:start]).denials or not _is_in_one_sentence(text, end, start)


def _is_in_one_sentence(text: str, end: int, start: int) -> bool:
    """Whether no sentence ends between two parts, going by some words around."""
    low = max(0, end - _AROUND)
    sentences = split(text[low : start + _AROUND])
    return not any(end < low + sentence.end <= start for sentence in sentences)
