"""Sources as CSL-JSON, the language in which libraries exchange them (citationstyles.org, 1.0.2).

Pure. What the library has fields for goes into these; the further variables that a citation
may need are kept under their names in CSL.
"""

import re
from collections.abc import Mapping
from typing import Any, Protocol

from workbench.articles.rules import is_partial_date
from workbench.errors import message as _
from workbench.intake.cleaning import clean
from workbench.intake.metadata.dois import doi_in
from workbench.intake.structure.dates import parse_date
from workbench.sources.names import author_of, name_of
from workbench.sources.rules import SourceKind
from workbench.sources.service import SourceFields

LONGEST = 2_000  # code points of a variable, as of a line that is typed
LONGEST_KEYWORDS = 5_000  # code points of all of them

TYPES: Mapping[SourceKind, str] = {
    SourceKind.WEB_PAGE: "webpage",
    SourceKind.NEWS_ARTICLE: "article-newspaper",
    SourceKind.OFFICIAL_DOCUMENT: "report",
    SourceKind.STUDY: "article-journal",
    SourceKind.DATA_SET: "dataset",
    SourceKind.COURT_RECORD: "legal_case",
    SourceKind.LAW: "legislation",
    SourceKind.BOOK: "book",
    SourceKind.INTERVIEW: "interview",
    SourceKind.E_MAIL: "personal_communication",
    SourceKind.SOCIAL_POST: "post",
    SourceKind.VIDEO: "motion_picture",
    SourceKind.AUDIO: "song",
    SourceKind.PHOTOGRAPH: "graphic",
    SourceKind.OBSERVATION: "event",
}
KINDS: Mapping[str, SourceKind] = {
    **{csl_type: kind for kind, csl_type in TYPES.items()},
    "post-weblog": SourceKind.WEB_PAGE,
    "article-magazine": SourceKind.NEWS_ARTICLE,
    "broadcast": SourceKind.VIDEO,
    "article": SourceKind.STUDY,
    "paper-conference": SourceKind.STUDY,
    "thesis": SourceKind.STUDY,
    "manuscript": SourceKind.STUDY,
    "chapter": SourceKind.BOOK,
    "collection": SourceKind.BOOK,
    "entry-encyclopedia": SourceKind.BOOK,
    "entry-dictionary": SourceKind.BOOK,
    "bill": SourceKind.LAW,
    "treaty": SourceKind.LAW,
    "regulation": SourceKind.LAW,
    "document": SourceKind.OFFICIAL_DOCUMENT,
    "hearing": SourceKind.OFFICIAL_DOCUMENT,
    "speech": SourceKind.OFFICIAL_DOCUMENT,
    "patent": SourceKind.OFFICIAL_DOCUMENT,
    "standard": SourceKind.OFFICIAL_DOCUMENT,
    "map": SourceKind.PHOTOGRAPH,
    "figure": SourceKind.PHOTOGRAPH,
}
FURTHER = (
    "container-title", "collection-title", "volume", "issue", "page", "edition", "number",
    "publisher-place", "event-title", "authority", "genre", "medium", "DOI", "ISBN", "ISSN",
    "PMID", "language", "license",
)  # fmt: skip
_YEAR_FIRST = re.compile(r"\d{4}(?!\d)", re.ASCII)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b", re.ASCII)
_TAGS = re.compile(r"</?(?:i|b|sc|sup|sub|span)\b[^>]*>")  # what CSL allows inside a title


class Item(Protocol):
    """What a source says of itself: a row of the library, or fields that were read."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def kind(self) -> SourceKind:
        """What it is."""

    @property
    def publisher(self) -> str:
        """Who published it."""

    @property
    def published(self) -> str:
        """When, a partial date."""

    @property
    def url(self) -> str:
        """Where it is found."""

    @property
    def accessed(self) -> str:
        """When it was last seen there, a partial date."""

    @property
    def authors(self) -> Any:
        """Its authors, as the library writes them."""

    @property
    def further(self) -> Any:
        """The further variables, by their names."""


def fields_of_item(item: Mapping[str, Any]) -> SourceFields:
    """What an item of CSL-JSON says. Raises `ValueError` with why it is none."""
    title = _line(item.get("title")) or _line(item.get("title-short"))
    if not title:
        raise ValueError(_("it has no title"))
    further = {key: value for key in FURTHER if (value := _line(item.get(key)))}
    doi = doi_in(further.get("DOI", ""))
    url = _line(item.get("URL")) or (f"https://doi.org/{doi}" if doi else "")
    return SourceFields(
        title=title,
        kind=KINDS.get(str(item.get("type")), SourceKind.WEB_PAGE),
        authors=_authors(item),
        publisher=_line(item.get("publisher")) or further.get("container-title", ""),
        published=_date(item.get("issued")),
        url=_address(url),
        archived_url=_address(_line(item.get("archive_location"))),
        accessed=_date(item.get("accessed")),
        further=further,
    )


def keywords_of_item(item: Mapping[str, Any]) -> str:
    """The keywords of an item of CSL-JSON, with commas or semicolons between them."""
    return _line(item.get("keyword"), LONGEST_KEYWORDS)


def item_of(source: Item, item_id: str) -> dict[str, Any]:
    """A source as an item of CSL-JSON."""
    said: dict[str, Any] = {
        "id": item_id,
        "type": TYPES[source.kind],
        "title": source.title,
        "author": [name_of(author) for author in source.authors],
        "issued": _date_parts(source.published),
        "publisher": _publisher(source),
        "URL": source.url,
        "accessed": _date_parts(source.accessed),
        **source.further,
    }
    return {key: value for key, value in said.items() if value}


def _publisher(source: Item) -> str:
    """Its publisher, unless that is only the journal, which stands in for one that is not named."""
    return "" if source.publisher == source.further.get("container-title") else source.publisher


def _line(value: Any, longest: int = LONGEST) -> str:
    """A variable as one line, without the marks that CSL allows in titles."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    return " ".join(clean(_TAGS.sub("", str(value))).split())[:longest]


def _address(words: str) -> str:
    return words if words.startswith(("http://", "https://")) else ""


def _authors(item: Mapping[str, Any]) -> tuple[str, ...]:
    """Who made it: authors, else those who did in their place, such as the editors of a book.

    The library has no other names: the editors of a chapter that has an author are left out.
    """
    for role in ("author", "editor", "director", "interviewer", "recipient"):
        names = item.get(role)
        if isinstance(names, list):
            found = [author_of(name) for name in names if isinstance(name, Mapping)]
            if any(found):
                return tuple(filter(None, found))
    return ()


def _date(value: Any) -> str:
    """A date of CSL-JSON as far as it is known: of two, the first; empty for what is no date."""
    if not isinstance(value, Mapping):
        return ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return _partial([str(part).strip() for part in parts[0][:3]])
    given = value.get("raw") or value.get("literal")
    return _date_in_words(given.strip()) if isinstance(given, str) else ""


def _date_in_words(words: str) -> str:
    """A date as it was typed: `2019-05-15T08:00`, `2019~`, `3 March 2020`, `c. 2019`."""
    if _YEAR_FIRST.match(words):
        return _partial(re.split(r"[-/T~?% ]", words)[:3])
    year = _YEAR.search(words[:LONGEST])
    return parse_date(words) or (year[0] if year else "")


def _partial(parts: list[str]) -> str:
    """Year, month and day, as many as make a date."""
    for length in range(len(parts), 0, -1):
        if all(part.isascii() and part.isdigit() for part in parts[:length]):
            written = "-".join([parts[0].zfill(4), *(part.zfill(2) for part in parts[1:length])])
            if is_partial_date(written):
                return written
    return ""


def _date_parts(date: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else {}
