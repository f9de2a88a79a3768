"""What a word in brackets may be put for, and what an ellipsis may leave out.

Quotation practice lets a bracket explain, say whom a pronoun means, or fit an ending. It may not
say something else: put “causes” for “prevents”, turn 48 into 84, add a number, or swallow a “not”.
"""

import re

from workbench.articles.sentences import split
from workbench.evidence.quotes.practice import Part
from workbench.evidence.quotes.references import is_reference, may_be_replaced
from workbench.evidence.quotes.telling import Telling

_BESIDE = 100  # code points beside a quote in which a bracket at its end may stand for words
_AROUND = 40  # code points around an omission, by which sentences are seen to end


def stands_for(put: str, stood: str) -> bool:
    """Whether words in brackets may be put for others, or be added where there are none."""
    new, old = Telling.of(put), Telling.of(stood)
    other_names = new.names and old.names and not new.names & old.names
    tells = new.denials != old.denials or new.numbers != old.numbers or other_names
    return not tells and may_be_replaced(stood, put)


def stood_before(text: str, start: int, part: Part) -> str:
    """Return the words beside a quote, as many as are in the bracket that it begins with."""
    number = len(part.before.split())
    found = re.search(rf"(?:(?<!\w)\w+\s+){{0,{number}}}\Z", text[max(0, start - _BESIDE) : start])
    return found[0] if found else ""


def stood_behind(text: str, end: int, part: Part) -> str:
    """Return the words beside a quote, as many as are in the bracket that it ends with."""
    number = len(part.behind.split())
    found = re.match(rf"(?:\s+\w+(?!\w)){{0,{number}}}", text[end : end + _BESIDE])
    return found[0] if found else ""


def is_beside(put: str, stood: str, *, behind: bool) -> bool:
    """Whether a bracket at an end of a quote adds to the words there, and is not put for them.

    It is put for them if both are telling, or if it begins as no name and no explanation does.
    """
    new, old = Telling.of(put), Telling.of(stood)
    told_alike = any(map(all, zip(new, old, strict=True)))
    refers = is_reference(put, behind=behind) and not may_be_replaced(stood, put)
    return refers and not told_alike


def may_be_left_out(text: str, end: int, start: int) -> bool:
    """Whether the words from one part of a quote to the next may: no denial of its sentence."""
    return not Telling.of(text[end:start]).denials or not _is_in_one_sentence(text, end, start)


def _is_in_one_sentence(text: str, end: int, start: int) -> bool:
    """Whether no sentence ends between two parts, going by some words around."""
    low = max(0, end - _AROUND)
    sentences = split(text[low : start + _AROUND])
    return not any(end < low + sentence.end <= start for sentence in sentences)
