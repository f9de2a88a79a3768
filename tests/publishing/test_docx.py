"""A report as a Word document, read back by a library that is not ours."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import docx
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from sqlalchemy.orm import Session

from tests.publishing.contents import (
    make_claim,
    make_content,
    make_evidence,
    make_search,
    make_source,
)
from tests.publishing.desk import content_of, make_news_desk
from workbench.articles.remarking import placed_remarks
from workbench.articles.sentences import sentences_of
from workbench.articles.text import compose
from workbench.intake.reading import read as incoming_of
from workbench.publishing.edition.model import Change, EditionContent, Verdict
from workbench.publishing.exports.docx import export

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "The bridge was opened in 1931.\n\nNobody came. It cost nine million.\n\nIt rained 😀."


def read(content: EditionContent) -> Document:
    return docx.Document(io.BytesIO(export(content)))


def words_of_comments(document: Document) -> dict[str, str]:
    """By the text of a comment, the words it stands over; the ends of paragraphs count as ours."""
    found: dict[int, str] = {}
    open_now: set[int] = set()
    for n, block in enumerate(document.element.body.iter(f"{W}p")):
        for number in open_now if n else ():
            found[number] += "\n\n"
        for node in block.iter():
            if node.tag == f"{W}commentRangeStart":
                open_now.add(int(node.get(f"{W}id")))
                found[int(node.get(f"{W}id"))] = ""
            elif node.tag == f"{W}commentRangeEnd":
                open_now.remove(int(node.get(f"{W}id")))
            elif node.tag == f"{W}t":
                for number in open_now:
                    found[number] += node.text or ""
    assert not open_now
    return {document.comments.get(number).text: words for number, words in found.items()}  # type: ignore[union-attr]


def paragraphs(document: Document, style: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style is not None and p.style.name == style]


def all_words(document: Document) -> str:
    return "\n".join(node.text or "" for node in document.element.body.iter(f"{W}t"))


@st.composite
def spans(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Stretches that begin and end with a letter, as passages do."""
    letters = [n for n, sign in enumerate(TEXT) if not sign.isspace()]
    ends = st.tuples(st.sampled_from(letters), st.sampled_from(letters))
    drawn = draw(st.lists(ends, min_size=1, max_size=6))
    return [(min(one, other), max(one, other) + 1) for one, other in drawn]


@given(spans())
@settings(max_examples=40)
def test_every_comment_stands_over_exactly_its_words(stretches: list[tuple[int, int]]) -> None:
    claims = [make_claim(n, TEXT, span) for n, span in enumerate(stretches, start=1)]
    found = words_of_comments(read(make_content(TEXT, claims)))
    assert found == {
        f"{c.number} · {c.verdict.rating.label}\n{c.statement}\n{c.verdict.summary}":
        c.passages[0].exact for c in claims
    }  # fmt: skip


def test_a_claim_with_two_places_has_a_comment_at_each() -> None:
    claim = make_claim(3, TEXT, (4, 10), (32, 38))
    found = words_of_comments(read(make_content(TEXT, [claim])))
    assert list(found.values()) == ["bridge", "Nobody"]
    assert [words.partition("\n")[0] for words in found] == [
        "3 · False · place 1 of 2", "3 · False · place 2 of 2",
    ]  # fmt: skip


def test_a_comment_is_by_who_checked_and_of_the_day_of_the_verdict() -> None:
    (comment,) = read(make_content(TEXT, [make_claim(1, TEXT, (4, 10))])).comments
    assert (comment.author, comment.initials) == ("Ana Novak", "AN")
    assert comment.timestamp is not None
    assert comment.timestamp.isoformat() == "2019-05-16T14:05:00+00:00"


def test_claims_verdicts_and_sources_are_those_of_the_edition(session: Session) -> None:
    desk = make_news_desk(session)
    cost = desk.claim("It cost nine million", "The bridge cost nine million.")
    desk.evidence(cost, desk.source("Ledger", url="https://city.example/l"), "9,000,000")
    desk.search(cost)
    desk.contact(cost, "The mayor did not answer.")
    desk.approve(cost, "Half true", "Eleven, in the end.")
    desk.approve(desk.claim("Nobody came. It cost nine million.", "Nobody came."), "False")
    content = content_of(desk.publish())
    document = read(content)
    assert paragraphs(document, "Heading 2")[:2] == [
        f"{claim.number} · {claim.statement}" for claim in content.claims
    ]
    assert paragraphs(document, "Verdict") == [c.verdict.rating.label for c in content.claims]
    assert paragraphs(document, "Standfirst") == [c.verdict.summary for c in content.claims]
    assert paragraphs(document, "Source") == [source.cited for source in content.sources]
    assert words_of_comments(document).keys() == {
        f"{c.number} · {c.verdict.rating.label}\n{c.statement}\n{c.verdict.summary}"
        for c in content.claims
    }
    for words in ("9,000,000", "We looked for a permit", "The mayor did not answer.", "[…]"):
        assert words in all_words(document)
    counts = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert counts == [["2 claims checked", "Claims"], ["Half true", "1"], ["False", "1"]]
    assert document.core_properties.title == content.title
    assert document.core_properties.author == "Bridge desk"


def full_content() -> EditionContent:
    """One of everything."""
    claim = make_claim(
        1, TEXT, (4, 10), evidence=(make_evidence(1, about="nine"),), searches=(make_search(),),
        contacts=("The mayor was ill.",),
    )  # fmt: skip
    rating, other = claim.verdict.rating, make_claim(2, TEXT).verdict.rating
    change = Change("correction", 1, "2019-05-17T10:00:00Z", 1, "S.", other, rating, "New ledger.")
    return make_content(
        TEXT, [claim, make_claim(2, TEXT)], sources=(make_source(1),), changes=(change,), note="N."
    )


def test_the_parts_of_the_file_refer_to_each_other() -> None:
    archive = zipfile.ZipFile(io.BytesIO(export(full_content())))
    document = etree.fromstring(archive.read("word/document.xml"))
    anchors = {node.get(f"{W}anchor") for node in document.iter(f"{W}hyperlink")} - {None}
    bookmarks = [node.get(f"{W}name") for node in document.iter(f"{W}bookmarkStart")]
    assert anchors <= set(bookmarks)
    assert len(bookmarks) == len(set(bookmarks))
    relations = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
    called = {node.get("Id") for node in relations}
    r = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    assert {node.get(r) for node in document.iter() if node.get(r)} <= called
    named = {node.get(f"{W}styleId") for node in etree.fromstring(archive.read("word/styles.xml"))}
    used = {
        node.get(f"{W}val")
        for part in ("word/document.xml", "word/comments.xml", "word/footer.xml")
        for tag in ("pStyle", "rStyle", "tblStyle")
        for node in etree.fromstring(archive.read(part)).iter(f"{W}{tag}")
    }
    assert used <= named


def test_the_contents_list_what_the_document_has() -> None:
    document = read(full_content())
    entries = paragraphs(document, "toc 1") + paragraphs(document, "toc 2")
    headings = paragraphs(document, "Heading 1") + paragraphs(document, "Heading 2")
    assert entries == [words for words in headings if not words.startswith("The scale")]


def test_a_rationale_keeps_its_lists_links_and_emphasis() -> None:
    markdown = "A *b* **c** [d](https://d.example/x).\n\n1. one\n   - inner\n2. two\n\n> said"
    claim = make_claim(1, TEXT, (4, 10))
    verdict: Verdict = replace(claim.verdict, rationale=markdown)
    document = read(make_content(TEXT, [replace(claim, verdict=verdict)]))
    why = next(p for p in document.paragraphs if p.text == "A b c d.")
    assert [run.text for run in why.runs if run.italic] == ["b"]
    assert [run.text for run in why.runs if run.bold] == ["c"]
    assert why.hyperlinks[0].address == "https://d.example/x"
    items = [p for p in document.paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None]
    assert [(p.text, p._p.pPr.numPr.ilvl.val) for p in items] == [  # type: ignore[union-attr]
        ("one", 0), ("inner", 1), ("two", 0),
    ]  # fmt: skip
    assert "said" in paragraphs(document, "Quote")


def test_what_xml_cannot_hold_is_left_out_and_the_rest_stays() -> None:
    content = make_content(TEXT, [make_claim(1, TEXT, (4, 10), statement='A\x0b<b>&"\ud800\ufffe')])
    document = read(replace(content, title="One\x00 two\nthree"))
    assert document.core_properties.title == "One two\nthree"
    assert '1 · A<b>&"' in paragraphs(document, "Heading 2")


def links_of(document: Document) -> Iterator[str]:
    for paragraph in document.paragraphs:
        yield from (link.address for link in paragraph.hyperlinks if link.address)


def test_an_address_that_word_would_refuse_is_told_in_words_alone() -> None:
    far = "https://city.example/" + "l" * 3000
    sources = (
        make_source(1, url=far), make_source(2, url="http://[broken/"),
        make_source(3, url="https://city.example/ä b"),
    )  # fmt: skip
    document = read(make_content(TEXT, sources=sources))
    assert far in all_words(document)
    assert "http://[broken/" in all_words(document)
    assert "https://city.example/%C3%A4%20b" in set(links_of(document))
    assert not any(len(link) > 2000 or "[" in link for link in links_of(document))


def test_arabic_reads_from_the_right_and_chinese_takes_its_fonts() -> None:
    text = "بني الجسر عام 1931.\n\n桥建于1931年。"
    content = make_content(text, [make_claim(1, text, (0, 8), statement="The bridge.")])
    article = replace(content.article, language="ar")
    document = read(replace(content, article=article))
    arabic = next(p for p in document.paragraphs if p.style and p.style.name == "Article Text")
    assert arabic._p.pPr is not None
    assert arabic._p.pPr.find(f"{W}bidi") is not None
    assert arabic._p.find(f".//{W}rtl") is not None
    assert {node.get(f"{W}bidi") for node in arabic._p.iter(f"{W}lang")} == {"ar"}
    chinese = next(p for p in document.paragraphs if p.text == "桥建于1931年。")
    assert chinese._p.find(f".//{W}rFonts").get(f"{W}hint") == "eastAsia"
    english = next(p for p in document.paragraphs if p.text == "1 · The bridge.")
    assert english._p.find(f".//{W}bidi") is None


def test_lines_of_facts_run_from_the_left_whoever_they_name() -> None:
    source = replace(make_source(1), authors=("منى خليل",), published="2023-11-02")
    claim = make_claim(1, "A bridge.", (0, 8), evidence=(make_evidence(1, "كلفة"),))
    document = read(make_content("A bridge.", [claim], sources=(source,)))
    facts = next(p for p in document.paragraphs if p.text.startswith("منى خليل"))
    assert "\u200e2 November 2023" in facts.text
    assert facts._p.find(f".//{W}bidi") is None
    quote = next(p for p in document.paragraphs if "كلفة" in p.text)
    assert quote._p.find(f".//{W}bidi") is not None


@given(spans())
@settings(max_examples=15)
def test_what_is_exported_comes_back_with_its_claims_at_their_words(
    stretches: list[tuple[int, int]],
) -> None:
    claims = [make_claim(n, TEXT, span) for n, span in enumerate(stretches, start=1)]
    draft = incoming_of(export(make_content(TEXT, claims)))
    text = compose(draft.blocks)
    found = placed_remarks(draft.remarks, text, sentences_of(text, "en"))
    assert sorted((each.remark.proposed, each.exact) for each in found) == sorted(
        (claim.statement, claim.passages[0].exact) for claim in claims
    )
    for each in found:
        assert each.span is not None
        assert text.text[slice(*each.span)] == each.exact
