"""What was found, as it may be shown and kept: short, of one line, of the right kind."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any

from workbench.intake.cleaning import clean, straight
from workbench.intake.formats.properties import makers
from workbench.intake.metadata.dois import doi_in
from workbench.intake.structure.dates import parse_date

LONGEST = 500  # code points of a title, a name, a licence
MOST_AUTHORS = 100
_NO_NAME = re.compile(r"://|@|^www\.", re.I)
_BY = re.compile(r"^\s*(?:by:?\s+)+", re.I)
_MONTH = re.compile(r"\d{4}/\d\d")  # as Highwire's tags have it
_TOGETHER = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T.*)?")  # ISO 8601 without its hyphens
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z\d]{2,8}){0,3}")  # BCP 47, but for rare tails


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says of itself; empty where it says nothing.

    `published` and `made` are partial dates; `made` is the day on which the file was made, where it
    says of no day that it was published on it. `language` is a code such as `en-GB`. What is named
    in `read` was not declared: it was read from the text, and is less sure.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    publisher: str = ""
    doi: str = ""
    licence: str = ""
    appeared_in: str = ""
    language: str = ""
    made: str = ""
    read: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """What the database keeps of it: nothing of what it has not."""
        said = {**asdict(self), "authors": list(self.authors), "read": list(self.read)}
        return {name: value for name, value in said.items() if value}

    def or_read(self, found: "Said") -> "Said":
        """With what was read from the text, where nothing is declared."""
        values = {**found.as_json(), "authors": found.authors}
        silent = {
            name: values[name] for name in READ if not getattr(self, name) and values.get(name)
        }
        return replace(self, **silent, read=tuple(silent))


READ = ("title", "authors", "published", "language")  # what may be read from a text
NOTHING = Said()


def said_again(kept: Mapping[str, Any]) -> Said:
    """What was kept of a file elsewhere, as it would have been kept here. It may be anything."""
    lines = {name: line(words) for name, words in kept.items() if isinstance(words, str)}
    found = Said(
        title=lines.get("title", ""),
        authors=first_names([kept.get("authors") or ()]),
        published=first_day([lines.get("published", "")]),
        publisher=lines.get("publisher", ""),
        doi=doi_in(lines.get("doi", "")),
        licence=lines.get("licence", ""),
        appeared_in=lines.get("appeared_in", ""),
        language=first_language([lines.get("language", "")]),
        made=first_day([lines.get("made", "")]),
    )
    read = kept.get("read")
    names = read if isinstance(read, list) else []
    return replace(found, read=tuple(n for n in READ if n in names and getattr(found, n)))


def line(words: str) -> str:
    """The words as one clean line; empty if they are no words, or far too many."""
    if len(words) > 2 * LONGEST:
        return ""
    found = clean(straight(words)).replace("\n", " ")
    return found if len(found) <= LONGEST and any(map(str.isalnum, found)) else ""


def first_line(candidates: Iterable[str]) -> str:
    """The first of the candidates that is one."""
    return next(filter(None, map(line, candidates)), "")


def first_day(candidates: Iterable[str]) -> str:
    """The first of the candidates that is a date, as a partial date."""
    return next(filter(None, map(_day, candidates)), "")


def _day(words: str) -> str:
    words = line(words)
    if together := _TOGETHER.fullmatch(words):
        words = "-".join(together.groups())
    found = parse_date(words.replace("/", "-") if _MONTH.fullmatch(words) else words)
    return found if found.isascii() and found >= "1000" else ""


def first_language(candidates: Iterable[str]) -> str:
    """The first of the candidates that is a code of a language, written as codes are."""
    codes = (words.strip().replace("_", "-") for words in candidates if _is_language(words))
    return next(codes, "")


def _is_language(words: str) -> bool:
    return bool(_LANGUAGE.fullmatch(words.strip()))


def first_names(candidates: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The first of the lists that has names in it, each once."""
    return next(filter(None, map(_names, candidates)), ())


def _names(words: Iterable[str]) -> tuple[str, ...]:
    lines = (line(_BY.sub("", each)) for each in islice(words, MOST_AUTHORS))
    names = (name for each in lines for name in makers(each))
    known = dict.fromkeys(name for name in names if line(name) and not _NO_NAME.search(name))
    return tuple(known)[:MOST_AUTHORS]
