"""What a file's properties say, as far as its own words bear it out.

Programs fill in most of them by themselves: a template's title, whoever saved the file last, the
language of the keyboard. What is proposed wrongly is worse than what is not proposed.
"""

import re
from collections.abc import Iterable, Sequence

from workbench.intake.metadata.dois import doi_in, dois_in
from workbench.intake.metadata.said import LONGEST, first_language, first_names, line
from workbench.intake.structure.language import language_of
from workbench.intake.structure.prose import same_words, word_count

_HEAD = 14  # paragraphs
_LONGEST = 20_000  # characters
_FEWEST = 3  # words that are told from a paragraph's own
_BETWEEN_PEOPLE = re.compile(r",\s*(?:(?:and|und|et|y)\s+|&\s*)?|\s+(?:and|und|et|y|&)\s+")


class Words:
    """The words with which a text begins."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.text = "\n".join(paragraphs)[:_LONGEST]
        self._same = same_words(self.text)
        # What is longer than a title is none, however long a page may be.
        self._head = [same_words(text[: 2 * LONGEST]) for text in paragraphs[:_HEAD]]
        self._whole_head = "".join(self._head)

    def have(self, words: str) -> bool:
        """Whether these words stand there."""
        wanted = same_words(words)
        return bool(wanted) and wanted in self._same

    def title(self, candidates: Iterable[str]) -> str:
        """The first that is a paragraph at the top, or stands in several set below each other."""
        return next(filter(self._is_title, map(line, candidates)), "")

    def _is_title(self, title: str) -> bool:
        wanted = same_words(title)
        in_several = word_count(title) >= _FEWEST and wanted in self._whole_head
        return bool(wanted) and (wanted in self._head or in_several)

    def people(self, candidates: Iterable[Iterable[str]]) -> tuple[str, ...]:
        """The first list of names. One of a single word is a login unless it stands in the text."""
        lists = (first_names([names]) for names in candidates)
        found = ([each for name in names for each in self._parted(name)] for names in lists)
        people = ([name for name in names if " " in name or self.have(name)] for names in found)
        return tuple(next(filter(None, people), ()))

    def _parted(self, name: str) -> Sequence[str]:
        """The people of one line, if they stand in the text, and not as family and given name."""
        parts = [part.strip() for part in _BETWEEN_PEOPLE.split(name)]
        are_people = all(" " in part and self.have(part) for part in parts)
        return parts if are_people and not self.have("".join(reversed(parts))) else [name]

    def doi(self, candidates: Iterable[str]) -> str:
        """The first, else that in the text. Of several there none is sure to be its own."""
        own = next(filter(None, (doi_in(line(each)) for each in candidates)), "")
        in_text = set(dois_in(self.text))
        return own or line(in_text.pop() if len(in_text) == 1 else "")

    def language(self, candidates: Iterable[str]) -> str:
        """The first, if the text is in it."""
        found = first_language(candidates)
        same = found and language_of(self.text, found) == found.partition("-")[0].lower()
        return found if same else ""

    def day(self, day: str) -> str:
        """A day of whose year the text speaks."""
        year = day[:4]
        return day if year and re.search(rf"\b{year}\b", self.text) else ""
