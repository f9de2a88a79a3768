"""Each format read back by a program that did not write it: its claims, verdicts and sources."""

import csv
import ctypes
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from unicodedata import bidirectional, normalize

import docx
import lxml.html
import pypdfium2
import pypdfium2.raw as raw
import rispy
from bibtexparser.entrypoint import parse_string
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from pylatexenc.latex2text import LatexNodes2Text
from python_calamine import CalamineWorkbook

from workbench.publishing.edition.model import Claim, EditionContent


@dataclass(frozen=True)
class Told:
    """What a file tells: of claims statement and rating by number, of sources title and address.

    None where the format is not made for it.
    """

    claims: Mapping[int, tuple[str, str]] | None = None
    sources: Iterable[tuple[str, str]] | None = field(default=None)


def told_by(content: EditionContent) -> Told:
    """What every format has to tell of this edition."""
    claims = {c.number: (plain(c.statement), plain(c.verdict.rating.label)) for c in content.claims}
    return Told(claims, sources({(s.title, s.url) for s in content.sources}))


def plain(words: Any) -> str:
    """Words as all formats can tell them.

    Line ends are spaces in some; BibTeX has neither braces nor backslashes; a spreadsheet's cell
    has an apostrophe before what looks like a formula.
    """
    said = " ".join(str(words).split()).lstrip("'")
    return said.translate(str.maketrans("\\{}", "/()"))


def sources(found: Iterable[tuple[Any, Any]]) -> set[tuple[str, str]]:
    """Titles with their addresses, comparable."""
    return {(plain(title), plain(url or "")) for title, url in found}


def _html(body: bytes, content: EditionContent) -> Told:
    """Of a page it is asked whether the words stand where the claim's or source's number is."""
    tree = lxml.html.document_fromstring(body.decode())
    claims, cited = {}, set()
    for claim in content.claims:
        words = plain(tree.get_element_by_id(f"note-{claim.number}").text_content())
        said = plain(claim.statement), plain(claim.verdict.rating.label)
        claims[claim.number] = said if all(each in words for each in said) else (words, "")
    for source in content.sources:
        item = tree.get_element_by_id(f"source-{source.number}")
        words, links = plain(item.text_content()), [plain(a.get("href")) for a in item.iter("a")]
        has = plain(source.title) in words and (not source.url or plain(source.url) in links)
        cited.add((source.title, source.url) if has else (words, ""))
    return Told(claims, sources(cited))


def _claimreview(body: bytes, _content: EditionContent) -> Told:
    reviews = json.loads(body)
    cited = [source for review in reviews for source in review.get("citation", [])]
    claims = {
        int(review["url"].rpartition("/")[2]): (
            plain(review["itemReviewed"]["text"]),
            plain(review["reviewRating"]["alternateName"]),
        )
        for review in reviews
    }
    return Told(claims, sources((each["name"], each.get("url")) for each in cited))


def _annotations(body: bytes, content: EditionContent) -> Told:
    items = json.loads(body)["first"]["items"]
    claims = {}
    for item in items:
        if item["motivation"] == "assessing":
            said = {each["purpose"]: plain(each["value"]) for each in item["body"]}
            number = int(item["id"].rpartition("/")[2].partition("#")[0])
            claims[number] = said["describing"], said["classifying"]
    linked = {plain(item["body"][0].get("source", "")) for item in items}
    assert {plain(source.url) for source in content.sources} <= linked | {""}
    return Told(claims)


def _csv(body: bytes, _content: EditionContent) -> Told:
    return Told(_claims(csv.DictReader(_text(body)), "number", "statement", "rating"))


def _evidence_csv(body: bytes, _content: EditionContent) -> Told:
    rows = csv.DictReader(_text(body))
    return Told(None, sources((row["source_title"], row["source_url"]) for row in rows))


def _sources_csv(body: bytes, _content: EditionContent) -> Told:
    rows = csv.DictReader(_text(body))
    return Told(None, sources((row["title"], row["url"]) for row in rows))


def _text(body: bytes) -> io.StringIO:
    return io.StringIO(body.decode("utf-8-sig"), newline="")


def _claims(rows: Iterable[Mapping[str, Any]], *names: str) -> dict[int, tuple[str, str]]:
    number, statement, rating = names
    return {int(row[number]): (plain(row[statement]), plain(row[rating])) for row in rows}


def _xlsx(body: bytes, _content: EditionContent) -> Told:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(body))
    sheets = {
        name: _rows(workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names
    }
    claims = _claims(sheets["claims"], "Number", "Statement", "Rating")
    return Told(claims, sources((row["Title"], row["URL"]) for row in sheets["sources"]))


def _rows(cells: list[list[Any]]) -> list[dict[str, Any]]:
    headings, *rows = cells
    return [dict(zip(headings, row, strict=True)) for row in rows]


def _jsonl(body: bytes, _content: EditionContent) -> Told:
    lines = [json.loads(line) for line in body.decode().split("\n") if line]
    claims = [line for line in lines if line["type"] == "claim"]
    found = [line for line in lines if line["type"] == "source"]
    return Told(
        _claims(claims, "number", "statement", "rating"),
        sources((line["title"], line["url"]) for line in found),
    )


def _markdown(body: bytes, content: EditionContent) -> Told:
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(body.decode()))
    (table,) = [node for node in tree.children if node.type == "table"]
    rows = [[_words(cell) for cell in row.children] for row in table.children[1].children]
    claims = {int(row[0]): (plain(row[1]), plain(row[2])) for row in rows}
    heads = [_words(node) if node.tag == "h2" else "" for node in tree.children]
    listed = map(_words, tree.children[heads.index("Sources") + 1].children)
    cited = {
        (source.title, source.url)
        for source, words in zip(content.sources, listed, strict=True)
        if plain(source.title) in plain(words) and plain(source.url) in plain(words)
    }
    return Told(claims, sources(cited))


def _words(node: SyntaxTreeNode) -> str:
    if node.type == "softbreak":
        return " "
    return "".join(map(_words, node.children)) if node.children else node.content


def _pdf(body: bytes, content: EditionContent) -> Told:
    """A claim's statement is a bookmark, which leads to the page that says its verdict."""
    with pypdfium2.PdfDocument(body) as document:
        claims = dict(_bookmarked(document, content))
        pages = [page.get_textpage().get_text_bounded() for page in document]
        found = {url for page in document for url in _links(document, page)}
    text = "".join(pages)
    cited = {
        (source.title, source.url)
        for source in content.sources
        if _printed(source.title, text) and {source.url} <= found | {""}
    }
    return Told(claims, sources(cited))


def _bookmarked(
    document: pypdfium2.PdfDocument, content: EditionContent
) -> Iterator[tuple[int, tuple[str, str]]]:
    for bookmark in document.get_toc():
        number, _, statement = bookmark.get_title().partition("\xa0")
        if statement:
            label = plain(_of(content, int(number)).verdict.rating.label)
            page = document[bookmark.get_dest().get_index()].get_textpage().get_text_bounded()
            yield int(number), (plain(statement), label if label in plain(page) else page)


def _of(content: EditionContent, number: int) -> Claim:
    return next(claim for claim in content.claims if claim.number == number)


def _links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[str]:
    """The web addresses that words on a page lead to."""
    at, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, at, link):
        action, address = raw.FPDFLink_GetAction(link), ctypes.create_string_buffer(2_000)
        raw.FPDFAction_GetURIPath(document, action, address, len(address))
        yield address.value.decode()


def _printed(words: str, text: str) -> bool:
    """Whether a text has words; PDFium parts ligatures, and disorders what runs from the right."""
    letters, text = ("".join(normalize("NFKC", each).split()) for each in (words, text))
    if any(bidirectional(letter) in ("R", "AL") for letter in letters):
        return not Counter(filter(str.isalnum, letters)) - Counter(text)
    return letters in text


def _bibtex(body: bytes, _content: EditionContent) -> Told:
    latex = LatexNodes2Text(strict_latex_spaces=True).latex_to_text
    entries = [entry.fields_dict for entry in parse_string(body.decode()).entries]
    return Told(
        None,
        sources((latex(e["title"].value), e["url"].value if "url" in e else "") for e in entries),
    )


def _ris(body: bytes, _content: EditionContent) -> Told:
    found = rispy.loads(body.decode())
    return Told(None, sources((each["title"], "".join(each.get("urls", []))) for each in found))


def _docx(body: bytes, content: EditionContent) -> Told:
    """Claims are headings with verdicts below; sources are asked for by title and link."""
    document = docx.Document(io.BytesIO(body))
    styled = [(p.style.name, p) for p in document.paragraphs if p.style is not None]
    heads = [plain(p.text) for style, p in styled if style == "Heading 2"]
    verdicts = [plain(p.text) for style, p in styled if style == "Verdict"]
    numbered = [head.partition(" · ") for head in heads[: len(verdicts)]]
    claims = {
        int(number): (plain(statement), verdict)
        for (number, _point, statement), verdict in zip(numbered, verdicts, strict=True)
    }
    listed = [plain(p.text) for style, p in styled if style == "Source"]
    links = {plain(link.address) for _style, p in styled for link in p.hyperlinks}
    cited = {
        (source.title, source.url)
        for source, words in zip(content.sources, listed, strict=True)
        if plain(source.title) in words and plain(source.url) in links | {""}
    }
    return Told(claims, sources(cited))


READERS: Mapping[str, Callable[[bytes, EditionContent], Told]] = {
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "markdown": _markdown,
    "xlsx": _xlsx,
    "csv": _csv,
    "evidence-csv": _evidence_csv,
    "sources-csv": _sources_csv,
    "bibtex": _bibtex,
    "ris": _ris,
    "jsonl": _jsonl,
    "claimreview": _claimreview,
    "annotations": _annotations,
}
