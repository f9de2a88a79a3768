"""Whether a source says what it is quoted for."""

from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from workbench.articles.word_difference import Change, Piece, word_difference
from workbench.evidence.quotes.edges import is_whole, is_within_words
from workbench.evidence.quotes.fitting import Fit, finds, fits
from workbench.evidence.quotes.likeness import likely_fits
from workbench.evidence.quotes.outcomes import MOST_PLACES, NOT_FOUND, Checked, Outcome, Stretch
from workbench.evidence.quotes.practice import Reading, readings, wordless
from workbench.evidence.quotes.sides import Sides, side_by_side
from workbench.evidence.quotes.source_text import SourceText
from workbench.evidence.quotes.telling import telling
from workbench.evidence.quotes.typography import plain, same

_TRIED = 2_000  # places of the same letters: nobody cuts a word more often to find it whole


def check_quote(quote: str, source: str | SourceText) -> Checked:
    """Look for a quote in a source's text, and tell how it stands there.

    Whoever checks several quotes makes the text ready once (`SourceText`). A quote that quotes
    nothing, being empty or an ellipsis, is not found.
    """
    text = source if isinstance(source, SourceText) else SourceText(source)
    meant = readings(quote)
    if not meant:
        return _letter_by_letter(wordless(quote), text.text) or NOT_FOUND
    for reading in meant:
        found = _letter_by_letter(_only_words(reading), text.text)
        if found:
            return found
    return _by_letters(meant, text) or _alike(meant[0], text) or NOT_FOUND


def _only_words(reading: Reading) -> str:
    """Return a reading's words if they stand together and nothing is put in."""
    part = reading[0]
    alone = len(reading) == len(part.fragments) == 1 and not part.before + part.behind
    return part.fragments[0] if alone else ""


def _letter_by_letter(words: str, text: str) -> Checked | None:
    if not words:
        return None
    size = len(words)
    likely = (at for at in finds(text, words) if not is_within_words(text, at, at + size))
    whole = (at for at in islice(likely, _TRIED) if is_whole(text, at, at + size))
    places = list(islice(whole, MOST_PLACES))
    if not places:
        return None
    stretch = Stretch(places[0], places[0] + len(words))
    return Checked(Outcome.VERBATIM, (stretch,), len(places))


class _Candidate(NamedTuple):
    outcome: Outcome
    sides: Sides


def _by_letters(meant: Sequence[Reading], source: SourceText) -> Checked | None:
    """Look where all letters stand, and judge by what is between them."""
    close = None
    for reading in meant:
        candidates = _judged(source, reading, fits(source, reading))
        held = _held(candidates)
        if held:
            return held
        close = close or _closest(candidates)
    return close


def _alike(reading: Reading, source: SourceText) -> Checked | None:
    """Look where some of the words stand."""
    candidates = _judged(source, reading, likely_fits(source, reading))
    return _held(candidates) or _closest(sorted(candidates, key=_likeness, reverse=True))


def _held(candidates: Sequence[_Candidate]) -> Checked | None:
    """Tell the first place at which the source says just this, the most exact if several do."""
    for outcome in (Outcome.VERBATIM, Outcome.TYPOGRAPHY):
        held = [each for each in candidates if each.outcome is outcome]
        if held:
            sides, places = held[0].sides, min(_count(held), MOST_PLACES)
            return Checked(outcome, sides.stretches, places, stand_ins=sides.stand_ins)
    return None


def _judged(source: SourceText, reading: Reading, found: Iterable[Fit]) -> list[_Candidate]:
    sides = (side_by_side(source.text, reading, fit) for fit in found)
    return [_Candidate(_outcome(each), each) for each in sides if _are_apart(each.stretches)]


def _are_apart(stretches: Sequence[Stretch]) -> bool:
    """Whether parts stand in order still, now that they are widened to whole words."""
    return all(before.end <= behind.start for before, behind in pairwise(stretches))


def _outcome(sides: Sides) -> Outcome:
    if sides.source == sides.quote:
        return Outcome.VERBATIM
    return Outcome.TYPOGRAPHY if same(sides.source, sides.quote) else Outcome.CLOSE


def _likeness(candidate: _Candidate) -> float:
    sides = candidate.sides
    return Indel.normalized_similarity(sides.source.split(), sides.quote.split())


def _closest(candidates: Sequence[_Candidate]) -> Checked | None:
    """Tell the differences at the first place."""
    if not candidates:
        return None
    sides = candidates[0].sides
    equal = [each for each in candidates if each.sides.source == sides.source]
    source, quote = plain(sides.source, sides.quote), plain(sides.quote, sides.source)
    pieces = _told(source, quote)
    differs = telling(pieces, source, quote)
    places = _count(equal)
    return Checked(Outcome.CLOSE, sides.stretches, places, pieces, differs, sides.stand_ins)


def _count(candidates: Iterable[_Candidate]) -> int:
    """Count the places, of which several seeds may have led to one."""
    return len({each.sides.stretches for each in candidates})


def _told(source: str, quote: str) -> tuple[Piece, ...]:
    """Return the difference word by word; as a whole where only white space tells: “.5”, “. 5”."""
    pieces = word_difference(source, quote)
    if any(piece.change is not Change.KEPT for piece in pieces):
        return pieces
    return Piece(Change.REMOVED, source), Piece(Change.ADDED, quote)
