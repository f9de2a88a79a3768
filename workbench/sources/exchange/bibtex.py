"""BibTeX and BibLaTeX, by way of items of CSL-JSON."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string, write_string
from bibtexparser.library import Library
from bibtexparser.model import Block, Entry, Field, ParsingFailedBlock
from pylatexenc.latex2text import LatexNodes2Text

from workbench.errors import message as _
from workbench.sources.exchange.items import Unread, name_in, parts_of_day, written_name

LONGEST_FIELD = 20_000  # code points; what stands behind them is no part of a citation

# Types of entries and of CSL. Of several names for one type, the first is written.
_TYPES = {
    "article": "article-journal", "book": "book", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "conference": "paper-conference", "online": "webpage",
    "misc": "webpage", "www": "webpage", "techreport": "report", "report": "report",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis", "dataset": "dataset",
    "data": "dataset", "newspaper": "article-newspaper", "jurisdiction": "legal_case",
    "legislation": "legislation", "legal": "legislation", "video": "motion_picture",
    "movie": "motion_picture", "audio": "song", "image": "graphic", "artwork": "graphic",
    "letter": "personal_communication", "unpublished": "manuscript", "proceedings": "book",
    "collection": "book", "manual": "report", "booklet": "book", "patent": "patent",
}  # fmt: skip
_WRITTEN = {
    "article-journal": "article", "article-newspaper": "article", "book": "book",
    "report": "techreport", "dataset": "dataset", "legal_case": "jurisdiction",
    "legislation": "legislation", "motion_picture": "video", "song": "audio", "graphic": "image",
    "personal_communication": "letter", "post": "online",
}  # fmt: skip
# What no type of entries is made for.
_SUBTYPES = {
    "newspaper": "article-newspaper", "magazine": "article-magazine", "interview": "interview",
    "post": "post", "event": "event",
}  # fmt: skip
_SUBTYPES_WRITTEN = {csl: subtype for subtype, csl in _SUBTYPES.items()}
_FIELDS = {
    "journaltitle": "container-title", "journal": "container-title",
    "booktitle": "container-title", "volume": "volume", "issue": "issue", "number": "number",
    "pages": "page", "edition": "edition", "series": "collection-title", "publisher": "publisher",
    "institution": "publisher", "school": "publisher", "organization": "publisher",
    "address": "publisher-place", "location": "publisher-place", "type": "genre",
    "eventtitle": "event-title", "isbn": "ISBN", "issn": "ISSN", "language": "language",
    "langid": "language", "keywords": "keyword",
    "copyright": "license", "rights": "license", "pmid": "PMID", "medium": "medium",
    "authority": "authority", "archiveurl": "archive_location",
}  # fmt: skip
_IN_JOURNALS = {**_FIELDS, "number": "issue", "eid": "number"}
_UNESCAPED = re.compile(r"\\([_%&#$~])")
_ESCAPED = re.compile(r"([&%$#_])")
_LATEX = re.compile(r"[\\{}$~%&`'-]")
_JOINED = re.compile(r"(?<=['`-])(?=['`-])")  # '' is read as ”, -- as –
_NAMED = str.maketrans({"~": r"\textasciitilde{}", "^": "{^}"})
_BRACED = re.compile(r"\{([^{}]*)\}")
_NO_LATEX = {"url", "archiveurl", "howpublished", "eprint", "doi", "urldate", "date", "year"}
_ADDRESS = re.compile(r"https?://[^\s{}]+")
_READ = {
    "title", "subtitle", "author", "editor", "month", "eprinttype", "archiveprefix",
    "entrysubtype", *_IN_JOURNALS, *_NO_LATEX,
}  # fmt: skip

_to_text = LatexNodes2Text(strict_latex_spaces=False)


def read_bibtex(text: str) -> Iterator[Mapping[str, Any] | Unread]:
    """The entries of a file; comments, preambles and strings of it are none."""
    library = parse_string(
        text,
        append_middleware=[middlewares.MonthIntMiddleware(), middlewares.SeparateCoAuthors()],
    )
    for block in library.blocks:
        entry = _entry(block)
        if entry is not None:
            yield entry


def _entry(block: Block) -> Mapping[str, Any] | Unread | None:
    if isinstance(block, ParsingFailedBlock):
        inner = block.ignore_error_block
        if isinstance(inner, Entry):  # its key or a field occurs twice
            return _item(_worked_up(inner))
        return Unread(
            _("line %(number)s", number=(block.start_line or 0) + 1), _("the entry is not closed")
        )
    return _item(block) if isinstance(block, Entry) else None


def _worked_up(entry: Entry) -> Entry:
    """The entry as the parser makes one of what it read, if it sees no fault."""
    library = Library([Entry(entry.entry_type, entry.key, list(entry.fields_dict.values()))])
    for step in (
        middlewares.RemoveEnclosingMiddleware(),
        middlewares.MonthIntMiddleware(),
        middlewares.SeparateCoAuthors(),
    ):
        library = step.transform(library)
    return library.entries[0]


def _item(entry: Entry) -> Mapping[str, Any] | Unread:
    try:
        said = {f.key.lower(): _said(f) for f in entry.fields if f.key.lower() in _READ}
    except (RecursionError, ValueError, IndexError):  # of LaTeX that cannot be followed
        return Unread(entry.key, _("its LaTeX cannot be read"))
    entry_type = entry.entry_type.lower()
    subtype = _SUBTYPES.get(said.get("entrysubtype", "").lower())
    return {
        "id": entry.key,
        "type": subtype or _TYPES.get(entry_type, "webpage"),
        "title": _title(said),
        "author": said.get("author") or said.get("editor") or [],
        "issued": {"raw": _date(said)},
        "accessed": {"raw": said.get("urldate", "")},
        "URL": said.get("url") or _address(said),
        "DOI": said.get("doi", ""),
        **{csl: said[key] for key, csl in reversed(_of(entry_type).items()) if said.get(key)},
    }


def _of(entry_type: str) -> dict[str, str]:
    """The fields of entries, and what they hold."""
    return _IN_JOURNALS if entry_type == "article" else _FIELDS


def _title(said: Mapping[str, Any]) -> str:
    title, subtitle = said.get("title", ""), said.get("subtitle", "")
    return f"{title}: {subtitle}" if title and subtitle else title or subtitle


def _address(said: Mapping[str, Any]) -> str:
    """Where an entry without an address of its own is found: how it was published, or at arXiv."""
    stands = _ADDRESS.search(said.get("howpublished", ""))
    archive = said.get("eprinttype") or said.get("archiveprefix") or ""
    at_arxiv = archive.lower() == "arxiv" and said.get("eprint")
    return stands[0] if stands else f"https://arxiv.org/abs/{at_arxiv}" if at_arxiv else ""


def _date(said: Mapping[str, Any]) -> str:
    if said.get("date"):
        return str(said["date"]).partition("/")[0]
    month = str(said.get("month", ""))
    year = str(said.get("year", ""))
    return f"{year}-{month}" if month.isdigit() else f"{month} {year}".strip()


def _said(field: Field) -> Any:
    if isinstance(field.value, list):
        return [_name(str(name)) for name in field.value if str(name) != "others"]
    words = str(field.value)[:LONGEST_FIELD]
    if field.key.lower() in _NO_LATEX:
        return _UNESCAPED.sub(r"\1", words).strip("{} ")
    return _plain(words).replace("--", "–") if field.key.lower() == "pages" else _plain(words)


def _name(written: str) -> dict[str, str]:
    """“Family, Given”, “Given Family”, or a name in braces that stands as it is."""
    if _BRACED.fullmatch(written.strip()):
        return {"literal": _plain(written)}
    name = _plain(written[:LONGEST_FIELD])
    if "," in name:
        return name_in(name)
    given, _space, family = name.rpartition(" ")
    return {"family": family, "given": given} if given else {"literal": family}


def _plain(latex: str) -> str:
    text = _to_text.latex_to_text(latex) if _LATEX.search(latex) else latex  # slow, even for none
    return " ".join(text.split())


def write_bibtex(items: Sequence[Mapping[str, Any]]) -> str:
    """The items as entries. What BibTeX has a sign for is escaped; letters are left as they are."""
    library = Library([_written(item) for item in items])
    return write_string(library)


def _written(item: Mapping[str, Any]) -> Entry:
    kind = _WRITTEN.get(str(item["type"]), "misc")
    csl = {of: key for key, of in reversed(_of(kind).items())} | {"container-title": "journal"}
    said = {
        "title": f"{{{_escaped(item['title'])}}}",  # in braces, or its capitals would be lost
        "author": " and ".join(map(_written_name, item.get("author", ()))),
        **_written_date(item.get("issued")),
        "urldate": "-".join(parts_of_day(item.get("accessed"))),
        "url": item.get("URL", ""),
        "doi": item.get("DOI", ""),
        "entrysubtype": _SUBTYPES_WRITTEN.get(str(item["type"]), ""),
        **{
            key: item[of] if key in _NO_LATEX else _escaped(item[of])
            for of, key in csl.items()
            if item.get(of)
        },
    }
    fields = [Field(key, value) for key, value in said.items() if value]
    return Entry(kind, str(item["id"]), fields)


def _written_name(name: Mapping[str, str]) -> str:
    written = _escaped(written_name(name))
    return f"{{{written}}}" if "literal" in name else written


def _written_date(issued: Mapping[str, Any] | None) -> Mapping[str, str]:
    parts = parts_of_day(issued)
    return {"year": parts[0], "date": "-".join(parts)} if parts else {}


def _escaped(words: str) -> str:
    """Braces would end the field, a backslash begin a command, and two signs become another."""
    plain = words.replace("\\", "/").replace("{", "(").replace("}", ")")
    return _JOINED.sub("{}", _ESCAPED.sub(r"\\\1", plain)).translate(_NAMED)
