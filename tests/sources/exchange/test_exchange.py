"""What other programs export is read, and what we export is read again without loss."""

import json
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.sources.csl import FURTHER, KINDS, TYPES
from workbench.sources.errors import LibraryUnreadable
from workbench.sources.exchange import (
    FORMATS,
    MOST_ITEMS,
    Listed,
    read_library,
    write_library,
)
from workbench.sources.exchange.reading import MOST_KEYWORDS
from workbench.sources.models import Source
from workbench.sources.rules import SourceKind, tags_in
from workbench.sources.service import SourceFields

BIBTEX = r"""
@article{novak_2019,
  title = {The {New} {Detente}: {M{\"u}ller} \& S\'anchez},
  author = {Nov{\'a}k, Ana and {World Health Organization} and Ed Moreau},
  journal = {Harbour Studies}, volume = {4}, number = {2}, pages = {11--19},
  year = {2019}, month = may, doi = {10.1000/ABC.1},
  url = {https://harbour.example/a\_b}, urldate = {2026-11-02},
  file = {Full Text:/home/ana/Zotero/x.pdf:application/pdf}, copyright = {CC BY 4.0},
}
@comment{nothing}
@online{minutes, title = {Minutes}, date = {2019-05-03/2019-05-04}, organization = {The council}}
"""
RIS = """TY  - JOUR
AU  - Novák, Ana
AU  - World Health Organization
TI  - The New Detente
JO  - Harbour Studies
PY  - 2019/05/15/
VL  - 4
IS  - 2
SP  - 11
EP  - 19
DO  - 10.1000/ABC.1
UR  - https://harbour.example/a_b
L1  - file:///home/ana/x.pdf
ER  -

TY  - NEWS
T1  - Minutes
Y1  - 2019/05//
"""


def read(text: str) -> tuple[SourceFields, ...]:
    library = read_library(text.encode())
    assert library.unread == ()
    return tuple(each.fields for each in library.sources)


def test_bibtex_is_read_with_its_latex() -> None:
    study, minutes = read(BIBTEX)
    assert study.title == "The New Detente: Müller & Sánchez"
    assert study.authors == ("Novák, Ana", "World Health Organization", "Moreau, Ed")
    assert (study.kind, study.published, study.accessed) == ("study", "2019-05", "2026-11-02")
    assert study.url == "https://harbour.example/a_b"
    assert study.further == {
        "container-title": "Harbour Studies", "volume": "4", "issue": "2", "page": "11–19",
        "DOI": "10.1000/ABC.1", "license": "CC BY 4.0",
    }  # fmt: skip
    assert (minutes.kind, minutes.publisher, minutes.published) == (
        "web page", "The council", "2019-05-03",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("found", "address"),
    [
        (r"howpublished = {\url{https://harbour.example/a\_b}}", "https://harbour.example/a_b"),
        ("eprint = {1905.09205}, archiveprefix = {arXiv}", "https://arxiv.org/abs/1905.09205"),
        ("eprint = {7}, eprinttype = {jstor}, howpublished = {By hand}", ""),
    ],
    ids=["as it was published", "arxiv", "neither"],
)
def test_bibtex_may_say_elsewhere_where_a_source_is_found(found: str, address: str) -> None:
    [source] = read(f"@misc{{a, title = {{A}}, author = {{Ana Novák and others}}, {found}}}")
    assert (source.url, source.authors) == (address, ("Novák, Ana",))


def test_a_document_that_somebody_else_made_is_no_observation_of_the_desk() -> None:
    item = {"type": "document", "title": "A", "issued": {"raw": "2024-01-15T08:00:00Z"}}
    [source] = read(json.dumps([item]))
    assert (source.kind, source.published) == (SourceKind.OFFICIAL_DOCUMENT, "2024-01-15")


def test_ris_is_read_and_a_reference_without_an_end_too() -> None:
    study, minutes = read(RIS)
    assert study.authors == ("Novák, Ana", "World Health Organization")
    assert (study.published, study.further["page"]) == ("2019-05-15", "11–19")
    assert (minutes.title, minutes.kind, minutes.published) == (
        "Minutes", "news article", "2019-05",
    )  # fmt: skip


def test_csl_json_is_read_with_its_marks_and_particles() -> None:
    item = {
        "id": 7, "type": "article-journal", "title": "The <i>New</i> Detente & after",
        "author": [{"family": "Beethoven", "given": "L.", "non-dropping-particle": "van"}],
        "issued": {"date-parts": [["2019", 5]]}, "accessed": {"raw": "2026-11-02"},
        "container-title": "Harbour Studies", "DOI": "https://doi.org/10.1000/abc",
        "abstract": "Long.", "custom": {"x": 1},
    }  # fmt: skip
    [study] = read(json.dumps({"items": [item]}))
    assert (study.title, study.authors) == ("The New Detente & after", ("van Beethoven, L.",))
    assert (study.published, study.accessed) == ("2019-05", "2026-11-02")
    assert study.url == "https://doi.org/10.1000/abc"
    assert study.publisher == "Harbour Studies"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[{"id": "a", "type": "book"}, {"title": "B"}]', "it has no title"),
        ('[4, {"title": "B"}]', "it is no object"),
        ("@book{a, title = {x\n@book{b, title = {B}}", "the entry is not closed"),
        ("@book{a, year = 2019}\n@book{b, title = {B}}", "it has no title"),
        ("TY  - BOOK\nPY  - 2019\nER  -\nTY  - BOOK\nTI  - B\nER  -\n", "it has no title"),
    ],
)
def test_one_item_that_is_wrong_stops_no_other(text: str, why: str) -> None:
    library = read_library(text.encode())
    assert [each.fields.title for each in library.sources] == ["B"]
    assert [each.why for each in library.unread] == [why]


@pytest.mark.parametrize(
    "content",
    [b"", b"Dear editor,", b"%PDF-1.7", "“".encode("cp1252"), b"{", b"TY", b"\xff\xfe@\0b\0"],
)
def test_what_is_in_no_format_is_refused(content: bytes) -> None:
    with pytest.raises(LibraryUnreadable, match="Nothing was imported"):
        read_library(content)


def test_more_than_can_be_looked_through_is_refused() -> None:
    with pytest.raises(LibraryUnreadable, match="export it in parts"):
        read_library(json.dumps([{"title": "A"}] * (MOST_ITEMS + 1)).encode())


@pytest.mark.parametrize(
    "text",
    [
        "@book{a, title = {" + "{" * 5_000 + "x" + "}" * 5_000 + "}}",
        "@book{a, title = {" + r"\textbf{" * 2_000 + "x" + "}" * 2_000 + "}}",
        "[" * 50_000,
        "TY  - BOOK\n" + "TI  - x\n" * 20_000,
        "@" * 50_000 + "book{",
        '[{"title": "\\u0000A", "issued": {"date-parts": [[1e400, "x"]]}, "author": [[], 1]}]',
    ],
    ids=["braces", "commands", "lists", "titles", "signs", "values"],
)
def test_hostile_files_are_read_or_refused(text: str) -> None:
    try:
        library = read_library(text.encode())
    except LibraryUnreadable:
        return
    assert len(library.sources) + len(library.unread) <= 1


@pytest.mark.parametrize("date", ["2019-13", "soon", "99999", "0", "-5", ["x"], [[2019, 2, 31]]])
def test_a_date_that_is_none_is_left_out_as_far_as_it_is(date: object) -> None:
    issued = {"raw": date} if isinstance(date, str) else {"date-parts": date}
    [source] = read(json.dumps([{"title": "A", "issued": issued}]))
    assert source.published in ("", "2019", "2019-02")


@pytest.mark.parametrize(
    "text",
    [
        '[{"title": "A", "keyword": "Arms control, New START; arms control"}]',
        "@misc{a, title = {A}, keywords = {Arms control, {New START}, arms control}}",
        "TY  - BOOK\nTI  - A\nKW  - Arms control\nKW  - New START\nKW  - arms control\nER  -\n",
    ],
    ids=["json", "bib", "ris"],
)
def test_keywords_are_tags_each_of_them_once(text: str) -> None:
    [listed] = read_library(text.encode()).sources
    assert listed.tags == ("arms control", "New START")
    assert read_library(text.encode()).without_tags().sources == (Listed(listed.fields),)


def test_an_item_has_fifty_keywords_at_most() -> None:
    keyword = ", ".join(f"word {n}" for n in range(MOST_KEYWORDS + 1))
    [listed] = read_library(json.dumps([{"title": "A", "keyword": keyword}]).encode()).sources
    assert len(listed.tags) == MOST_KEYWORDS


def test_every_kind_has_a_type_that_leads_back_to_it() -> None:
    assert {KINDS[TYPES[kind]] for kind in SourceKind} == set(SourceKind)


plain = st.text("abcÄß 0123456789.,:;()'`-&%$#_~^é中", min_size=1, max_size=20).map(
    lambda words: " ".join(words.split())
)
line = plain.filter(lambda words: any(c.isalnum() for c in words))
word = st.text("abcÄé", min_size=1, max_size=8)
authors = st.lists(
    st.one_of(st.tuples(word, word).map(", ".join), word), max_size=3
).map(tuple)  # fmt: skip
dates = st.sampled_from(["", "2019", "2019-05", "2019-05-15"])
urls = st.sampled_from(["", "https://a.example/x_y?q=1&r=%20#f"])
further = st.dictionaries(st.sampled_from(FURTHER), word, max_size=6)


tags = st.lists(line, max_size=3).map(lambda each: tuple(tags_in(",".join(each))))


@st.composite
def fields(draw: st.DrawFn) -> SourceFields:
    more = draw(further)
    publisher = draw(st.one_of(st.just(""), line)) or more.get("container-title", "")
    return SourceFields(
        draw(line), draw(st.sampled_from(SourceKind)), draw(authors), publisher, draw(dates),
        draw(urls), draw(urls), draw(dates), more,
    )  # fmt: skip


def row(listed: Listed, number: int = 1) -> Source:
    """A source of the library that says this."""
    tags = [SimpleNamespace(words=tag) for tag in listed.tags]
    return cast("Source", SimpleNamespace(id=number, tags=tags, **listed.fields.__dict__))


@pytest.mark.parametrize("ending", FORMATS)
@given(said=st.lists(st.builds(Listed, fields(), tags), min_size=1, max_size=3))
def test_what_is_exported_is_read_again(ending: str, said: list[Listed]) -> None:
    text = write_library([row(each, n) for n, each in enumerate(said)], ending)
    assert list(read_library(text.encode()).sources) == said


def test_what_no_text_has_is_left_out_of_what_json_escapes() -> None:
    odd = r"a\ud800\u0000\u001bb"
    name = f'{{"family": "{odd}", "given": "{odd}"}}'
    item = f'{{"title": "{odd}", "volume": "{odd}", "keyword": "{odd}", "author": [{name}]}}'
    read = read_library(f'[{item}, {{"id": "{odd}"}}]'.encode())
    fields = SourceFields("ab", authors=("ab, ab",), further={"volume": "ab"})
    assert read.sources == (Listed(fields, ("ab",)),)
    assert [each.name for each in read.unread] == ["ab"]


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("kind", SourceKind)
def test_each_kind_is_read_again_with_all_that_can_be_said(kind: SourceKind, ending: str) -> None:
    said = SourceFields(
        "A", kind, ("Novák, Ana",), "The press", "2019-05", "https://a.example/b_c",
        "https://archive.example/2019/https://a.example/b_c", "2026-11-02",
        {name: f"x {name}" for name in FURTHER},
    )  # fmt: skip
    text = write_library([row(Listed(said, ("sea",)))], ending)
    assert read_library(text.encode()).sources == (Listed(said, ("sea",)),)


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("3 March 2020", "2020-03-03"), ("March 2020", "2020-03"), ("2019~", "2019"),
        ("2019-05?", "2019-05"), ("2019-05-15 08:00", "2019-05-15"), ("c. 2019", "2019"),
        ("Spring 2019", "2019"), ("13/04/2020", "2020-04-13"), ("n.d.", ""),
    ],
)  # fmt: skip
def test_a_date_in_words_is_a_date(date: str, published: str) -> None:
    for key in ("raw", "literal"):
        assert read(json.dumps([{"title": "A", "issued": {key: date}}]))[0].published == published


def test_the_number_of_a_book_is_told_from_that_of_a_serial() -> None:
    chapter, book, study = read(
        "TY  - CHAP\nTI  - A\nSN  - 978-3-16-148410-0\nER  -\n"
        "TY  - BOOK\nTI  - B\nSN  - 3-16-148410-X\nER  -\n"
        "TY  - JOUR\nTI  - C\nSN  - 2049-363X, 1476-4687\nER  -\n"
    )
    assert chapter.further == {"ISBN": "978-3-16-148410-0"}
    assert book.further == {"ISBN": "3-16-148410-X"}
    assert study.further == {"ISSN": "2049-363X, 1476-4687"}


@pytest.mark.parametrize(
    ("entry", "kind", "further"),
    [
        (
            "@article{a, entrysubtype = {newspaper}, title = {A}, number = 4}",
            SourceKind.NEWS_ARTICLE, {"issue": "4"},
        ),
        (
            "@techreport{a, title = {A}, number = {WP 4}}",
            SourceKind.OFFICIAL_DOCUMENT, {"number": "WP 4"},
        ),
    ],
)  # fmt: skip
def test_what_an_entry_is_tells_what_its_number_is(
    entry: str, kind: SourceKind, further: dict[str, str]
) -> None:
    [source] = read(entry)
    assert (source.kind, source.further) == (kind, further)


def test_an_entry_whose_key_or_field_stands_twice_is_read_whole() -> None:
    entry = '@misc{a, title = "A", author = {Ana Novák and Ed Moreau}, month = may, year = 2019'
    read_thrice = read(f"{entry}}} {entry}}} {entry}, year = 2019}}")
    assert {(each.title, each.authors, each.published) for each in read_thrice} == {
        ("A", ("Novák, Ana", "Moreau, Ed"), "2019-05")
    }


def test_editors_stand_for_authors_only_where_there_are_none() -> None:
    chapter, book = read(
        "@incollection{a, title = {A}, author = {Novák, Ana}, editor = {Moreau, Ed}}"
        "@book{b, title = {B}, editor = {Moreau, Ed}}"
    )
    assert (chapter.authors, book.authors) == (("Novák, Ana",), ("Moreau, Ed",))
