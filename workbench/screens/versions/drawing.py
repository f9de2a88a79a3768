"""The words of two versions side by side: what changed, and which claims stand there.

Written here and not in a template, as the workbench's own sentences are: nothing but the article
may become a text node of a block.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from workbench.articles.composed import Composed
from workbench.articles.marks import Place, Segment, segments, spread


class Paint(NamedTuple):
    """An element around some words of a text, and what is drawn behind their last one."""

    start: int
    end: int
    opening: str
    closing: str
    behind: str = ""


class Sheet:
    """A text with everything that is painted on it."""

    def __init__(self, text: Composed, paints: Iterable[Paint], *, name: str = "sentence") -> None:
        """`name` begins the ids of the sentences: a page has two texts."""
        self._text, self._name = text, name
        self._paints = list(paints)
        self._places = [Place(at, p.start, p.end) for at, p in enumerate(self._paints)]
        self._inside: dict[int, list[int]] = {}
        for number, sentence in enumerate(text.sentences):
            self._inside.setdefault(sentence.block, []).append(number)

    def blocks(self, indexes: Sequence[int]) -> Mapping[int, Markup]:
        """The words of some blocks, by index."""
        ordered = sorted(indexes)  # as they are walked over
        spans = [span for at in ordered for span in pairwise(self._bounds(at))]
        drawn = zip(spans, spread(spans, self._places), strict=True)
        return {at: self._block(at, drawn) for at in ordered}

    def _bounds(self, at: int) -> list[int]:
        sentences = [self._text.sentences[number] for number in self._inside.get(at, [])]
        return [self._text.blocks[at].start, *(b for s in sentences for b in (s.start, s.end))]

    def _block(self, at: int, drawn: Iterator[tuple[tuple[int, int], list[Place[int]]]]) -> Markup:
        """In turn what stands before a sentence, and the sentence."""
        words = []
        for number in self._inside.get(at, []):
            words.append(self._runs(*next(drawn)))
            words.append(self._sentence(number, *next(drawn)))
        return Markup("".join(words))  # noqa: S704 - what is the article's was escaped

    def _sentence(self, number: int, span: tuple[int, int], inside: list[Place[int]]) -> str:
        return (
            f'<span class="sentence" id="{self._name}-{number + 1}" data-start="{span[0]}"'
            f' data-end="{span[1]}" tabindex="-1">{self._runs(span, inside)}</span>'
        )

    def _runs(self, span: tuple[int, int], inside: list[Place[int]]) -> str:
        return "".join(self._run(each) for each in segments(*span, inside))

    def _run(self, segment: Segment[int]) -> str:
        paints = self._paints
        opens = "".join(paints[key].opening for key in segment.opens)
        closes = "".join(paints[key].closing for key in segment.closes)
        behind = "".join(paints[key].behind for key in segment.ends)
        return f"{opens}{escape(self._text.text[segment.start : segment.end])}{closes}{behind}"
