"""The formats by name: what each is called, where it is found, what it is served as."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """`address` is the last part of its public address, `suffix` that of its file's name.

    `use` is what people take it for, a word of `USES`.
    """

    words: str
    address: str
    suffix: str
    media_type: str
    use: str


READ, WORK, LINK = "to read", "to work with", "for programs"
USES = (READ, WORK, LINK)


FORMATS: Mapping[str, Format] = {
    "html": Format("One HTML file", "report.html", ".html", "text/html; charset=utf-8", READ),
    "claimreview": Format(
        "ClaimReview", "claimreview.json", ".claimreview.json", "application/ld+json", LINK
    ),
    "annotations": Format(
        "Web Annotations",
        "annotations.json",
        ".annotations.json",
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        LINK,
    ),
    "csv": Format("CSV", "claims.csv", ".csv", "text/csv; charset=utf-8", WORK),
}
