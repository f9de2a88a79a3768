"""Whether two sources are the same one, by what is said of them. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import starmap
from typing import Any

from workbench.intake.metadata.dois import doi_in
from workbench.searching import folded
from workbench.sources.names import natural

_WITHIN = ("volume", "issue", "number", "page")
_MOST_LOOKED_AT = 50  # of one title and year


@dataclass(frozen=True, slots=True)
class Traits:
    """What tells a source from others, words as their letters; empty for what is not said.

    `within` is where it stands in what it appeared in. An address that only spells the DOI is none.
    """

    title: str
    published: str
    doi: str
    page: str
    publisher: str
    container: str
    authors: frozenset[str]
    within: tuple[str, ...]

    @property
    def year(self) -> str:
        """The year in which it was published."""
        return self.published[:4]

    def appeared_apart(self, other: "Traits") -> bool:
        """Whether year, or what it appeared in, or else its publisher speaks against one source.

        A journal stands in for a publisher that is not named.
        """
        if _differ(self.year, other.year):
            return True
        if self.container and other.container:
            return not _one_holds_the_other(self.container, other.container)
        mine, theirs = self.outlets, other.outlets
        agree = any(_one_holds_the_other(one, another) for one in mine for another in theirs)
        return bool(mine and theirs) and not agree

    def told_apart(self, other: "Traits") -> bool:
        """Whether anything at all speaks against one source."""
        return (
            _differ(self.doi, other.doi)
            or _differ(self.page, other.page)
            or _differ(self.container, other.container)
            or not _one_begins_the_other(self.published, other.published)
            or bool(self.authors and other.authors and not self.authors & other.authors)
            or any(map(_differ, self.within, other.within))
            or self.appeared_apart(other)
        )

    @property
    def outlets(self) -> set[str]:
        """In what it appeared, and who published that."""
        return {self.publisher, self.container} - {""}


def letters(words: str) -> str:
    """Letters and digits alone, whatever their case and accents."""
    return "".join(sign for sign in folded(words) if sign.isalnum())


def traits(
    title: str,
    published: str,
    publisher: str,
    authors: Iterable[str],
    further: Mapping[str, Any],
    doi: str = "",
    page: str = "",
) -> Traits:
    """What tells a source of these fields from others. `page` is the key of its address."""
    return Traits(
        title=letters(title),
        published=published,
        doi=doi,
        page="" if doi_in(page) else page,
        publisher=letters(publisher),
        container=letters(further.get("container-title", "")),
        authors=frozenset(map(_last_name, authors)) - {""},
        within=tuple(letters(further.get(name, "")) for name in _WITHIN),
    )


class Collected:
    """Sources that one was given, and whether another is one of them.

    As quick for ten thousand as for each of ten: of those that share title and year the first
    fifty are looked at, and all of those of which the very same is said.
    """

    def __init__(self, rows: Iterable[tuple[Any, ...]] = ()) -> None:
        self._whole: set[Traits] = set()
        self._dois: set[str] = set()
        self._pages: dict[str, set[str]] = defaultdict(set)  # with the DOIs that are found there
        self._titled: dict[tuple[str, str], list[Traits]] = defaultdict(list)
        for each in starmap(traits, rows):
            self.add(each)

    def add(self, one: Traits) -> None:
        """Collect this one too."""
        self._whole.add(one)
        self._dois.add(one.doi)
        self._pages[one.page].add(one.doi)
        if one.year:  # a title alone is too little
            self._titled[one.title, one.year].append(one)

    def has(self, one: Traits) -> bool:
        """Whether that is one of them.

        It is by its DOI; by its page, unless another DOI stands there; and by title and year,
        unless anything speaks against it.
        """
        if one in self._whole or (one.doi and one.doi in self._dois):
            return True
        there = self._pages.get(one.page, set()) if one.page else set()
        if there and (not one.doi or "" in there):
            return True
        titled = self._titled.get((one.title, one.year), ())[:_MOST_LOOKED_AT]
        return any(not one.told_apart(other) for other in titled)


def _last_name(author: str) -> str:
    """The last word of a name as it is spoken, which spellings with initials have in common."""
    return letters((natural(author).split() or [""])[-1])


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _one_begins_the_other(one: str, other: str) -> bool:
    """Whether two partial dates, or none, may be of one day."""
    return one.startswith(other) or other.startswith(one)


def _one_holds_the_other(one: str, other: str) -> bool:
    return one in other or other in one
