"""A text that remembers of each of its letters where it stood before it was edited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from workbench.articles.reanchoring import Reading
from workbench.articles.sentences import split


class Letter(NamedTuple):
    """A letter and its offset in the old text. None: it is new, or a copy.

    `instead`: of a letter that was put in for others, where the first of these stood.
    `copy`: of a copied one, where the original stood.
    """

    letter: str
    origin: int | None = None
    instead: int | None = None
    copy: int | None = None


Sentence = list[Letter]
Paragraph = list[Sentence]


@dataclass
class Traced:
    """Paragraphs of sentences of letters, to be edited.

    `undecided`: offsets in the old text of what was copied right beside itself, so that nobody can
    tell which is the copy.
    """

    paragraphs: list[Paragraph]
    undecided: set[int] = field(default_factory=set)

    def undecide(self, sentence: Sentence) -> None:
        """Note that a sentence stands beside its copy."""
        self.undecided |= {letter.origin for letter in sentence if letter.origin is not None}

    def letters(self) -> list[Letter]:
        """Join everything, sentences by a space and paragraphs by a blank line."""
        joined: list[Letter] = []
        for number, paragraph in enumerate(part for part in self.paragraphs if any(part)):
            joined += [Letter("\n"), Letter("\n")] if number else []
            for place, sentence in enumerate(sentence for sentence in paragraph if sentence):
                joined += [Letter(" ")] if place else []
                joined += sentence
        return joined

    def places(self) -> list[tuple[int, int]]:
        """Return where each sentence is: its paragraph, and its number in it."""
        return [(p, s) for p, part in enumerate(self.paragraphs) for s in range(len(part))]


class Traces:
    """An edited text, and where each letter of the old one is in it."""

    def __init__(self, letters: Sequence[Letter]) -> None:
        self.text = text_of(letters)
        self.kept = {letter.origin: at for at, letter in enumerate(letters)}
        self.instead = _places((letter.instead, at) for at, letter in enumerate(letters))
        self.copies = _places((letter.copy, at) for at, letter in enumerate(letters))

    def of(self, inside: range) -> tuple[list[int], list[int]]:
        """Return where letters of a passage are, and what was put in for others of them.

        Where no letter is left, but one copy, that copy is the passage.
        """
        kept = [self.kept[at] for at in inside if at in self.kept]
        copies = [self.copies[at] for at in inside if at in self.copies]
        if not kept and all(len(places) == 1 for places in copies):
            kept = [place for places in copies for place in places]
        return kept, [place for at in inside for place in self.instead.get(at, ())]


def _places(found: Iterable[tuple[int | None, int]]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = {}
    for origin, at in found:
        if origin is not None:
            places.setdefault(origin, []).append(at)
    return places


def traced(text: str) -> Traced:
    """Begin to trace a text."""
    paragraphs, start = [], 0
    for block in text.split("\n\n"):
        spans = [(start + span.start, start + span.end) for span in split(block)]
        paragraphs.append([[Letter(text[at], at) for at in range(*span)] for span in spans])
        start += len(block) + 2
    return Traced(paragraphs)


def written(words: str) -> Sentence:
    """Make a sentence of new words."""
    return [Letter(letter) for letter in words]


def copied(sentence: Iterable[Letter]) -> Sentence:
    """Make a copy of a sentence, whose letters are new."""
    return [Letter(letter.letter, copy=letter.origin) for letter in sentence]


def put_in(words: str, instead: Sentence) -> Sentence:
    """Make words that stand for others."""
    first = next((at for letter in instead for at in _origins(letter)), None)
    return [Letter(letter, None, first) for letter in words]


def text_of(letters: Iterable[Letter]) -> str:
    """Return the letters as a text."""
    return "".join(letter.letter for letter in letters)


def reading(text: str) -> Reading:
    """Split a text into its sentences, block by block."""
    spans, start = [], 0
    for block in text.split("\n\n"):
        spans += [(start + span.start, start + span.end) for span in split(block)]
        start += len(block) + 2
    return Reading(text, spans)


def _origins(letter: Letter) -> list[int]:
    return [at for at in (letter.origin, letter.instead) if at is not None]
