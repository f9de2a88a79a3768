"""RIS, by way of items of CSL-JSON."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import rispy

from workbench.errors import message as _
from workbench.sources.exchange.items import Unread, name_in, parts_of_day, written_name

# Types of references and of CSL. Of several names for one type, the last is written.
_TYPES = {
    "ELEC": "webpage", "WEB": "webpage", "BLOG": "post-weblog", "MGZN": "article-magazine",
    "NEWS": "article-newspaper", "GOVDOC": "report", "RPRT": "report", "EJOUR": "article-journal",
    "JOUR": "article-journal", "CONF": "paper-conference", "CPAPER": "paper-conference",
    "THES": "thesis", "UNPB": "manuscript", "DATA": "dataset", "CASE": "legal_case",
    "BILL": "bill", "STAT": "legislation", "HEAR": "hearing", "CHAP": "chapter",
    "EBOOK": "book", "BOOK": "book", "ICOMM": "personal_communication",
    "PCOMM": "personal_communication", "VIDEO": "motion_picture", "SOUND": "song",
    "ART": "graphic", "FIGURE": "figure", "MAP": "map", "PAT": "patent", "STAND": "standard",
    "ENCYC": "entry-encyclopedia", "DICT": "entry-dictionary", "MANSCPT": "manuscript",
    "MPCT": "motion_picture", "LEGAL": "legislation", "ECHAP": "chapter", "EDBOOK": "book",
}  # fmt: skip
_WRITTEN = {csl: ris for ris, csl in _TYPES.items()} | {
    "webpage": "ELEC", "book": "BOOK", "chapter": "CHAP", "legislation": "STAT",
    "motion_picture": "VIDEO", "interview": "PCOMM", "post": "ICOMM",
}  # fmt: skip
_OF_BOOKS = {"book", "chapter", "entry-encyclopedia", "entry-dictionary", "thesis"}
_FIELDS = {
    "container-title": ("secondary_title", "journal_name", "alternate_title3"),
    "volume": ("volume",),
    "issue": ("number",),
    "edition": ("edition",),
    "publisher": ("publisher",),
    "publisher-place": ("place_published",),
    "language": ("language",),
    "DOI": ("doi",),
    "number": ("note",),  # what rispy calls M1
    "genre": ("type_of_work",),
    "collection-title": ("tertiary_title",),
}
# What RIS has no tag for stands in notes, each “name: words”, as Zotero has it in “Extra”.
_NOTED = (
    "type", "event-title", "authority", "medium", "license", "PMID", "ISBN", "ISSN",
    "archive_location",
)  # fmt: skip
_NOTED_TYPES = {"interview", "post", "event"}
_NOTE = re.compile(rf"^({'|'.join(_NOTED)}): (.+)$", re.MULTILINE)
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx](?!\d)")
_FEWEST_OF_ISBN = 9  # digits; the tenth may be an X
_MISTYPED = re.compile(r"^([A-Z][A-Z0-9]) -(?: |$)", re.MULTILINE)  # one blank where two belong


def read_ris(text: str) -> Iterator[Mapping[str, Any] | Unread]:
    """The references of a file. One without an end goes on to the next one's beginning."""
    for number, reference in enumerate(re.split(r"(?m)^(?=TY  ?- )", text)[1:], start=1):
        yield _read_one(number, _MISTYPED.sub(r"\1  - ", reference))


def _read_one(number: int, reference: str) -> Mapping[str, Any] | Unread:
    ended = re.split(r"(?m)^ER  -.*$", reference, maxsplit=1)[0].rstrip("\n")
    try:
        (found,) = rispy.loads(f"{ended}\nER  - \n", skip_unknown_tags=True)
    except (ValueError, OSError):
        return Unread(str(number), _("the reference cannot be read"))
    return _item(number, found)


def _item(number: int, found: Mapping[str, Any]) -> Mapping[str, Any]:
    csl_type = _TYPES.get(str(found.get("type_of_reference")), "webpage")
    serial = _first(found, "issn")
    return {
        "id": str(found.get("id") or number),
        "type": csl_type,
        "title": _first(found, "title", "primary_title", "short_title"),
        "author": list(map(name_in, _people(found))),
        "issued": {"raw": _first(found, "date", "year", "publication_year").strip("/ ")},
        "accessed": {"raw": _first(found, "access_date").strip("/ ")},
        "URL": next(iter(found.get("urls") or ()), ""),
        "keyword": ", ".join(map(str, found.get("keywords") or ())),
        "page": "–".join(filter(None, (found.get("start_page"), found.get("end_page")))),
        _numbering(serial, csl_type): serial,
        **{csl: words for csl, tags in _FIELDS.items() if (words := _first(found, *tags))},
        **_noted(found),
    }


def _numbering(serial: str, csl_type: str) -> str:
    """Of which kind the number of a book or of a serial is, which share a tag: by its digits."""
    if _ISSN.match(serial):
        return "ISSN"
    of_book = csl_type in _OF_BOOKS or sum(map(str.isdigit, serial)) >= _FEWEST_OF_ISBN
    return "ISBN" if of_book else "ISSN"


def _noted(found: Mapping[str, Any]) -> dict[str, str]:
    notes = _NOTE.finditer("\n".join(map(str, found.get("notes") or ())))
    said = {note[1]: note[2] for note in notes}
    return {name: words for name, words in said.items() if name != "type" or words in _NOTED_TYPES}


def _first(found: Mapping[str, Any], *tags: str) -> str:
    return next((str(found[tag]) for tag in tags if found.get(tag)), "")


def _people(found: Mapping[str, Any]) -> Sequence[str]:
    """Who made it, of those that a reference may name."""
    for tag in ("authors", "first_authors", "secondary_authors", "tertiary_authors"):
        if found.get(tag):
            return [str(name) for name in found[tag]]
    return ()


def write_ris(items: Sequence[Mapping[str, Any]]) -> str:
    """The items as references."""
    return "".join(_reference(item) for item in items)


def _reference(item: Mapping[str, Any]) -> str:
    serial = _serial(item)
    lines = [("TY", _WRITTEN.get(str(item["type"]), "GEN")), ("TI", item["title"])]
    lines += [("AU", written_name(name)) for name in item.get("author", ())]
    lines += [
        ("PY", _day(item.get("issued"))[:4]),
        ("DA", _day(item.get("issued"))),
        ("T2", item.get("container-title", "")),
        ("VL", item.get("volume", "")),
        ("IS", item.get("issue", "")),
        *_pages(item.get("page", "")),
        ("ET", item.get("edition", "")),
        ("PB", item.get("publisher", "")),
        ("CY", item.get("publisher-place", "")),
        ("SN", item.get(serial, "")),
        ("M1", item.get("number", "")),
        ("M3", item.get("genre", "")),
        ("T3", item.get("collection-title", "")),
        ("DO", item.get("DOI", "")),
        ("LA", item.get("language", "")),
        *(("KW", tag) for tag in item.get("keyword", "").split(", ")),
        ("UR", item.get("URL", "")),
        ("Y2", _day(item.get("accessed"))),
        *(("N1", note) for note in _notes(item, serial)),
    ]
    written = [f"{tag}  - {' '.join(str(value).split())}" for tag, value in lines if value]
    return "\n".join([*written, "ER  - ", "", ""])


def _serial(item: Mapping[str, Any]) -> str:
    """Which number has the tag for one; empty if it would be taken for the other."""
    named = (name for name in ("ISBN", "ISSN") if item.get(name))
    return next((name for name in named if _numbering(item[name], item["type"]) == name), "")


def _notes(item: Mapping[str, Any], serial: str) -> list[str]:
    said = {**item, "type": item["type"] if item["type"] in _NOTED_TYPES else "", serial: ""}
    return [f"{name}: {said[name]}" for name in _NOTED if said.get(name)]


def _pages(page: str) -> list[tuple[str, str]]:
    start, _dash, end = re.sub("[–—]", "-", page).partition("-")
    return [("SP", start.strip()), ("EP", end.strip())]


def _day(date: Mapping[str, Any] | None) -> str:
    """A date as RIS has it: `2019/05/15/`."""
    parts = parts_of_day(date)
    return "/".join([*parts, "", "", ""][:4]) if parts else ""
