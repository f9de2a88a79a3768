"""Where words stand in a text that resemble those of a quote: every part of it, in order."""

from collections.abc import Iterator

from workbench.evidence.quotes.aligning import Spans, aligned
from workbench.evidence.quotes.fitting import LEFT_OUT, Fit
from workbench.evidence.quotes.practice import Part, Reading
from workbench.evidence.quotes.source_text import SourceText
from workbench.evidence.quotes.voting import likely_spans, offset_of


def likely_fits(source: SourceText, reading: Reading) -> Iterator[Fit]:
    """Return places of words that resemble a reading's: every part of it, in order."""
    longest = max(range(len(reading)), key=lambda at: _size(reading[at]))
    for region in likely_spans(source, reading[longest], 0, len(source.letters)):
        spans = aligned(source.text, reading[longest], *region)
        fit = _completed(source, reading, longest, spans) if spans else None
        if fit:
            yield fit


def _completed(source: SourceText, reading: Reading, at: int, spans: Spans) -> Fit | None:
    """Look for the other parts before and behind the one that is placed."""
    fit = [spans]
    for part in reading[at + 1 :]:
        low = source.place(fit[-1][-1][1])
        found = _beside(source, part, low, low + LEFT_OUT + _size(part))
        if not found:
            return None
        fit.append(found)
    for part in reversed(reading[:at]):
        high = source.place(fit[0][0][0])
        found = _beside(source, part, high - LEFT_OUT - _size(part), high)
        if not found:
            return None
        fit.insert(0, found)
    return tuple(fit)


def _beside(source: SourceText, part: Part, low: int, high: int) -> Spans | None:
    """Look for a part between two places, first where its seeds lead, then everywhere."""
    everywhere = offset_of(source, low), offset_of(source, high)
    regions = [*likely_spans(source, part, low, high), everywhere]
    clipped = [(max(start, everywhere[0]), min(end, everywhere[1])) for start, end in regions]
    placed = (aligned(source.text, part, *region) for region in clipped)
    return next(filter(None, placed), None)


def _size(part: Part) -> int:
    return sum(map(len, part.fragments))
