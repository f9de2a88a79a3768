"""Sources as they might be: of every kind, by which styles are tried, and some to be shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.sources.csl import TYPES
from workbench.sources.rules import SourceKind
from workbench.sources.service import SourceFields

_FULL: Mapping[str, Any] = {
    "title": "The tram that was never late",
    "author": [{"family": "Novák", "given": "Ana Maria"}, {"literal": "Office for Trams"}],
    "issued": {"date-parts": [[2019, 4, 18]]},
    "accessed": {"date-parts": [[2020, 1, 2]]},
    "container-title": "Journal of Urban Transport", "collection-title": "Reports",
    "volume": "12", "issue": "3", "page": "45-52", "edition": "2", "number": "17",
    "publisher": "Harbour Press", "publisher-place": "Lisbon", "event-title": "Tram Days",
    "authority": "High Court", "genre": "White paper", "medium": "Print",
    "DOI": "10.1234/tram", "ISBN": "978-3-16-148410-0", "ISSN": "1234-5679", "PMID": "12345",
    "URL": "https://trams.example/late", "language": "en",
}  # fmt: skip
_BARE: Mapping[str, Any] = {"title": "Untitled", "issued": {"date-parts": [[2019]]}}

SAMPLES: Sequence[Mapping[str, Any]] = [
    {**said, "type": csl_type} for csl_type in TYPES.values() for said in (_FULL, _BARE)
]

EXAMPLES = (
    SourceFields(
        "Why the tram is never late", SourceKind.NEWS_ARTICLE, ("Novák, Ana",), "The Harbour Post",
        "2019-04-18", "https://post.example/tram", "", "2019-05-02",
    ),
    SourceFields(
        "Waiting times in 40 cities", SourceKind.STUDY, ("Berg, Jonas", "Ito, Yuki"), "", "2018",
        further={
            "container-title": "Journal of Urban Transport", "volume": "12", "issue": "3",
            "page": "45–52", "DOI": "10.1234/tram",
        },
    ),
    SourceFields(
        "Minutes of 3 May", SourceKind.OFFICIAL_DOCUMENT, ("City Council",), "City of Lisbon",
        "2019-05-03", "https://council.example/minutes",
    ),
)  # fmt: skip
