"""Where the remarks of a manuscript stand in a canonical text: exactly there, or nowhere. Pure.

Offsets are Unicode code points, `end` exclusive.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.articles.marks import Span
from workbench.articles.sentences import PlacedSentence
from workbench.articles.text import CanonicalText
from workbench.intake.remarks import DraftRemark

_BORDER = "\n\n"


@dataclass(frozen=True)
class PlacedRemark:
    """A remark with the words it is on, and where they stand; a span of none is nowhere."""

    remark: DraftRemark
    exact: str
    span: Span | None


def placed_remarks(
    remarks: Sequence[DraftRemark], text: CanonicalText, sentences: Sequence[PlacedSentence]
) -> Sequence[PlacedRemark]:
    """Remarks beside their words. One that stands behind words is on their sentence."""
    return [_placed(remark, text.text, sentences) for remark in remarks]


def _placed(remark: DraftRemark, text: str, sentences: Sequence[PlacedSentence]) -> PlacedRemark:
    start = _start(remark, text)
    if start is None:
        return PlacedRemark(remark, remark.exact, None)
    if remark.exact:
        return PlacedRemark(remark, remark.exact, (start, start + len(remark.exact)))
    sentence = next((s for s in sentences if s.start < max(start, 1) <= s.end), None)
    if sentence is None:
        return PlacedRemark(remark, "", None)
    exact = text[sentence.start : sentence.end]
    return PlacedRemark(remark, exact, (sentence.start, sentence.end))


def _start(remark: DraftRemark, text: str) -> int | None:
    """Where the words begin, if there is no doubt about it.

    The paragraphs around them stand in the text as often as in the manuscript, so that it is known
    which of them it is; or within others, as a cell does in its row, and nowhere else.
    """
    if not remark.context:
        return None
    whole = [place for place in _places(text, remark.context) if _is_whole(text, place, remark)]
    if len(whole) == remark.alike:
        return whole[remark.nth - 1] + remark.offset
    within = list(_places(text, remark.context))
    if not whole and len(within) == remark.alike == 1:
        return within[0] + remark.offset
    return None


def _places(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _is_whole(text: str, place: int, remark: DraftRemark) -> bool:
    """Whether blocks of their own have these words, from end to end."""
    end = place + len(remark.context)
    begins = place == 0 or text[max(0, place - 2) : place] == _BORDER
    return begins and (end == len(text) or text.startswith(_BORDER, end))


def stands_at(text: str, exact: str) -> Span | None:
    """Where words stand in another version's text, if they stand there exactly once."""
    places = list(_places(text, exact)) if exact else []
    return (places[0], places[0] + len(exact)) if len(places) == 1 else None
