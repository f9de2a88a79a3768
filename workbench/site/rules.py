"""Which reports somebody wants, and the address of the page that has them. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import quote, urlencode

from workbench.articles.rules import is_partial_date
from workbench.publishing.index.models import Facet

LONGEST_SEARCH = 200  # characters
_KEY = re.compile(r"([0-9]{1,10})-([0-9]{1,10})\Z")
FOLDERS: Mapping[Facet, str] = {
    Facet.VERDICT: "verdicts",
    Facet.TOPIC: "topics",
    Facet.CLAIMANT: "claimants",
    Facet.OUTLET: "outlets",
    Facet.DESK: "desks",
}
FACETS: Mapping[str, Facet] = {folder: facet for facet, folder in FOLDERS.items()}


class Key(NamedTuple):
    """Where a page of a list begins: behind the report of this moment (Unix time) and id."""

    at: int
    report_id: int

    def __str__(self) -> str:
        return f"{self.at}-{self.report_id}"


def key_of(written: str) -> Key | None:
    """A key as it stands in an address; none if it is none."""
    found = _KEY.match(written)
    return Key(int(found[1]), int(found[2])) if found else None


@dataclass(frozen=True)
class Wanted:
    """What a report has to have: facets by their slugs, words, and a first day in between.

    `since` and `until` are partial dates, both included. `older`: only those behind this key.
    """

    words: str = ""
    verdict: str = ""
    topic: str = ""
    claimant: str = ""
    outlet: str = ""
    desk: str = ""
    since: str = ""
    until: str = ""
    older: Key | None = None

    def slug(self, facet: Facet) -> str:
        """What is wanted of a facet, empty if anything is."""
        found: str = getattr(self, str(facet))
        return found

    def having(self, facet: Facet, slug: str) -> "Wanted":
        """The same, with this of a facet; from the first page on."""
        return replace(self, **{str(facet): slug}, older=None)

    def within(self, period: str) -> "Wanted":
        """The same, first published in a year or month; whenever, if it is empty."""
        return replace(self, since=period, until=period, older=None)

    def behind(self, key: Key | None) -> "Wanted":
        """The page that begins behind a key, the first without one."""
        return replace(self, older=key)

    @property
    def facets(self) -> Mapping[Facet, str]:
        """What is wanted of each facet."""
        return {facet: self.slug(facet) for facet in Facet if self.slug(facet)}

    @property
    def period(self) -> str:
        """The year or month that is wanted whole, if that is how the days are bounded."""
        whole = self.since == self.until and len(self.since) < len("2019-05-15")
        return self.since if whole else ""

    @property
    def everything(self) -> bool:
        """Whether no report is left out, but for those of another page."""
        return replace(self, older=None) == Wanted()

    @property
    def folder(self) -> str | None:
        """The path of its pages, below that of all reports; none if it takes a query."""
        if self.everything:
            return ""
        if replace(self, older=None) == Wanted(since=self.period, until=self.period):
            return self.period.replace("-", "/") + "/"
        if len(self.facets) == 1:
            ((facet, slug),) = self.facets.items()
            if replace(self, older=None) == Wanted().having(facet, slug):
                return f"{FOLDERS[facet]}/{quote(slug)}/"
        return None

    @property
    def address(self) -> str:
        """Where its page is: one address for one page."""
        if self.folder is None:
            return f"/reports/?{urlencode(self._fields())}"
        older = f"older/{self.older}/" if self.older else ""
        return f"/reports/{self.folder}{older}"

    @property
    def query(self) -> str:
        """What is wanted as a query, whichever page of it."""
        return urlencode(replace(self, older=None)._fields())

    def _fields(self) -> dict[str, str]:
        chosen = {str(facet): slug for facet, slug in self.facets.items()}
        fields: dict[str, str] = {
            "q": self.words,
            **chosen,
            "from": self.since,
            "to": self.until,
            "older": str(self.older or ""),
        }
        return {name: value for name, value in fields.items() if value}


def wanted_in(query: Mapping[str, str]) -> Wanted:
    """What a query asks for; what is no date and no key asks for nothing."""
    return Wanted(
        words=" ".join(query.get("q", "").replace("\0", "").split())[:LONGEST_SEARCH],
        **{str(facet): query.get(str(facet), "").replace("\0", "") for facet in Facet},
        since=_date(query.get("from", "")),
        until=_date(query.get("to", "")),
        older=key_of(query.get("older", "")),
    )


def _date(written: str) -> str:
    written = written.strip()
    return written if is_partial_date(written) else ""


def first_day(partial_date: str) -> str:
    """The day with which a partial date begins."""
    return partial_date + "0001-01-01"[len(partial_date) :]


def last_day(partial_date: str) -> str:
    """A day that no day of a partial date is behind."""
    return partial_date + "9999-12-31"[len(partial_date) :]
