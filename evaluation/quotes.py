"""Quotes made at random from texts the project ships, and from a report of 500 pages.

The texts are read twice: as they are, and set in lines, with words that are parted there, and
ligatures. The report is made into a PDF, which is read as a snapshot of it would be. What the
quote check is to answer follows from how a quote was made.
"""

import re
import time
from collections.abc import Iterator
from enum import StrEnum
from random import Random
from typing import NamedTuple

from evaluation.at_random import texts
from evaluation.quote_edits import KINDS, Kind
from evaluation.report_file import report_file
from evaluation.telling_words import Sentence
from workbench.articles.sentences import split
from workbench.evidence.quotes import Checked, Outcome, SourceText, check_quote
from workbench.evidence.quotes.edges import is_whole
from workbench.evidence.quotes.source_text import letters_of
from workbench.intake.contents.reading import read_contents

PAGES = 500
_TRIES = 1000  # words that lend themselves to a kind are looked for so often
_PAGE = 2_400  # code points
_LINE = re.compile(r".{1,76}(?: |$)")
_LONG = re.compile(r"(?<= )([^\W\d_A-Z]{4})([^\W\d_A-Z]{3,} )\n")
_PLACES = ("Harbour", "Board", "Council", "Ministry", "Agency", "Union")
_PEOPLE = ("Arne Dahl", "Ida Berg", "Mr Pompeo", "Ms Lien", "Sergey Lavrov", "Kari Moe")


class Verdict(StrEnum):
    """How good an answer is."""

    RIGHT = "right"
    HARMLESS = "other, harmless"  # strict where it need not be, or typography taken for verbatim
    WRONG = "wrong"
    UNSAID = "TELLING, NOT SAID"  # verbatim or close, though something telling changed unsaid


class Told(StrEnum):
    """Whether a check says that a quote tells something else."""

    SAID = "said"
    OTHERWISE = "said of another kind"
    UNSAID = "not said"


class Case(NamedTuple):
    """A quote, where the words stand that it was made of, and the answer with its seconds."""

    kind: Kind
    quote: str
    place: range
    in_lines: bool
    found: Checked
    took: float

    @property
    def verdict(self) -> Verdict:
        """How good the answer is."""
        return judge(self.kind, self.place, self.found, in_lines=self.in_lines)


def judge(kind: Kind, place: range, found: Checked, *, in_lines: bool = False) -> Verdict:
    """Hold an answer against how the quote was made; `in_lines`, typography differs anyway."""
    if (
        kind.telling
        and found.outcome is not Outcome.NOT_FOUND
        and kind.telling not in found.telling
    ):
        return Verdict.UNSAID
    here = all(each.start >= place.start and each.end <= place.stop for each in found.stretches)
    both_hold = found.outcome.holds and kind.wanted.holds
    if found.outcome is kind.wanted or (both_hold and in_lines):
        return Verdict.RIGHT if here else Verdict.WRONG
    stricter = found.outcome is Outcome.CLOSE and kind.wanted.holds
    return Verdict.HARMLESS if here and (both_hold or stricter) else Verdict.WRONG


def told(sentence: Sentence) -> Told:
    """Check a quote in which something telling is changed."""
    found = check_quote(sentence.quote, sentence.source)
    if found.outcome is Outcome.NOT_FOUND or sentence.telling in found.telling:
        return Told.SAID
    return Told.OTHERWISE if found.telling else Told.UNSAID


def short_texts() -> list[str]:
    """Return the paragraphs of what the project ships."""
    return [paragraph for text in texts().values() for paragraph in text.split("\n\n")]


def report(pages: int = PAGES) -> list[str]:
    """Return paragraphs of so many pages, made of English words, with names and numbers."""
    chance = Random(pages)
    english = " ".join(texts()[name] for name in ("harbour", "interview", "page"))
    words = re.findall(r"[^\W\d_]+(?:’[a-z]+)?", english)
    paragraphs: list[str] = []
    length = 0
    while length < pages * _PAGE:
        paragraphs.append(" ".join(_sentence(words, chance) for _ in range(4)))
        length += len(paragraphs[-1]) + 2
    return paragraphs


def _sentence(words: list[str], chance: Random) -> str:
    own = [word.lower() for word in chance.choices(words, k=chance.randint(8, 26))]
    own[chance.randrange(1, 8)] = chance.choice(
        (f"{chance.randint(2, 9999):,}", f"{chance.randint(2, 99)} %", chance.choice(_PLACES))
    )
    own[chance.randrange(1, 8)] = chance.choice((*_PEOPLE, "not", "never", "well-known", "– so –"))
    own[chance.randrange(1, 8)] += ","
    return " ".join(own).capitalize() + "."


def as_in_a_pdf(paragraph: str) -> str:
    """Set a paragraph in lines."""
    lines = "\n".join(_LINE.findall(paragraph))
    parted = _LONG.sub(r"\1-\n\2", lines)
    return parted.replace(" \n", "\n").replace("fi", "ﬁ").replace("fl", "ﬂ")


class Standing(NamedTuple):
    """A source's text, and where in it each of some paragraphs stands."""

    text: str
    places: list[range]
    in_lines: bool


def as_they_are(paragraphs: list[str], *, in_lines: bool = False) -> Standing:
    """Return paragraphs as a text; `in_lines`, set in lines."""
    standing = [as_in_a_pdf(each) if in_lines else each for each in paragraphs]
    starts = _starts(standing)
    places = [range(at, at + len(each)) for at, each in zip(starts, standing, strict=False)]
    return Standing("\n\n".join(standing), places, in_lines)


def read_from_a_pdf(paragraphs: list[str]) -> Standing:
    """Return what a snapshot keeps of a PDF that is made of paragraphs."""
    text = read_contents(report_file(paragraphs)).text
    source = SourceText(text)
    places, at = [], 0
    for letters in map(letters_of, paragraphs):
        at = source.letters.index(letters, at)
        places.append(range(source.offset(at), source.span(at, at + len(letters) - 1)[1] + 1))
        at += len(letters)
    return Standing(text, places, in_lines=True)


def cases(
    paragraphs: list[str], standing: Standing, rounds: range, *, kept: bool = True
) -> Iterator[Case]:
    """Make a quote of each kind a round, and check it.

    `kept`: whether the text is made ready once; otherwise each check has a text never seen.
    """
    text = standing.text
    source = SourceText(text)
    for kind in KINDS:
        for number in rounds:
            chance = Random(f"{kind.name} {number} {len(text)}")
            made = _quote(kind, paragraphs, chance)
            if made:
                at, quote = made
                started = time.process_time()
                found = check_quote(quote, source if kept else text)
                took = time.process_time() - started
                yield Case(kind, quote, standing.places[at], standing.in_lines, found, took)


def _starts(paragraphs: list[str]) -> list[int]:
    starts = [0]
    for paragraph in paragraphs:
        starts.append(starts[-1] + len(paragraph) + 2)
    return starts


def _quote(kind: Kind, paragraphs: list[str], chance: Random) -> tuple[int, str] | None:
    """Return a quote of words that stand once, and the paragraph that has them."""
    for _ in range(_TRIES):
        at = chance.randrange(len(paragraphs))
        words = _stretch(paragraphs[at], chance)
        quote = kind.edit(words, chance) if words else None
        if quote and _is_once(words, paragraphs):
            return at, quote
    return None


def _stretch(paragraph: str, chance: Random) -> str:
    """Return a sentence, or some words of it on end; none if they are few."""
    sentence = chance.choice(split(paragraph) or [None])
    if sentence is None:
        return ""
    start, end = sentence.start, sentence.end
    spaces = [at for at in range(start, end) if paragraph[at] == " "]
    if len(spaces) > 12 and chance.random() < 0.5:
        start, end = spaces[chance.randrange(3)] + 1, spaces[-1 - chance.randrange(3)]
    whole = len(spaces) > 5 and is_whole(paragraph, start, end)
    return paragraph[start:end].strip(",–- ") if whole else ""


def _is_once(words: str, paragraphs: list[str]) -> bool:
    return sum(words in paragraph for paragraph in paragraphs) == 1
