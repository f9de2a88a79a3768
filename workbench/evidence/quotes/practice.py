"""What a quote says of itself: ellipses, words in brackets, marks around the whole.

An ellipsis (`…`, `...`, `[…]`, `[...]`, `(…)`) parts a quote: something was left out there. Words
in brackets are the desk's, put in or put for words of the source; a bracketed letter at the
beginning of a word is a change of case, and `[sic]` is nothing. All of this may as well be
the source's own, so a quote has several readings.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from workbench.evidence.quotes.source_text import letters_of

_SIC = re.compile(r"(?<!\s)\s*+[\[(]\s?sic\s?[.!?]?\s?[\])]", re.IGNORECASE)
_CASE = re.compile(r"(?<!\w)\[([^\W\d_])\](?=\w)")
_DOTS = r"(?:…|\.(?:\s?\.){2,})"
_OMISSION = re.compile(rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}")
_INSERTION = re.compile(r"(?<!\w)\[([^\[\]]*)\](?!\w)")
_PAIRS = ("“”", "„“", "„”", '""', "«»", "»«", "‘’", "‚‘", "‚’", "''", "‹›", "›‹", "””")
_MOST = 50  # fragments: nobody leaves out, or puts in, something more often


@dataclass(frozen=True)
class Part:
    """Words that stand together in the source, but for what the desk put in.

    `fragments`: the source's words; none is without a letter. `inserted`: what stands in brackets
    between one fragment and the next. `before` and `behind`: what does so around them all.
    """

    fragments: tuple[str, ...]
    inserted: tuple[str, ...] = ()
    before: str = ""
    behind: str = ""


Reading = tuple[Part, ...]


def readings(quote: str) -> list[Reading]:
    """Return how a quote may be meant, the likeliest first. There is none for one without words."""
    quote = quote.strip()
    bare = _bare(quote)
    unheard = _SIC.sub("", bare)
    found = [
        _practised(_CASE.sub(lambda letter: letter[1].swapcase(), unheard)),
        _practised(_CASE.sub(r"\1", unheard)),
        _literal(bare),
        _literal(quote),
    ]
    return [reading for reading in dict.fromkeys(found) if reading]


def has_desk_signs(quote: str) -> bool:
    """Whether a quote has a bracket or an ellipsis, which the desk may have put in."""
    return any(sign.search(quote) for sign in (_SIC, _CASE, _OMISSION, _INSERTION))


def _bare(quote: str) -> str:
    """Take off the marks around the whole of a quote."""
    if len(quote) > 2 and quote[0] + quote[-1] in _PAIRS:
        return quote[1:-1].strip()
    return quote


def _literal(quote: str) -> Reading:
    return (Part((quote,)),) if _has_letters(quote) else ()


def _practised(quote: str) -> Reading:
    parts = [_part(words) for words in _OMISSION.split(quote)]
    reading = tuple(part for part in parts if part.fragments)
    return reading if sum(len(part.fragments) for part in reading) <= _MOST else ()


def _part(words: str) -> Part:
    pieces = _INSERTION.split(words)  # words, insertion, words, …, words
    worded = [at for at in range(0, len(pieces), 2) if _has_letters(pieces[at])]
    if not worded:
        return Part(())
    return Part(
        tuple(pieces[at].strip() for at in worded),
        tuple(" ".join(pieces[a + 1 : b : 2]) for a, b in pairwise(worded)),
        " ".join(pieces[1 : worded[0] : 2]),
        " ".join(pieces[worded[-1] + 1 :: 2]),
    )


def _has_letters(words: str) -> bool:
    return bool(letters_of(words))


def wordless(quote: str) -> str:
    """Return the signs that a quote without a letter quotes (a post's emoji), perhaps none."""
    signs = _bare(quote.strip())
    return "" if not _INSERTION.sub("", _OMISSION.sub("", signs)).strip() else signs
