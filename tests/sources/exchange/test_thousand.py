"""A library of a thousand items, as Zotero exports it in each format, comes in once."""

import json
from collections import Counter
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.builders import Newsroom
from workbench.sources.exchange import read_library
from workbench.sources.importing import import_sources
from workbench.sources.models import Source, SourceTag
from workbench.sources.rules import SourceKind

BIBTEX = (
    r"""
@article{novak_tides_2019-N,
	title = {The {New} {Tides} N: {Müller} \& after},
	volume = {N},
	copyright = {CC BY 4.0},
	issn = {0028-0836, 1476-4687},
	url = {https://www.harbour.example/tides/N},
	doi = {10.1000/tides.N},
	abstract = {About 5\% of the {\textless}i{\textgreater}harbour{\textless}/i{\textgreater}},
	language = {en},
	number = {2},
	urldate = {2026-11-02},
	journal = {Harbour Studies},
	author = {Novák, Ana and {World Health Organization}},
	month = may,
	year = {2019},
	note = {\_eprint: https://harbour.example/N},
	keywords = {Tides, Arms control},
	pages = {11--19},
	file = {Full Text PDF:/home/ana/N.pdf:application/pdf;Snapshot:/home/ana/N.html:text/html},
}
""",
    r"""
@book{moreau_ferries_2018-N,
	address = {Ebbs},
	edition = {2},
	title = {Ferries of the {North}, part N},
	isbn = {978-3-16-148410-0},
	publisher = {The press},
	author = {Moreau, Ed},
	year = {2018},
	keywords = {Ferries},
}
""",
    r"""
@incollection{moreau_introduction_2019-N,
	title = {Introduction},
	isbn = {978-3-16-148410-0},
	booktitle = {Harbours, volume N},
	publisher = {The press},
	author = {Moreau, Ed},
	editor = {Novák, Ana},
	year = {2019},
	pages = {1--9},
}
""",
    r"""
@techreport{who_annual_2019-N,
	type = {Working paper},
	title = {Annual report},
	url = {https://who.example/annual/N.pdf},
	number = {WP N},
	institution = {World Health Organization},
	author = {{World Health Organization}},
	month = dec,
	year = {2019},
}
""",
    r"""
@misc{noauthor_minutes_nodate-N,
	title = {Minutes of the {Council}, N},
	url = {https://council.example/?minutes=N},
	urldate = {2026-11-02},
	keywords = {Votes},
}
""",
)
RIS = (
    """TY  - JOUR
TI  - The New Tides N: Müller & after
AU  - Novák, Ana
AU  - World Health Organization
T2  - Harbour Studies
AB  - About 5% of the harbour, $41.
And what it costs:
- a quay
DA  - 2019/05//
PY  - 2019
DO  - 10.1000/tides.N
DP  - Harbour Catalogue
VL  - N
IS  - 2
SP  - 11
EP  - 19
LA  - en
SN  - 0028-0836, 1476-4687
UR  - https://www.harbour.example/tides/N
Y2  - 2026/11/02/10:11:12
L1  - file:///home/ana/Zotero/storage/ABCD/N.pdf
N1  - <p>Read <b>twice</b>.</p>
KW  - Tides
KW  - Arms control
""",
    """TY  - BOOK
TI  - Ferries of the North, part N
AU  - Moreau, Ed
CY  - Ebbs
DA  - 2018///
PY  - 2018
ET  - 2
PB  - The press
SN  - 978-3-16-148410-0
KW  - Ferries
""",
    """TY  - CHAP
TI  - Introduction
AU  - Moreau, Ed
T2  - Harbours, volume N
A2  - Novák, Ana
DA  - 2019///
PY  - 2019
SP  - 1
EP  - 9
PB  - The press
SN  - 978-3-16-148410-0
""",
    """TY  - RPRT
TI  - Annual report
AU  - World Health Organization
DA  - 2019/12//
PY  - 2019
M3  - Working paper
PB  - World Health Organization
SN  - WP N
UR  - https://who.example/annual/N.pdf
""",
    """TY  - ELEC
TI  - Minutes of the Council, N
UR  - https://council.example/?minutes=N
Y2  - 2026/11/02/
KW  - Votes
""",
)
ANA = {"family": "Novák", "given": "Ana"}
ED = {"family": "Moreau", "given": "Ed"}
WHO = {"literal": "World Health Organization"}
CSL: tuple[dict[str, Any], ...] = (
    {
        "id": "http://zotero.org/users/1/items/N", "type": "article-journal",
        "title": "The New Tides N: <span class=\"nocase\">Müller</span> & after",
        "abstract": "About 5% of the harbour, $41.\nAnd what it costs.", "volume": "N",
        "container-title": "Harbour Studies", "DOI": "10.1000/tides.N", "issue": "2",
        "ISSN": "0028-0836, 1476-4687", "page": "11-19", "source": "Harbour Catalogue",
        "URL": "https://www.harbour.example/tides/N", "author": [ANA, WHO], "language": "en",
        "issued": {"date-parts": [["2019", 5]]}, "accessed": {"date-parts": [["2026", 11, 2]]},
        "license": "CC BY 4.0", "keyword": "Tides, Arms control", "note": "Read twice.",
    },
    {
        "type": "book", "title": "Ferries of the North, part N", "author": [ED], "edition": "2",
        "issued": {"date-parts": [["2018"]]}, "publisher": "The press", "publisher-place": "Ebbs",
        "ISBN": "978-3-16-148410-0", "keyword": "Ferries",
    },
    {
        "type": "chapter", "title": "Introduction", "author": [ED], "editor": [ANA], "page": "1-9",
        "container-title": "Harbours, volume N", "issued": {"date-parts": [["2019"]]},
        "publisher": "The press", "ISBN": "978-3-16-148410-0",
    },
    {
        "type": "report", "title": "Annual report", "author": [WHO], "genre": "Working paper",
        "issued": {"date-parts": [["2019", 12]]}, "number": "WP N",
        "publisher": "World Health Organization", "URL": "https://who.example/annual/N.pdf",
    },
    {
        "type": "webpage", "title": "Minutes of the Council, N", "keyword": "Votes",
        "URL": "https://council.example/?minutes=N", "accessed": {"raw": "2026-11-02"},
    },
)  # fmt: skip
ITEMS = 1_000


def numbered(template: str, number: int) -> str:
    """One item: the N that stands alone is its number."""
    for around in (" N", "/N", ".N", "-N", "{N", "=N", '"N'):
        template = template.replace(around, f"{around[:-1]}{number}")
    return template


def exported(ending: str) -> bytes:
    """What Zotero would write of a thousand items, two hundred of each kind."""
    templates = {"bib": BIBTEX, "ris": RIS, "json": tuple(map(json.dumps, CSL))}[ending]
    items = [numbered(templates[n % len(templates)], n) for n in range(ITEMS)]
    written = {
        "bib": "\n".join(items),
        "ris": "".join(f"{item}ER  - \n\n" for item in items),
        "json": f"[{','.join(items)}]",
    }
    return written[ending].encode()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_thousand_items_come_in_once_however_they_were_exported(room: Newsroom) -> None:
    libraries = [read_library(exported(ending)) for ending in ("bib", "ris", "json")]
    for library in libraries:
        kinds = Counter(each.fields.kind for each in library.sources)
        assert (library.unread, len(library.sources)) == ((), ITEMS)
        assert kinds == {
            SourceKind.STUDY: 200, SourceKind.BOOK: 400, SourceKind.OFFICIAL_DOCUMENT: 200,
            SourceKind.WEB_PAGE: 200,
        }  # fmt: skip
    added = [
        len(import_sources(room.session, found=each.sources, by=room.ana).added)
        for each in libraries * 2
    ]
    assert added == [ITEMS, 0, 0, 0, 0, 0]
    assert room.session.scalar(select(func.count(Source.id))) == ITEMS
    assert Counter(room.session.scalars(select(SourceTag.key))) == {
        "tides": 200, "arms control": 200, "ferries": 200, "votes": 200,
    }  # fmt: skip
