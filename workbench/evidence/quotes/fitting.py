"""Where the words of a quote stand in a text, all of them, whatever the typography.

Between the parts of a quote a page or two may be left out: whoever leaves out more quotes two
passages, and two quotes say so. A bracket stands for about ten words, which is more than the
pronoun or the name that it is put for.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from workbench.evidence.quotes.edges import is_whole, with_signs
from workbench.evidence.quotes.practice import Reading
from workbench.evidence.quotes.source_text import SourceText, letters_of

LEFT_OUT = 4_000  # letters between two parts; a printed page has about two thousand
_PUT_IN = 60  # letters for which a bracket may stand
_NEAREST = 20  # places of a fragment that are tried beside another one
_TRIED = 100  # places of a quote that are looked at
_LENGTH_TRIED = 300_000  # code points of the quote, in all of them together
_COMPARED = 50_000_000  # code points
_GLANCED_AT = 20_000  # places of the longest fragment

Span = tuple[int, int]
Fit = tuple[tuple[Span, ...], ...]  # for each part of a reading, the span of each fragment


def fits(source: SourceText, reading: Reading) -> Iterator[Fit]:
    """Return the places where a reading's fragments stand in order, cutting no word."""
    chain = _Chain(source, reading)
    places = islice(finds(source.letters, chain.anchor.letters), _GLANCED_AT)
    tried = max(2, min(_TRIED, _LENGTH_TRIED // chain.length))
    for place in islice(filter(chain.has_neighbours, places), tried):
        spans = chain.spans(place)
        if spans:
            yield _by_part(spans, reading)


def finds(letters: str, words: str, low: int = 0, high: int | None = None) -> Iterator[int]:
    """Return the places of words among letters, in order; they may overlap.

    They end early where one letter stands so often that each place is another.
    """
    at = letters.find(words, low, high)
    left = max(_TRIED, _COMPARED // len(words))
    while at >= 0 and left:
        yield at
        at, left = letters.find(words, at + 1, high), left - 1


def _finds_backwards(letters: str, words: str, low: int, high: int) -> Iterator[int]:
    at = letters.rfind(words, low, high)
    while at >= 0:
        yield at
        at = letters.rfind(words, low, at + len(words) - 1)


class _Link(NamedTuple):
    """A fragment, and how many letters may stand between the one before and itself."""

    words: str
    letters: str
    reach: int


class _Chain:
    """The fragments of a reading, hung up at the longest."""

    def __init__(self, source: SourceText, reading: Reading) -> None:
        self._source = source
        links = [
            _Link(words, letters_of(words), _PUT_IN if number else LEFT_OUT)
            for part in reading
            for number, words in enumerate(part.fragments)
        ]
        at = max(range(len(links)), key=lambda at: len(links[at].letters))
        self.anchor = links[at]
        self._behind = links[at + 1 :]
        self._before = [
            link._replace(reach=after.reach) for link, after in pairwise(links[: at + 1])
        ][::-1]
        self.length = sum(len(link.words) for link in links)

    def has_neighbours(self, place: int) -> bool:
        """Whether the next fragments stand somewhere beside the anchor: a quick look."""
        letters, stop = self._source.letters, place + len(self.anchor.letters)
        return all(
            letters.find(link.letters, max(0, place - link.reach - len(link.letters)), place) >= 0
            for link in self._before[:1]
        ) and all(
            letters.find(link.letters, stop, stop + link.reach + len(link.letters)) >= 0
            for link in self._behind[:1]
        )

    def spans(self, place: int) -> list[Span] | None:
        """Return the spans of all fragments, each as near to the anchor as it stands."""
        middle = self._span(place, self.anchor)
        before = self._hung(self._before, place, backwards=True)
        behind = self._hung(self._behind, place + len(self.anchor.letters), backwards=False)
        if middle is None or before is None or behind is None:
            return None
        return [*before[::-1], middle, *behind]

    def _hung(self, links: Sequence[_Link], place: int, *, backwards: bool) -> list[Span] | None:
        spans = []
        for link in links:
            found = self._nearest(link, place, backwards=backwards)
            if found is None:
                return None
            place, span = found
            spans.append(span)
        return spans

    def _nearest(self, link: _Link, place: int, *, backwards: bool) -> tuple[int, Span] | None:
        """Return the edge of the nearest place of a fragment, and its span."""
        letters, size = self._source.letters, len(link.letters)
        if backwards:
            low = max(0, place - link.reach - size)
            places = _finds_backwards(letters, link.letters, low, place)
        else:
            places = finds(letters, link.letters, place, place + link.reach + size)
        for at in islice(places, _NEAREST):
            span = self._span(at, link)
            if span:
                return (at if backwards else at + size), span
        return None

    def _span(self, place: int, link: _Link) -> Span | None:
        bare = self._source.span(place, place + len(link.letters) - 1)
        span = with_signs(self._source.text, *bare, link.words)
        return span if is_whole(self._source.text, *span) else None


def _by_part(spans: Sequence[Span], reading: Reading) -> Fit:
    rest = iter(spans)
    return tuple(tuple(islice(rest, len(part.fragments))) for part in reading)
