"""The formats by name: what each is called, where it is found, what it is served as."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """`address` is the last part of its public address, `suffix` that of its file's name.

    `use` is what people take it for, a word of `USES`. One that takes long is `kept`: made by a
    worker, once an edition, and never while somebody waits.
    """

    words: str
    address: str
    suffix: str
    media_type: str
    use: str
    kept: bool = False


READ, WORK, LINK = "to read", "to work with", "for programs"
USES = (READ, WORK, LINK)


_CSV = "text/csv; charset=utf-8"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ANNOTATIONS = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'

FORMATS: Mapping[str, Format] = {
    "html": Format("One HTML file", "report.html", ".html", "text/html; charset=utf-8", READ),
    "pdf": Format("PDF", "report.pdf", ".pdf", "application/pdf", READ, kept=True),
    "docx": Format("Word, claims as comments", "report.docx", ".docx", _DOCX, READ, kept=True),
    "markdown": Format("Markdown", "report.md", ".md", "text/markdown; charset=utf-8", READ),
    "xlsx": Format("XLSX", "report.xlsx", ".xlsx", _XLSX, WORK, kept=True),
    "csv": Format("CSV", "claims.csv", ".csv", _CSV, WORK),
    "evidence-csv": Format("CSV of the evidence", "evidence.csv", ".evidence.csv", _CSV, WORK),
    "sources-csv": Format("CSV of the sources", "sources.csv", ".sources.csv", _CSV, WORK),
    "bibtex": Format("BibTeX of the sources", "sources.bib", ".bib", "application/x-bibtex", WORK),
    "ris": Format(
        "RIS of the sources", "sources.ris", ".ris", "application/x-research-info-systems", WORK
    ),
    "jsonl": Format(
        "JSON Lines", "report.jsonl", ".jsonl", "application/jsonl; charset=utf-8", LINK
    ),
    "claimreview": Format(
        "ClaimReview", "claimreview.json", ".claimreview.json", "application/ld+json", LINK
    ),
    "annotations": Format(
        "Web Annotations", "annotations.json", ".annotations.json", _ANNOTATIONS, LINK
    ),
}

PACK = "pack"  # needs the desk's key, so it is not made of an edition alone
TAKEN_AWAY: Mapping[str, Format] = {
    **FORMATS,
    PACK: Format("Evidence pack", "pack.zip", ".pack.zip", "application/zip", LINK, kept=True),
}


def file_name(slug: str, number: int, chosen: Format) -> str:
    """What a file of an edition is called where somebody keeps it."""
    return f"{slug}-edition-{number}{chosen.suffix}"
